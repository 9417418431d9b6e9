"""A scheme file as a tree in which everything knows where it stands."""

from dataclasses import dataclass
from typing import Literal

from coder.scheme.faults import Fault

NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Node:
    """Anything in the file; asking it for what it has not got gives nothing, since its shape is checked elsewhere."""

    file: str
    line: int
    column: int
    path: str

    @property
    def text(self) -> str:
        """The words as they stand in the file; empty for what is no scalar."""
        return ""

    @property
    def items(self) -> tuple["Node", ...]:
        """The members of a list; empty for what is no list."""
        return ()

    @property
    def pairs(self) -> tuple[tuple["Scalar", "Node"], ...]:
        """The keys and values of a map; empty for what is no map."""
        return ()

    def get(self, name: str) -> "Node":
        """Return what a map holds under a key, or an absent node at the map's own place."""
        found = self.find(name)
        return Absent(self.file, self.line, self.column, self.path) if found is None else found

    def find(self, name: str) -> "Node | None":
        """Find what a map holds under a key."""
        return next((value for key, value in self.pairs if key.text == name), None)

    def find_key(self, name: str) -> "Scalar | None":
        """Find the key itself."""
        return next((key for key, _ in self.pairs if key.text == name), None)

    def texts(self, name: str) -> list[str]:
        """Return the words of a list of scalars under a key."""
        return [item.text for item in self.get(name).items]

    def fault(
        self, message: str, mend: str = "", path: str | None = None, severity: Literal["error", "warning"] = "error"
    ) -> Fault:
        """Build a fault that points here."""
        return Fault(self.file, self.line, self.column, self.path if path is None else path, message, mend, severity)


@dataclass(frozen=True, slots=True)
class Absent(Node):
    """What is not there."""


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """Words; ``plain`` ones stand without quotes, and only what they are wanted for says what they mean."""

    words: str = ""
    plain: bool = False

    @property
    def text(self) -> str:
        """The words as they stand in the file."""
        return self.words

    @property
    def is_null(self) -> bool:
        """Tell whether nothing is written."""
        return self.plain and self.words in NULLS


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """A list."""

    members: tuple[Node, ...] = ()

    @property
    def items(self) -> tuple[Node, ...]:
        """The members."""
        return self.members


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    """A map; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...] = ()

    @property
    def pairs(self) -> tuple[tuple[Scalar, Node], ...]:
        """The keys and values."""
        return self.entries


def is_there(node: Node) -> bool:
    """Tell whether something is written."""
    return not isinstance(node, Absent) and not (isinstance(node, Scalar) and node.is_null)


class Plain(str):
    """Words without quotes: `1.10` is a number only where a number is wanted."""

    __slots__ = ()


def to_plain_values(node: Node) -> object:
    """Return the tree as dictionaries, lists and texts, for a check of its shape."""
    if isinstance(node, Scalar):
        return Plain(node.words) if node.plain else node.words
    if isinstance(node, Mapping):
        return {key.words: to_plain_values(value) for key, value in node.entries}
    return [to_plain_values(item) for item in node.items]
