"""A session without media is coded by a clock alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.commands import BY_ID
from coder.app.locate import relink
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.app.session_clock import correct_clock
from coder.errors import CoderError
from coder.media.player import Player
from coder.model.session import Session, SessionClock
from coder.store.session_folder import load_session


@pytest.fixture
def live(tmp_path: Path) -> Session:
    """Make a session of ten minutes without media."""
    return create_session(NewSession(tmp_path / "L01", (), "core-cues", clock=SessionClock(600))).session


def test_events_are_coded_by_the_clock(live: Session) -> None:
    with open_session(live.folder, "ana") as opened:
        assert (opened.video.path, opened.video.missing, opened.notices) == (None, None, ())
        assert (len(opened.workspace.frames), opened.workspace.end_ms) == (15_000, 600_000)
        code_keys(opened, ["1.01,1", "599.99,2"])
        assert [event.onset_ms for event in opened.workspace.observation] == [1_000, 599_960]
    with open_session(live.folder, "ana") as again:
        assert len(again.workspace.observation) == 2
        assert again.workspace.view_only == ""
        assert again.file.media == ()


def test_a_clock_may_count_every_millisecond(tmp_path: Path) -> None:
    made = create_session(NewSession(tmp_path / "L02", (), "core-cues", clock=SessionClock(60, 1000))).session
    with open_session(made.folder, "ana") as opened:
        code_keys(opened, ["12.345,1"])
        assert [event.onset_ms for event in opened.workspace.observation] == [12_345]


def test_the_clock_starts_pauses_and_stops_at_its_end(live: Session) -> None:
    now = 50.0
    with open_session(live.folder, "ana") as opened:
        player = Player(opened.workspace.frames, now=lambda: now)
        player.play()
        now += 2.5
        assert player.wanted() == 62
        player.shown(player.wanted())
        player.pause()
        now += 100
        assert player.now_ms() == 2_480
        player.seek_ms(599_000)
        player.play()
        now += 5
        assert player.wanted() == 14_999
        assert not player.playing


def test_correcting_the_clock_leaves_what_was_coded(live: Session) -> None:
    with open_session(live.folder, "ana") as opened:
        code_keys(opened, ["10,1"])
    corrected = correct_clock(live, -2.25)
    assert load_session(live.folder).clock == SessionClock(600, 25, -2.25) == corrected.clock
    with open_session(live.folder, "ana") as again:
        assert [event.onset_ms for event in again.workspace.observation] == [10_000]


def test_only_a_clock_can_be_corrected(session: Session) -> None:
    with pytest.raises(CoderError, match="D01_v1 has no clock of its own"):
        correct_clock(session, 1.0)


def test_the_command_for_it_suits_only_a_session_with_a_clock(session: Session, live: Session) -> None:
    assert not BY_ID["play.clock"].suits(session)
    assert BY_ID["play.clock"].suits(live)
    assert BY_ID["play.toggle"].suits(session)


def test_there_is_no_video_to_look_for(live: Session, clip: Path) -> None:
    with pytest.raises(CoderError, match="L01 has no such video"):
        relink(live, None, clip)


def test_media_and_a_clock_exclude_each_other(tmp_path: Path, clip: Path) -> None:
    wanted = NewSession(tmp_path / "L03", (clip,), "core-cues", clock=SessionClock(600))
    with pytest.raises(CoderError, match="media or a clock, not both"):
        create_session(wanted)
    with pytest.raises(CoderError, match="at least one video"):
        create_session(replace(wanted, media=(), clock=None))
    with pytest.raises(CoderError, match="more than 0 s"):
        create_session(replace(wanted, media=(), clock=SessionClock(0)))
