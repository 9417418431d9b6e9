import json
import os
import platform
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.lock_note import find_note, note_path
from coder.store.observation_file import ObservationFile, open_observation
from tests.unit.store.making import a_state, adding, create_filled, is_sound, plain_sqlite, start_child


@contextmanager
def held_elsewhere(path: Path) -> Iterator[int]:
    """Let another process hold the file; give its process number."""
    with start_child("holder", path) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        try:
            assert child.stdout.readline() == "held\n"
            yield child.pid
        finally:
            child.stdin.close()
            child.wait(30)


def test_a_second_process_is_told_who_has_it_where_and_since_when(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with held_elsewhere(path) as pid:
        with pytest.raises(CoderError, match="already open") as raised:
            open_observation(path)
        message = raised.value.message
        assert "coder anna" in message
        assert f"process {pid}" in message
        assert "this computer" in message
        assert "since 20" in message
        assert "view-only" in raised.value.hint
    open_observation(path).close()


def test_what_another_process_holds_can_be_viewed(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune", 5)
    with held_elsewhere(path):
        with open_observation(path, read_only=True) as view:
            assert len(view.load()) == 5
        with pytest.raises(CoderError):
            open_observation(path)


def test_another_computer_is_named(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with held_elsewhere(path):
        note = json.loads(note_path(path).read_text(encoding="utf-8"))
        note_path(path).write_text(json.dumps(note | {"host": "lab-7"}), encoding="utf-8")
        with pytest.raises(CoderError, match="on lab-7"):
            open_observation(path)


@pytest.mark.parametrize("content", ["", "[]", "{}", "half {", '{"coder": "anna", "pid": "x"}', "\udcff"])
def test_a_note_nobody_can_read_does_no_harm(tmp_path: Path, content: str) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with held_elsewhere(path):
        note_path(path).write_bytes(content.encode("utf-8", "surrogateescape"))
        with pytest.raises(CoderError, match="another program"):
            open_observation(path)


def test_the_lock_holds_against_any_program(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with open_observation(path), plain_sqlite(path) as raw, pytest.raises(Exception, match="locked"):
        raw.execute("SELECT * FROM events").fetchall()


def test_a_program_that_holds_it_without_a_note_is_noticed(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CoderError, match="another program"):
            open_observation(path)


def test_a_stale_note_is_replaced(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    stale = {"coder": "ben", "person": "b", "host": "lab-7", "pid": 1, "since": "2026-01-01T00:00:00+00:00"}
    note_path(path).write_text(json.dumps(stale), encoding="utf-8")
    with open_observation(path):
        note = find_note(path)
        assert note is not None
        assert (note.coder, note.host, note.pid) == ("anna", platform.node(), os.getpid())
    assert not note_path(path).exists()


def test_a_note_of_somebody_else_is_not_taken_away(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    file = open_observation(path)
    note_path(path).write_text("{}", encoding="utf-8")
    file.close()
    assert note_path(path).exists()


def test_a_note_that_cannot_be_written_keeps_nobody_from_coding(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    note_path(path).mkdir()
    with open_observation(path) as file:
        assert file.commit(adding(a_state(99))) == 41
        with pytest.raises(CoderError, match="open in another program"):
            open_observation(path)
    assert note_path(path).is_dir()
    with open_observation(path, read_only=True) as view:
        assert view.count == 41


def test_two_windows_of_one_process_do_not_share_a_file(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune", 3)
    with open_observation(path) as file:
        with pytest.raises(CoderError, match="already open") as raised:
            open_observation(path)
        assert f"process {os.getpid()}" in raised.value.message
        file.commit(adding(a_state(9)))
        with open_observation(path, read_only=True) as view:
            assert len(view.load()) == 4


def test_a_view_in_the_same_process_does_not_drop_the_lock(tmp_path: Path) -> None:
    # POSIX drops a process's locks on a file when it closes any handle of that file.
    path = create_filled(tmp_path / "anna.attune")
    with open_observation(path) as file:
        open_observation(path, read_only=True).close()
        with pytest.raises(CoderError):
            open_observation(path)
        file.save_copy(tmp_path / "copy.attune")
        with start_child("holder", path) as child:
            assert child.wait(30) != 0
        file.commit(adding(a_state(99)))
    assert is_sound(path)


def test_a_view_while_another_thread_commits_is_always_whole(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune", 0)
    with open_observation(path) as file:
        writing = threading.Thread(target=_commit_pairs, args=(file, 60))
        writing.start()
        for _ in range(15):
            with open_observation(path, read_only=True) as view:
                assert len(view.load()) % 2 == 0
        writing.join()
        assert file.count == 120


def _commit_pairs(file: ObservationFile, pairs: int) -> None:
    for number in range(1, 2 * pairs, 2):
        file.commit(adding(a_state(number), a_state(number + 1)))


def test_a_view_rolls_back_what_a_killed_program_left_half_done(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune", 5)
    crashed = tmp_path / "crashed" / "anna.attune"
    crashed.parent.mkdir()
    with plain_sqlite(path) as raw:
        raw.execute("PRAGMA cache_size = 1")
        raw.execute("PRAGMA cache_spill = 1")
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("UPDATE events SET comment = printf('%.20000c', 'x')")
        # What the disk holds in the middle of a transaction, as a kill would leave it.
        for found in (path, path.with_name("anna.attune-journal")):
            shutil.copyfile(found, crashed.with_name(found.name))
        raw.execute("ROLLBACK")
    before = crashed.read_bytes()
    assert crashed.with_name("anna.attune-journal").stat().st_size > 512
    with open_observation(crashed, read_only=True) as view:
        assert [event.comment for event in view.load()] == [""] * 5
    assert crashed.read_bytes() == before
    with open_observation(crashed) as file:
        assert [event.comment for event in file.load()] == [""] * 5
    assert is_sound(crashed)
