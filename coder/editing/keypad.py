"""From a key to an edit; modifiers are questions that the next keys answer, without a dialog."""

from dataclasses import dataclass, field, replace

from coder.editing.answers import allows, applies
from coder.editing.edits import Edit, Press, SetModifier
from coder.editing.phases import ended_early
from coder.editing.targets import TARGET, target_question
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import EARLY_END, PHASE, UNCODABLE, Ask, Condition, Modifier, ModifierType, Option, Scheme

_NUMERALS = {**{sign: sign for sign in "0123456789.-"}, ",": "."}
"""What numbers are typed with; a comma is the point of many countries."""


@dataclass(frozen=True, slots=True)
class Question:
    """One modifier of one event that waits for an answer."""

    event_id: int
    modifier: Modifier


@dataclass(frozen=True, slots=True)
class Pending:
    """The questions that wait, first first, and what has been typed towards the first answer.

    ``held`` is the answer it has already, None before that was looked up.
    """

    questions: tuple[Question, ...] = ()
    typed: str = ""
    held: str | None = field(default=None, compare=False)

    def __bool__(self) -> bool:
        return bool(self.questions)

    @property
    def question(self) -> Question | None:
        """The question the next key answers."""
        return self.questions[0] if self.questions else None

    def skipped(self) -> "Pending":
        """Return what waits once the first question is left unanswered."""
        return Pending(self.questions[1:])


@dataclass(frozen=True, slots=True)
class Reading:
    """What a key means now: an edit or none, and what waits afterwards."""

    edit: Edit | None
    pending: Pending
    understood: bool = True


def interpret(scheme: Scheme, pending: Pending, chord: str, at_ms: int, pass_id: str = "") -> Reading:
    """Return what pressing ``chord`` at ``at_ms`` means; a key that answers nothing closes the questions."""
    answer = _answer(pending, chord) if pending else None
    if answer is not None:
        return answer
    found = scheme.find_key(chord, pass_id)
    if found is None:
        return Reading(None, pending, understood=False)
    tier, code = found
    beside = tier.id == UNCODABLE and chord != code.key
    return Reading(Press(tier.id, code.id, at_ms, beside=beside), Pending())


def ask_after(scheme: Scheme, observation: Observation, change: Change) -> Pending:
    """Return the questions that a press raises: of what it ended, then of what it began."""
    ended = [(after, Ask.OFFSET) for before, after in change.replaced if _was_ended(before, after)]
    recoded = [(after, Ask.ONSET) for before, after in change.replaced if before.code != after.code]
    begun = [(event, Ask.ONSET) for event in change.added]
    questions = [
        question for event, moment in (*ended, *recoded, *begun) for question in _questions(scheme, event, moment)
    ]
    return settle(observation, Pending(tuple(questions)))


def ask_all(scheme: Scheme, event: Event) -> Pending:
    """Return every question about an event, answered or not, for answering again."""
    code = scheme.code(event.tier, event.code)
    whom = target_question(scheme, code)
    asked = [modifier for modifier in (code.modifiers if code else ()) if _is_sensible(scheme, event, modifier)]
    return Pending(tuple(Question(event.id, modifier) for modifier in ([whom, *asked] if whom else asked)))


def settle(observation: Observation, pending: Pending) -> Pending:
    """Drop questions in front that no longer apply: their event is gone or their condition does not hold.

    The first one that does gets the answer it has already; where options are gathered they begin with it.
    """
    questions = pending.questions
    while questions and not _is_asked(observation.find(questions[0].event_id), questions[0].modifier.when):
        questions = questions[1:]
    settled = pending if questions == pending.questions else Pending(questions)
    if not questions or settled.held is not None:
        return settled
    first = questions[0]
    event = observation.event(first.event_id)
    held = event.target if first.modifier.id == TARGET else event.modifier(first.modifier.id) or ""
    gathered = first.modifier.type is ModifierType.CHOICES and not settled.typed
    return replace(settled, held=held, typed=held if gathered else settled.typed)


def _was_ended(before: Event, after: Event) -> bool:
    return before.offset_ms != after.offset_ms and before.code == after.code


def _questions(scheme: Scheme, event: Event, moment: Ask) -> list[Question]:
    code = scheme.code(event.tier, event.code)
    modifiers = code.modifiers if code else ()
    moments = (Ask.ONSET, Ask.OFFSET, Ask.ANY) if event.point else (moment, Ask.ANY)
    whom = target_question(scheme, code) if Ask.ONSET in moments and not event.target else None
    first = [] if whom is None else [Question(event.id, whom)]
    return first + [
        Question(event.id, modifier)
        for modifier in modifiers
        if modifier.ask in moments
        and (event.modifier(modifier.id) or modifier.default) == modifier.default
        and _is_sensible(scheme, event, modifier)
    ]


def _is_sensible(scheme: Scheme, event: Event, modifier: Modifier) -> bool:
    """Tell whether there is anything to ask: why a phase ended early only where it did."""
    if event.tier != PHASE or modifier.id != EARLY_END:
        return True
    return ended_early(scheme.procedure.phase(event.code), event)


def _is_asked(event: Event | None, condition: Condition | None) -> bool:
    return event is not None and applies(event, condition)


def _answer(pending: Pending, chord: str) -> Reading | None:
    question = pending.questions[0]
    match question.modifier.type:
        case ModifierType.CHOICE:
            option = _option(question.modifier, chord)
            if chord == "enter" and option is None and pending.held:
                return Reading(None, pending.skipped())
            return None if option is None else _given(pending, option.id)
        case ModifierType.CHOICES:
            return _several(pending, chord)
        case ModifierType.NUMBER | ModifierType.TEXT:
            return _typed(pending, chord)


def _option(modifier: Modifier, chord: str) -> Option | None:
    return next((option for option in modifier.options if option.key == chord), None)


def _given(pending: Pending, value: str | None) -> Reading:
    question = pending.questions[0]
    return Reading(SetModifier(question.event_id, question.modifier.id, value), pending.skipped())


def _several(pending: Pending, chord: str) -> Reading | None:
    if chord == "enter":
        same = pending.typed == (pending.held or "")
        return Reading(None, pending.skipped()) if same else _given(pending, pending.typed or None)
    option = _option(pending.questions[0].modifier, chord)
    if option is None:
        return None
    chosen = pending.typed.split("+") if pending.typed else []
    chosen = [name for name in chosen if name != option.id] if option.id in chosen else [*chosen, option.id]
    order = [known.id for known in pending.questions[0].modifier.options]
    return Reading(None, replace(pending, typed="+".join(sorted(chosen, key=order.index))))


def _typed(pending: Pending, chord: str) -> Reading | None:
    modifier = pending.questions[0].modifier
    if chord == "enter":
        return _finished(pending, modifier)
    if chord == "backspace":
        return Reading(None, replace(pending, typed=pending.typed[:-1]))
    sign = _sign(chord)
    if sign is not None and modifier.type is ModifierType.NUMBER:
        sign = _NUMERALS.get(sign)
    if sign is None:
        return None
    return Reading(None, replace(pending, typed=pending.typed + sign))


def _sign(chord: str) -> str | None:
    if chord == "space":
        return " "
    if chord.startswith("shift+") and len(chord) == len("shift+") + 1:
        return chord[-1].upper()
    return chord if len(chord) == 1 else None


def _finished(pending: Pending, modifier: Modifier) -> Reading:
    """Give what was typed; a number that does not fit is refused by the edit, and stays asked."""
    value = pending.typed.strip()
    if not value:
        return Reading(None, pending.skipped())
    if modifier.type is ModifierType.NUMBER and not allows(modifier, value):
        question = pending.questions[0]
        return Reading(SetModifier(question.event_id, modifier.id, value), replace(pending, typed=""))
    return _given(pending, value)
