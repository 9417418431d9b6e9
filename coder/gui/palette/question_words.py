"""What the strip says of the question that waits."""

from coder.editing.keypad import Pending, Question
from coder.gui.words import code_words, given_words, modifier_words
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Ask, Modifier, ModifierType, Scheme

OPEN = "Esc leaves it open"


def question_title(scheme: Scheme, observation: Observation, question: Question) -> str:
    """Return what is asked of what: "touch ended — form?"."""
    event = observation.find(question.event_id)
    asked = f"{modifier_words(question.modifier)}?"
    if event is None:
        return asked
    words = code_words(scheme.code(event.tier, event.code), event.code)
    return f"{words}{_moment(event, question.modifier)} — {asked}"


def _moment(event: Event, modifier: Modifier) -> str:
    if event.point:
        return ""
    ended = modifier.ask is Ask.OFFSET or (modifier.ask is Ask.ANY and not event.running)
    return " ended" if ended and not event.running else " begins" if event.running else ""


def hint_words(pending: Pending) -> str:
    """Return what else can be pressed, and how many questions follow."""
    question = pending.question
    if question is None:
        return ""
    closing = _closing(question.modifier, pending.held or "")
    closing = f"{closing} · play waits" if question.modifier.pauses else closing
    more = len(pending.questions) - 1
    return f"{closing} · {more} more" if more else closing


def _closing(modifier: Modifier, held: str) -> str:
    """Say what Enter and Escape do; what is held already stays where nothing else is given."""
    if modifier.type is ModifierType.CHOICES or not held:
        return OPEN
    return f"Enter keeps {given_words(modifier, held)}"
