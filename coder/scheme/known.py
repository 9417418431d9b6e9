"""What a scheme names, so that other places can be held against it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from coder.scheme.faults import Fault
from coder.scheme.nodes import Node, Scalar

_NAME = r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?"


def id_of(node: Node) -> Node:
    """Return where the id of a part stands; one word may stand for the whole part."""
    return node if isinstance(node, Scalar) else node.get("id")


def by_id(nodes: Iterable[Node]) -> dict[str, Node]:
    """Return the parts by their ids; of two with the same id the first."""
    found: dict[str, Node] = {}
    for node in nodes:
        found.setdefault(id_of(node).text, node)
    found.pop("", None)
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """The parts of a whole scheme, by id."""

    root: Node
    actors: dict[str, Node]
    tiers: dict[str, Node]
    phases: dict[str, Node]
    reasons: dict[str, Node]
    constructs: dict[str, Node]
    codes: dict[str, Node]


def find_known(root: Node) -> Known:
    """Build the list of what a scheme names; codes are named ``tier.code``."""
    tiers = by_id(root.get("tiers").items)
    codes: dict[str, Node] = {}
    for tier in root.get("tiers").items:
        for code_id, code in by_id(tier.get("codes").items).items() if id_of(tier).text else ():
            codes.setdefault(f"{id_of(tier).text}.{code_id}", code)
    return Known(
        root,
        by_id(root.get("actors").items),
        tiers,
        by_id(root.get("procedure").get("phases").items),
        by_id(root.get("uncodable").get("reasons").items),
        by_id(root.get("constructs").items),
        codes,
    )


def unknown(node: Node, known: Iterable[str], what: str) -> Iterator[Fault]:
    """Yield a fault when a name is not among the known ones; what is not written is another check's concern.

    A name that may be meant for a part whose id is no id is left alone: that id is told already.
    """
    names = list(known)
    if not node.text or node.text in names:
        return
    if any(re.sub(r"[^a-z0-9.]+", "_", name.lower()).strip("_") == node.text for name in names):
        return
    near = get_close_matches(node.text, names, n=1, cutoff=0.6)
    if all(re.fullmatch(_NAME, name) for name in near or names):
        yield node.fault(f'"{node.text}" is no {what}.', suggest(node.text, names))


def not_an_option(node: Node, options: list[str], what: str) -> Iterator[Fault]:
    """Yield a fault when words are not among the options, which may be any words."""
    if node.text and node.text not in options and all(options):
        yield node.fault(f'"{node.text}" is no {what}.', suggest(node.text, options))


def suggest(word: str, names: list[str]) -> str:
    """Return the nearest name as a question, or the names there are."""
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not names:
        return "There is none yet."
    shown = ", ".join(names[:12])
    return f"There are: {shown}{', …' if len(names) > 12 else ''}."
