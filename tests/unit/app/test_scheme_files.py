from pathlib import Path

import pytest

from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.app.scheme_files import find_edit_refusal, find_status, supersede, write_scheme
from coder.app.shipped import shipped_folder
from coder.errors import CoderError
from coder.model.session import SessionClock
from coder.store import atomic
from tests.unit.scheme.small import SMALL


def with_status(folder: Path, status: str) -> Path:
    path = folder / "small.yaml"
    path.write_text(SMALL.replace("id: small,", f"id: small, status: {status},"), encoding="utf-8")
    return path


@pytest.mark.parametrize(("status", "may"), [("draft", True), ("pilot", True), ("locked", False), ("retired", False)])
def test_a_locked_or_retired_scheme_may_not_be_edited_in_the_program(tmp_path: Path, status: str, may: bool) -> None:
    path = with_status(tmp_path, status)
    refusal = find_edit_refusal(path)
    assert (refusal is None) == may
    if refusal is not None:
        assert str(refusal).startswith(f"small.yaml is {status}: it is not changed any more. Copy it under a new versi")
        with pytest.raises(CoderError, match=f"is {status}, and reads otherwise"):
            write_scheme(path, SMALL)
        write_scheme(path, path.read_text(encoding="utf-8"))
        assert find_status(path) == status
    else:
        write_scheme(path, SMALL)
        assert path.read_text(encoding="utf-8") == SMALL


def test_a_scheme_that_cannot_be_read_may_be_mended(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text("format: [1\n", encoding="utf-8")
    assert find_edit_refusal(path) is None
    assert find_edit_refusal(tmp_path / "none.yaml") is None


def test_the_schemes_of_the_program_are_not_edited() -> None:
    refusal = find_edit_refusal(shipped_folder("schemes") / "core-cues.yaml")
    assert refusal is not None
    assert "belongs to the program" in refusal.message


def test_a_session_made_with_a_retired_scheme_warns_and_keeps_its_text(tmp_path: Path) -> None:
    path = with_status(tmp_path, "retired")
    made = create_session(NewSession(tmp_path / "S1", (), str(path), clock=SessionClock(60.0)))
    assert [notice.message for notice in made.notices] == ["small 1.0.0 is retired: it is not meant for new sessions."]
    assert (tmp_path / "S1" / "small.yaml").read_bytes() == path.read_bytes()


def test_a_new_session_never_writes_over_a_locked_scheme(tmp_path: Path) -> None:
    folder = tmp_path / "S1"
    folder.mkdir()
    locked = with_status(folder, "locked").read_bytes()
    draft = with_status(tmp_path, "draft")
    with pytest.raises(CoderError, match=r"small\.yaml in S1 is locked, and reads otherwise"):
        create_session(NewSession(folder, (), str(draft), clock=SessionClock(60.0)))
    assert (folder / "small.yaml").read_bytes() == locked
    assert [found.name for found in folder.iterdir()] == ["small.yaml"]


def test_a_newer_text_takes_the_place_of_an_older_one_which_is_kept(tmp_path: Path) -> None:
    path = with_status(tmp_path, "locked")
    older = path.read_bytes()
    kept = supersede(path, "1.0.0", SMALL)
    assert (kept.name, kept.read_bytes()) == ("small-1.0.0.yaml", older)
    assert path.read_text(encoding="utf-8") == SMALL
    assert len(list(tmp_path.iterdir())) == 2


def test_a_scheme_that_was_kept_before_is_found_again_or_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = with_status(tmp_path, "locked")
    other = tmp_path / "small-1.0.0.yaml"
    other.write_text("another", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise CoderError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(atomic, "write_atomic", refuse)
        with pytest.raises(CoderError, match="disk is full"):
            supersede(path, "1.0.0", SMALL)
    assert find_status(path) == "locked"
    assert supersede(path, "1.0.0", SMALL).name == "small-1.0.0-2.yaml"
    assert other.read_text(encoding="utf-8") == "another"
    assert len(list(tmp_path.iterdir())) == 3


def test_beginning_under_a_retired_scheme_warns_once(tmp_path: Path) -> None:
    path = with_status(tmp_path, "retired")
    create_session(NewSession(tmp_path / "S1", (), str(path), clock=SessionClock(60.0)))
    with open_session(tmp_path / "S1", "ana") as opened:
        assert [notice.message for notice in opened.notices] == [
            "small 1.0.0 is retired: it is not meant for new sessions."
        ]
    with open_session(tmp_path / "S1", "ana") as again:
        assert again.notices == ()
