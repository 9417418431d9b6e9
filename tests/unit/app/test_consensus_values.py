"""Deciding what lies beneath codes and time: one event or two, when, answers and ratings."""

from pathlib import Path

import pytest

from coder.model.consensus import Wanted
from coder.store.audit import read_log
from coder.store.observation_file import open_observation
from tests.deciding import create_fine_pair
from tests.unit.app.test_consensus_keys import AtTheDesk


@pytest.fixture
def at(tmp_path: Path) -> AtTheDesk:
    return AtTheDesk(create_fine_pair(tmp_path / "study"))


def lane(at: AtTheDesk, tier: str) -> list[tuple[str, int, str]]:
    """Return codes, onsets and answers or values of the consensus."""
    events = at.opened.workspace.observation.lane(tier)
    return [(one.code, one.onset_ms, one.modifier("how") or one.modifier("value") or "") for one in events]


def test_all_of_it_is_decided_with_keys_alone_ratings_last(at: AtTheDesk) -> None:
    asked = [(one.tier, one.stream, one.asked) for one in at.review.disputes]
    assert asked == [
        ("gaze", "", ""),
        ("signal", "", ""),
        ("gaze", "face", "how"),
        ("mood", "warmth", "?rating"),
        ("mood", "in_step", "?rating"),
        ("mood", "intrusive", "?rating"),
    ]
    assert lane(at, "mood") == [("structuring", 0, "3")]
    at.press("a", "b", "s")
    assert lane(at, "gaze") == [("face", 0, "long"), ("face", 5_000, "long"), ("face", 20_000, "short")]
    assert lane(at, "signal") == [("bid", 8_200, "")]
    at.press("5", "4", "num8", "enter", "2")
    assert {item: value for item, _, value in lane(at, "mood")} == {
        "structuring": "3",
        "warmth": "5",
        "in_step": "48",
        "intrusive": "some",
    }
    assert at.review.left == 0
    at.opened.close()
    with open_observation(at.opened.session.folder / "observations" / "consensus.attune", read_only=True) as file:
        titles = [title for _, _, _, _, title, _, _ in read_log(file).rows]
    assert titles[1:] == [
        "Decide gaze at 0:05.000 – ana: another face at 0:05.000",
        "Decide signal at 0:08.000 – ben: bid at 0:08.200",
        "Decide gaze face: how at 0:20.000 – ben: short",
        "Decide mood warmth – neither: 5",
        "Decide mood in step – neither: 48",
        "Decide mood intrusive – neither: some",
    ]


def test_a_change_between_two_events_is_put_at_the_frame_on_the_screen_or_taken_out(at: AtTheDesk) -> None:
    at.player.seek_ms(5_400)
    at.press("e")
    assert lane(at, "gaze")[:2] == [("face", 0, "long"), ("face", 5_400, "long")]
    at.press("p", "0")
    assert lane(at, "gaze")[0] == ("face", 0, "long")
    assert str(at.ear.notices[-1]).startswith("Decided gaze at 0:05.000: one face.")
    at.press("p")
    at.player.seek_ms(9_500)
    at.press("e")
    assert str(at.ear.notices[-1]).startswith("That frame is too far away.")
    at.opened.close()


def test_a_point_is_put_at_the_frame_on_the_screen_but_not_taken_out(at: AtTheDesk) -> None:
    at.press("n", "0")
    assert str(at.ear.notices[-1]).startswith("Both saw bid.")
    at.player.seek_ms(8_120)
    at.press("e")
    assert lane(at, "signal") == [("bid", 8_120, "")]
    at.opened.close()


def test_a_rating_is_not_ratable_left_out_or_typed_and_taken_back(at: AtTheDesk) -> None:
    at.press("n", "n", "n", "u", "9", "backspace", "escape", "backspace", "backspace")
    values = [one.ruled.parts[0].code if one.ruled.parts else one.ruled.ruling.value for one in at.review.disputes[3:]]
    assert values == ["not_ratable", "", "B"]
    at.press("ctrl+z", "x")
    assert at.review.left == 4
    at.opened.close()


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (("t",), "Both have face here."),
        (("u",), "Both have face here: it could be judged."),
        (("n", "n", "e"), "Gaze face: how has no boundary."),
        (("n", "n", "n", "e"), "Mood warmth has no boundary."),
        (("n", "n", "n", "n", "9", "9", "9", "enter"), "999 is no value of in step."),
        (("n", "n", "n", "g"), "g is no value of mood warmth. Its keys are 1, 2, 3, 4, 5, 6, 7."),
    ],
)
def test_what_cannot_be_decided_of_them_is_said(at: AtTheDesk, keys: tuple[str, ...], said: str) -> None:
    at.press(*keys)
    assert str(at.ear.notices[-1]).startswith(said)
    assert at.review.left == 6
    at.opened.close()


def test_a_number_that_is_typed_is_forgotten_when_going_on(at: AtTheDesk) -> None:
    at.press("n", "n", "n", "n", "4")
    assert at.review.typed == "4"
    at.press("n")
    assert at.review.typed == ""
    at.opened.close()


def test_a_reason_goes_with_a_rating(at: AtTheDesk) -> None:
    at.press("n", "n", "n")
    at.review.give_reason("smiles all the time")
    at.press("7")
    assert at.review.disputes[3].ruled.reason == "smiles all the time"
    at.opened.close()


def test_the_legend_tells_what_keys_do_to_what_is_looked_at(at: AtTheDesk) -> None:
    deciding = at.desk.deciding
    assert deciding is not None
    words = {one.chord: one.words for one in deciding.legend()}
    assert (words["0"], words["e"]) == ("one event", "at this frame")
    assert "u" not in words
    at.press("n", "n", "n")
    words = {one.chord: one.words for one in deciding.legend()}
    assert (words["backspace"], words["u"]) == ("not rated", "not ratable")
    assert not {"0", "e"} & set(words)
    assert [(key, choice.words) for key, choice in deciding.choice_keys()][:2] == [("1", "1"), ("2", "2")]
    at.opened.close()


def test_the_key_of_the_form_for_ratings_goes_to_the_ratings_that_differ(at: AtTheDesk) -> None:
    at.press("ctrl+6")
    assert at.review.current is at.review.disputes[3]
    assert not at.desk.ratings.is_open
    at.review.want(Wanted("gaze"))
    at.press("ctrl+6")
    assert str(at.ear.notices[-1]).startswith("No rating that differs is shown.")
    at.opened.close()
