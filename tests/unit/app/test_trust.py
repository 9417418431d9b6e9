"""A file is read whole once, and compared with what it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coder.app.notices import Notice, Severity
from coder.app.trust import check_whole
from coder.media.stopping import Stopped
from coder.media.whole_digest import read_whole_digest
from coder.model.session import Session
from coder.store.session_folder import load_session


def check(session: Session, cancel: Callable[[], bool] = lambda: False) -> Notice | None:
    return check_whole(load_session(session.folder), cancel=cancel, busy=lambda: False)


def change_a_byte(path: Path) -> None:
    """Change a byte that the samples of the fingerprint do not look at."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_the_first_time_it_is_written_down_and_then_it_agrees(session: Session) -> None:
    assert check(session) is None
    (medium,) = load_session(session.folder).media
    assert medium.sha256 == read_whole_digest(session.media_path())
    assert medium.fingerprint is not None
    assert check(session) is None


def test_a_file_with_other_bytes_is_named(session: Session) -> None:
    check(session)
    change_a_byte(session.media_path())
    said = check(session)
    assert said is not None
    assert said.severity is Severity.ERROR
    assert said.message.startswith("visit.mp4 is not byte for byte the file that was coded")
    assert said.button == "Locate…"


def test_a_missing_file_is_passed_over(session: Session) -> None:
    session.media_path().unlink()
    assert check(session) is None
    assert load_session(session.folder).media[0].sha256 == ""


def test_a_session_file_that_a_person_wrote_in_is_left_as_it_is(session: Session) -> None:
    file = session.folder / "session.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}# seen by M.\n", encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    assert check(session) is None
    assert file.read_text(encoding="utf-8") == before


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
