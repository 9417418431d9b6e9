"""Two coders' codes against each other in time itself: the limit of time units that grow ever smaller.

The whole codable time is cut at every onset and offset of either coder; each piece is tallied with its length. There is
no unit to choose, and the boundaries count for exactly as long as they differ (Bakeman & Quera 2011, ch. 6).
Imports numpy: import this module lazily.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.tracks import Ints, Spans, Track, contains, event_at, tally


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Codable time in pieces in which neither coder changes; ``first``, ``second``: the events there, −1 for none."""

    onset: Ints
    offset: Ints
    first: Ints
    second: Ints


def split_time(first: Track, second: Track, codable: Spans) -> Pieces:
    """Return the codable time in pieces; the tracks are states that exclude each other."""
    edges = np.unique(np.concatenate([first.onset, first.offset, second.onset, second.offset, codable.ravel()]))
    onset, offset = edges[:-1], edges[1:]
    inside = contains(codable, onset)
    onset, offset = onset[inside], offset[inside]
    return Pieces(onset, offset, event_at(first, onset), event_at(second, onset))


def tally_durations(pieces: Pieces, first: Track, second: Track, codes: int) -> NDArray[np.float64]:
    """Return the seconds in which the coders had each two codes; the last row and column stand for no code."""
    one, other = (
        np.where(event < 0, codes, np.append(track.code, codes)[event])
        for event, track in ((pieces.first, first), (pieces.second, second))
    )
    return tally(one, other, codes + 1, pieces.offset - pieces.onset) / 1000
