import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.observation import Observation
from coder.store import watch
from coder.store.observation_file import ObservationFile, open_observation
from coder.store.writer import SaveState, Writer
from tests.unit.store.making import IDENTITY, a_state, adding, create, events_of, is_sound, plain_sqlite

WAIT_S = 30.0
OTHER_SHA = "cd" * 32


class Listener:
    """Keep every state, and wait for one of a kind."""

    def __init__(self) -> None:
        self.states: list[SaveState] = []
        self._new = threading.Condition()

    def __call__(self, state: SaveState) -> None:
        with self._new:
            self.states.append(state)
            self._new.notify_all()

    def wait_for(self, kind: str, count: int = 0) -> SaveState:
        def found() -> SaveState | None:
            return next((state for state in self.states if state.kind == kind and state.count >= count), None)

        with self._new:
            assert self._new.wait_for(lambda: found() is not None, WAIT_S), f"never {kind}: {self.states}"
            state = found()
        assert state is not None
        return state


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ObservationFile]:
    (tmp_path / "session").mkdir()
    with create(tmp_path / "session" / "anna.attune") as made:
        yield made


@pytest.fixture
def writer(file: ObservationFile, listener: Listener) -> Iterator[Writer]:
    made = Writer(file, listener, retry_s=600)
    yield made
    made.close()


class Disk:
    """A disk that can be told to be full: what it refuses, the file refuses in the words of SQLite."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        from coder.store import change_log

        self.words = ""
        self._write: Callable[..., None] = change_log.write_entries
        patch.setattr(change_log, "write_entries", self.write)

    def write(self, *what: object) -> None:
        if self.words:
            raise sqlite3.OperationalError(self.words)
        self._write(*what)


class Thief:
    """Take a file away under the program's hands; where the system forbids that (Windows), only seem to."""

    def __init__(self, patch: pytest.MonkeyPatch, away: Path) -> None:
        self._patch, self._away = patch, away

    def take(self, path: Path, instead: str = "") -> None:
        if os.name == "nt":
            self._patch.setattr(watch, "find_file_id", lambda _: (0, 0) if instead else None)
            return
        path.rename(self._away)
        if instead:
            path.write_text(instead, encoding="utf-8")

    def bring_back(self, path: Path) -> None:
        self._patch.undo() if os.name == "nt" else self._away.rename(path)


@pytest.fixture
def thief(tmp_path: Path) -> Iterator[Thief]:
    with pytest.MonkeyPatch.context() as patch:
        yield Thief(patch, tmp_path / "away.attune")


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def test_what_is_called_saved_is_on_disk_in_order(writer: Writer, file: ObservationFile, listener: Listener) -> None:
    for number in range(1, 31):
        writer.submit(adding(a_state(number)), "do")
        writer.submit(adding(a_state(number)).inverse(), "undo")
        writer.submit(adding(a_state(number)), "redo")
    assert writer.flush(WAIT_S)
    assert writer.state == SaveState("saved", 30, seq=90)
    assert file.count == 30
    counts = [state.seq for state in listener.states]
    assert counts == sorted(counts)
    assert writer.pending == 0


def test_saving_is_said_before_saved(writer: Writer, listener: Listener) -> None:
    writer.submit(adding(a_state(1)), "do")
    listener.wait_for("saved", 1)
    assert [state.kind for state in listener.states] == ["saving", "saved"]


def test_submitting_does_not_wait_for_the_disk(writer: Writer, file: ObservationFile, listener: Listener) -> None:
    with file._lock:  # The disk is busy for as long as we like.
        for number in range(1, 1001):
            writer.submit(adding(a_state(number)), "do")
        assert writer.pending == 1000
        assert not writer.flush(0.01)
    assert writer.flush(WAIT_S)
    assert file.count == 1000
    # A thousand changes wait for far fewer commits.
    assert len(listener.states) < 20


def test_a_full_disk_is_said_and_what_waits_is_written_later(
    writer: Writer, file: ObservationFile, listener: Listener, disk: Disk
) -> None:
    writer.submit(adding(a_state(1)), "do")
    assert writer.flush(WAIT_S)
    disk.words = "database or disk is full"
    writer.submit(adding(a_state(2)), "do")
    state = listener.wait_for("not_saved")
    assert state.count == 1
    assert "disk is full" in state.reason
    assert "space" in state.hint
    writer.submit(adding(a_state(3)), "do")
    assert not writer.flush(WAIT_S)
    assert writer.pending == 2
    disk.words = ""
    writer.retry()
    assert listener.wait_for("saved", 3).count == 3
    assert [event.id for event in file.load()] == [1, 2, 3]


def test_it_is_tried_again_unasked(file: ObservationFile, listener: Listener, disk: Disk) -> None:
    writer = Writer(file, listener, retry_s=0.05)
    disk.words = "disk I/O error"
    writer.submit(adding(a_state(1)), "do")
    listener.wait_for("not_saved")
    disk.words = ""
    listener.wait_for("saved", 1)
    assert writer.close()


def test_an_error_nobody_foresaw_stops_nothing(
    writer: Writer, file: ObservationFile, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("boom")

    with monkeypatch.context() as patch:
        patch.setattr(file, "commit_all", fail)
        writer.submit(adding(a_state(1)), "do")
        assert "boom" in listener.wait_for("not_saved").reason
    assert writer.flush(WAIT_S)


def test_a_listener_that_fails_does_not_stop_the_saving(file: ObservationFile, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(str(error)))

    def fail(state: SaveState) -> None:
        raise RuntimeError(state.kind)

    writer = Writer(file, fail)
    writer.submit(adding(a_state(1)), "do")
    assert writer.close()
    assert told == ["saving", "saved"]
    assert file.count == 1


def test_a_file_removed_under_us_is_noticed_and_saved_once_it_is_back(
    writer: Writer, file: ObservationFile, listener: Listener, thief: Thief
) -> None:
    writer.submit(adding(a_state(1)), "do")
    assert writer.flush(WAIT_S)
    thief.take(file.path)
    writer.submit(adding(a_state(2)), "do")
    state = listener.wait_for("not_saved")
    assert "removed or renamed" in state.reason
    assert "save a copy elsewhere" in state.hint
    assert state.count == 1
    thief.bring_back(file.path)
    assert writer.flush(WAIT_S)
    assert file.count == 2


def test_a_file_removed_while_nobody_presses_a_key_is_noticed(
    file: ObservationFile, listener: Listener, thief: Thief
) -> None:
    writer = Writer(file, listener, retry_s=0.05)
    thief.take(file.path)
    assert "removed or renamed" in listener.wait_for("not_saved").reason
    thief.bring_back(file.path)
    listener.wait_for("saved")
    assert writer.close()


def test_a_file_replaced_under_us_is_not_written(
    writer: Writer, file: ObservationFile, listener: Listener, thief: Thief
) -> None:
    thief.take(file.path, "theirs")
    writer.submit(adding(a_state(1)), "do")
    assert "replaced by another file" in listener.wait_for("not_saved").reason
    assert not writer.close()
    assert os.name == "nt" or file.path.read_text(encoding="utf-8") == "theirs"


def test_a_journal_tidied_away_is_made_again(writer: Writer, file: ObservationFile) -> None:
    journal = file.path.with_name(f"{file.path.name}-journal")
    for number in range(1, 5):
        if journal.exists():
            with suppress(PermissionError):  # Windows keeps what is open.
                journal.unlink()
        writer.submit(adding(a_state(number)), "do")
        assert writer.flush(WAIT_S)
        assert journal.exists()
        assert file._raw.execute("PRAGMA journal_mode").fetchone()[0] == "truncate"


def test_a_copy_elsewhere_holds_what_waits_as_well(
    writer: Writer, file: ObservationFile, listener: Listener, disk: Disk, tmp_path: Path
) -> None:
    observation = Observation(IDENTITY)
    for number in range(1, 6):
        change = adding(a_state(number, number))
        observation.perform(change)
        writer.submit(change, "do")
        if number == 2:
            assert writer.flush(WAIT_S)
            disk.words = "database or disk is full"
    listener.wait_for("not_saved")
    disk.words = ""  # The other disk is not full.
    with file._lock:
        writer.save_copy_to(tmp_path / "copy.attune", observation)
    with open_observation(tmp_path / "copy.attune") as copy:
        assert events_of(copy.load()) == events_of(observation)
        assert copy.load().next_id == observation.next_id
        assert len(copy.load_history()[0]) == 5
        assert copy.scheme == file.scheme
    with pytest.raises(CoderError, match="already a file"):
        writer.save_copy_to(tmp_path / "copy.attune", observation)


def test_a_copy_elsewhere_is_right_even_where_the_queue_does_not_fit(
    writer: Writer, file: ObservationFile, tmp_path: Path
) -> None:
    writer.submit(adding(a_state(1), a_state(2)), "do")
    assert writer.flush(WAIT_S)
    observation = Observation(IDENTITY, [a_state(2, 77), a_state(3)], next_id=9)
    writer.save_copy_to(tmp_path / "copy.attune", observation)
    with open_observation(tmp_path / "copy.attune") as copy:
        assert events_of(copy.load()) == events_of(observation)
        assert copy.load().next_id == 9
    with plain_sqlite(tmp_path / "copy.attune") as raw:
        assert [row[0] for row in raw.execute("SELECT kind FROM change_log ORDER BY seq")] == ["do", "import"]


def test_a_copy_elsewhere_needs_nothing_of_a_disk_that_gives_nothing_back(
    writer: Writer, file: ObservationFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    observation = Observation(IDENTITY, [a_state(1), a_state(4)])
    monkeypatch.setattr(file, "snapshot", fail)
    writer.save_copy_to(tmp_path / "copy.attune", observation)
    assert is_sound(tmp_path / "copy.attune")
    with open_observation(tmp_path / "copy.attune", expected=IDENTITY) as copy:
        assert events_of(copy.load()) == events_of(observation)


def test_a_copy_into_a_folder_that_is_not_there_says_so(writer: Writer, file: ObservationFile, tmp_path: Path) -> None:
    with pytest.raises(CoderError) as raised:
        writer.save_copy_to(tmp_path / "gone" / "copy.attune", Observation(IDENTITY))
    assert raised.value.hint


def test_closing_writes_what_waits(file: ObservationFile, listener: Listener) -> None:
    writer = Writer(file, listener)
    for number in range(1, 1300):
        writer.submit(adding(a_state(number)), "do")
    assert writer.close()
    assert file.count == 1299
    assert listener.states[-1].kind == "saved"


def test_closing_says_when_something_is_not_saved(file: ObservationFile, listener: Listener, disk: Disk) -> None:
    writer = Writer(file, listener, retry_s=600)
    disk.words = "disk I/O error"
    writer.submit(adding(a_state(1)), "do")
    assert not writer.close()
    assert writer.pending == 1
    assert writer.state.kind == "not_saved"


def test_trying_again_with_nothing_to_do_does_no_harm(writer: Writer, listener: Listener) -> None:
    writer.retry()
    assert writer.flush(WAIT_S)
    writer.submit(adding(a_state(1)), "do")
    assert writer.flush(WAIT_S)
    assert listener.states[-1].kind == "saved"


def test_nothing_is_queued_once_it_is_closed(writer: Writer, file: ObservationFile) -> None:
    assert writer.close()
    with pytest.raises(CoderError, match="being closed"):
        writer.submit(adding(a_state(1)), "do")
    assert writer.state == SaveState("saved", 0)


def test_the_sha_256_of_a_medium_is_recorded_beside_the_events_and_shown_by_no_light(
    writer: Writer, file: ObservationFile, listener: Listener
) -> None:
    writer.submit(adding(a_state(1)), "do")
    writer.record_digests({1: OTHER_SHA})
    assert writer.flush(WAIT_S)
    assert [medium.sha256 for medium in file.media] == ["", OTHER_SHA]
    assert (file.count, file.seq, len(file.load_history()[0])) == (1, 1, 1)
    assert {state.kind for state in listener.states} == {"saving", "saved"}


def test_a_full_disk_for_the_sha_256_is_nobodys_unsaved_work(
    writer: Writer, file: ObservationFile, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("coder.store.observation_file.record_digests", full)
        writer.record_digests({0: OTHER_SHA})
        assert writer.flush(WAIT_S)
    assert file.media[0].sha256 == ""
    assert writer.state.kind == "saved"
    writer.submit(adding(a_state(1)), "do")
    assert writer.flush(WAIT_S)
    assert file.count == 1
    assert "not_saved" not in [state.kind for state in listener.states]


def test_a_closed_writer_records_nothing_more(writer: Writer, file: ObservationFile) -> None:
    assert writer.close()
    writer.record_digests({0: OTHER_SHA})
    assert file.media[0].sha256 == ""


def test_a_copy_elsewhere_holds_the_sha_256_also_where_the_disk_gives_nothing_back(
    writer: Writer, file: ObservationFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise sqlite3.OperationalError("disk I/O error")

    writer.record_digests({0: OTHER_SHA})
    assert writer.flush(WAIT_S)
    writer.save_copy_to(tmp_path / "whole.attune", Observation(IDENTITY))
    monkeypatch.setattr(file, "snapshot", fail)
    writer.save_copy_to(tmp_path / "rescued.attune", Observation(IDENTITY))
    for name in ("whole", "rescued"):
        with open_observation(tmp_path / f"{name}.attune") as copy:
            assert [medium.sha256 for medium in copy.media] == [OTHER_SHA, ""]


def test_letting_go_of_a_replaced_file_leaves_the_journal_of_the_other(
    writer: Writer, file: ObservationFile, thief: Thief
) -> None:
    journal = file.path.with_name(f"{file.path.name}-journal")
    thief.take(file.path, "theirs")
    file.close()
    assert journal.exists()
