"""What counts as watched: what plays by or is gone through frame by frame, and not what is jumped over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.app.open_session import open_session
from coder.app.viewing import Watched, going_on_notice, share_words, viewing_words
from coder.model.session import Session
from coder.model.viewing import UNSEEN, Viewing
from tests.doubles import EvenFrames, StillPlayer, build_workspace
from tests.lab import END_MS


@pytest.fixture
def player() -> StillPlayer:
    return StillPlayer()


@pytest.fixture
def watched(player: StillPlayer) -> Iterator[Watched]:
    watched = Watched(build_workspace(), player, UNSEEN)
    yield watched
    watched.close()


def play(watched: Watched, player: StillPlayer, from_ms: int, to_ms: int, step_ms: int = 40) -> None:
    player.pause()
    watched.see(from_ms)
    player.play()
    for ms in range(from_ms + step_ms, to_ms + 1, step_ms):
        watched.see(ms)
    player.pause()


def test_what_plays_by_is_watched_with_its_last_frame(watched: Watched, player: StillPlayer) -> None:
    play(watched, player, 1_000, 3_000)
    assert watched.settle() == Viewing(3_000, ((1_000, 3_040),), 2_040 / END_MS)


def test_what_is_played_again_is_watched_once(watched: Watched, player: StillPlayer) -> None:
    play(watched, player, 1_000, 3_000)
    play(watched, player, 2_000, 4_000)
    assert watched.settle().seen == ((1_000, 4_040),)


@pytest.mark.parametrize(("rate", "counts"), [(0.25, True), (1.0, True), (4.0, True), (8.0, False), (-1.0, False)])
def test_what_flies_by_or_runs_backwards_is_not_watched(
    watched: Watched, player: StillPlayer, rate: float, counts: bool
) -> None:
    player.rate = rate
    play(watched, player, 1_000, 2_000)
    assert bool(watched.settle().seen) == counts


def test_pictures_left_out_to_keep_up_are_no_jump_and_a_jump_while_playing_is_one(
    watched: Watched, player: StillPlayer
) -> None:
    play(watched, player, 1_000, 2_200, step_ms=400)
    player.play()
    watched.see(9_000)
    watched.see(9_040)
    assert watched.settle().seen == ((1_000, 2_240), (9_000, 9_080))


def test_frames_gone_through_one_by_one_are_watched_in_both_directions(watched: Watched) -> None:
    for ms in (400, 440, 480, 440, 400, 360):
        watched.see(ms)
    watched.see(2_000)
    assert watched.settle().seen == ((360, 520),)


def test_it_goes_on_from_what_was_watched_before(player: StillPlayer) -> None:
    watched = Watched(build_workspace(), player, Viewing(500, ((0, 500),), 0.1))
    assert watched.viewing == Viewing(500, ((0, 500),), 0.1)
    play(watched, player, 480, 1_000)
    assert watched.settle().seen == ((0, 1_040),)


def test_the_share_is_told_now_and_then_and_when_something_is_coded(player: StillPlayer) -> None:
    workspace = build_workspace(frames=EvenFrames())
    watched = Watched(workspace, player, UNSEEN)
    told: list[Viewing] = []
    watched.changed.add(told.append)
    play(watched, player, 0, 900)
    assert told == []
    play(watched, player, 900, 2_200)
    assert len(told) == 2
    key = next(code.key for tier in workspace.lanes for code in tier.codes if code.key)
    workspace.press(key, 100)
    assert len(told) == 3
    watched.close()
    workspace.undo()
    assert len(told) == 3


def test_what_is_not_whole_is_never_called_so() -> None:
    assert share_words(Viewing(share=0.999)) == "99 % watched"
    assert share_words(Viewing(share=1.0)) == "100 % watched"
    assert share_words(Viewing(share=0.624)) == "62 % watched"


def test_how_far_it_is_stands_in_words() -> None:
    assert viewing_words(None) == "not begun"
    assert viewing_words(UNSEEN) == "begun"
    assert viewing_words(Viewing(192_480, ((0, 9),), 0.62)) == "62 % watched, stopped at 3:12"
    assert viewing_words(Viewing(0, ((0, 9),), 0.1)) == "10 % watched"


def test_going_on_in_the_middle_is_said_and_beginning_is_not() -> None:
    assert going_on_notice(UNSEEN) is None
    assert str(going_on_notice(Viewing(3_661_000, (), 0.5))).startswith(
        "Goes on at 1:01:01, where it was left; 50 % watched."
    )


def test_an_observation_keeps_it_in_its_file_through_its_writer(session: Session) -> None:
    with open_session(session.folder, "ana", "infant_face") as opened:
        opened.keep_viewing(Viewing(1_000, ((0, 1_040),), 0.26))
    with open_session(session.folder, "ana", "infant_face") as again:
        assert again.viewing == Viewing(1_000, ((0, 1_040),), 0.26)
        assert again.flush() == 0
    with open_session(session.folder, "ana", "caregiver") as other:
        assert other.viewing == UNSEEN
    with open_session(session.folder, "ana", "infant_face", view_only=True) as looked_at:
        looked_at.keep_viewing(UNSEEN)
        assert looked_at.viewing.head_ms == 1_000


def test_a_disk_that_fails_costs_where_one_was_and_nothing_else(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from coder.errors import CoderError
    from coder.store.observation_file import ObservationFile

    def fail(_file: ObservationFile, _viewing: Viewing) -> None:
        raise CoderError("The disk is full.", "Make room.")

    monkeypatch.setattr(ObservationFile, "keep_viewing", fail)
    with open_session(session.folder, "ana") as opened:
        opened.keep_viewing(Viewing(1_000))
        opened.workspace.press("b", 40)
        assert opened.flush() == 1
        assert opened.writer is not None
        assert opened.writer.state.kind == "saved"
