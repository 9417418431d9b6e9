import sqlite3
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.session import Medium, Session
from coder.store import migration
from coder.store.observation_file import open_observation
from coder.store.session_folder import list_observations
from tests.unit.store.maker import pretend_to_be_newer
from tests.unit.store.making import a_state, adding, create_filled, plain_sqlite


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be one that writes layout 2, and put it back afterwards."""
    monkeypatch.setattr("coder.store.stamp.VERSION", 1)
    monkeypatch.setattr("coder.store.migration.STEPS", {})


@pytest.fixture
def old(tmp_path: Path, newer: None) -> Path:
    path = tmp_path / "observations" / "anna.attune"
    create_filled(path, 12)
    pretend_to_be_newer()
    return path


def test_an_older_file_is_migrated_on_a_copy_and_the_original_is_kept(old: Path) -> None:
    whole = old.read_bytes()
    with open_observation(old) as file:
        assert len(file.load()) == 12
        assert len(file.load_history()[0]) == 1
        file.commit(adding(a_state(99)))
    assert old.with_name("anna.v1.bak.attune").read_bytes() == whole
    with plain_sqlite(old) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 2
        assert raw.execute("SELECT count(source) FROM events").fetchone()[0] == 13
        assert raw.execute("SELECT kind FROM change_log WHERE seq = 2").fetchone()[0] == "migrate"
    assert sorted(found.name for found in old.parent.iterdir()) == ["anna.attune", "anna.v1.bak.attune"]


def test_a_kept_original_is_no_observation_of_the_session(old: Path) -> None:
    open_observation(old).close()
    session = Session("D01_v1", old.parents[1], (Medium("video.mp4"),), "core-cues")
    assert list_observations(session) == [old]


def test_a_view_of_an_older_file_migrates_nothing_on_disk(old: Path) -> None:
    whole = old.read_bytes()
    with open_observation(old, read_only=True) as view:
        assert len(view.load()) == 12
    assert old.read_bytes() == whole
    assert [found.name for found in old.parent.iterdir()] == ["anna.attune"]


def test_a_migration_that_fails_leaves_the_original(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(raw: sqlite3.Connection) -> None:
        raw.execute("DROP TABLE media")
        raise CoderError("It cannot be brought over.", "Keep the older Attune.")

    monkeypatch.setitem(migration.STEPS, 1, fail)
    whole = old.read_bytes()
    for read_only in (False, True):
        with pytest.raises(CoderError, match="cannot be brought over"):
            open_observation(old, read_only=read_only)
    assert old.read_bytes() == whole
    assert [found.name for found in old.parent.iterdir()] == ["anna.attune"]


def test_a_migration_that_spoils_the_file_is_not_put_in_its_place(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(migration.STEPS, 1, lambda raw: raw.execute("DROP TABLE media"))
    whole = old.read_bytes()
    with pytest.raises(CoderError, match="has no media"):
        open_observation(old)
    assert old.read_bytes() == whole
    assert [found.name for found in old.parent.iterdir()] == ["anna.attune"]


def test_a_copy_with_the_name_of_the_kept_original_is_not_overwritten(old: Path) -> None:
    other = old.with_name("anna.v1.bak.attune")
    other.write_text("mine", encoding="utf-8")
    whole = old.read_bytes()
    open_observation(old).close()
    assert other.read_text(encoding="utf-8") == "mine"
    assert old.with_name("anna.v1.bak2.attune").read_bytes() == whole


def test_without_hard_links_the_original_is_kept_as_a_copy(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    open_observation(old).close()
    with plain_sqlite(old.with_name("anna.v1.bak.attune")) as raw:
        assert raw.execute("PRAGMA user_version").fetchone()[0] == 1
        assert raw.execute("SELECT count(*) FROM events").fetchone()[0] == 12


def test_an_older_file_that_is_open_elsewhere_is_not_migrated(old: Path) -> None:
    with plain_sqlite(old) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CoderError, match="open in another program"):
            open_observation(old)
    assert [found.name for found in old.parent.iterdir()] == ["anna.attune"]
