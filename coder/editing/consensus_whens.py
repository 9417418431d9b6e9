"""Where two coders have the same code but not the same instant: of a point, or where one event follows another. Pure.

One coder may have two touches where the other has one, or begin the second at another frame. Time is agreed on there,
events are not, so it is a disagreement of its own: of type boundary, at the instants that each coder has.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from coder.editing.consensus_piece import Piece
from coder.model.agreement import DisagreementType
from coder.model.consensus import NONE, Dispute, Instants, Key, Ruling
from coder.model.scheme import Tier

Cuts = frozenset[tuple[str, int]]
"""Streams and instants at which an event ends and the next one of its code begins."""


@dataclass(frozen=True, slots=True)
class When:
    """A disagreement on when, and the pieces that it lies on: a point's, or those that follow each other.

    ``first`` is the place of the first of them among the pieces that were given.
    """

    dispute: Dispute
    pieces: tuple[Piece, ...]
    first: int

    @property
    def is_point(self) -> bool:
        """Tell whether it is about a point."""
        return len(self.pieces) == 1

    @property
    def has_between(self) -> bool:
        """Tell whether both go on to another event: there is a piece on each side, and what lies between."""
        return len(self.pieces) > len(("before", "after"))

    @property
    def reach(self) -> tuple[int, int]:
        """From where to where a change between two events can be put."""
        first, last = self.pieces[0], self.pieces[-1]
        if self.has_between:
            return first.offset_ms or 0, last.onset_ms
        return first.onset_ms + 1, (last.offset_ms or 0) - 1


def whens_of(tier: Tier, pieces: Iterable[Piece]) -> Iterator[When]:
    """Give the disagreements on when, of a tier's pieces in order; none has an id or a decision."""
    there = list(pieces)
    for place, piece in enumerate(there):
        one, other = piece.said
        is_point = piece.offset_ms is None and piece.agreed
        if is_point and one is not None and other is not None and one.onset_ms != other.onset_ms:
            yield _when(tier, place, (piece,), (one.onset_ms, other.onset_ms))
    yield from _between_events(tier, there)


def settled(tier: Tier, pieces: Sequence[Piece], disputes: Mapping[Key, Dispute]) -> tuple[list[Piece], Cuts]:
    """Return the pieces with each coder's events as was decided on when, and where events are cut.

    What is not decided leaves one event where a coder has one, and a point where the first coder has it.
    """
    parts = {place: [piece] for place, piece in enumerate(pieces)}
    cuts = set[tuple[str, int]]()
    for one in whens_of(tier, pieces):
        ms = _decided(disputes.get(one.dispute.key))
        if ms is None:
            continue
        if one.is_point:
            parts[one.first] = [replace(one.pieces[0], onset_ms=ms)]
            continue
        cuts.add((one.dispute.stream, ms))
        for place in range(one.first, one.first + len(one.pieces)):
            parts[place] = _cut(parts[place], one.dispute, ms)
    return list(chain.from_iterable(parts.values())), frozenset(cuts)


def _decided(dispute: Dispute | None) -> int | None:
    if dispute is None:
        return None
    ruled = dispute.ruled
    if ruled.ruling is Ruling.THIRD:
        return ruled.parts[0].onset_ms if ruled.parts[0].code != NONE else None
    return {Ruling.A: dispute.at[0], Ruling.B: dispute.at[1]}.get(ruled.ruling)


def _when(tier: Tier, first: int, pieces: tuple[Piece, ...], at: Instants) -> When:
    found, piece = sorted(ms for ms in at if ms is not None), pieces[-1]
    offset_ms = found[1] if len(found) > 1 else None
    dispute = Dispute(
        0,
        tier.id,
        piece.stream,
        found[0],
        offset_ms,
        *piece.codes,
        type=DisagreementType.BOUNDARY,
        at=at,
        again=len(pieces) > 1,
    )
    return When(dispute, pieces, first)


# ----------------------------------------------------------------------------- where one event follows another


def _between_events(tier: Tier, pieces: list[Piece]) -> Iterator[When]:
    """Give where one coder goes on to another event of the same code and the other does not.

    Two such changes, one of each coder, are the same one if they lie closer together than to what comes before and
    after.
    """
    seams = {place: side for place, both in enumerate(pairwise(pieces)) if (side := _side(*both)) is not None}
    taken = -1
    for place, side in seams.items():
        if place == taken:
            continue
        left, right = pieces[place : place + 2]
        if seams.get(place + 1) == 1 - side and _same_change(*pieces[place : place + 3]):
            last, taken = pieces[place + 2], place + 1
            at = (right.onset_ms, last.onset_ms)
            yield _when(tier, place, (left, right, last), at if side == 0 else at[::-1])
        else:
            yield _when(tier, place, (left, right), (right.onset_ms, None) if side == 0 else (None, right.onset_ms))


def _side(left: Piece, right: Piece) -> int | None:
    """Return which of the two has another event of the same code from one piece to the next; None unless it is one."""
    if (
        None in (left.offset_ms, right.offset_ms)
        or left.offset_ms != right.onset_ms
        or left.stream != right.stream
        or left.codes != right.codes
    ):
        return None
    if not left.agreed or NONE in left.codes:
        return None
    changes = [side for side in (0, 1) if left.said[side] != right.said[side]]
    return changes[0] if len(changes) == 1 else None


def _same_change(left: Piece, between: Piece, right: Piece) -> bool:
    return _length(between) < min(_length(left), _length(right))


def _length(piece: Piece) -> int:
    return (piece.offset_ms or piece.onset_ms) - piece.onset_ms


def _cut(pieces: list[Piece], one: Dispute, ms: int) -> list[Piece]:
    """Return the pieces where the change of the coder, or of both, lies at an instant."""
    first, second = one.at
    if first is None or second is None:
        seen, other = (first, 1) if first is not None else (second, 0)
        seen = ms if seen is None else seen
        return list(_only(pieces, one.stream, (min(seen, ms), max(seen, ms)), other))
    earlier = 0 if first < second else 1
    before = list(_only(pieces, one.stream, (min(first, second), ms), 1 - earlier))
    return list(_only(before, one.stream, (ms, max(first, second)), earlier))


def _only(pieces: Iterable[Piece], stream: str, span: tuple[int, int], side: int) -> Iterator[Piece]:
    """Give the pieces with one coder's event only in a span, which cuts them."""
    onset, offset = span
    for piece in pieces:
        end_ms = piece.offset_ms
        if piece.stream != stream or end_ms is None or not (piece.onset_ms < offset and onset < end_ms):
            yield piece
            continue
        said = (piece.said[0], None) if side == 0 else (None, piece.said[1])
        edges = sorted({piece.onset_ms, max(piece.onset_ms, onset), min(end_ms, offset), end_ms})
        for begin, end in pairwise(edges):
            inside = onset <= begin < offset
            yield replace(piece, onset_ms=begin, offset_ms=end, said=said if inside else piece.said)
