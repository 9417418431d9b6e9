"""Two coders' ratings in their consensus: what both rated alike is taken over, the rest is decided. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from coder.editing.consensus import difference
from coder.editing.consensus_answers import decided_value, type_of
from coder.editing.consensus_piece import Piece
from coder.editing.rating import find_ratings, rated_phases, rating_span
from coder.model.change import Change
from coder.model.consensus import RATING, Dispute, Key
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.scheme import Scheme, Tier
from coder.model.spans import Span

Pair = tuple[Observation, Observation]


def rating_pieces(scheme: Scheme, tier: Tier, pair: Pair, phases: Sequence[Event], end_ms: int) -> Iterator[Piece]:
    """Give what either coder rated on a tier, item by item, of the session or of each phase in order."""
    items = tier.rating.items if tier.rating is not None else ()
    for phase in dict.fromkeys(phase for one in pair for phase in rated_phases(scheme, one, tier)):
        for item in items:
            found = [next(iter(find_ratings(one, tier.id, item.id, phase)), None) for one in pair]
            values = ["" if event is None else event.modifier(VALUE) or "" for event in found]
            if any(values):
                span = _span(pair, found, (phase, phases), end_ms)
                yield Piece(
                    tier.id, item.id, *span, (values[0], values[1]), (found[0], found[1]), asked=RATING, phase=phase
                )


def rating_disputes(pieces: Iterable[Piece]) -> Iterator[Dispute]:
    """Give the ratings in which they differ; none has an id or a decision."""
    for piece in pieces:
        if not piece.agreed:
            where = (piece.tier, piece.stream, piece.onset_ms, piece.offset_ms)
            yield Dispute(0, *where, *piece.codes, type_of(*piece.codes), asked=RATING, phase=piece.phase)


def plan_ratings(
    observation: Observation, tier: Tier, pieces: Iterable[Piece], disputes: Mapping[Key, Dispute], next_id: int
) -> Change:
    """Return what makes the ratings of the consensus what they are to be now; new ones get ids from ``next_id`` on."""
    wanted = []
    for piece in pieces:
        value = piece.codes[0] if piece.agreed else decided_value(disputes.get(piece.key))
        if value:
            wanted.append(_event(piece, value))
    return difference(observation.lane(tier.id), wanted, next_id)


def _event(piece: Piece, value: str) -> Event:
    """Return the rating with the comments of those who rated it so."""
    modifiers = ((VALUE, value), (RATED_PHASE, piece.phase)) if piece.phase else ((VALUE, value),)
    same = [event for event in piece.said if event is not None and event.modifier(VALUE) == value]
    comment = " / ".join(dict.fromkeys(event.comment for event in same if event.comment))
    return Event(0, piece.tier, piece.stream, piece.onset_ms, piece.offset_ms, modifiers=modifiers, comment=comment)


def _span(pair: Pair, found: Sequence[Event | None], of: tuple[str, Sequence[Event]], end_ms: int) -> Span:
    """Return the time that is rated: the session, or the phase as both have it, else as those have it who rated it."""
    phase, phases = of
    if not phase:
        return 0, end_ms
    shared = [(event.onset_ms, event.end_ms(end_ms)) for event in phases if event.code == phase]
    own = [rating_span(one, event, end_ms) for one, event in zip(pair, found, strict=True) if event is not None]
    spans = shared or own
    return min(onset for onset, _ in spans), max(offset for _, offset in spans)
