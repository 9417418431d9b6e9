"""A file is read whole once, and compared with what it was."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.notices import Notice, Severity
from coder.app.open_session import open_session
from coder.app.trust import check_whole
from coder.media.stopping import Stopped
from coder.media.whole_digest import read_whole_digest
from coder.model.session import Session
from coder.store.observation_file import open_observation
from coder.store.session_folder import load_session, observation_path, save_session

OTHER = "0" * 64


def check(session: Session, cancel: Callable[[], bool] = lambda: False, *, view_only: bool = False) -> Notice | None:
    """Open the session as Ana does and read its files whole."""
    with open_session(session.folder, "ana", view_only=view_only) as opened:
        return check_whole(opened.session, opened.file, opened.writer, cancel=cancel, busy=lambda: False)


def recorded(session: Session) -> list[str]:
    """Return what Ana's observation knows of its media."""
    with open_observation(observation_path(session, "ana"), read_only=True) as file:
        return [medium.sha256 for medium in file.media]


def change_a_byte(path: Path) -> None:
    """Change a byte that the samples of the fingerprint do not look at."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def know(session: Session, sha256: str) -> None:
    """Write into session.yaml what it knows of its medium."""
    now = load_session(session.folder)
    save_session(replace(now, media=(replace(now.media[0], sha256=sha256),)))


def said_on_opening(session: Session) -> list[Notice]:
    with open_session(session.folder, "ana") as opened:
        return [notice for notice in opened.notices if "sha-256" in notice.message]


def test_the_first_time_it_is_written_down_and_then_it_agrees(session: Session) -> None:
    assert check(session) is None
    (medium,) = load_session(session.folder).media
    assert medium.sha256 == read_whole_digest(session.media_path())
    assert medium.fingerprint is not None
    assert recorded(session) == [medium.sha256]
    assert check(session) is None
    assert said_on_opening(session) == []


def test_an_observation_records_what_was_read_and_not_what_the_session_says(session: Session) -> None:
    know(session, OTHER)
    said = check(session)
    assert said is not None
    assert recorded(session) == [""]
    know(session, "")
    check(session)
    assert recorded(session) == [read_whole_digest(session.media_path())]


def test_an_observation_coded_on_another_file_is_named_on_opening(session: Session) -> None:
    check(session)
    know(session, OTHER)
    (said,) = said_on_opening(session)
    assert said.message == "ana.attune was coded on another visit.mp4 than session.yaml knows: sha-256 differs."
    assert said.severity is Severity.ERROR
    assert said.hint
    assert check(session) is None  # the file that is there is the one that was coded


def test_a_file_with_other_bytes_is_named(session: Session) -> None:
    check(session)
    before = recorded(session)
    change_a_byte(session.media_path())
    said = check(session)
    assert said is not None
    assert said.severity is Severity.ERROR
    assert said.message.startswith("visit.mp4 is not byte for byte the file that was coded")
    assert said.button == "Locate…"
    assert recorded(session) == before


def test_the_observation_knows_its_file_where_the_session_forgot_it(session: Session) -> None:
    check(session)
    know(session, "")
    change_a_byte(session.media_path())
    said = check(session)
    assert said is not None
    assert said.message.startswith("visit.mp4 is not byte for byte")
    assert load_session(session.folder).media[0].sha256 == ""


def test_a_view_writes_neither_into_the_observation_nor_into_the_session(session: Session) -> None:
    open_session(session.folder, "ana").close()
    before = observation_path(session, "ana").read_bytes()
    assert check(session, view_only=True) is None
    assert observation_path(session, "ana").read_bytes() == before
    assert load_session(session.folder).media[0].sha256 == ""


def test_another_video_is_not_taken_for_the_one_that_was_coded(session: Session) -> None:
    open_session(session.folder, "ana").close()
    with session.media_path().open("ab") as file:
        file.write(bytes(100))
    assert check(session) is None
    assert recorded(session) == [load_session(session.folder).media[0].sha256] == [""]


def test_a_missing_file_is_passed_over(session: Session) -> None:
    open_session(session.folder, "ana").close()
    session.media_path().unlink()
    assert check(session) is None
    assert load_session(session.folder).media[0].sha256 == ""


def test_a_session_file_that_a_person_wrote_in_is_left_as_it_is(session: Session) -> None:
    file = session.folder / "session.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}# seen by M.\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    assert check(session) is None
    assert file.read_text(encoding="utf-8") == before
    assert recorded(session) == [read_whole_digest(session.media_path())]


def test_it_can_be_given_up(session: Session) -> None:
    with pytest.raises(Stopped):
        check(session, cancel=lambda: True)


def test_a_file_that_did_not_change_is_not_read_again(session: Session, tmp_path: Path) -> None:
    path, told = session.media_path(), list[float]()
    first = read_whole_digest(path, progress=told.append, cache_dir=tmp_path / "kept")
    assert told[-1] == 1.0
    told.clear()
    assert read_whole_digest(path, progress=told.append, cache_dir=tmp_path / "kept") == first
    assert told == []
    change_a_byte(path)
    assert read_whole_digest(path, progress=told.append, cache_dir=tmp_path / "kept") != first


def test_it_waits_while_somebody_is_busy(session: Session) -> None:
    answers = [True, True, False]
    read_whole_digest(session.media_path(), busy=lambda: answers.pop(0) if answers else False)
    assert answers == []
