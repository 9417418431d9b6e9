"""How much sooner one of two groups of waits is answered than the other: the hazard ratio (Cox 1972).

With x = 1 in the second group, b is where the score is 0, a sum over the times with answers:
Σ_t (Σ_D x − Σ_l s1(l)/(s0(l) + s1(l))), l from 0 to d − 1, d = |D| the answers at t, s_x(l) = e^(xb) (r_x − d_x l/d),
r_x of the group at risk then, d_x of it answered (Efron 1977); Breslow's ties have 0 for l/d. The variance of b is one
by the information. Where waits come from several dyads those of one dyad go together: Σ over dyads (Σ score residuals)²
by the information squared (Lin & Wei 1989). Where only one group was answered while both were at risk no b is finite.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, exp, sqrt

import numpy as np
from numpy.typing import NDArray

from coder.model.survival import HazardRatio, Waiting

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ByDyad = Mapping[str, Sequence[Waiting]]
_WIDEST = 30.0
_HALVINGS = 60
_ONE_SIDED = "only one of the two was answered while both were at risk"


@dataclass(frozen=True, slots=True, eq=False)
class _Ties:
    """One entry for each answer: its time's place, l/d, and of each group how many count as at risk."""

    times: Ints
    place: Ints
    gone: Floats
    left: tuple[Floats, Floats]
    second: int

    def share(self, log_ratio: float) -> tuple[Floats, Floats]:
        """Return the risk at each entry, and how much of it is the second group's."""
        second = exp(log_ratio) * self.left[1]
        whole = self.left[0] + second
        return whole, second / whole

    def at_times(self, values: Floats) -> Floats:
        """Return the sum of some values at each time."""
        return np.bincount(self.place, weights=values, minlength=len(self.times)).astype(np.float64)


def hazard_ratio(first: ByDyad, second: ByDyad, *, efron: bool = True) -> HazardRatio:
    """Compare the second group with the first, each given as the waits of its dyads."""
    groups = [_arrays(wait for waits in one.values() for wait in waits) for one in (first, second)]
    ties, finite = _ties(groups, efron=efron)
    if not finite:
        return HazardRatio(reason=_ONE_SIDED)
    log_ratio = _solve(ties)
    _, share = ties.share(log_ratio)
    information = float((share * (1 - share)).sum())
    dyads = list(dict.fromkeys([*first, *second]))
    error = sqrt(1 / information)
    if len(dyads) > 1:
        sums = _sums(ties, log_ratio, dyads, (first, second))
        error = sqrt(sum(one * one for one in sums)) / information
    p = erfc(abs(log_ratio / error) / sqrt(2)) if error else None
    return HazardRatio(exp(log_ratio), log_ratio, error, p, len(dyads))


def _arrays(waits: Iterable[Waiting]) -> tuple[Ints, Ints]:
    """Return all waits in order of length, and in order of length those that were answered."""
    held = list(waits)
    every, came = ([one.ms for one in held], [one.ms for one in held if one.came])
    return np.sort(np.array(every, dtype=np.int64)), np.sort(np.array(came, dtype=np.int64))


def _ties(groups: Sequence[tuple[Ints, Ints]], *, efron: bool) -> tuple[_Ties, bool]:
    """Lay out the answers, and tell whether each group was answered while the other was at risk as well."""
    times, place, came = np.unique(np.concatenate([own for _, own in groups]), return_inverse=True, return_counts=True)
    order = np.arange(len(place)) - np.repeat(np.cumsum(came) - came, came)
    place = np.sort(place)
    gone = order / came[place] if efron else np.zeros(len(place))
    risk = [len(every) - np.searchsorted(every, times, side="left") for every, _ in groups]
    own = [np.searchsorted(one, times, side="right") - np.searchsorted(one, times, side="left") for _, one in groups]
    left = [(risk[x][place] - gone * own[x][place]).astype(np.float64) for x in (0, 1)]
    finite = bool(((own[0] > 0) & (risk[1] > 0)).any() and ((own[1] > 0) & (risk[0] > 0)).any())
    return _Ties(times, place, gone, (left[0], left[1]), int(own[1].sum())), finite


def _solve(ties: _Ties) -> float:
    """Return where the score, which falls, is 0: by halving, which cannot run away."""
    low, high = -_WIDEST, _WIDEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if ties.second > float(ties.share(middle)[1].sum()):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _sums(ties: _Ties, log_ratio: float, dyads: Sequence[str], groups: tuple[ByDyad, ByDyad]) -> list[float]:
    """Return the sum of the score residuals of each dyad's waits."""
    whole, share = ties.share(log_ratio)
    mean = ties.at_times(share) / np.maximum(np.bincount(ties.place, minlength=len(ties.times)), 1)
    found = dict.fromkeys(dyads, 0.0)
    for x, group in enumerate(groups):
        risk = exp(x * log_ratio) * (x - share) / whole
        spent = np.concatenate([[0.0], np.cumsum(ties.at_times(risk))])
        come = x - mean + ties.at_times(risk * ties.gone)
        for dyad, waits in group.items():
            every, own = _arrays(waits)
            found[dyad] -= float(spent[np.searchsorted(ties.times, every, side="right")].sum())
            found[dyad] += float(come[np.searchsorted(ties.times, own)].sum())
    return list(found.values())
