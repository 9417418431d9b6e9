"""Whether one key means one thing: inside each pass, and beside the keys of the player."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coder.scheme.chords import find_chord
from coder.scheme.faults import Fault
from coder.scheme.modifier_checks import check_option_keys
from coder.scheme.nodes import Node

_MEND = "Choose another key."


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A key, what it codes, and the tier that lies on; the empty tier is coded in every pass."""

    node: Node
    title: str
    tier: str

    @property
    def chord(self) -> str:
        return find_chord(self.node.text) or ""


def check_keys(root: Node, player_keys: Mapping[str, str]) -> Iterator[Fault]:
    """Yield the keys that mean two things."""
    keyed = [entry for entry in _keyed(root) if entry.chord]
    taken = {chord.lower(): title for chord, title in player_keys.items()}
    for entry in keyed:
        if entry.chord in taken:
            message = f'"{entry.node.text}" is already the key of "{taken[entry.chord]}" in the player.'
            yield entry.node.fault(message, "Choose another key.")
    yield from _clashes(root, keyed)
    yield from check_option_keys(root.get("uncodable").get("reasons"))
    yield from check_option_keys(root.get("procedure").get("early_ends"))


def _keyed(root: Node) -> Iterator[_Keyed]:
    for tier in root.get("tiers").items:
        for code in tier.get("codes").items:
            yield _Keyed(code.get("key"), code.get("id").text, tier.get("id").text)
    for phase in root.get("procedure").get("phases").items:
        yield _Keyed(phase.get("key"), f"the phase {phase.get('id').text}", "")
    yield _Keyed(root.get("uncodable").get("key"), "uncodable time", "")
    yield _Keyed(root.get("uncodable").get("key_beside"), "uncodable time for another reason", "")


def _clashes(root: Node, keyed: list[_Keyed]) -> Iterator[Fault]:
    passes = [set(entry.texts("tiers")) for entry in root.get("passes").items]
    together = [[entry for entry in keyed if not entry.tier or entry.tier in tiers] for tiers in passes] or [keyed]
    told: set[tuple[str, int, int]] = set()
    for entries in together:
        for later, first in _same_keys(entries):
            told.add(_place(later))
            mend = _MEND if first.node.file == later.node.file else f"{_MEND[:-1]}, or leave one out with `except`."
            yield later.node.fault(f'"{later.node.text}" is already the key of {_named(first, later)}.', mend)
    for later, first in _same_keys(keyed):
        if _place(later) not in told:
            message = f'"{later.node.text}" is also the key of {_named(first, later)}, in another pass.'
            mend = "Choose another key, or never code both at once."
            yield later.node.fault(message, mend, severity="warning")


def _same_keys(entries: list[_Keyed]) -> Iterator[tuple[_Keyed, _Keyed]]:
    first: dict[str, _Keyed] = {}
    for entry in entries:
        other = first.setdefault(entry.chord, entry)
        if other is not entry:
            yield entry, other


def _named(first: _Keyed, later: _Keyed) -> str:
    file = "" if first.node.file == later.node.file else f"{first.node.file}, "
    return f"{first.title} ({file}line {first.node.line})"


def _place(entry: _Keyed) -> tuple[str, int, int]:
    return (entry.node.file, entry.node.line, entry.node.column)
