"""Whether partners answer each other more than strangers would: each cue train with another dyad's responses.

The statistic is the mean over dyads of the share of usable cues that are answered within the window. It is compared
with the same of pairings in which nobody keeps the own partner (Bernieri, Reznick & Rosenthal 1988):
p = (1 + #{strangers ≥ partners}) / (1 + number of pairings), over all pairings where there are no more than were asked
for, else over pairings drawn with a seed. A cue is usable with a stranger when its window is codable in both sessions.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations as orders
from math import factorial

import numpy as np
from numpy.typing import NDArray

from coder.model.spans import Span

Ints = NDArray[np.int64]
_DRAWS = 1000
"""How often a pairing without own partners is sought by drawing, before partners are simply passed on."""


@dataclass(frozen=True, slots=True, eq=False)
class Trains:
    """One dyad's cues and responses in one session, onsets in order, in ms from its beginning."""

    cues: Ints
    responses: Ints
    codable: Sequence[Span]


@dataclass(frozen=True, slots=True)
class StrangersTest:
    """The mean share of answered cues of partners, and of strangers; None where ``reason`` says why."""

    partners: float | None
    strangers: float | None = None
    p: float | None = None
    pairings: int = 0
    reason: str = ""


def compare_with_strangers(
    dyads: Sequence[Trains], window_ms: int, permutations: int = 1000, seed: int = 1, from_ms: int = 1
) -> StrangersTest:
    """Compare partners with strangers; one session a dyad. ``from_ms``: how long after a cue its window opens."""
    shares = _Shares(dyads, window_ms, from_ms)
    partners = shares.mean(range(len(dyads)))
    if partners is None:
        return StrangersTest(None, reason="no dyad has a cue that could be used")
    if len(dyads) < 2:
        return StrangersTest(partners, reason="with one dyad there are no strangers")
    found = [mean for order in _pairings(len(dyads), permutations, seed) if (mean := shares.mean(order)) is not None]
    if not found:
        return StrangersTest(partners, reason="no cue could be used with a stranger")
    beyond = sum(1 for mean in found if mean >= partners - 1e-12)
    return StrangersTest(partners, float(np.mean(found)), (1 + beyond) / (1 + len(found)), len(found))


class _Shares:
    """The share of answered cues of each dyad with each other's responses, computed when first asked for."""

    def __init__(self, dyads: Sequence[Trains], window_ms: int, from_ms: int) -> None:
        self._dyads = dyads
        self._window_ms, self._before = window_ms, from_ms - 1
        self._known: dict[tuple[int, int], float | None] = {}

    def mean(self, order: Sequence[int]) -> float | None:
        """Return the mean share of dyads whose cues have some usable one; ``order``: whose responses each one gets."""
        found = [share for pair in enumerate(order) if (share := self._share(pair)) is not None]
        return sum(found) / len(found) if found else None

    def _share(self, pair: tuple[int, int]) -> float | None:
        if pair not in self._known:
            self._known[pair] = self._answered(self._dyads[pair[0]], self._dyads[pair[1]])
        return self._known[pair]

    def _answered(self, own: Trains, other: Trains) -> float | None:
        spans = np.asarray(_shared(own.codable, other.codable), dtype=np.int64).reshape(-1, 2)
        at = np.searchsorted(spans[:, 0], own.cues, side="right") - 1
        inside = at >= 0
        inside[inside] &= own.cues[inside] + self._window_ms <= spans[at[inside], 1]
        cues = own.cues[inside]
        if not len(cues):
            return None
        first = np.searchsorted(other.responses, cues + self._before, side="right")
        last = np.searchsorted(other.responses, cues + self._window_ms, side="right")
        return float((first < last).mean())


def _shared(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """Return the time in both; stretches that only touch (two phases) are not joined."""
    shared: list[Span] = []
    at = other = 0
    while at < len(first) and other < len(second):
        onset, offset = max(first[at][0], second[other][0]), min(first[at][1], second[other][1])
        if onset < offset:
            shared.append((onset, offset))
        if first[at][1] <= second[other][1]:
            at += 1
        else:
            other += 1
    return shared


def _pairings(count: int, most: int, seed: int) -> Iterator[Sequence[int]]:
    """Give pairings in which nobody keeps the own partner."""
    if factorial(count) <= 10 * most:
        every = [order for order in orders(range(count)) if all(at != to for at, to in enumerate(order))]
        if len(every) <= most:
            yield from every
            return
    random = np.random.default_rng(seed)
    own = np.arange(count)
    for _ in range(most):
        yield _drawn(random, own).tolist()


def _drawn(random: np.random.Generator, own: Ints) -> Ints:
    """Return a pairing drawn until it has no own partner: about one in e has none."""
    for _ in range(_DRAWS):
        order = random.permutation(own)
        if not (order == own).any():
            return np.asarray(order, dtype=np.int64)
    return np.roll(own, 1)
