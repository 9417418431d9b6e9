"""What a YAML parser trips over, in words for people who write schemes."""

import re
from typing import Any

from coder.scheme.columns import suggest_columns
from coder.scheme.faults import Fault

_SAYINGS = (
    (
        "mapping values are not allowed",
        "A colon is not expected here.",
        "Put text that holds a colon in quotes, and look at the indentation.",
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
_KEY = re.compile(r"\s*(?:- +)*[^\s:'\"{\[&*!|>#-][^:]*:")
Found = tuple[int, int, str, str]
"""Line, column, what is wrong, how to mend it."""


def syntax_fault(error: Exception, text: str, name: str, quote: Any = None) -> Fault:
    """Return what kept a text from being YAML, as a fault with its place.

    ``quote`` is the last text in quotes that went over several lines: it may have swallowed what stood there.
    """
    line, column = _place(error, text)
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "\t" in shown[: len(shown) - len(shown.lstrip())]:
        return Fault(name, line, column, "", "A tab is used for indentation.", "Use spaces: two for each level.")
    found = (
        _open_quote(quote, line)
        or _unclosed(error, problem, line, lines)
        or _colon(problem, line, column, lines)
        or _indentation(problem, line, column, lines)
        or (line, column, *_words(error, problem, shown[column - 1 : column]))
    )
    return Fault(name, found[0], found[1], "", found[2], found[3])


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


def _open_quote(quote: Any, line: int) -> Found | None:
    """The parser goes on until the next quote, and trips there."""
    if quote is None or line - quote.end_mark.line > 2:
        return None
    start = quote.start_mark
    return (
        start.line + 1,
        start.column + 1,
        "A quote is opened and not closed in its line.",
        "Close it with the same sign.",
    )


def _unclosed(error: Exception, problem: str, line: int, lines: list[str]) -> Found | None:
    """Show where a bracket was opened, or a colon is missing, rather than the line that shows it."""
    opened: Any = getattr(error, "context_mark", None)
    if opened is None or opened.line + 1 >= line:
        return None
    place = (opened.line + 1, opened.column + 1)
    if "could not find expected ':'" in problem:
        return *place, *_without_colon(lines[opened.line])
    for sign, what in (("]", "list in [ ]"), ("}", "map in { }")):
        if f"expected ',' or '{sign}'" in problem:
            mend = f"Add the missing comma or {sign} before line {line}."
            return *place, f"The {what} that begins here is not closed, or a comma is missing.", mend
    return None


def _without_colon(line: str) -> tuple[str, str]:
    glued = re.match(r"\s*(?:- +)*(\w+):(\S.*)", line)
    if glued:
        return "The colon has no space behind it.", f"Write `{glued[1]}: {glued[2].rstrip()}`."
    return "A colon is missing.", "Write `key: value`, and indent text that goes on in the next line."


def _colon(problem: str, line: int, column: int, lines: list[str]) -> Found | None:
    shown = lines[line - 1] if line <= len(lines) else ""
    if "expected ',' or '}'" in problem and "got ':'" in problem:
        mend = "Add a comma before the key, or put text that holds a colon in quotes."
        return line, column, "A colon is not expected here.", mend
    if "mapping values are not allowed" not in problem:
        return None
    if _KEY.match(shown[: column - 1]):
        return line, column, "A colon is not expected here.", "Put text that holds a colon in quotes."
    own = len(shown) - len(shown.lstrip()) + 1
    mend = suggest_columns(lines, line)
    message = "The line is indented further than the one above, which has its value already."
    return line, own, message, f"{mend} Text of several lines that holds a colon goes in quotes."


def _indentation(problem: str, line: int, column: int, lines: list[str]) -> Found | None:
    if "expected <block end>" not in problem:
        return None
    mend = suggest_columns(lines, line) or "Indent what belongs together equally."
    return line, column, "The indentation does not fit the lines above.", mend


def _words(error: Exception, problem: str, sign: str) -> tuple[str, str]:
    if isinstance(error, (ArithmeticError, ValueError)):
        return "A backslash code stands for no character.", "Write the character itself."
    for part, message, mend in _SAYINGS:
        if part in problem:
            return message, mend
    if "cannot start any token" in problem:
        return f"Text cannot begin with {sign}.", "Put the text in quotes."
    return f"This is not YAML: {' '.join(problem.split()) or 'it cannot be read'}.", "Compare it with a shipped scheme."
