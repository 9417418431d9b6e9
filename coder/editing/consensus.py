"""What two coders' consensus holds: what both agree on, and what was decided where they differ. Pure.

Codable time is cut wherever either coder changes. A piece in which both have the same code has it in the consensus too;
a piece in which they differ has what was decided of it, and nothing until then. Pieces that meet and have the same code
are one event, unless a coder whose word counts in both has two events there and no other has a single one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.editing.answers import as_asked
from coder.editing.consensus_answers import Answers, answers_of, decided_answers
from coder.editing.consensus_piece import UNCODED, Piece
from coder.editing.consensus_whens import Cuts, settled
from coder.editing.targets import TARGET
from coder.model.change import Change
from coder.model.consensus import NONE, Dispute, Key, Part, Ruling
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import REASON, UNCODABLE, Kind, Tier
from coder.model.spans import union

_A, _B = 0, 1


@dataclass(frozen=True, slots=True)
class _Draft:
    """What is to be an event: ``said`` are the coders' events it rests on, ``chosen`` those that were decided for."""

    code: str
    onset_ms: int
    offset_ms: int | None
    said: frozenset[tuple[int, Event]] = frozenset()
    chosen: frozenset[tuple[int, Event]] = frozenset()
    last: frozenset[tuple[int, Event]] = frozenset()
    """Of ``said`` what holds where it ends; empty where that is all."""


def plan_tier(
    observation: Observation, tier: Tier, pieces: Iterable[Piece], disputes: Mapping[Key, Dispute], next_id: int
) -> Change:
    """Return what makes a tier of the consensus what it is to be now; new events get ids from ``next_id`` on."""
    there = list(pieces)
    placed, cuts = settled(tier, there, disputes)
    drafts = [draft for piece in placed for draft in _drafts(piece, disputes.get(piece.key))]
    states = _joined([one for one in drafts if one.offset_ms is not None], tier, cuts)
    points = list(dict.fromkeys(one for one in drafts if one.offset_ms is None))
    answers = decided_answers(answers_of(tier, there), disputes)
    wanted = [_event(one, tier, answers) for one in (*states, *points)]
    return difference(list(observation.lane(tier.id)), wanted, next_id)


def plan_uncodable(
    observation: Observation, spells: Sequence[Event], disputes: Iterable[Dispute], next_id: int
) -> Change:
    """Return what makes the uncodable time what either coder marked, and what was decided to be uncodable."""
    by_reason: dict[str, list[tuple[int, int]]] = {}
    for event in spells:
        if event.offset_ms is not None:
            by_reason.setdefault(event.modifier(REASON) or "", []).append((event.onset_ms, event.offset_ms))
    for one in disputes:
        if one.ruled.ruling is Ruling.UNCODABLE:
            for part in one.ruled.parts:
                end_ms = part.onset_ms + 1 if part.offset_ms is None else part.offset_ms
                by_reason.setdefault(one.ruled.uncodable, []).append((part.onset_ms, end_ms))
    wanted = [
        Event(0, UNCODABLE, UNCODABLE, onset, offset, modifiers=((REASON, reason),) if reason else ())
        for reason, found in by_reason.items()
        for onset, offset in union(found)
    ]
    return difference(list(observation.lane(UNCODABLE)), wanted, next_id)


def edge_parts(piece: Piece, at_ms: int) -> tuple[Part, ...]:
    """Return the two parts of a piece in which one coder's change lies at an instant instead.

    Before it holds the code that began earlier, after it the other; of two that began together, no code comes first.
    """
    if piece.offset_ms is None or not piece.onset_ms < at_ms < piece.offset_ms:
        return ()
    began = [(piece.onset_ms, False) if said is None else (said.onset_ms, True) for said in piece.said]
    first = _A if began[_A] <= began[_B] else _B
    before, after = piece.codes[first], piece.codes[1 - first]
    return Part(piece.onset_ms, at_ms, before), Part(at_ms, piece.offset_ms, after)


# ----------------------------------------------------------------------------- what a piece becomes


def _drafts(piece: Piece, dispute: Dispute | None) -> Iterator[_Draft]:
    if piece.agreed:
        yield from _taken(piece, (_A, _B))
        return
    ruled = None if dispute is None else dispute.ruled
    if ruled is None or ruled.ruling in (Ruling.OPEN, Ruling.UNCODABLE):
        return
    if ruled.ruling in (Ruling.A, Ruling.B):
        yield from _taken(piece, (_A,) if ruled.ruling is Ruling.A else (_B,), decided=True)
        return
    for part in ruled.parts:
        if part.code != NONE:
            said = frozenset((side, one) for side, one in _said(piece, (_A, _B)) if one.code == part.code)
            yield _Draft(part.code, part.onset_ms, part.offset_ms, said)


def _said(piece: Piece, sides: tuple[int, ...]) -> Iterator[tuple[int, Event]]:
    for side in sides:
        event = piece.said[side]
        if event is not None:
            yield side, event


def _taken(piece: Piece, sides: tuple[int, ...], *, decided: bool = False) -> Iterator[_Draft]:
    said = frozenset(_said(piece, sides))
    if not said or piece.codes[sides[0]] == NONE:
        return
    onset_ms = piece.onset_ms
    if piece.offset_ms is None and sides == (_B,):
        onset_ms = next(event.onset_ms for _, event in said)
    yield _Draft(piece.codes[sides[0]], onset_ms, piece.offset_ms, said, said if decided else frozenset())


# ----------------------------------------------------------------------------- what becomes one event


def _joined(drafts: list[_Draft], tier: Tier, cuts: Cuts) -> list[_Draft]:
    """Join what meets and is not cut; where codes do not exclude each other, each code by itself."""
    lanes: dict[str, list[_Draft]] = {}
    for one in sorted(drafts, key=lambda one: (one.onset_ms, one.offset_ms or 0)):
        stream = "" if tier.exclusive else one.code
        lane = lanes.setdefault(stream, [])
        if lane and _goes_on(lane[-1], one, tier) and (stream, one.onset_ms) not in cuts:
            last = lane[-1]
            offset_ms = max(last.offset_ms or 0, one.offset_ms or 0)
            said, chosen = last.said | one.said, last.chosen | one.chosen
            lane[-1] = _Draft(one.code, last.onset_ms, offset_ms, said, chosen, one.said)
        else:
            lane.append(one)
    return [one for lane in lanes.values() for one in lane if not _is_default(one)]


def _is_default(draft: _Draft) -> bool:
    """Tell whether nobody coded it: a default is not written down, it is computed again."""
    return bool(draft.said) and all(event.id == UNCODED for _, event in draft.said)


def _goes_on(last: _Draft, one: _Draft, tier: Tier) -> bool:
    if last.code != one.code or last.offset_ms is None or last.offset_ms < one.onset_ms:
        return False
    ends = last.last or last.said
    if last.offset_ms > one.onset_ms or ends & one.said:
        return True
    return tier.kind is not Kind.INTERVAL and not {side for side, _ in ends} & {side for side, _ in one.said}


def _event(draft: _Draft, tier: Tier, answers: Answers) -> Event:
    """Return the event with the answers that were decided, else of those decided for, else not contradicted."""
    told = sorted(draft.chosen or draft.said, key=lambda one: (one[0], one[1].onset_ms))
    sources = [event for _, event in told if event.id != UNCODED]  # a computed default answers nothing
    given = dict.fromkeys(pair for source in sources for pair in source.modifiers)
    said = {name: value for name, value in given if all(_fits(source, (name, value)) for source in sources)}
    targets = {source.target for source in sources}
    said[TARGET] = targets.pop() if len(targets) == 1 else ""
    said |= answers.of(draft.said)
    target = said.pop(TARGET)
    comments = dict.fromkeys(source.comment for source in sources if source.comment)
    modifiers = tuple((name, value) for name, value in said.items() if value)
    found = Event(0, tier.id, draft.code, draft.onset_ms, draft.offset_ms, draft.offset_ms is None, modifiers, target)
    return replace(as_asked(tier.code(draft.code), found), comment=" / ".join(comments))


def _fits(event: Event, pair: tuple[str, str]) -> bool:
    return event.modifier(pair[0]) in (None, pair[1])


# ----------------------------------------------------------------------------- from what there is to what is wanted


def _order(event: Event) -> tuple[int, int, str]:
    return event.onset_ms, event.onset_ms if event.offset_ms is None else event.offset_ms, event.code


def difference(there: Iterable[Event], wanted: Iterable[Event], next_id: int) -> Change:
    """Return the change from some events to others; what is the same stays, what overlaps keeps its id."""
    same: dict[Event, list[Event]] = {}
    for old in there:
        same.setdefault(replace(old, id=0), []).append(old)
    new = [event for event in sorted(wanted, key=_order) if not (olds := same.get(event)) or not olds.pop()]
    left = [old for olds in same.values() for old in olds]
    added: list[Event] = []
    replaced: list[tuple[Event, Event]] = []
    for event in new:
        met = next((old for old in left if _meet(old, event)), None)
        if met is None:
            added.append(replace(event, id=next_id + len(added)))
        else:
            left.remove(met)
            replaced.append((met, replace(event, id=met.id)))
    return Change("", tuple(added), tuple(left), tuple(replaced))


def _meet(one: Event, other: Event) -> bool:
    if one.code != other.code or one.point != other.point:
        return False
    if one.offset_ms is None or other.offset_ms is None:
        return one.onset_ms == other.onset_ms
    return one.onset_ms < other.offset_ms and other.onset_ms < one.offset_ms
