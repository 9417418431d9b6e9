"""Answers that are stored unless others are given."""

from coder.editing.edits import Edit, MoveEdge, Press, SetCode, SetModifier
from coder.editing.keypad import Pending, Question, Reading, ask_after, interpret
from coder.editing.planning import plan
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Ask, Code, Condition, Kind, Modifier, ModifierType, Scheme, Tier
from tests import lab

WAY = Modifier("way", options=lab.options("soft", "firm"), default="soft")
BODY = Modifier("body", options=lab.options("hand", "foot"), ask=Ask.OFFSET, default="hand")
WHERE = Modifier("where", options=lab.options("palm", "back"), when=Condition("way", ("firm",)), default="palm")
TIMES = Modifier("times", ModifierType.NUMBER, default="1")
SCHEME = Scheme(
    "defaults",
    "1.0.0",
    tiers=(
        Tier(
            "touch", "caregiver", Kind.STATE, codes=(Code("pat", "p", modifiers=(WAY, BODY, WHERE)), Code("hold", "h"))
        ),
        Tier("sound", "infant", Kind.POINT, codes=(Code("coo", "c", modifiers=(TIMES, BODY)),)),
    ),
)


def do(observation: Observation, edit: Edit) -> Change:
    change = plan(SCHEME, observation, edit)
    observation.perform(change)
    return change


def pat(observation: Observation) -> Event:
    return next(event for event in observation if event.code == "pat")


def test_what_is_asked_at_onset_has_its_default_from_the_press_and_what_is_asked_at_offset_from_the_end() -> None:
    observation = lab.empty()
    do(observation, Press("touch", "pat", 1_000))
    assert pat(observation).modifiers == (("way", "soft"),)
    do(observation, Press("touch", "hold", 2_000))
    assert pat(observation).modifiers == (("way", "soft"), ("body", "hand"))


def test_an_end_by_hand_gives_the_default_too() -> None:
    observation = lab.empty()
    begun = do(observation, Press("touch", "pat", 1_000)).added[0]
    do(observation, MoveEdge(begun.id, "offset", 3_000))
    assert pat(observation).modifier("body") == "hand"


def test_a_point_has_all_its_defaults_at_once() -> None:
    observation = lab.empty()
    assert do(observation, Press("sound", "coo", 500)).added[0].modifiers == (("times", "1"), ("body", "hand"))


def test_a_default_with_a_condition_comes_with_the_answer_that_opens_it() -> None:
    observation = lab.empty()
    event = do(observation, Press("touch", "pat", 1_000)).added[0]
    do(observation, SetModifier(event.id, "way", "firm"))
    assert pat(observation).modifiers == (("way", "firm"), ("where", "palm"))


def test_an_answer_that_is_taken_back_stays_open() -> None:
    observation = lab.empty()
    event = do(observation, Press("touch", "pat", 1_000)).added[0]
    do(observation, SetModifier(event.id, "way", None))
    assert pat(observation).modifiers == ()


def test_another_answer_is_never_replaced_by_the_default() -> None:
    observation = lab.empty()
    event = do(observation, Press("touch", "pat", 1_000)).added[0]
    do(observation, SetModifier(event.id, "way", "firm"))
    do(observation, Press("touch", "hold", 2_000))
    assert pat(observation).modifier("way") == "firm"


def test_another_code_has_its_own_defaults() -> None:
    observation = lab.empty()
    event = do(observation, Press("touch", "hold", 1_000)).added[0]
    do(observation, SetCode(event.id, "pat"))
    assert pat(observation).modifiers == (("way", "soft"),)


def test_one_undo_takes_event_and_default_back() -> None:
    observation = lab.empty()
    change = do(observation, Press("touch", "pat", 1_000))
    observation.perform(change.inverse())
    assert not list(observation)


def test_the_question_is_asked_all_the_same_and_enter_keeps_the_default() -> None:
    observation = lab.empty()
    pending = ask_after(SCHEME, observation, do(observation, Press("touch", "pat", 1_000)))
    assert pending.question == Question(1, WAY)
    assert interpret(SCHEME, pending, "enter", 1_000) == Reading(None, pending.skipped())
    assert interpret(SCHEME, pending, "2", 1_000).edit == SetModifier(1, "way", "firm")


def test_without_a_default_enter_answers_nothing() -> None:
    plain = Pending((Question(1, Modifier("way", options=WAY.options)),))
    assert not interpret(SCHEME, plain, "enter", 0).understood
