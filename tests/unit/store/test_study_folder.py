import os
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.session import Medium, Session, Study
from coder.store.session_folder import save_session
from coder.store.study_folder import find_sessions, load_study, save_study


def add_session(folder: Path, session_id: str) -> None:
    save_session(Session(session_id, folder, (Medium("video.mp4"),), "core-cues"))


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """Two studies, one with its sessions a folder deeper."""
    save_study(Study("pilot", tmp_path / "pilot", "A pilot: “still”"))
    save_study(Study("main", tmp_path / "main"))
    for folder, session_id in (("pilot/b", "D02"), ("pilot/a", "D10"), ("main/wave1/x", "D01"), ("main/.old/y", "D99")):
        add_session(tmp_path / folder, session_id)
    return tmp_path


def test_a_study_holds_its_sessions_by_id(lab: Path) -> None:
    study = load_study(lab / "pilot")
    assert study == load_study(lab / "pilot" / "study.yaml")
    assert (study.id, study.title, study.folder) == ("pilot", "A pilot: “still”", lab / "pilot")
    assert [(session.id, session.study) for session in study.sessions] == [("D02", "pilot"), ("D10", "pilot")]


def test_sessions_are_found_in_a_session_a_study_and_a_folder_of_studies(lab: Path) -> None:
    def ids(path: Path) -> list[str]:
        return [f"{session.study}/{session.id}" for session in find_sessions(path)]

    assert ids(lab / "pilot" / "a") == ids(lab / "pilot" / "a" / "session.yaml") == ["pilot/D10"]
    assert ids(lab / "pilot") == ids(lab / "pilot" / "study.yaml") == ["pilot/D02", "pilot/D10"]
    assert ids(lab) == ["main/D01", "pilot/D02", "pilot/D10"]


def test_a_path_with_dots_finds_the_same(lab: Path) -> None:
    assert find_sessions(lab / "pilot" / ".." / "main") == find_sessions(lab / "main")
    assert load_study(lab / "main" / ".." / "pilot") == load_study(lab / "pilot")


def test_a_relative_path_finds_the_same(lab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lab / "pilot")
    assert find_sessions(Path(os.curdir)) == find_sessions(lab / "pilot")


def test_a_session_inside_a_session_is_not_looked_for(lab: Path) -> None:
    add_session(lab / "pilot" / "a" / "copy", "D77")
    assert [session.id for session in find_sessions(lab / "pilot")] == ["D02", "D10"]


def test_two_sessions_of_one_id_are_refused_by_name(lab: Path) -> None:
    add_session(lab / "pilot" / "c", "D02")
    for find in (load_study, find_sessions):
        with pytest.raises(CoderError, match="Two sessions have the id D02: b and c"):
            find(lab / "pilot")


@pytest.mark.parametrize("name", ["gone", "empty", "notes.txt"])
def test_where_there_is_nothing_it_is_said(lab: Path, name: str) -> None:
    (lab / "empty").mkdir()
    (lab / "notes.txt").touch()
    for find in (find_sessions, load_study):
        with pytest.raises(CoderError) as raised:
            find(lab / name)
        assert name in raised.value.message
        assert raised.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("format: 1\nstudy: {title: x}\n", r"study\.yaml:2: “id” is missing"),
        ("format: 1\nstudy: {id: x, titel: y}\n", r"study\.yaml:2: unknown key “titel”"),
        ("format: 1\nsessions: []\n", r"study\.yaml:2: unknown key “sessions”"),
        ("format: 9\n", "newer"),
        ("", "is empty"),
    ],
)
def test_a_wrong_study_is_refused_with_its_line(lab: Path, text: str, said: str) -> None:
    (lab / "pilot" / "study.yaml").write_text(text, encoding="utf-8")
    for find in (load_study, find_sessions):
        with pytest.raises(CoderError, match=said):
            find(lab / "pilot")


def test_one_wrong_session_is_named(lab: Path) -> None:
    (lab / "pilot" / "a" / "session.yaml").write_text("format: 1\noops: 1\n", encoding="utf-8")
    with pytest.raises(CoderError, match=r"^a: session\.yaml:2"):
        find_sessions(lab)
    with pytest.raises(CoderError, match=r"^session\.yaml:2"):
        find_sessions(lab / "pilot" / "a")
