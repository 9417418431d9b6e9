"""Keys for imported codes: kept where they can be, else free ones; several passes where one keyboard is too small."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coder.scheme.chords import find_chord

_HOME = "asdfgqwertzxcvb"
_REST = "1234567890hnmypuoijkl"
ORDER = (
    *_HOME,
    *_REST,
    *(f"shift+{sign}" for sign in _HOME + _REST),
    *(f"f{number}" for number in range(1, 13)),
)
"""Every key of a usual keyboard that may be given, the left hand's first."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A code that wants a key: where it lies, and the key it had in the other program."""

    tier: str
    code: str
    actor: str
    key: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """The tier's and the code's id."""
        return self.tier, self.code


@dataclass(frozen=True, slots=True)
class Laid:
    """The keys given by (tier, code), and the passes (id, tiers) that were made for them."""

    keys: Mapping[tuple[str, str], str]
    passes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    given: tuple[Wish, ...] = ()
    moved: tuple[tuple[Wish, str], ...] = ()
    """Codes whose key could not be kept, and why."""
    left_out: tuple[Wish, ...] = ()
    """Codes that no key is left for."""


def lay_keys(wishes: Sequence[Wish], player_keys: Mapping[str, str]) -> Laid:
    """Give every code a key that is free in its pass and in the player (chord to title)."""
    free = [chord for chord in ORDER if chord not in player_keys]
    groups = _groups(wishes, len(free))
    laying = _Laying(player_keys)
    for _, members in groups:
        laying.lay(members, free)
    passes = tuple((name, tuple(dict.fromkeys(wish.tier for wish in members))) for name, members in groups if name)
    given = tuple(wish for wish in wishes if wish.place in laying.keys and not wish.key)
    left_out = tuple(wish for wish in wishes if wish.place not in laying.keys)
    return Laid(laying.keys, passes, given, tuple(laying.moved), left_out)


def _groups(wishes: Sequence[Wish], room: int) -> list[tuple[str, list[Wish]]]:
    """Return all codes together where the keyboard has room, else by actor, else by tier; the name is the pass."""
    if len(wishes) <= room:
        return [("", list(wishes))]
    groups: list[tuple[str, list[Wish]]] = []
    for actor in dict.fromkeys(wish.actor for wish in wishes):
        members = [wish for wish in wishes if wish.actor == actor]
        if len(members) <= room:
            groups.append((actor, members))
            continue
        for tier in dict.fromkeys(wish.tier for wish in members):
            groups.append((tier, [wish for wish in members if wish.tier == tier]))
    return groups


@dataclass
class _Laying:
    """The keys given so far."""

    player_keys: Mapping[str, str]
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    moved: list[tuple[Wish, str]] = field(default_factory=list)

    def lay(self, wishes: Sequence[Wish], free: Sequence[str]) -> None:
        """Give keys inside one pass: those that codes had, then these with shift, then the free ones in order."""
        taken: dict[str, str] = {}
        for wish in filter(_has_key, wishes):
            why = self._refusal(wish, chord_of(wish.key), taken)
            if why:
                self.moved.append((wish, why))
            else:
                self._give(wish, chord_of(wish.key), taken)
        for wish in filter(_has_key, self._without(wishes)):
            chord = f"shift+{chord_of(wish.key)}"
            if chord in free and chord not in taken:
                self._give(wish, chord, taken)
        for wish in self._without(wishes):
            chord = next((chord for chord in free if chord not in taken), "")
            if chord:
                self._give(wish, chord, taken)

    def _give(self, wish: Wish, chord: str, taken: dict[str, str]) -> None:
        taken[chord] = f"{wish.tier}.{wish.code}"
        self.keys[wish.place] = chord

    def _refusal(self, wish: Wish, chord: str, taken: Mapping[str, str]) -> str:
        if not chord:
            return f"“{wish.key}” is no key for a code"
        if chord in self.player_keys:
            return f"“{wish.key}” is the key of “{self.player_keys[chord]}” in the player"
        return f"“{wish.key}” is the key of {taken[chord]}" if chord in taken else ""

    def _without(self, wishes: Sequence[Wish]) -> list[Wish]:
        return [wish for wish in wishes if wish.place not in self.keys]


def _has_key(wish: Wish) -> bool:
    return bool(wish.key)


def chord_of(key: str) -> str:
    """Return our name of a key as other programs write it: ``A`` is ``shift+a``; empty when it is none for a code."""
    words = key.strip()
    if len(words) == 1 and words.isascii() and words.isupper():
        return f"shift+{words.lower()}"
    return find_chord(words) or ""
