"""Strict YAML 1.2 with positions: no tags, no duplicate keys, no bombs, nothing turned into a number unasked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coder.scheme.faults import Fault
from coder.scheme.nodes import NULLS, Mapping, Node, Scalar, Sequence
from coder.scheme.yaml_problems import syntax_fault

LARGEST_BYTES = 1 << 20
DEEPEST = 40
MOST_NODES = 50_000
MOST_ALIASES = 100
MOST_ALIASED_NODES = 10_000
_NOT_TEXT = re.compile(
    r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
QUOTES = ("'", '"')
_FLAGS = ("true", "True", "TRUE", "false", "False", "FALSE")


def decode(content: bytes, name: str) -> str | Fault:
    """Return the text of a file, or what keeps it from being one."""
    if len(content) > LARGEST_BYTES:
        return Fault(
            name, 1, 1, "", "The file is larger than 1 MiB.", "A scheme is a short text; is this the right file?"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return Fault(name, line, column, "", "The file is not UTF-8 here.", "Save it with the encoding UTF-8.")


def read_yaml(text: str, name: str) -> tuple[Node | None, list[Fault], bool]:
    """Return the tree, what is wrong with the text, and whether all of it could be read.

    Where the text breaks off, the tree holds the sections of the file before that place.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BYTES:
        too_large = decode(b" " * (LARGEST_BYTES + 1), name)
        return None, [too_large] if isinstance(too_large, Fault) else [], False
    reading = _Reading(text.removeprefix("\ufeff"), name)
    complete = reading.run()
    return reading.root(complete), reading.faults, complete


class _BrokenOffError(Exception):
    """The text cannot be read any further; the fault is noted."""


class _Reading:
    """One pass over the events of the parser, building nodes."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self.faults: list[Fault] = []
        self._root: Node | None = None
        self._sections: list[tuple[Scalar, Node]] = []
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._nodes = 0
        self._aliases = 0
        self._aliased_nodes = 0
        self._events: Iterator[Any] = iter(())
        self._quote: Any = None

    def run(self) -> bool:
        """Read everything; return False when the text breaks off."""
        from ruamel.yaml.error import YAMLError

        try:
            self._read_document()
        except _BrokenOffError:
            return False
        except (YAMLError, ArithmeticError, ValueError, LookupError, AssertionError, AttributeError) as error:
            # The parser lets other errors than its own escape on malformed escapes and directives.
            self.faults.append(syntax_fault(error, self._text, self._name, self._quote))
            return False
        return True

    def root(self, complete: bool) -> Node | None:
        """Return what was built."""
        if complete or self._root is not None:
            return self._root
        return Mapping(self._name, 1, 1, "", tuple(self._sections)) if self._sections else None

    def _read_document(self) -> None:
        self._events = _events(self._text)
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                self._start_document(event)
            elif kind not in ("StreamStartEvent", "DocumentEndEvent", "StreamEndEvent"):
                self._root = self._node(event, "", 0)
        if self._root is None:
            self._note_at(1, 1, "", "The file is empty.", "Begin with `format: 1`.")

    def _start_document(self, event: Any) -> None:
        if event.version is not None and tuple(event.version) != (1, 2):
            self._note(event, "", "The file asks for another version of YAML than 1.2.", "Delete the line `%YAML`.")
        if self._root is not None:
            self._note(event, "", "A second document begins here.", "Put each scheme into its own file.")
            raise _BrokenOffError

    def _node(self, event: Any, path: str, depth: int) -> Node:
        kind = type(event).__name__
        self._nodes += 1
        if kind == "AliasEvent":
            return self._alias(event, path)
        if self._nodes > MOST_NODES:
            self._note(event, path, "The file holds too much to be a scheme.", "Is this the right file?")
            raise _BrokenOffError
        if depth > DEEPEST:
            self._note(event, path, "The file is nested too deeply here.", f"At most {DEEPEST} levels are read.")
            raise _BrokenOffError
        if event.ctag is not None:
            self._note(
                event, path, f"The tag {_shown(event.ctag)} is not allowed.", "Delete it; text may stand in quotes."
            )
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        before = self._nodes - 1
        node = self._built(event, kind, path, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = (node, self._nodes - before)
        return node

    def _built(self, event: Any, kind: str, path: str, depth: int) -> Node:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind == "MappingStartEvent":
            return Mapping(self._name, line, column, path, self._entries(path, depth, event.flow_style))
        if kind == "SequenceStartEvent":
            return Sequence(self._name, line, column, path, self._members(path, depth))
        return self._scalar(event, path)

    def _scalar(self, event: Any, path: str) -> Scalar:
        words: str = event.value
        if any("\ud800" <= sign <= "\udfff" for sign in words):
            self._note(event, path, "Half a character stands here.", "Write the character itself, not its code.")
            words = words.encode("utf-8", "replace").decode("utf-8")
        mark = event.start_mark
        if event.style in QUOTES and event.end_mark.line > mark.line:
            self._quote = event
        return Scalar(self._name, mark.line + 1, mark.column + 1, path, words, event.style is None)

    def _members(self, path: str, depth: int) -> tuple[Node, ...]:
        members: list[Node] = []
        for event in self._events:
            if type(event).__name__ == "SequenceEndEvent":
                break
            members.append(self._node(event, f"{path}[{len(members)}]", depth + 1))
        return tuple(members)

    def _entries(self, path: str, depth: int, flow: bool) -> tuple[tuple[Scalar, Node], ...]:
        entries: list[tuple[Scalar, Node]] = self._sections if depth == 0 else []
        lines: dict[str, int] = {}
        before = ""
        for event in self._events:
            if type(event).__name__ == "MappingEndEvent":
                break
            if flow and self._is_alone(event):
                before = self._note_alone(event, path, before)
                next(self._events)
                continue
            key = self._key(event, path, depth)
            below = _joined(path, key)
            value = _beside(self._node(next(self._events), below, depth + 1), event)
            before = value.text if isinstance(value, Scalar) and value.plain else ""
            if key is not None and self._is_new(key, below, lines):
                entries.append((key, value))
        return tuple(entries)

    def _is_alone(self, event: Any) -> bool:
        """Tell whether a word in { } is no key, since no colon follows it."""
        rest = self._text[event.end_mark.index :].lstrip()
        return type(event).__name__ == "ScalarEvent" and event.style is None and rest[:1] in (",", "}")

    def _note_alone(self, event: Any, path: str, before: str) -> str:
        """Note a word that a comma cut off, and return the text it may belong to."""
        words = event.value
        whole = f"{before}, {words}" if before else words
        mend = f"Write `{words}: …`."
        if before:
            mend = f'Write `{words}: …`, or put text that holds a comma in quotes: "{whole}".'
        if before.isdecimal() and words.isdecimal():
            mend = f"Write a decimal point: {before}.{words}."
        self._note(event, path, f'"{words}" has no value.', mend)
        return whole

    def _key(self, event: Any, path: str, depth: int) -> Scalar | None:
        node = self._node(event, path, depth + 1)
        if not isinstance(node, Scalar):
            self._note(event, path, "A list or a map cannot be a key.", "Keys are words.")
            return None
        if node.plain and (node.words in NULLS or node.words in _FLAGS or _NOT_TEXT.fullmatch(node.words)):
            self._note(event, path, f"The key {node.words or 'without words'} is no text.", "Put it in quotes.")
        if node.plain and node.words == "<<":
            self._note(event, path, "YAML 1.2 has no merge key `<<`.", "Write out the keys.")
            return None
        return replace(node, path=_joined(path, node))

    def _is_new(self, key: Scalar, path: str, lines: dict[str, int]) -> bool:
        if key.words not in lines:
            lines[key.words] = key.line
            return True
        message = f'"{key.words}" is given twice (first in line {lines[key.words]}).'
        self._note_at(key.line, key.column, path, message, "Keep one of the two.")
        return False

    def _alias(self, event: Any, path: str) -> Node:
        found = self._anchors.get(event.anchor)
        if found is None:
            message, mend = f"*{event.anchor} contains itself.", "Write out what is meant."
            if event.anchor not in self._anchors:
                message = f"There is no &{event.anchor} before *{event.anchor}."
                mend = "Write out what is meant; text that begins with * goes in quotes."
            self._note(event, path, message, mend)
            return Scalar(self._name, event.start_mark.line + 1, event.start_mark.column + 1, path, event.anchor)
        node, size = found
        self._nodes += size
        self._aliases += 1
        self._aliased_nodes += size
        if self._aliases > MOST_ALIASES or self._aliased_nodes > MOST_ALIASED_NODES:
            self._note(
                event, path, "The file has too many aliases, or they stand for too much.", "Write out what is meant."
            )
            raise _BrokenOffError
        return node

    def _note(self, event: Any, path: str, message: str, mend: str) -> None:
        self._note_at(event.start_mark.line + 1, event.start_mark.column + 1, path, message, mend)

    def _note_at(self, line: int, column: int, path: str, message: str, mend: str) -> None:
        self.faults.append(Fault(self._name, line, column, path, message, mend))


def _joined(path: str, key: Scalar | None) -> str:
    if key is None:
        return path
    return f"{path}.{key.words}" if path else key.words


def _beside(value: Node, key: Any) -> Node:
    """Give a value that is not written the place after its key; the parser says where the next thing stands."""
    if isinstance(value, Scalar) and value.plain and not value.words:
        return replace(value, line=key.end_mark.line + 1, column=key.end_mark.column + 2)
    return value


def _shown(tag: object) -> str:
    return str(tag).replace("tag:yaml.org,2002:", "!!")


def _events(text: str) -> Iterator[Any]:
    from ruamel.yaml import YAML

    yield from YAML(typ="safe", pure=True).parse(text)
