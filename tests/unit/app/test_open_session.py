from pathlib import Path

import pytest

from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.model.session import Session
from coder.store.session_folder import observation_path
from tests.doubles import Ear, press_all
from tests.unit.media.clips import Recipe, draw_clip

KEYS = [("1", 0), ("g", 400), ("t", 800), ("t", 1_600), ("2", 1_600), ("b", 2_000)]


def code(session: Session, coder: str = "ana") -> int:
    """Code a few events and return how many are on disk."""
    with open_session(session.folder, coder) as opened:
        press_all(opened.workspace, KEYS)
        return opened.flush()


def test_what_was_coded_is_there_when_the_session_is_opened_again(session: Session) -> None:
    assert code(session) == 4
    with open_session(session.folder, "ana") as again:
        assert [event.code for event in again.workspace.observation] == ["at_face", "caregiver", "touch", "bid"]
        assert again.workspace.observation.event(3).modifiers == (("form", "stroke"),)
        assert again.notices == ()


def test_undo_goes_on_after_closing_and_opening_again(session: Session) -> None:
    code(session)
    with open_session(session.folder, "ana") as again:
        for _ in range(6):
            assert again.workspace.undo() is not None
        assert len(again.workspace.observation) == 0
    with open_session(session.folder, "ana") as last:
        assert last.workspace.redo() is not None
        assert [event.code for event in last.workspace.observation] == ["at_face"]


def test_an_id_is_not_used_again_after_closing(session: Session) -> None:
    code(session)
    with open_session(session.folder, "ana") as again:
        again.workspace.undo()
    with open_session(session.folder, "ana") as last:
        last.workspace.press("r", 3_000)
        assert [event.id for event in last.workspace.observation] == [1, 2, 3, 5]


def test_two_coders_have_an_observation_each(session: Session) -> None:
    code(session)
    with open_session(session.folder, "ben") as other:
        assert len(other.workspace.observation) == 0


def test_every_save_is_told(session: Session) -> None:
    counts: list[int] = []
    with open_session(session.folder, "ana", on_saved=lambda state: counts.append(state.count)) as opened:
        press_all(opened.workspace, KEYS)
        opened.flush()
    assert counts[-1] == 4


def test_an_observation_that_is_only_looked_at_is_not_changed(session: Session) -> None:
    code(session)
    before = observation_path(session, "ana").read_bytes()
    with open_session(session.folder, "ana", view_only=True) as looked:
        ear = Ear.at(looked.workspace)
        looked.workspace.press("g", 3_000)
        looked.workspace.undo()
        assert ear.changes == []
        assert len(ear.notices) == 2
        assert looked.flush() == 4
    assert observation_path(session, "ana").read_bytes() == before


def test_there_is_nothing_to_look_at_where_nothing_was_coded(session: Session) -> None:
    with pytest.raises(CoderError, match="ana has coded nothing in D01_v1"):
        open_session(session.folder, "ana", view_only=True)
    assert not observation_path(session, "ana").exists()


def test_a_pass_that_the_scheme_does_not_have_is_refused_before_anything_is_made(session: Session) -> None:
    with pytest.raises(CoderError, match="core-cues has no pass 'sound'") as told:
        open_session(session.folder, "ana", "sound")
    assert "infant_face" in told.value.hint
    assert list(session.folder.glob("observations/*.attune")) == []


def test_a_pass_is_an_observation_of_its_own(session: Session) -> None:
    code(session)
    with open_session(session.folder, "ana", "infant_face") as opened:
        assert len(opened.workspace.observation) == 0
        assert not opened.workspace.press("t", 0)
        assert opened.workspace.press("g", 0)


def test_a_missing_video_can_be_looked_at_but_not_coded(session: Session) -> None:
    code(session)
    session.media_path().unlink()
    with open_session(session.folder, "ana") as opened:
        assert "is missing" in opened.notices[0].message
        assert opened.notices[0].button == "Locate…"
        assert opened.workspace.view_only
        assert opened.workspace.end_ms == 4_000
        assert len(opened.workspace.observation) == 4


def test_another_video_is_said_with_what_differs_and_not_coded(session: Session) -> None:
    code(session)
    draw_clip(session.media_path(), Recipe(frames=88))
    with open_session(session.folder, "ana") as opened:
        assert opened.notices[0].message.startswith("This video differs from the one coded: 12 frames fewer")
        assert opened.workspace.view_only


def test_a_first_look_at_a_session_without_its_video_is_refused(session: Session) -> None:
    session.media_path().unlink()
    with pytest.raises(CoderError, match="is missing"):
        open_session(session.folder, "ana")
    assert not observation_path(session, "ana").exists()


def test_an_observation_goes_on_under_the_scheme_it_was_begun_with(session: Session) -> None:
    code(session)
    scheme = session.folder / "core-cues.yaml"
    text = scheme.read_text(encoding="utf-8")
    scheme.write_text(
        text.replace('version: "1.0.0"', 'version: "1.1.0"').replace("key: g", "key: z"), encoding="utf-8"
    )
    with open_session(session.folder, "ana") as opened:
        message = opened.notices[0].message
        assert message.startswith("The scheme has changed since coding began")
        assert message.endswith(".")
        assert ".." not in message
        assert opened.workspace.scheme.version == "1.0.0"
        assert opened.workspace.press("h", 3_000)


def test_a_scheme_file_that_is_spoilt_afterwards_stops_no_coding(session: Session) -> None:
    code(session)
    (session.folder / "core-cues.yaml").write_text("format: 7\n", encoding="utf-8")
    with open_session(session.folder, "ana") as opened:
        assert "the scheme file cannot be used now" in opened.notices[0].message
        assert opened.workspace.press("h", 3_000)


def test_a_folder_that_is_no_session_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoderError) as told:
        open_session(tmp_path, "ana")
    assert told.value.hint
