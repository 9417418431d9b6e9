"""Krippendorff's alpha for unitizing: do coders find the same stretches, and with the same boundaries?

On a continuum of L units of length, m coders mark stretches of a category c, of length l; what lies between is gaps.
δ² of two stretches that overlap: the squared difference of their beginnings plus that of their ends; of a stretch that
lies within the other coder's gap: l²; else 0.
D_o = Σ_(i≠j) Σ_g Σ_h δ² / (m (m − 1) L²)
D_e = (2/L) Σ_g [ (N − 1)/3 (2l³ − 3l² + l) + l² Σ_(gaps h: l_h ≥ l) (l_h − l + 1) ] / ( mL (mL − 1) − Σ_g l (l − 1) )
with N the stretches of all coders; alpha = 1 − D_o/D_e, over all categories 1 − ΣD_o/ΣD_e.
Krippendorff 1995; 2004, pp. 251–256. The variant of 2016 gives other figures. Imports numpy: import this module lazily.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.tracks import Spans, spread
from coder.model.agreement import Estimate


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is observed of a category, and what would be by chance."""

    observed: float
    expected: float

    def alpha(self) -> Estimate:
        """Return alpha; None where by chance, too, nothing could differ."""
        if self.expected <= 0:
            return Estimate(None, reason="no coder marked it, so alpha is not defined")
        return Estimate(1 - self.observed / self.expected)


def category_disagreement(coders: Sequence[Spans], length: int, begin: int = 0) -> Disagreement:
    """Return the disagreement about one category: each coder's stretches within ``[begin, begin + length)``, in units.

    Raises ValueError with fewer than two coders.
    """
    if len(coders) < 2:
        raise ValueError("agreement takes two coders or more")
    gaps = [_gaps(spans, begin, begin + length) for spans in coders]
    return Disagreement(_observed(coders, gaps, length), _expected(coders, gaps, length))


def unitizing_alpha(categories: Sequence[Disagreement]) -> Estimate:
    """Return alpha over all categories."""
    return Disagreement(sum(one.observed for one in categories), sum(one.expected for one in categories)).alpha()


def _gaps(spans: Spans, begin: int, end: int) -> Spans:
    edges = np.concatenate([[begin], spans.ravel(), [end]]).reshape(-1, 2)
    return edges[edges[:, 0] < edges[:, 1]].astype(np.int64)


def _observed(coders: Sequence[Spans], gaps: Sequence[Spans], length: int) -> float:
    others = [(i, j) for i in range(len(coders)) for j in range(len(coders)) if i != j]
    met = sum(_apart(coders[i], coders[j]) for i, j in others)
    alone = sum(_within(coders[i], gaps[j]) for i, j in others)
    return (met + 2 * alone) / (len(others) * length**2)  # a gap and a stretch in it are two pairs, one each way round


def _apart(one: Spans, other: Spans) -> float:
    """Return the sum of δ² of all stretches of two coders that overlap."""
    first = np.searchsorted(other[:, 1], one[:, 0], side="right").astype(np.int64)
    last = np.searchsorted(other[:, 0], one[:, 1], side="left").astype(np.int64)
    mine, theirs = spread(first, last)
    return float(((one[mine] - other[theirs]).astype(np.float64) ** 2).sum())


def _within(one: Spans, gaps: Spans) -> float:
    """Return the sum of l² of the stretches that lie within a gap of the other coder."""
    if not len(one) or not len(gaps):
        return 0.0
    place = np.searchsorted(gaps[:, 0], one[:, 0], side="right") - 1
    inside = (place >= 0) & (one[:, 1] <= gaps[np.maximum(place, 0), 1])
    return float((_lengths(one)[inside] ** 2).sum())


def _expected(coders: Sequence[Spans], gaps: Sequence[Spans], length: int) -> float:
    lengths = np.concatenate([_lengths(spans) for spans in coders])
    if not len(lengths):
        return 0.0
    room = np.sort(np.concatenate([_lengths(spans) for spans in gaps]))
    sums = np.append(np.cumsum(room[::-1])[::-1], 0.0)
    place = np.searchsorted(room, lengths, side="left")
    fitting = sums[place] - (lengths - 1) * (len(room) - place)
    terms = (len(lengths) - 1) / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths) + lengths**2 * fitting
    span = len(coders) * length
    return 2 / length * float(terms.sum()) / (span * (span - 1.0) - float((lengths * (lengths - 1)).sum()))


def _lengths(spans: Spans) -> NDArray[np.float64]:
    return (spans[:, 1] - spans[:, 0]).astype(np.float64)
