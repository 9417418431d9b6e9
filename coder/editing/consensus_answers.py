"""Where two coders saw the same event and answered a modifier, or whom it is directed to, differently. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from coder.editing.consensus_piece import UNCODED, Piece
from coder.editing.consensus_whens import whens_of
from coder.editing.targets import TARGET
from coder.model.agreement import DisagreementType
from coder.model.consensus import Dispute, Key, Ruling
from coder.model.event import Event
from coder.model.scheme import Tier

Both = tuple[Event, Event]
Said = frozenset[tuple[int, Event]]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was decided: of both coders' events together, what each modifier says."""

    found: Mapping[Both, Mapping[str, str]]

    def of(self, said: Said) -> dict[str, str]:
        """Return what was decided of an event that rests on these; empty where decisions contradict each other."""
        values: dict[str, set[str]] = {}
        for first in (event for side, event in said if side == 0):
            for second in (event for side, event in said if side == 1):
                for name, value in self.found.get((first, second), {}).items():
                    values.setdefault(name, set()).add(value)
        return {name: found.pop() if len(found) == 1 else "" for name, found in values.items()}


def answers_of(tier: Tier, pieces: Iterable[Piece]) -> Iterator[tuple[Both, Dispute]]:
    """Give the disagreements on answers of events that both have, from where to where they share time.

    Where both go on to another event at different instants, what lies between is no event that both have.
    """
    there, shared = list(pieces), dict[tuple[str, Both], tuple[int, int | None]]()
    between = {one.pieces[1] for one in whens_of(tier, there) if one.has_between}
    for piece in there:
        first, second = piece.said
        if piece in between:
            continue
        if piece.agreed and first is not None and second is not None and UNCODED not in (first.id, second.id):
            onset_ms, _ = shared.get((piece.codes[0], (first, second)), (piece.onset_ms, None))
            shared[piece.codes[0], (first, second)] = (onset_ms, piece.offset_ms)
    for (code, both), span in shared.items():
        for name, one, other in _differing(*both):
            yield both, Dispute(0, tier.id, code, *span, one, other, type_of(one, other), asked=name)


def decided_answers(found: Iterable[tuple[Both, Dispute]], disputes: Mapping[Key, Dispute]) -> Answers:
    """Return what was decided of answers."""
    answers: dict[Both, dict[str, str]] = {}
    for both, skeleton in found:
        value = decided_value(disputes.get(skeleton.key))
        if value is not None:
            answers.setdefault(both, {})[skeleton.asked] = value
    return Answers(answers)


def decided_value(dispute: Dispute | None) -> str | None:
    """Return the value that was decided, empty for none; None where nothing is decided."""
    if dispute is None:
        return None
    ruled = dispute.ruled
    if ruled.ruling is Ruling.THIRD:
        return ruled.parts[0].code
    return {Ruling.A: dispute.code_a, Ruling.B: dispute.code_b}.get(ruled.ruling)


def type_of(first: str, second: str) -> DisagreementType:
    """Return how two values differ: where one coder gives none it was missed."""
    if not first:
        return DisagreementType.MISSED_BY_A
    return DisagreementType.CATEGORY if second else DisagreementType.MISSED_BY_B


def _differing(first: Event, second: Event) -> Iterator[tuple[str, str, str]]:
    for name in dict.fromkeys(name for event in (first, second) for name, _ in event.modifiers):
        one, other = (event.modifier(name) or "" for event in (first, second))
        if one != other:
            yield name, one, other
    if first.target != second.target:
        yield TARGET, first.target, second.target
