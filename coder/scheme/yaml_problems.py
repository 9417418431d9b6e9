"""What a YAML parser trips over, in words for people who write schemes."""

import re
from typing import Any

from coder.scheme.faults import Fault

_SAYINGS = (
    (
        "mapping values are not allowed",
        "A colon is not expected here.",
        "Put text that holds a colon in quotes, and check the indentation.",
    ),
    (
        "sequence entries are not allowed",
        "A list may not begin here.",
        "Put the dash on a line of its own, below the key.",
    ),
    ("expected <block end>", "The indentation does not fit the lines above.", "Indent what belongs together equally."),
    ("expected ',' or ']'", "A list in [ ] is not closed, or a comma is missing.", "Add the missing comma or ]."),
    ("expected ',' or '}'", "A map in { } is not closed, or a comma is missing.", "Add the missing comma or }."),
    (
        "could not find expected ':'",
        "A colon is missing.",
        "Write `key: value`, and indent text that goes on in the next line.",
    ),
    ("unexpected end of stream", "A quote is opened and never closed.", "Close it with the same sign."),
    (
        "unknown escape",
        "This backslash means nothing in double quotes.",
        "Use single quotes, or write two backslashes.",
    ),
    ("content, but found '<stream end>'", "The file ends before something is closed.", "Add the missing ] or }."),
    (
        "expected the node content",
        "Something is missing before this.",
        "Close what is open with ] or }, and put text that holds # in quotes.",
    ),
    ("expected escape", "This backslash code is not complete.", "Use single quotes, or write two backslashes."),
    ("special characters are not allowed", "A character is here that no text may hold.", "Delete it."),
)
_WIDE_ESCAPE = re.compile(r"\\U(?!0010|000)[0-9a-fA-F]{8}")


def syntax_fault(error: Exception, text: str, name: str) -> Fault:
    """Return what kept a text from being YAML, as a fault with its place."""
    line, column = _place(error, text)
    message, mend = _words(error, text, line, column)
    return Fault(name, line, column, "", message, mend)


def _place(error: Exception, text: str) -> tuple[int, int]:
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened: Any = getattr(error, "context_mark", None)
    if mark is not None:
        # What is never closed shows where it was opened; the end of the file helps nobody.
        if opened is not None and mark.line >= text.count("\n") and _is_unclosed(error):
            mark = opened
        return mark.line + 1, mark.column + 1
    position = getattr(error, "position", None)
    if isinstance(error, (ArithmeticError, ValueError)):
        # The parser does not say where a code stands that is no character.
        escape = _WIDE_ESCAPE.search(text)
        position = escape.start() if escape else None
    if isinstance(position, int):
        before = text[:position]
        return before.count("\n") + 1, position - before.rfind("\n")
    return 1, 1


def _is_unclosed(error: Exception) -> bool:
    problem = str(getattr(error, "problem", ""))
    return "stream end" in problem or "end of stream" in problem


def _words(error: Exception, text: str, line: int, column: int) -> tuple[str, str]:
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return "A tab is used for indentation.", "Use spaces: two for each level."
    if isinstance(error, (ArithmeticError, ValueError)):
        return "A backslash code stands for no character.", "Write the character itself."
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    for part, message, mend in _SAYINGS:
        if part in problem:
            return message, mend
    sign = shown[column - 1 : column]
    if "cannot start any token" in problem:
        return f"Text cannot begin with {sign}.", "Put the text in quotes."
    return f"This is not YAML: {' '.join(problem.split()) or 'it cannot be read'}.", "Compare it with a shipped scheme."
