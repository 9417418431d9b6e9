"""Load a scheme, or say everything that is wrong with it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.model.scheme import Scheme
from coder.scheme.build import build_scheme
from coder.scheme.checks import check_scheme_tree
from coder.scheme.difference import describe_difference
from coder.scheme.extends import flatten_tree
from coder.scheme.faults import Fault, SchemeError, in_order, without_consequences
from coder.scheme.nodes import Mapping as Tree
from coder.scheme.nodes import Node
from coder.scheme.reading import Source, read_source, read_source_file
from coder.scheme.yaml_writer import write_yaml

__all__ = [
    "LoadedScheme",
    "Reading",
    "check_scheme",
    "describe_difference",
    "examine_scheme",
    "flatten",
    "load_scheme",
    "read_scheme",
]

_NO_KEYS: Mapping[str, str] = {}
_SCHEMA_LINE = "# yaml-language-server: $schema=./scheme.schema.json\n"


@dataclass(frozen=True, slots=True)
class LoadedScheme:
    """A scheme that can be used, and the text that it can be loaded from again without any other file.

    ``sha256`` is that of the text in UTF-8; for a scheme that extends none, it is that of the file.
    """

    scheme: Scheme
    text: str
    sha256: str
    path: Path
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A scheme file as it was read: the scheme, where it can be used, and every fault, warnings too.

    ``files`` are all that it was read from: the file itself, and those of the schemes it extends.
    """

    loaded: LoadedScheme | None
    faults: tuple[Fault, ...]
    files: tuple[Path, ...]


def load_scheme(path: Path, *, player_keys: Mapping[str, str] = _NO_KEYS, search: Sequence[Path] = ()) -> LoadedScheme:
    """Load a scheme file; raise SchemeError with all faults.

    ``player_keys`` maps a chord to the title of what it does in the player. What a scheme extends is looked for
    beside it and then in the folders of ``search``.
    """
    return _loaded(read_source_file(path), (path.parent, *search), player_keys, path)


def read_scheme(
    text: str,
    name: str = "scheme.yaml",
    *,
    player_keys: Mapping[str, str] = _NO_KEYS,
    search: Sequence[Path] = (),
) -> LoadedScheme:
    """Read a scheme from its text, such as an observation keeps; raise SchemeError with all faults."""
    return _loaded(read_source(text, name), search, player_keys, Path(name))


def check_scheme(path: Path, player_keys: Mapping[str, str] = _NO_KEYS, *, search: Sequence[Path] = ()) -> list[Fault]:
    """Return everything that is wrong with a scheme file, warnings too, from top to bottom."""
    return list(_examine(read_source_file(path), (path.parent, *search), player_keys).faults)


def examine_scheme(path: Path, *, player_keys: Mapping[str, str] = _NO_KEYS, search: Sequence[Path] = ()) -> Reading:
    """Read a scheme file whatever is wrong with it; nothing is raised."""
    examined = _examine(read_source_file(path), (path.parent, *search), player_keys)
    others = [Path(name) for name in examined.files if name != path.as_posix()]
    return Reading(_load(examined, path), examined.faults, (path, *others))


def flatten(path: Path, *, search: Sequence[Path] = ()) -> str:
    """Return the text of a scheme with what it extends written out; raise SchemeError with all faults."""
    return load_scheme(path, search=search).text


@dataclass(frozen=True, slots=True)
class _Examined:
    source: Source
    faults: tuple[Fault, ...]
    files: tuple[str, ...] = ()


def _loaded(source: Source, folders: Sequence[Path], player_keys: Mapping[str, str], path: Path) -> LoadedScheme:
    examined = _examine(source, folders, player_keys)
    loaded = _load(examined, path)
    if loaded is None:
        raise SchemeError(source.name, [fault for fault in examined.faults if fault.is_error])
    return loaded


def _load(examined: _Examined, path: Path) -> LoadedScheme | None:
    part, text = examined.source.part, examined.source.text
    if part is None or any(fault.is_error for fault in examined.faults):
        return None
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return LoadedScheme(build_scheme(part), text, sha256, path, examined.faults)


def _examine(source: Source, folders: Sequence[Path], player_keys: Mapping[str, str]) -> _Examined:
    if not isinstance(source.root, Tree) or not source.complete:
        return _Examined(source, tuple(in_order(source.faults)))
    flat = flatten_tree(source.root, folders)
    checked = check_scheme_tree(flat.root, player_keys, complete=flat.complete and source.named)
    faults = [*source.faults, *flat.faults, *without_consequences(checked, source.faults)]
    files = dict.fromkeys((*_files(flat.root), *(fault.file for fault in faults)))
    if flat.root is not source.root and not any(fault.is_error for fault in faults):
        source = read_source(_SCHEMA_LINE + write_yaml(flat.root), source.name)
        faults += source.faults
    return _Examined(source, tuple(in_order(faults)), tuple(files))


def _files(node: Node) -> Iterator[str]:
    """Give the file of everything in a tree, over and over."""
    yield node.file
    for part in (*node.items, *(value for _, value in node.pairs)):
        yield from _files(part)
