"""One scheme file: its text, its tree, and what is wrong with either."""

from dataclasses import dataclass
from pathlib import Path

from coder.scheme.faults import Fault, without_consequences
from coder.scheme.nodes import Node
from coder.scheme.parts import SchemePart
from coder.scheme.shape import read_parts
from coder.scheme.yaml_reader import LARGEST_BYTES, decode, read_yaml


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read; ``part`` is there when its shape is right, ``complete`` tells whether all was read.

    ``named``: what it names can be told, so that other places can be held against it.
    """

    name: str
    text: str
    root: Node | None
    part: SchemePart | None
    faults: tuple[Fault, ...]
    complete: bool
    named: bool = True


def read_source(text: str, name: str) -> Source:
    """Read the text of a scheme; nothing is raised, faults are kept."""
    root, faults, complete = read_yaml(text, name)
    if root is None:
        return Source(name, text, None, None, tuple(faults), complete)
    shape = read_parts(root)
    wrong = without_consequences(shape.faults, faults)
    if not complete:
        # What the part that could not be read holds is not missing.
        wrong = [fault for fault in wrong if fault.path or not fault.message.endswith("is missing.")]
    part = None if faults else shape.part
    return Source(name, text, shape.root, part, (*faults, *wrong), complete, shape.named)


def read_source_file(path: Path) -> Source:
    """Read a scheme file; nothing is raised, faults are kept."""
    name = path.as_posix()
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        return _unread(name, "There is no such file.", "Check its name and folder.")
    except OSError as error:
        return _unread(name, f"The file cannot be read ({error.strerror or error}).", "Check the path and its rights.")
    text = decode(content, name)
    if isinstance(text, Fault):
        return Source(name, "", None, None, (text,), False)
    return read_source(text, name)


def _unread(name: str, message: str, mend: str) -> Source:
    return Source(name, "", None, None, (Fault(name, 1, 1, "", message, mend),), False)
