"""Where two coders differ, piece by piece, and how: a boundary, a category, or an event that one of them missed.

Codable time is cut wherever either coder changes. An event was seen by the other coder when it is linked to an event of
theirs with the same code, or shares time with one. Where both have a code and the codes differ it is a *boundary* when
both events were seen (so was the change, at another instant), else a *category*. Where one coder has nothing it is a
boundary when the other's event was seen, or is linked to an event of another code; else it was *missed*. Points are
missed where they have no partner, and a category where their partner has another code.
Imports numpy: import this module lazily.
"""

from dataclasses import dataclass

import numpy as np

from coder.analysis.tracks import Bools, Ints, Track
from coder.model.agreement import DisagreementType

TYPES = tuple(DisagreementType)
_BOUNDARY, _CATEGORY, _BY_A, _BY_B = (TYPES.index(one) for one in DisagreementType)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Disagreements in order; ``type`` is a place in ``TYPES``, a point's offset is its onset."""

    onset: Ints
    offset: Ints
    first: Ints
    second: Ints
    type: Ints


def differing_pieces(
    edges: tuple[Ints, Ints], there: tuple[Ints, Ints], tracks: tuple[Track, Track], links: tuple[Ints, Ints], none: int
) -> Found:
    """Return the disagreements of states.

    ``edges``: onsets and offsets of pieces of codable time; ``there``: each coder's event in them, −1 for none;
    ``links``: which events are the same, as places in the two tracks; ``none``: the code of no event.
    """
    codes = [np.append(track.code, none)[event] for track, event in zip(tracks, there, strict=True)]
    same_code = (codes[0] == codes[1]) & (codes[0] != none)
    linked_alike = tracks[0].code[links[0]] == tracks[1].code[links[1]]
    seen = [
        _marked(len(track), np.append(link[linked_alike], event[same_code]))
        for track, link, event in zip(tracks, links, there, strict=True)
    ]
    known = [marks | _marked(len(marks) - 1, link) for marks, link in zip(seen, links, strict=True)]
    differ = np.flatnonzero(codes[0] != codes[1])
    first, second = there[0][differ], there[1][differ]
    both = (first >= 0) & (second >= 0)
    moved = np.where(both, seen[0][first] & seen[1][second], np.where(second < 0, known[0][first], known[1][second]))
    kind = np.where(both, _CATEGORY, np.where(second < 0, _BY_B, _BY_A))
    return Found(
        edges[0][differ], edges[1][differ], codes[0][differ], codes[1][differ], np.where(moved, _BOUNDARY, kind)
    )


def differing_points(first: Track, second: Track, pairs: tuple[Ints, Ints], none: int) -> Found:
    """Return the disagreements of points; ``pairs``: which are the same; ``none``: the code of no point."""
    confused = first.code[pairs[0]] != second.code[pairs[1]]
    one, other = pairs[0][confused], pairs[1][confused]
    alone = [np.delete(np.arange(len(track)), paired) for track, paired in zip((first, second), pairs, strict=True)]
    onset = np.concatenate([first.onset[one], first.onset[alone[0]], second.onset[alone[1]]])
    nothing = [np.full(len(left), none) for left in alone]
    codes = (
        np.concatenate([first.code[one], first.code[alone[0]], nothing[1]]),
        np.concatenate([second.code[other], nothing[0], second.code[alone[1]]]),
    )
    kind = np.repeat([_CATEGORY, _BY_B, _BY_A], [len(one), len(alone[0]), len(alone[1])])
    order = np.argsort(onset, kind="stable")
    return Found(onset[order], onset[order], codes[0][order], codes[1][order], kind[order])


def _marked(size: int, places: Ints) -> Bools:
    """Mark some events; one more, never marked, stands for no event (−1)."""
    marks = np.zeros(size + 1, dtype=np.bool_)
    marks[places] = True
    return marks
