import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coder.editing.migration import Migrated
from coder.errors import CoderError
from coder.model.recode import Outcome, Reason, Recode, Tick
from coder.model.session import Medium, Session
from coder.store import migration
from coder.store.facts import StoredScheme
from coder.store.observation_file import open_observation
from coder.store.rows import parse_events
from coder.store.scheme_migration import Coded, find_refusals, migrate_scheme
from coder.store.session_folder import list_observations
from coder.store.writer import Writer
from tests.unit.editing.versions import point, state
from tests.unit.store.making import a_state, adding, plain_sqlite, start_child
from tests.unit.store.migrating import FIRST, SECOND, create_old, plan


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return create_old(tmp_path / "observations" / "anna.attune")


def moved(path: Path) -> Path:
    return migrate_scheme(path, SECOND, plan, "lena")


def test_the_events_the_scheme_and_the_queue_are_those_of_the_new_version(old: Path) -> None:
    moved(old)
    with open_observation(old) as file:
        assert file.scheme == SECOND
        assert list(file.load()) == [
            state(1, "gaze.face", 0, 500),
            state(3, "grip.hold", 0, 900),
            state(2, "gaze.toy", 500, 900),
        ]
        assert file.load_queue() == (
            Recode(
                state(1, "gaze.mother", 0, 500),
                state(1, "gaze.face", 0, 500),
                Reason.SPLIT,
                ("gaze.face", "gaze.body"),
            ),
        )
        assert file.count == 3


def test_the_original_is_kept_beside_and_is_no_observation_of_the_session(old: Path) -> None:
    whole = old.read_bytes()
    kept = moved(old)
    assert kept == old.parent / "before-2.0.0" / "anna.attune"
    assert kept.read_bytes() == whole
    session = Session("D01_v1", old.parents[1], (Medium("video.mp4"),), "small")
    assert list_observations(session) == [old]
    assert sorted(found.name for found in old.parent.iterdir()) == ["anna.attune", "before-2.0.0"]
    with open_observation(kept, read_only=True) as file:
        assert file.scheme == FIRST
        assert len(file.load()) == 4


def test_the_log_tells_every_step_by_whom_and_from_which_version(old: Path) -> None:
    moved(old)
    with plain_sqlite(old) as raw:
        rows = raw.execute("SELECT kind, coder, title, before, after FROM change_log WHERE seq > 1").fetchall()
    assert {row[:2] for row in rows} == {("migrate", "lena")}
    assert [row[2].removeprefix("Migrate small 1.0.0 → 2.0.0: ") for row in rows] == [
        "split gaze.mother → gaze.face, gaze.body",
        "rename hands → grip",
        "retire signal.fuss",
        "Migrated small 1.0.0 → 2.0.0: 1 event to look at again",
    ]
    assert parse_events(rows[2][3]) == [point(4, "signal.fuss", 0)]
    assert parse_events(rows[2][4]) == []


def test_what_was_coded_before_a_migration_cannot_be_taken_back_one_by_one(old: Path) -> None:
    moved(old)
    with open_observation(old) as file:
        assert file.load_history() == ([], [])
        file.commit(adding(a_state(9)))
        assert file.load_history() == ([adding(a_state(9))], [])
        assert file.load().next_id == 10


def test_also_a_migration_that_changes_no_event_ends_the_history(old: Path) -> None:
    def no_steps(coded: Coded) -> Migrated:
        return Migrated(tuple(coded.events), (), (), ())

    migrate_scheme(old, replace(FIRST, version="1.0.1", text="another wording\n"), no_steps, "lena")
    with open_observation(old) as file:
        assert (file.scheme.version, len(file.load())) == ("1.0.1", 4)
        assert file.load_history() == ([], [])
        assert file.load_queue() == ()


def test_a_plan_that_refuses_leaves_everything_as_it_is(old: Path) -> None:
    def refuse(_coded: Coded) -> Migrated:
        raise CoderError("It does not fit.", "Write a migration.")

    whole = old.read_bytes()
    with pytest.raises(CoderError, match="does not fit"):
        migrate_scheme(old, SECOND, refuse, "lena")
    assert old.read_bytes() == whole
    assert [found.name for found in old.parent.iterdir()] == ["anna.attune"]


def test_a_file_that_is_open_somewhere_is_refused_and_said_by_whom(old: Path) -> None:
    with open_observation(old):
        assert ["already open: coder anna" in str(error) for error in find_refusals([old])] == [True]
        with pytest.raises(CoderError, match="already open: coder anna"):
            moved(old)
    with start_child("holder", old) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(CoderError, match=f"process {child.pid}"):
            moved(old)
        assert len(find_refusals([old])) == 1
        child.kill()
        child.wait(30)
    assert find_refusals([old]) == []
    with open_observation(old) as file:
        assert (file.scheme, file.seq) == (FIRST, 1)
    assert [found.name for found in old.parent.iterdir()] == ["anna.attune"]


def test_a_file_that_is_being_migrated_cannot_be_opened_but_looked_at(old: Path) -> None:
    seen: list[object] = []

    def look(coded: Coded) -> Migrated:
        with pytest.raises(CoderError, match="open"):
            open_observation(old)
        with open_observation(old, read_only=True) as view:
            seen.append(view.scheme)
        return plan(coded)

    migrate_scheme(old, SECOND, look, "lena")
    assert seen == [FIRST]
    open_observation(old).close()


def test_what_is_no_observation_is_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "anna.attune"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match="is a text file"):
        moved(path)
    assert [str(error).partition(",")[0] for error in find_refusals([path, tmp_path / "b.attune"])] == [
        "anna.attune is a text file",
        "b.attune is not there. Check its name and folder.",
    ]
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_original_that_was_kept_before_is_never_overwritten(old: Path) -> None:
    folder = old.parent / "before-2.0.0"
    folder.mkdir()
    (folder / "anna.attune").write_text("mine", encoding="utf-8")
    assert moved(old) == folder / "anna-2.attune"
    assert (folder / "anna.attune").read_text(encoding="utf-8") == "mine"


def test_after_an_attempt_that_was_cut_off_the_original_is_not_kept_twice(old: Path) -> None:
    folder = old.parent / "before-2.0.0"
    folder.mkdir()
    (folder / "anna.attune").hardlink_to(old)
    assert moved(old) == folder / "anna.attune"
    assert [found.name for found in folder.iterdir()] == ["anna.attune"]


def test_without_hard_links_the_original_is_kept_as_a_copy(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with open_observation(moved(old), read_only=True) as file:
        assert len(file.load()) == 4
    with open_observation(old) as file:
        assert file.scheme == SECOND


def test_a_folder_where_the_original_cannot_be_kept_refuses(old: Path) -> None:
    (old.parent / "before-2.0.0").write_text("a file", encoding="utf-8")
    whole = old.read_bytes()
    with pytest.raises(CoderError, match=r"before-2\.0\.0"):
        moved(old)
    assert old.read_bytes() == whole


@pytest.mark.parametrize("name", ["replace_file", "keep_original"])
def test_a_disk_that_refuses_leaves_the_original(old: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    whole = old.read_bytes()
    monkeypatch.setattr(migration, name, refuse)
    with pytest.raises(CoderError, match="disk is full"):
        moved(old)
    assert old.read_bytes() == whole
    assert not [found for found in old.parent.iterdir() if found.name.endswith(".new")]


def test_what_came_of_looking_again_is_kept_and_may_be_taken_back(old: Path) -> None:
    moved(old)
    with open_observation(old) as file:
        with closing(_writer(file)) as writer:
            writer.tick_off({0: Tick(Outcome.KEPT, "anna", "2026-11-24T10:00:00Z")})
            assert writer.flush(10)
        (found,) = file.load_queue()
        assert (found.outcome, found.coder, found.time) == (Outcome.KEPT, "anna", "2026-11-24T10:00:00Z")
        file.tick_off({0: Tick(Outcome.OPEN, "", "")})
        assert [found.open for found in file.load_queue()] == [True]
        with pytest.raises(CoderError, match="another one now"):
            file.tick_off({7: Tick(Outcome.KEPT, "anna", "")})


def _writer(file: object) -> Writer:
    return Writer(file, lambda state: None, retry_s=0.05)  # type: ignore[arg-type]


def test_a_tick_that_cannot_be_written_is_tried_again(old: Path) -> None:
    moved(old)
    with open_observation(old) as file, closing(_writer(file)) as writer:
        away = old.with_name("away.attune")
        old.rename(away)
        writer.tick_off({0: Tick(Outcome.KEPT, "anna", "")})
        assert not writer.flush(10)
        assert writer.state.kind == "not_saved"
        assert writer.pending == 1
        away.rename(old)
        assert writer.flush(10)
        assert writer.pending == 0
        assert [found.open for found in file.load_queue()] == [False]


def test_a_queue_that_makes_no_sense_is_said(old: Path) -> None:
    moved(old)
    with plain_sqlite(old) as raw:
        raw.execute("UPDATE recode SET was = '[]'")
    with open_observation(old) as file, pytest.raises(CoderError, match="recode queue makes no sense"):
        file.load_queue()


def test_a_second_migration_takes_the_queue_along(old: Path) -> None:
    moved(old)

    def on(coded: Coded) -> Migrated:
        assert coded.facts.scheme == SECOND
        assert len(coded.queue) == 1
        return Migrated(tuple(coded.events), (), (), ())

    migrate_scheme(old, StoredScheme("small", "2.1.0", "third\n"), on, "lena")
    with open_observation(old) as file:
        assert file.load_queue() == ()


def test_several_may_be_migrated_at_once(tmp_path: Path) -> None:
    paths = [create_old(tmp_path / f"{number}.attune") for number in range(6)]
    threads = [threading.Thread(target=moved, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    for path in paths:
        with open_observation(path) as file:
            assert file.scheme == SECOND
