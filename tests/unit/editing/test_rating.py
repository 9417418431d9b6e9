"""Rating an item: what is stored, what is refused, and that one undo takes it back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.editing.edits import (
    Delete,
    Edit,
    Merge,
    MoveEdge,
    SetCode,
    SetComment,
    SetModifier,
    SetRating,
    Shift,
    Split,
)
from coder.editing.planning import plan
from coder.editing.rating import checked, find_ratings, phase_span, rated_phases, values_of
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.rating import NOT_RATABLE
from tests import lab
from tests.ratings import END_MS, MARKED, SCHEME, TIERS, WARMTH, rated

ITEMS = [(tier.id, item.id) for tier in TIERS if tier.rating for item in tier.rating.items]


def rate(observation: Observation, name: str, value: str | None, phase: str = "") -> Change:
    tier, _, item = name.partition(".")
    change = plan(SCHEME, observation, SetRating(tier, item, value, END_MS, phase))
    observation.perform(change)
    return change


def test_a_rating_is_an_event_of_the_whole_session() -> None:
    observation = lab.empty()
    change = rate(observation, "cg_warmth.smiles", "5")
    assert list(observation) == [rated(1, "cg_warmth", "smiles", "5")]
    assert change.words == "Rate smiles"


def test_a_rating_of_a_phase_has_the_time_of_the_phase() -> None:
    observation = lab.observed(*MARKED)
    rate(observation, "dyad_step.in_step", "3.5", "play")
    rate(observation, "dyad_step.in_step", "2.0", "still")
    assert list(observation.lane("dyad_step")) == [
        rated(3, "dyad_step", "in_step", "3.5", "play", (2_000, 22_000)),
        rated(4, "dyad_step", "in_step", "2", "still", (22_000, END_MS)),
    ]


def test_another_value_takes_the_place_of_the_one_before_and_keeps_the_comment() -> None:
    observation = lab.empty()
    rate(observation, "cg_warmth.smiles", "5")
    observation.perform(plan(SCHEME, observation, SetComment(1, "once, at the end")))
    rate(observation, "cg_warmth.smiles", NOT_RATABLE)
    (event,) = observation
    assert (event.id, event.modifier("value"), event.comment) == (1, NOT_RATABLE, "once, at the end")


def test_the_same_value_again_changes_nothing() -> None:
    observation = lab.observed(rated(1, "cg_warmth", "smiles", "5"))
    assert not rate(observation, "cg_warmth.smiles", "5.0")


def test_a_rating_that_is_taken_back_is_missing_again() -> None:
    observation = lab.observed(rated(1, "cg_warmth", "smiles", "5"))
    assert rate(observation, "cg_warmth.smiles", None).words == "Clear smiles"
    assert len(observation) == 0
    assert not rate(observation, "cg_warmth.smiles", None)


def test_a_rating_that_stands_twice_is_made_one() -> None:
    twice = (rated(1, "cg_warmth", "smiles", "5"), rated(2, "cg_warmth", "smiles", "3"))
    observation = lab.observed(*twice)
    rate(observation, "cg_warmth.smiles", "4")
    assert list(observation) == [rated(1, "cg_warmth", "smiles", "4")]


def test_a_phase_marked_in_two_stretches_is_rated_as_one() -> None:
    stretches = (Event(1, "phase", "play", 0, 5_000), Event(2, "phase", "still", 5_000, 9_000))
    observation = lab.observed(*stretches, Event(3, "phase", "play", 9_000, 20_000))
    assert phase_span(observation, "play", END_MS) == (0, 20_000)
    rate(observation, "dyad_step.in_step", "1", "play")
    rate(observation, "dyad_step.in_step", "2", "play")
    assert len(observation.lane("dyad_step")) == 1


def test_a_rating_outlives_the_mark_of_its_phase_and_can_be_changed() -> None:
    observation = lab.observed(*MARKED)
    rate(observation, "dyad_step.in_step", "1", "play")
    observation.perform(plan(SCHEME, observation, Delete((1,))))
    rate(observation, "dyad_step.in_step", "4", "play")
    (event,) = find_ratings(observation, "dyad_step", "in_step", "play")
    assert (event.modifier("value"), event.onset_ms, event.offset_ms) == ("4", 2_000, 22_000)
    assert rated_phases(SCHEME, observation, TIERS[3]) == ("play", "still")


def test_a_rating_follows_its_phase_when_it_is_rated_again() -> None:
    observation = lab.observed(*MARKED)
    rate(observation, "dyad_step.in_step", "1", "play")
    observation.perform(plan(SCHEME, observation, MoveEdge(1, "onset", 1_000)))
    rate(observation, "dyad_step.in_step", "1", "play")
    assert find_ratings(observation, "dyad_step", "in_step", "play")[0].onset_ms == 1_000


def test_the_phases_to_rate_are_those_marked_in_the_order_of_the_procedure() -> None:
    observation = lab.observed(Event(1, "phase", "still", 0, 5_000), Event(2, "phase", "play", 5_000))
    assert rated_phases(SCHEME, observation, TIERS[3]) == ("play", "still")
    assert rated_phases(SCHEME, observation, TIERS[1]) == ("",)
    assert rated_phases(SCHEME, observation, TIERS[0]) == ("",)


def test_values_are_told_apart_by_phase_and_missing_ones_left_out() -> None:
    observation = lab.observed(
        *MARKED,
        rated(3, "in_style", "style", "near", "play"),
        rated(4, "in_style", "style", NOT_RATABLE, "still"),
        Event(5, "in_style", "style", 0, END_MS),
    )
    found = [values_of(observation, TIERS[4], phase) for phase in ("play", "still", "")]
    assert found == [{"style": "near"}, {"style": NOT_RATABLE}, {}]


@pytest.mark.parametrize(
    ("name", "value", "phase", "sentence"),
    [
        ("cg_warmth.smiles", "8", "", "8 is no value of smiles. Give a number from 1 to 7."),
        ("cg_warmth.smiles", "2.5", "", "2.5 is no value of smiles. Give a number from 1 to 7."),
        ("cg_warmth.smiles", "", "", " is no value of smiles. Give a number from 1 to 7."),
        (
            "dyad_step.in_step",
            "1.2",
            "play",
            "1.2 is no value of in step. Give a number from 1 to 5 in steps of 0.5.",
        ),
        ("cg_list.greets", "3", "", "3 is no value of greets. Choose from 0, 1, 2."),
        ("cg_list.names", NOT_RATABLE, "", "names cannot be “not ratable” in this scheme. Choose from 0, 1, 2."),
        ("cg_list.shouts", "1", "", "The scheme has no rating cg_list.shouts. It has cg_warmth.smiles, "),
        ("cg_gaze.at_face", "1", "", "The scheme has no rating cg_gaze.at_face. "),
        ("cg_warmth.smiles", "5", "play", "cg_warmth is rated for the session as a whole. Leave the phase out."),
        ("dyad_step.in_step", "5", "", "dyad_step is rated for each phase. Name one of play, still, reunion."),
        ("dyad_step.in_step", "5", "nap", "nap is no phase of this scheme. Name one of play, still, reunion."),
        (
            "dyad_step.in_step",
            "5",
            "reunion",
            "The phase reunion is not marked yet. Mark it where it begins, with its key F7; then rate it.",
        ),
    ],
)
def test_what_cannot_be_rated_is_refused_in_a_sentence_with_a_hint(
    name: str, value: str, phase: str, sentence: str
) -> None:
    observation = lab.observed(*MARKED)
    with pytest.raises(CoderError) as refused:
        rate(observation, name, value, phase)
    assert f"{refused.value.message} {refused.value.hint}".startswith(sentence)
    assert list(observation) == list(MARKED)


def test_a_scheme_without_ratings_says_so() -> None:
    with pytest.raises(CoderError, match=r"no rating attuned\.low") as refused:
        plan(lab.SCHEME, lab.empty(), SetRating("attuned", "low", "1", END_MS))
    assert refused.value.hint == "It rates nothing."


@pytest.mark.parametrize(
    "edit",
    [
        MoveEdge(3, "onset", 5_000),
        Shift(3, 40),
        SetCode(3, "soothes"),
        SetModifier(3, "value", "9"),
        Split(3, 5_000),
        Merge(3),
    ],
)
def test_a_rating_is_not_moved_cut_or_recoded(edit: Edit) -> None:
    observation = lab.observed(*MARKED, rated(3, "cg_warmth", "smiles", "5"))
    with pytest.raises(CoderError, match="smiles is a rating of the whole session"):
        plan(SCHEME, observation, edit)


def test_a_rating_of_a_phase_says_which_when_it_is_not_moved() -> None:
    observation = lab.observed(*MARKED, rated(3, "dyad_step", "in_step", "5", "play", (2_000, 22_000)))
    with pytest.raises(CoderError, match="in step is a rating of play"):
        plan(SCHEME, observation, Shift(3, 40))


def test_a_value_is_stored_as_it_is_written_on_the_scale() -> None:
    assert [checked(WARMTH.items[0], value) for value in ("5", "05", " 5.0", NOT_RATABLE)] == ["5"] * 3 + [NOT_RATABLE]


VALUES = st.sampled_from([None, NOT_RATABLE, "0", "1", "2", "3.5", "7", "9", "near", "far"])
ACTS = st.lists(st.tuples(st.sampled_from(ITEMS), VALUES, st.sampled_from(["", "play", "still", "reunion"])))


@given(ACTS)
def test_whatever_is_rated_an_item_has_at_most_one_rating_and_every_change_is_taken_back(
    acts: list[tuple[tuple[str, str], str | None, str]],
) -> None:
    observation, hints = lab.observed(*MARKED), list[str]()
    for (tier, item), value, phase in acts:
        before = list(observation)
        try:
            change = plan(SCHEME, observation, SetRating(tier, item, value, END_MS, phase))
        except CoderError as refused:
            hints.append(refused.hint)
            continue
        observation.perform(change)
        after = list(observation)
        found = find_ratings(observation, tier, item, phase)
        assert [event.modifier("value") for event in found] == ([] if value is None else [value])
        observation.perform(change.inverse())
        assert list(observation) == before
        observation.perform(change)
        assert list(observation) == after
    assert all(hints)
