"""Phases belong to the session: what one coder marks is there for the next, and no mark is lost without a word."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import Opened, open_session
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.session import Session
from coder.store.observation_file import open_observation
from coder.store.phase_file import PHASE_FILE, change_phases, load_phases
from coder.store.session_folder import observation_path
from tests.doubles import Ear

PLAY, STILL = ("play", 400, 1_600), ("still", 1_600, 3_000)
KEYS = ["0.4,f5", "1.0,1", "1.6,f6", "3.0,f6", "3.0,escape"]


@pytest.fixture
def session(tmp_path: Path, clip: Path) -> Session:
    return create_session(NewSession(tmp_path / "S01", (clip,), "still-face")).session


def code(session: Session, coder: str, *lines: str) -> None:
    with open_session(session.folder, coder) as opened:
        code_keys(opened, lines)


def told(marks: Marks) -> list[tuple[str, int | None, int | None]]:
    return [(mark.phase, mark.onset_ms, mark.offset_ms) for mark in marks]


def phases_of(opened: Opened) -> list[tuple[str, int, int | None]]:
    lane = opened.workspace.observation.lane("phase")
    return [(event.code, event.onset_ms, event.offset_ms) for event in lane]


def notices(opened: Opened) -> list[str]:
    return [notice.message for notice in opened.notices if "phases" in notice.message]


def settle(opened: Opened) -> None:
    assert opened.phases is not None
    opened.flush()
    opened.phases.take_news()
    opened.flush()


def test_what_a_coder_marks_is_the_sessions_and_signed(session: Session) -> None:
    code(session, "ana", *KEYS)
    marks = load_phases(session.folder)
    assert told(marks) == [PLAY, STILL]
    assert {mark.coder for mark in marks} == {"ana"}
    assert all(mark.time.endswith("Z") for mark in marks)


def test_the_next_coder_has_them_from_the_start_and_is_told_once(session: Session) -> None:
    code(session, "ana", *KEYS)
    with open_session(session.folder, "ben") as opened:
        assert phases_of(opened) == [PLAY, STILL]
        assert notices(opened) == ["The session's phases were taken over: play and still, marked by ana."]
        assert opened.workspace.history.can_undo is None
        opened.flush()
    with open_session(session.folder, "ben") as again:
        assert phases_of(again) == [PLAY, STILL]
        assert notices(again) == []
    with closing(sqlite3.connect(observation_path(session, "ben"))) as raw:
        assert raw.execute("SELECT kind, title FROM change_log").fetchall() == [("phases", "Take the session's phases")]


def test_undo_takes_back_what_was_coded_and_leaves_what_was_taken_over(session: Session) -> None:
    code(session, "ben", "1.0,1", "2.0,2")
    code(session, "ana", *KEYS)
    with open_session(session.folder, "ben") as opened:
        workspace = opened.workspace
        assert len(workspace.observation) == 4
        while workspace.undo() is not None:
            continue
        assert phases_of(opened) == [PLAY, STILL]
        assert len(workspace.observation) == 2
        assert workspace.redo() is not None
        opened.flush()
    with open_session(session.folder, "ben") as again:
        assert len(again.workspace.observation) == 3
        assert again.workspace.redo() is not None


def test_a_boundary_that_is_moved_is_moved_for_all(session: Session) -> None:
    code(session, "ana", *KEYS)
    code(session, "ben", "0.0,f5")
    assert told(load_phases(session.folder))[0] == ("play", 0, 400)
    with open_session(session.folder, "ana") as opened:
        assert phases_of(opened)[0] == ("play", 0, 400)
        assert len(notices(opened)) == 1
    assert [mark.coder for mark in load_phases(session.folder)] == ["ben", "ana", "ana"]


def test_undo_and_deleting_go_to_the_session_as_well(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        opened.workspace.press("f5", 400)
        settle(opened)
        assert told(load_phases(session.folder)) == [("play", 400, None)]
        opened.workspace.undo()
        settle(opened)
        assert load_phases(session.folder) == ()
        opened.workspace.redo()
        settle(opened)
        assert told(load_phases(session.folder)) == [("play", 400, None)]


def test_with_a_session_that_had_none_the_first_coders_phases_become_the_sessions(session: Session) -> None:
    code(session, "ana", *KEYS)
    (session.folder / PHASE_FILE).unlink()
    with open_observation(observation_path(session, "ana")) as file, file._durable() as connection:
        connection.exec_driver_sql("DELETE FROM meta WHERE key = 'phases_seen'")
    with open_session(session.folder, "ana") as opened:
        assert phases_of(opened) == [PLAY, STILL]
        assert notices(opened) == []
        opened.flush()
    assert told(load_phases(session.folder)) == [PLAY, STILL]


def test_what_was_marked_when_the_program_was_killed_is_shared_at_the_next_opening(session: Session) -> None:
    code(session, "ana", "0.4,f5")
    seen = load_phases(session.folder)
    code(session, "ana", "1.6,f6", "3.0,f6", "3.0,escape")
    # The coding was on disk, and the session's record was not yet.
    change_phases(session.folder, lambda _: seen)
    with open_observation(observation_path(session, "ana")) as file:
        file.record_phases(seen)
    with open_session(session.folder, "ana") as opened:
        assert phases_of(opened) == [PLAY, STILL]
        opened.flush()
    assert told(load_phases(session.folder)) == [PLAY, STILL]


def test_what_another_marks_meanwhile_comes_with_the_next_phase_and_nothing_is_lost(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        ear = Ear.at(opened.workspace)
        reunion = PhaseMark("reunion", 3_000, 3_900, coder="ben")
        change_phases(session.folder, lambda marks: (*marks, reunion))
        opened.workspace.press("f5", 400)
        settle(opened)
        assert phases_of(opened) == [("play", 400, 3_000), ("reunion", 3_000, 3_900)]
        assert phases_of(opened) == told(load_phases(session.folder))
        assert ear.last == "The session's phases were changed meanwhile: reunion, marked by ben."


def test_where_both_mark_the_same_phase_the_first_stands_and_the_other_is_told(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        ear = Ear.at(opened.workspace)
        change_phases(session.folder, lambda _: (PhaseMark("play", 600, 1_600, coder="ben"),))
        opened.workspace.press("f5", 400)
        opened.workspace.press("f6", 1_600)
        settle(opened)
        assert told(load_phases(session.folder)) == [("play", 600, 1_600), ("still", 1_600, None)]
        assert phases_of(opened) == [("play", 600, 1_600), ("still", 1_600, None)]
        said = [notice for notice in ear.notices if "that stands" in notice.message]
        assert said[0].message == "ben marked play as well: that stands."
        assert said[0].hint == "Mark it again to change it for everybody; undo leaves it."
        opened.workspace.press("f5", 400)
        settle(opened)
        assert told(load_phases(session.folder))[0] == ("play", 400, 600), "marked again, it is changed for everybody"


def test_many_presses_before_the_disk_answers_are_all_ours(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        for chord, at_ms in (("f5", 400), ("f6", 1_600), ("f7", 2_000), ("f7", 3_000)):
            opened.workspace.press(chord, at_ms)
        settle(opened)
        settle(opened)
        assert told(load_phases(session.folder)) == phases_of(opened)
        assert len(phases_of(opened)) == 3


def test_a_view_writes_nothing_and_says_that_the_session_has_other_phases(session: Session) -> None:
    code(session, "ben", "1.0,1")
    code(session, "ana", *KEYS)
    before = {path.name: path.read_bytes() for path in session.folder.rglob("*") if path.is_file()}
    with open_session(session.folder, "ben", view_only=True) as opened:
        assert opened.phases is None
        assert phases_of(opened) == []
        assert notices(opened) == ["The session has other phases than this view."]
    assert {path.name: path.read_bytes() for path in session.folder.rglob("*") if path.is_file()} == before


def test_a_phase_may_be_said_not_to_have_taken_place_until_it_is_marked(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        assert opened.phases is not None
        opened.phases.set_absent("reunion", True)
        opened.workspace.press("f5", 400)
        settle(opened)
        assert [mark.phase for mark in load_phases(session.folder) if not mark.took_place] == ["reunion"]
    with open_session(session.folder, "ben") as opened:
        assert opened.phases is not None
        assert opened.phases.is_absent("reunion")
        assert (opened.phases.author("reunion"), opened.phases.author("play")) == ("ana", "ana")
        opened.phases.set_absent("play", True)
        assert not opened.phases.is_absent("play"), "what is marked did take place"
        opened.workspace.press("f7", 3_000)
        settle(opened)
        assert not opened.phases.is_absent("reunion")
    assert told(load_phases(session.folder)) == [("play", 400, 3_000), ("reunion", 3_000, None)]


def test_phases_of_another_scheme_stay_in_the_record(session: Session) -> None:
    change_phases(session.folder, lambda _: (PhaseMark("warm_up", 0, 400, coder="eve"),))
    code(session, "ana", "0.4,f5")
    assert told(load_phases(session.folder)) == [("warm_up", 0, 400), ("play", 400, None)]


def test_phases_of_another_scheme_or_version_are_left_to_it_also_where_they_overlap(session: Session) -> None:
    code(session, "ana", *KEYS)
    change_phases(session.folder, lambda marks: (*marks, PhaseMark("frozen", 1_600, 3_000, coder="eve")))
    code(session, "ben", "0.0,f5")
    assert told(load_phases(session.folder)) == [
        ("play", 0, 400),
        ("play", 400, 1_600),
        ("still", 1_600, 3_000),
        ("frozen", 1_600, 3_000),
    ]
    with open_session(session.folder, "ana") as opened:
        assert phases_of(opened) == [("play", 0, 400), ("play", 400, 1_600), STILL]


def test_a_record_that_cannot_be_read_is_told_and_left_alone_and_coding_goes_on(session: Session) -> None:
    (session.folder / PHASE_FILE).write_text("format: 1\nphases:\n  - {phase: play}\n", encoding="utf-8")
    with open_session(session.folder, "ana") as opened:
        assert notices(opened) == ["phases.yaml:3: “onset_s” is missing."]
        opened.workspace.press("f5", 400)
        opened.flush()
    assert (session.folder / PHASE_FILE).read_text(encoding="utf-8").endswith("{phase: play}\n")


def test_what_cannot_be_written_is_told_once_and_tried_again(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        ear = Ear.at(opened.workspace)
        blocking = session.folder / PHASE_FILE
        blocking.mkdir()
        (blocking / "kept").touch()
        for chord, at_ms in (("f5", 400), ("f6", 1_600)):
            opened.workspace.press(chord, at_ms)
            settle(opened)
        assert len([notice for notice in ear.notices if "not shared" in notice.message]) == 1
        (blocking / "kept").unlink()
        blocking.rmdir()
        opened.workspace.press("f6", 3_000)
        opened.workspace.skip_question()
        settle(opened)
        assert told(load_phases(session.folder)) == [PLAY, STILL] == phases_of(opened)


def test_a_scheme_without_phases_shares_none(tmp_path: Path, clip: Path) -> None:
    bare = create_session(NewSession(tmp_path / "B01", (clip,), "core-cues")).session
    with open_session(bare.folder, "ana") as opened:
        assert opened.phases is None
    assert not (bare.folder / PHASE_FILE).exists()
