from pathlib import Path

import pytest

from coder.app.consensus import Review
from coder.app.consensus_keys import KEYS
from coder.app.consensus_opening import ReviewWish, open_consensus
from coder.app.desk import Desk
from coder.app.keymap import build_keymap
from coder.app.open_session import Opened
from coder.model.agreement import DisagreementType
from coder.model.consensus import Wanted
from tests.deciding import create_pair
from tests.doubles import Ear, LoudView, StillPlayer


class AtTheDesk:
    """A desk at which disagreements are decided with keys."""

    def __init__(self, folder: Path) -> None:
        self.opened: Opened = open_consensus(ReviewWish(folder, ("ana", "ben"), decided_by="cleo"))
        assert self.opened.review is not None
        self.review: Review = self.opened.review
        self.player, self.view = StillPlayer(), LoudView()
        self.desk = Desk(self.opened.workspace, self.player, self.view, build_keymap(), review=self.review)
        self.ear = Ear.at(self.opened.workspace)
        self.review.begin()

    def press(self, *chords: str) -> None:
        """Press keys, one after the other."""
        for chord in chords:
            assert self.desk.press(chord)

    def told(self) -> list[str]:
        """Return what is decided of each disagreement."""
        return [one.ruled.ruling.value for one in self.review.disputes]


@pytest.fixture
def at(tmp_path: Path) -> AtTheDesk:
    return AtTheDesk(create_pair(tmp_path / "study"))


def test_all_disagreements_are_decided_with_keys_alone(at: AtTheDesk) -> None:
    at.press("a", "b", "f", "f3")
    at.press("shift+right", "u", "0", "b")
    assert at.told() == ["A", "B", "third", "uncodable", "uncodable", "A", "B"]
    assert at.review.left == 0
    assert str(at.ear.notices[-1]).endswith("All disagreements are decided.")
    at.press("ctrl+z")
    assert at.review.left == 1
    at.opened.close()


def test_a_code_whose_key_decides_is_given_with_shift(at: AtTheDesk) -> None:
    assert at.desk.deciding is not None
    assert [(key, choice.value) for key, choice in at.desk.deciding.choice_keys()] == [
        ("f", "face"),
        ("t", "toy"),
        ("shift+b", "away"),
    ]
    at.press("shift+b")
    assert at.review.disputes[0].ruled.parts[0].code == "away"
    at.opened.close()


def test_keys_go_about_and_the_players_keys_still_play(at: AtTheDesk) -> None:
    at.press("n", "n", "p")
    assert at.review.current is at.review.disputes[1]
    at.press("space")
    assert at.player.playing
    at.press("enter")
    assert at.player.looped is not None
    at.press("r")
    assert at.view.shown[-1] == "review_reason"
    at.opened.close()


def test_the_change_is_set_at_the_frame_on_the_screen_and_taken_back(at: AtTheDesk) -> None:
    at.player.seek_ms(1_400)
    at.press("e", "p", "x")
    assert at.told()[0] == "open"
    at.opened.close()


def test_the_palette_decides_too(at: AtTheDesk) -> None:
    at.desk.code("gaze", "toy")
    assert at.told()[0] == "third"
    at.opened.close()


def test_who_is_accepted_once_is_accepted_in_all_that_are_shown_and_one_undo_takes_it_back(at: AtTheDesk) -> None:
    at.review.want(Wanted(types=frozenset({DisagreementType.BOUNDARY, DisagreementType.CATEGORY})))
    at.press("shift+enter")
    assert str(at.ear.notices[-1]).startswith("Nobody was accepted yet.")
    at.press("b", "shift+enter")
    assert at.told() == ["B", "B", "B", "open", "B", "open", "open"]
    assert str(at.ear.notices[-1]) == "Accepted ben in 3 disagreements. 3 left to decide."
    at.press("ctrl+z")
    assert at.told() == ["B", *["open"] * 6]
    at.opened.close()


def test_no_two_keys_are_the_same() -> None:
    assert len({one.chord for one in KEYS}) == len(KEYS)
