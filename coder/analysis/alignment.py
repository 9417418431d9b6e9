"""Event alignment of two coders (Needleman & Wunsch 1970; for coded events Quera, Bakeman & Gnisci 2007).

The two sequences of codes are aligned at the least cost: a match costs 0, a substitution and a gap 1 each by default,
so that one substitution is better than two gaps. Two events may be paired only when their onsets are within the
tolerance, or when they overlap by the share of the longer that is asked for. Every step of the alignment is tallied
once: matches and substitutions as pairs, gaps with *nil*. Of alignments of equal cost the one is taken that, from the
end, prefers match, then substitution, then a gap in the second coder's events, then one in the first's.
GSEQ's own costs for timed events are not published, so this is called alignment, not GSEQ's kappa.
Imports numpy: import this module lazily.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.chains import Bands, best_chain, monotone
from coder.analysis.tracks import Bools, Ints, Track, tally

_SCALE = 1000  # costs to a thousandth, as whole numbers


@dataclass(frozen=True, slots=True)
class Costs:
    """What the steps of an alignment cost; a match costs nothing."""

    substitution: float = 1.0
    gap: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The pairs as places in two sequences, in order, and what the whole costs; events without a pair are gaps."""

    first: Ints
    second: Ints
    cost: float


PLAIN = Costs()


def align_codes(first: Ints, second: Ints, costs: Costs = PLAIN) -> Alignment:
    """Align two sequences of codes of which any two may be paired."""
    size = len(first)
    bands = Bands(np.zeros(size, dtype=np.int64), np.full(size, len(second), dtype=np.int64))
    return _align(first, second, bands, None, costs)


def align_events(first: Track, second: Track, tolerance_ms: int, share: float = 0.6, costs: Costs = PLAIN) -> Alignment:
    """Align the events of two tracks that may be paired by their onsets or by their overlap."""
    begin = np.searchsorted(second.onset, first.onset - tolerance_ms, side="left").astype(np.int64)
    end = np.searchsorted(second.onset, first.onset + tolerance_ms, side="right").astype(np.int64)
    over_begin, over_end = _overlapping(first, second)
    either = over_end > over_begin
    narrow = end > begin
    low = np.where(narrow & either, np.minimum(begin, over_begin), np.where(either, over_begin, begin))
    high = np.where(narrow & either, np.maximum(end, over_end), np.where(either, over_end, end))
    bands = monotone(low, high)
    one, other = bands.cells()
    allowed = np.abs(first.onset[one] - second.onset[other]) <= tolerance_ms
    allowed |= _overlap_enough(first, second, one, other, share)
    return _align(first.code, second.code, bands, allowed, costs)


def tally_alignment(first: Ints, second: Ints, aligned: Alignment, codes: int) -> NDArray[np.float64]:
    """Return the tallies of pairs and of events alone, 1 each; nil is the last row and column."""
    counts = tally(first[aligned.first], second[aligned.second], codes + 1)
    counts[:, codes] += np.bincount(np.delete(first, aligned.first), minlength=codes + 1)
    counts[codes] += np.bincount(np.delete(second, aligned.second), minlength=codes + 1)
    return counts


def _align(first: Ints, second: Ints, bands: Bands, allowed: Bools | None, costs: Costs) -> Alignment:
    one, other = bands.cells()
    match, swap = round(2 * costs.gap * _SCALE), round((2 * costs.gap - costs.substitution) * _SCALE)
    gains = np.where(first[one] == second[other], match, swap).astype(np.int64)
    if allowed is not None:
        gains[~allowed] = 0
    pairs = best_chain(bands, gains, len(second))
    swapped = int((first[pairs[0]] != second[pairs[1]]).sum())
    gaps = len(first) + len(second) - 2 * len(pairs[0])
    return Alignment(*pairs, costs.substitution * swapped + costs.gap * gaps)


def _overlapping(first: Track, second: Track) -> tuple[Ints, Ints]:
    ends = np.maximum.accumulate(second.offset)
    begin = np.searchsorted(ends, first.onset, side="right").astype(np.int64)
    end = np.searchsorted(second.onset, first.offset, side="left").astype(np.int64)
    return begin, end


def _overlap_enough(first: Track, second: Track, one: Ints, other: Ints, share: float) -> Bools:
    shared = np.minimum(first.offset[one], second.offset[other]) - np.maximum(first.onset[one], second.onset[other])
    longer = np.maximum((first.offset - first.onset)[one], (second.offset - second.onset)[other])
    enough: Bools = (shared > 0) & (shared >= share * longer - 1e-6)
    return enough
