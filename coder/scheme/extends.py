"""A scheme together with the schemes it extends, as one tree."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from coder.scheme.faults import Fault
from coder.scheme.known import id_of
from coder.scheme.nodes import Absent, Mapping, Node
from coder.scheme.nodes import Sequence as NodeList
from coder.scheme.reading import Source, read_source_file
from coder.scheme.selection import select, with_entry
from coder.scheme.values import SCHEME_IDENTIFIER
from coder.scheme.versions import parse_range, parse_version

_REPLACED = ("actors", "passes", "constructs")
"""Lists in which a part with the same id takes the inherited one's place."""
_ADDED = ("tiers", "derived", "links")
_TAKEN = ("procedure", "uncodable", "reliability")
"""Parts that are inherited only as a whole."""
_MOST_NAMED = 6
_ORDER = (
    "format",
    "scheme",
    "actors",
    "tiers",
    "derived",
    "links",
    "procedure",
    "uncodable",
    "passes",
    "constructs",
    "reliability",
    "migrations",
)


@dataclass(frozen=True, slots=True)
class Flat:
    """A tree with everything it extends in it; not ``complete`` when some of that could not be had."""

    root: Node
    faults: tuple[Fault, ...] = ()
    complete: bool = True


def flatten_tree(root: Node, folders: Sequence[Path], trail: tuple[str, ...] = ()) -> Flat:
    """Put what a scheme extends in front of its own parts; other files are looked for in ``folders``, in order."""
    asked = root.get("extends").items
    if not asked:
        return Flat(root, complete=isinstance(root.get("extends"), (Absent, NodeList)))
    trail = (*trail, root.get("scheme").get("id").text)
    bases: list[Node] = []
    faults: list[Fault] = []
    complete = True
    for entry in asked:
        base = _base(entry, folders, trail)
        faults += base.faults
        complete = complete and base.complete
        twice = _taken_already(bases, base.root)
        if twice:
            faults.append(_collision(entry, twice))
            complete = False
        bases.append(base.root if not twice else _less(base.root, twice))
    return Flat(_merged(bases, root), tuple(faults), complete)


def _taken_already(bases: list[Node], base: Node) -> dict[str, Node]:
    """Return the parts of a base that an earlier one brought too, by id, each as the earlier one has it."""
    earlier = {id_of(part).text: part for other in bases for name in _ADDED for part in other.get(name).items}
    names = [id_of(part).text for name in _ADDED for part in base.get(name).items]
    return {name: earlier[name] for name in names if name in earlier}


def _collision(entry: Node, twice: dict[str, Node]) -> Fault:
    named = ", ".join(list(twice)[:_MOST_NAMED]) + (", …" if len(twice) > _MOST_NAMED else "")
    other = next(iter(twice.values()))
    message = f"{named} {'comes' if len(twice) == 1 else 'come'} from {Path(other.file).name} as well."
    return entry.get("scheme").fault(message, f"Leave out what is meant once, `except: [{named}]`, or add a `prefix`.")


def _less(base: Node, names: Collection[str]) -> Node:
    for name in _ADDED:
        parts = base.find(name)
        if parts is not None:
            kept = tuple(part for part in parts.items if id_of(part).text not in names)
            base = with_entry(base, name, NodeList(parts.file, parts.line, parts.column, parts.path, kept))
    return base


def _base(entry: Node, folders: Sequence[Path], trail: tuple[str, ...]) -> Flat:
    name = entry.get("scheme")
    if name.text in trail:
        return _without(entry, _circle(name, trail))
    found = _find(entry, folders)
    if found is None:
        return Flat(_empty(entry), complete=False)
    if isinstance(found, Fault):
        return _without(entry, found)
    if found.root is None or found.part is None:
        return Flat(_empty(entry), found.faults, complete=False)
    beside = Path(found.name).parent
    flat = flatten_tree(found.root, (beside, *(folder for folder in folders if folder != beside)), trail)
    chosen, faults = select(flat.root, entry)
    complete = flat.complete and not any(fault.is_error for fault in faults)
    return Flat(chosen, (*found.faults, *flat.faults, *faults), complete)


def _circle(name: Node, trail: tuple[str, ...]) -> Fault:
    if trail[-1] == name.text:
        return name.fault("A scheme cannot extend itself.", "Name another scheme, or delete this.")
    way = " extends ".join((*trail[trail.index(name.text) :], name.text))
    return name.fault(f"The schemes go round in a circle: {way}.", "Delete `extends` in one of them.")


def _find(entry: Node, folders: Sequence[Path]) -> Source | Fault | None:
    """Find the first file of that id whose version is asked for; None for what is no id, which its shape tells."""
    name, wanted = entry.get("scheme"), entry.get("version")
    if not re.fullmatch(SCHEME_IDENTIFIER, name.text):
        return None
    try:
        ranges = parse_range(wanted.text)
    except ValueError:
        return wanted.fault(
            f'"{wanted.text}" is no range of versions.', 'Write one such as "^1.2", "~1.2.3" or ">=1.2 <3".'
        )
    paths = [folder / f"{name.text}{ending}" for folder in folders for ending in (".yaml", ".yml")]
    sources = [read_source_file(path) for path in paths if path.is_file()]
    for source in sources:
        version = _version(source)
        if version is None or all(part.holds(version) for part in ranges):
            return source if version is None else _same_id(source, name)
    if sources:
        has = ", ".join(_written_version(source) for source in sources)
        return wanted.fault(
            f'{name.text} is there as version {has}, not "{wanted.text}".', "Ask for a version there is."
        )
    return name.fault(f"There is no file {name.text}.yaml.", _where_it_may_be(name.text, folders))


def _where_it_may_be(name: str, folders: Sequence[Path]) -> str:
    there = sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")} - {name})
    near = get_close_matches(name, there, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else "Put it beside this file."


def _same_id(source: Source, name: Node) -> Source | Fault:
    found = source.root.get("scheme").get("id").text if source.root is not None else ""
    if found == name.text:
        return source
    return name.fault(f'{source.name} holds a scheme with the id "{found}".', "Name the file as its scheme.")


def _written_version(source: Source) -> str:
    return source.root.get("scheme").get("version").text if source.root is not None else "?"


def _version(source: Source) -> tuple[int, int, int] | None:
    try:
        return parse_version(_written_version(source))
    except ValueError:
        return None


def _without(entry: Node, fault: Fault) -> Flat:
    return Flat(_empty(entry), (fault,), complete=False)


def _empty(entry: Node) -> Mapping:
    return Mapping(entry.file, entry.line, entry.column, entry.path)


def _merged(bases: list[Node], own: Node) -> Node:
    merged: Node = Mapping(own.file, own.line, own.column, own.path)
    for name in _ORDER:
        sources = [part for source in (*bases, own) if (part := source.find(name)) is not None]
        if name in ("format", "scheme", "migrations"):
            sources = [part for part in [own.find(name)] if part is not None]
        if not sources:
            continue
        if name in _REPLACED or name in _ADDED:
            merged = with_entry(merged, name, _joined(sources, replace=name in _REPLACED))
        else:
            merged = with_entry(merged, name, sources[-1])
    return merged


def _joined(lists: list[Node], replace: bool) -> Node:
    last = lists[-1]
    members: list[Node] = []
    for found in lists:
        names = {id_of(member).text for member in found.items} if replace else set()
        members = [member for member in members if id_of(member).text not in names] + list(found.items)
    return NodeList(last.file, last.line, last.column, last.path, tuple(members))
