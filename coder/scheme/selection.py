"""What a scheme takes over from another: all, only some, all but some, and under which names."""

from collections.abc import Callable
from dataclasses import replace

from coder.scheme.faults import Fault
from coder.scheme.known import by_id, id_of, suggest
from coder.scheme.nodes import Mapping, Node, Scalar, Sequence

_PARTS = ("tiers", "derived", "links", "passes")
Rename = Callable[[Node], Node | None]


def select(base: Node, entry: Node) -> tuple[Node, list[Fault]]:
    """Return what an entry of `extends` takes from a scheme, and what is wrong with the choice.

    Derived codes and links that lose what they are made of are left out; a link that loses some of its codes is
    narrowed, with a warning.
    """
    choice = _Choice(base, entry)
    return choice.taken(), choice.faults


def with_entry(node: Node, name: str, value: Node | None) -> Mapping:
    """Return a map with another value under a key, or without it."""
    key = node.find_key(name) or Scalar(node.file, node.line, node.column, node.path, name, plain=True)
    pairs = [pair for pair in node.pairs if pair[0].text != name]
    place = next((at for at, pair in enumerate(node.pairs) if pair[0].text == name), len(pairs))
    if value is not None:
        pairs.insert(place, (key, value))
    return Mapping(node.file, node.line, node.column, node.path, tuple(pairs))


class _Choice:
    def __init__(self, base: Node, entry: Node) -> None:
        self._base = base
        self._entry = entry
        self.faults: list[Fault] = []
        self._prefix = entry.get("prefix").text
        self._left_out = set(entry.texts("except"))
        self._tiers = list(by_id(base.get("tiers").items))
        only = entry.texts("only")
        if only:
            self._left_out |= {name for name in self._tiers if name not in only}
        self._check_names()

    def _check_names(self) -> None:
        for key, parts in (("only", ("tiers",)), ("except", _PARTS)):
            names = [name for part in parts for name in by_id(self._base.get(part).items)]
            for name in self._entry.get(key).items:
                if name.text not in names:
                    scheme = self._entry.get("scheme").text
                    self.faults.append(name.fault(f'{scheme} has no part "{name.text}".', suggest(name.text, names)))

    def taken(self) -> Node:
        taken = self._base
        for name, choose in (
            ("tiers", self._tier),
            ("derived", self._derived),
            ("links", self._link),
            ("passes", self._pass),
        ):
            taken = self._each(taken, name, choose)
        uncodable, reliability = taken.find("uncodable"), taken.find("reliability")
        if uncodable is not None:
            taken = with_entry(taken, "uncodable", self._uncodable(uncodable))
        if reliability is not None:
            taken = with_entry(taken, "reliability", self._each(reliability, "criterion", self._criterion))
        return taken

    def _each(self, node: Node, name: str, choose: Callable[[Node], Node | None]) -> Node:
        parts = node.find(name)
        if parts is None:
            return node
        kept = [chosen for part in parts.items if (chosen := choose(part)) is not None]
        return with_entry(node, name, _list(parts, kept) if kept else None)

    def _tier(self, tier: Node) -> Node | None:
        return self._renamed(tier)

    def _renamed(self, part: Node) -> Node | None:
        """Return the part under its new id, or None when it is left out."""
        name = id_of(part)
        if name.text in self._left_out:
            return None
        return with_entry(part, "id", self._with_prefix(name)) if part.pairs else part

    def _with_prefix(self, name: Node) -> Node:
        return replace(name, words=self._prefix + name.words) if isinstance(name, Scalar) else name

    def _name(self, name: Node) -> Node | None:
        """Return what a tier or code of the base is called now, or None when it is left out."""
        tier = name.text.partition(".")[0]
        if tier in self._left_out and tier in self._tiers:
            return None
        return self._with_prefix(name) if tier in self._tiers else name

    def _names(self, part: Node, key: str) -> tuple[Node, list[str]]:
        """Return the part with the names of a list renamed, and the names that were lost."""
        names = part.find(key)
        if names is None:
            return part, []
        kept = [new for name in names.items if (new := self._name(name)) is not None]
        lost = [name.text for name in names.items if self._name(name) is None]
        return with_entry(part, key, _list(names, kept)), lost

    def _derived(self, derived: Node) -> Node | None:
        part = self._renamed(derived)
        for key in ("all_of", "any_of", "none_of", "match"):
            if part is not None:
                part, lost = self._names(part, key)
                part = None if lost else part
        return part

    def _link(self, link: Node) -> Node | None:
        part = self._renamed(link)
        if part is None:
            return None
        all_lost: list[str] = []
        for side in ("cue", "response"):
            edge, lost = self._names(part.get(side), "codes")
            if lost and not edge.get("codes").items:
                return None
            part = with_entry(part, side, edge)
            all_lost += lost
        if all_lost:
            self._warn_of_narrowed(link, all_lost)
        return part

    def _warn_of_narrowed(self, link: Node, lost: list[str]) -> None:
        place = self._entry.find("except") or self._entry.find("only") or self._entry
        name = id_of(link).text
        self.faults.append(
            place.fault(
                f"The link {name} is taken over without {', '.join(lost)}.",
                f"If that is not meant, leave it out as well: except: [{name}].",
                severity="warning",
            )
        )

    def _pass(self, found: Node) -> Node | None:
        part = self._renamed(found)
        if part is None:
            return None
        part, _ = self._names(part, "tiers")
        return part if part.get("tiers").items else None

    def _criterion(self, criterion: Node) -> Node | None:
        part, _ = self._names(criterion, "for")
        return part if part.get("for").items else None

    def _uncodable(self, uncodable: Node) -> Node:
        blocks = uncodable.find("blocks")
        if blocks is None:
            return uncodable
        for key, names in blocks.pairs:
            kept = [new for name in names.items if (new := self._name(name)) is not None]
            blocks = with_entry(blocks, key.text, _list(names, kept))
        return with_entry(uncodable, "blocks", blocks)


def _list(node: Node, members: list[Node]) -> Sequence:
    return Sequence(node.file, node.line, node.column, node.path, tuple(members))
