"""Agreement over a few sessions together: their tallies added. Imports numpy: import this module lazily."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from coder.analysis.fitted_kappa import fitted_kappa, paired_codes
from coder.analysis.kappa import by_code, cohen
from coder.app.comparing.methods import NIL
from coder.model.agreement import Compared, Comparison, Method

_PAIRED = 2
"""A pair of events counts twice, in overlap and points alike."""


def add_up(comparisons: Sequence[Comparison]) -> Comparison:
    """Return the last comparison with the tallies of all; those of other codes are left out."""
    return replace(comparisons[-1], compared=tuple(_together(comparisons)))


def _together(comparisons: Sequence[Comparison]) -> Iterator[Compared]:
    for last in comparisons[-1].compared:
        if last.method in (Method.TIME_UNIT, Method.OVERLAP, Method.POINTS) and last.names:
            yield _add(last, [one for each in comparisons for one in each.compared if _alike(one, last)])
        elif last.method in (Method.OVERLAP, Method.POINTS):
            yield last


def _alike(one: Compared, last: Compared) -> bool:
    return (one.method, one.code, one.names) == (last.method, last.code, last.names)


def _add(last: Compared, found: Sequence[Compared]) -> Compared:
    m = np.array([one.tallies for one in found], dtype=np.float64).sum(axis=0)
    if last.names[-1] == NIL:
        return replace(last, found=fitted_kappa(m), codes=tuple(paired_codes(m, _PAIRED)), tallies=())
    return replace(last, found=cohen(m), codes=tuple(by_code(m)), tallies=())
