from dataclasses import replace

import pytest

from coder.editing.edits import Press, SetCode, SetModifier
from coder.editing.keypad import Pending, Question, Reading, ask_after, ask_all, interpret, settle
from coder.editing.planning import plan
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Ask, Code, Condition, Kind, Modifier, Option, Phase, Procedure, Scheme, Tier
from tests import lab

NOTHING = Pending()
FORM = Pending((Question(1, lab.FORM),))
LOUDNESS = Pending((Question(1, lab.LOUDNESS),))
WORDS = Pending((Question(1, lab.WORDS),))
WITH = Pending((Question(1, lab.WITH),))


def read(pending: Pending, *chords: str) -> Reading:
    """Read keys one after the other and return what the last one means."""
    reading = Reading(None, pending)
    for chord in chords:
        reading = interpret(lab.SCHEME, reading.pending, chord, 0)
    return reading


def asked(observation: Observation, tier: str, code: str, at_ms: int) -> list[tuple[int, str]]:
    """Press a code and return the questions that raises, as event id and modifier id."""
    change = plan(lab.SCHEME, observation, Press(tier, code, at_ms))
    observation.perform(change)
    return _names(ask_after(lab.SCHEME, observation, change))


def _names(pending: Pending) -> list[tuple[int, str]]:
    return [(question.event_id, question.modifier.id) for question in pending.questions]


# What a key means


def test_a_key_of_the_scheme_is_a_press_at_its_time() -> None:
    assert interpret(lab.SCHEME, NOTHING, "g", 1_500) == Reading(Press("in_gaze", "caregiver", 1_500), NOTHING)


def test_a_key_that_means_nothing_is_not_understood_and_leaves_the_question_open() -> None:
    for pending in (NOTHING, FORM):
        assert interpret(lab.SCHEME, pending, "m", 0) == Reading(None, pending, understood=False)


def test_a_key_outside_the_pass_means_nothing() -> None:
    assert not interpret(lab.SCHEME, NOTHING, "t", 0, "gaze").understood
    assert interpret(lab.SCHEME, NOTHING, "g", 0, "gaze").understood


def test_an_option_has_its_key_while_the_question_is_open_and_the_code_has_it_again_afterwards() -> None:
    first = interpret(lab.SCHEME, FORM, "1", 0)
    assert first == Reading(SetModifier(1, "form", "still"), NOTHING)
    assert interpret(lab.SCHEME, first.pending, "1", 0).edit == Press("cg_gaze", "at_face", 0)


def test_a_key_that_answers_nothing_codes_and_closes_the_questions() -> None:
    assert interpret(lab.SCHEME, FORM, "g", 7) == Reading(Press("in_gaze", "caregiver", 7), NOTHING)


def test_an_answer_leaves_the_other_questions_waiting() -> None:
    both = Pending((Question(1, lab.FORM), Question(1, lab.QUALITY)))
    assert read(both, "2").pending == Pending((Question(1, lab.QUALITY),))
    assert both.skipped() == Pending((Question(1, lab.QUALITY),))


# Several options


def test_several_options_are_gathered_and_given_with_enter_in_the_schemes_order() -> None:
    assert read(WITH, "3", "1").pending.typed == "arms+voice"
    assert read(WITH, "3", "1", "enter") == Reading(SetModifier(1, "with", "arms+voice"), NOTHING)


def test_an_option_pressed_twice_is_taken_back() -> None:
    assert read(WITH, "3", "1", "3").pending.typed == "arms"
    assert read(WITH, "3", "3").pending.typed == ""


def test_gathering_begins_with_what_the_event_has_already() -> None:
    observation = lab.observed(Event(1, "in_signal", "bid", 0, point=True, modifiers=(("with", "arms+voice"),)))
    pending = settle(observation, WITH)
    assert pending.typed == "arms+voice"
    assert read(pending, "enter") == Reading(None, NOTHING)
    assert read(pending, "2", "1", "enter").edit == SetModifier(1, "with", "toy+voice")
    assert read(pending, "1", "3", "enter").edit == SetModifier(1, "with", None)
    assert settle(observation, read(pending, "1", "3").pending).typed == ""


def test_enter_keeps_the_one_option_that_the_event_has_already() -> None:
    observation = lab.observed(lab.touch(1, 0).with_modifier("form", "pat"))
    assert read(settle(observation, FORM), "enter") == Reading(None, NOTHING)
    assert not read(FORM, "enter").understood


def test_enter_without_an_option_leaves_the_question_unanswered() -> None:
    assert read(WITH, "enter") == Reading(None, NOTHING)


def test_a_code_pressed_while_options_are_gathered_codes() -> None:
    assert read(WITH, "3", "g").edit == Press("in_gaze", "caregiver", 0)


# Numbers and words


@pytest.mark.parametrize(("chords", "value"), [("3", "3"), ("1.5", "1.5"), ("1,5", "1.5"), ("5", "5")])
def test_a_number_is_typed_and_given_with_enter(chords: str, value: str) -> None:
    assert read(LOUDNESS, *chords, "enter") == Reading(SetModifier(1, "loudness", value), NOTHING)


def test_what_was_typed_is_taken_back_sign_by_sign() -> None:
    assert read(LOUDNESS, "1", ".", "backspace", "backspace", "4").pending.typed == "4"
    assert read(LOUDNESS, "backspace") == Reading(None, LOUDNESS)


@pytest.mark.parametrize("chords", ["9", "0", "1.3", "1-2", "."])
def test_a_number_that_does_not_fit_stays_asked_with_nothing_typed(chords: str) -> None:
    reading = read(LOUDNESS, *chords, "enter")
    assert reading.pending == LOUDNESS
    assert reading.edit == SetModifier(1, "loudness", chords)


def test_a_letter_codes_while_a_number_is_asked_for() -> None:
    assert read(LOUDNESS, "4", "g") == Reading(Press("in_gaze", "caregiver", 0), NOTHING)


def test_enter_without_a_number_leaves_the_question_unanswered() -> None:
    assert read(LOUDNESS, "enter") == Reading(None, NOTHING)


def test_words_are_typed_with_capitals_spaces_and_signs() -> None:
    chords = ("shift+m", "a", "space", "m", "a", "?", "1", "enter")
    assert read(WORDS, *chords) == Reading(SetModifier(1, "words", "Ma ma?1"), NOTHING)


def test_words_of_spaces_only_are_no_answer() -> None:
    assert read(WORDS, "space", "enter") == Reading(None, NOTHING)


@pytest.mark.parametrize("chord", ["left", "ctrl+z", "f5", "delete"])
def test_keys_that_type_nothing_keep_their_meaning_while_words_are_asked_for(chord: str) -> None:
    assert not isinstance(interpret(lab.SCHEME, WORDS, chord, 0).edit, SetModifier)
    assert interpret(lab.SCHEME, WORDS, chord, 0).pending.typed == ""


# When which question is asked


def test_a_state_asks_at_its_onset_what_is_to_be_asked_then() -> None:
    assert asked(lab.empty(), "in_voice", "cry", 0) == [(1, "loudness"), (1, "words")]


def test_a_state_asks_at_its_offset_what_is_known_only_then() -> None:
    observation = lab.empty()
    assert asked(observation, "cg_touch", "touch", 0) == []
    assert asked(observation, "cg_touch", "touch", 2_000) == [(1, "form"), (1, "quality")]


def test_what_was_not_answered_at_onset_is_asked_again_at_offset_if_it_may_be_asked_any_time() -> None:
    observation = lab.empty()
    asked(observation, "in_voice", "cry", 0)
    assert asked(observation, "in_voice", "cry", 1_000) == [(1, "words")]


def test_the_state_that_ended_is_asked_about_before_the_one_that_began() -> None:
    tier = Tier("cg_touch", "caregiver", Kind.STATE, codes=(_asking("touch", Ask.OFFSET), _asking("hold", Ask.ONSET)))
    scheme, observation = Scheme("two", "1.0.0", tiers=(tier,)), lab.empty()
    observation.perform(plan(scheme, observation, Press("cg_touch", "touch", 0)))
    change = plan(scheme, observation, Press("cg_touch", "hold", 1_000))
    observation.perform(change)
    assert _names(ask_after(scheme, observation, change)) == [(1, "how"), (2, "how")]


def _asking(code: str, ask: Ask) -> Code:
    return Code(code, modifiers=(Modifier("how", ask=ask, options=lab.options("soft", "firm")),))


def test_a_point_is_asked_about_at_once_whatever_the_moment() -> None:
    assert asked(lab.empty(), "in_signal", "bid", 0) == [(1, "with")]
    tier = Tier("in_signal", "infant", Kind.POINT, codes=(_asking("bid", Ask.OFFSET),))
    scheme, observation = Scheme("point", "1.0.0", tiers=(tier,)), lab.empty()
    change = plan(scheme, observation, Press("in_signal", "bid", 0))
    observation.perform(change)
    assert _names(ask_after(scheme, observation, change)) == [(1, "how")]


def test_a_state_that_holds_to_the_next_one_is_asked_about_its_offset_only_when_a_key_ends_it() -> None:
    observation = lab.observed(lab.touch(1, 5_000, 6_000, code="hold"))
    assert asked(observation, "cg_touch", "touch", 1_000) == []
    assert asked(observation, "cg_touch", "touch", 2_000) == [(2, "form"), (2, "quality")]


def test_a_state_cut_by_another_is_asked_what_it_was_not_asked_yet() -> None:
    observation = lab.observed(lab.touch(1, 0, 9_000))
    assert asked(observation, "cg_touch", "hold", 4_000) == [(1, "form"), (1, "quality")]


def test_what_is_answered_is_not_asked_again() -> None:
    observation = lab.observed(lab.touch(1, 0, 9_000).with_modifier("form", "pat").with_modifier("quality", "loving"))
    assert asked(observation, "cg_touch", "hold", 4_000) == []


def test_a_state_that_takes_anothers_place_is_asked_as_if_it_began() -> None:
    observation = lab.observed(Event(1, "in_voice", "coo", 1_000))
    change = plan(lab.SCHEME, observation, SetCode(1, "cry"))
    observation.perform(change)
    assert _names(ask_after(lab.SCHEME, observation, change)) == [(1, "loudness"), (1, "words")]


def test_uncodable_time_asks_for_its_reason_at_onset_and_at_its_end_if_it_was_left_open() -> None:
    observation = lab.empty()
    assert asked(observation, "uncodable", "uncodable", 0) == [(1, "reason")]
    assert asked(observation, "uncodable", "uncodable", 1_000) == [(1, "reason")]


def test_a_reason_that_was_given_is_not_asked_again() -> None:
    given = Event(1, "uncodable", "uncodable", 0, modifiers=(("reason", "no_sound"),))
    assert asked(lab.observed(given), "uncodable", "uncodable", 1_000) == []


# The early end of a phase

PLANNED = replace(
    lab.SCHEME,
    procedure=Procedure(
        "p",
        (Phase("play", "f5", planned_s=20), Phase("still", "f6", planned_s=20, may_end_early=True), Phase("rest", "4")),
    ),
)


def asked_of_phases(scheme: Scheme, chord: str, at_ms: int, *events: Event) -> list[str]:
    observation = lab.observed(*events)
    found = scheme.find_key(chord)
    assert found is not None
    change = plan(scheme, observation, Press(found[0].id, found[1].id, at_ms))
    observation.perform(change)
    return [question.modifier.id for question in ask_after(scheme, observation, change).questions]


@pytest.mark.parametrize(("at_ms", "asked"), [(12_000, ["early_end"]), (19_000, []), (20_000, []), (25_000, [])])
def test_why_a_phase_ended_early_is_asked_when_it_did_whoever_ended_it(at_ms: int, asked: list[str]) -> None:
    still = Event(1, "phase", "still", 0)
    assert asked_of_phases(PLANNED, "f6", at_ms, still) == asked
    assert asked_of_phases(PLANNED, "f5", at_ms, still) == asked


def test_a_phase_that_may_not_end_early_is_not_asked_for_a_reason() -> None:
    assert asked_of_phases(PLANNED, "f6", 12_000, Event(1, "phase", "play", 0)) == []


def test_the_reason_is_answered_by_keys_that_code_nothing() -> None:
    code = PLANNED.code("phase", "still")
    assert code is not None
    (modifier,) = code.modifiers
    keys = [option.key for option in modifier.options]
    assert keys == ["3", "5", "6", "7", "8"], "1 and 2 are codes of gaze, 4 is a phase"


def test_a_procedure_may_have_reasons_and_keys_of_its_own() -> None:
    own = (Option("cried", "9"), Option("left", ""))
    scheme = replace(PLANNED, procedure=replace(PLANNED.procedure, early_ends=own))
    code = scheme.code("phase", "still")
    assert code is not None
    assert [(option.id, option.key) for option in code.modifiers[0].options] == [("cried", "9"), ("left", "3")]


def test_answering_again_asks_why_a_phase_ended_early_only_if_it_did() -> None:
    early, whole = Event(1, "phase", "still", 0, 9_000), Event(2, "phase", "still", 0, 20_000)
    assert _names(ask_all(PLANNED, early)) == [(1, "early_end")]
    assert _names(ask_all(PLANNED, whole)) == []


# Conditions


def test_a_question_with_a_condition_is_asked_only_when_it_holds() -> None:
    both = Pending((Question(1, lab.FORM), Question(1, lab.QUALITY)))
    stroked, still = (lab.observed(lab.touch(1, 0, 9).with_modifier("form", form)) for form in ("stroke", "still"))
    assert settle(stroked, both.skipped()) == both.skipped()
    assert settle(still, both.skipped()) == NOTHING
    assert settle(lab.observed(lab.touch(1, 0, 9)), both.skipped()) == NOTHING


def test_a_condition_holds_when_one_of_several_options_does() -> None:
    where = Modifier("toy", options=lab.options("ball"), when=Condition("with", ("toy",)))
    bid = Event(1, "in_signal", "bid", 0, point=True)
    pending = Pending((Question(1, where),))
    assert settle(lab.observed(bid.with_modifier("with", "arms+toy")), pending) == pending
    assert settle(lab.observed(bid.with_modifier("with", "arms")), pending) == NOTHING


def test_a_condition_on_words_holds_for_the_whole_words_only() -> None:
    why = Modifier("why", options=lab.options("hurt"), when=Condition("words", ("a+b",)))
    cry = Event(1, "in_voice", "cry", 0)
    pending = Pending((Question(1, why),))
    assert settle(lab.observed(cry.with_modifier("words", "a+b")), pending) == pending


def test_a_question_about_an_event_that_is_gone_is_dropped_and_the_next_one_asked() -> None:
    pending = Pending((Question(7, lab.FORM), Question(1, lab.LOUDNESS)), typed="4")
    assert settle(lab.observed(Event(1, "in_voice", "cry", 0)), pending) == LOUDNESS


def test_settling_what_is_settled_keeps_what_was_typed() -> None:
    pending = replace(LOUDNESS, typed="4")
    assert settle(lab.observed(Event(1, "in_voice", "cry", 0)), pending) == pending


def test_all_questions_are_asked_again_when_the_coder_wants_it() -> None:
    event = lab.touch(1, 0, 9_000).with_modifier("form", "pat")
    assert _names(ask_all(lab.SCHEME, event)) == [(1, "form"), (1, "quality")]
    assert ask_all(lab.SCHEME, replace(event, tier="nowhere")) == NOTHING
