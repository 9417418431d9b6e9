"""The phases of a session on disk: whole or not at all, and nobody's lost between two who write at once."""

import os
import threading
import time
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.phase_mark import PhaseMark
from coder.store import phase_file
from coder.store.phase_file import PHASE_FILE, change_phases, load_phases, pack_marks, unpack_marks

MARKS = (
    PhaseMark("play", 2_000, 122_040, coder="ana", time="2026-11-24T09:12:00.000Z"),
    PhaseMark("still", 122_040, 190_000, "infant_distress", "ben", "2026-11-24T10:00:00.000Z"),
    PhaseMark("reunion", coder="ana", time="2026-11-24T09:13:00.000Z"),
    PhaseMark("free", 190_000),
)


def write(folder: Path, text: str) -> None:
    (folder / PHASE_FILE).write_text(text, encoding="utf-8")


def test_without_a_file_there_are_no_phases(tmp_path: Path) -> None:
    assert load_phases(tmp_path) == ()


def test_what_is_written_is_read_again_and_reads_well(tmp_path: Path) -> None:
    assert change_phases(tmp_path, lambda _: MARKS) == MARKS == load_phases(tmp_path)
    lines = (tmp_path / PHASE_FILE).read_text(encoding="utf-8").splitlines()
    assert lines[:4] == [
        "format: 1",
        "phases:",
        '  - {phase: play, onset_s: 2.000, offset_s: 122.040, coder: ana, time: "2026-11-24T09:12:00.000Z"}',
        "  - {phase: still, onset_s: 122.040, offset_s: 190.000, early_end: infant_distress, coder: ben, "
        'time: "2026-11-24T10:00:00.000Z"}',
    ]
    assert lines[4].startswith("  - {phase: reunion, took_place: false")
    assert [path.name for path in tmp_path.iterdir()] == [PHASE_FILE]


def test_phases_that_stay_as_they_are_are_not_written(tmp_path: Path) -> None:
    change_phases(tmp_path, lambda _: MARKS)
    before = (tmp_path / PHASE_FILE).stat().st_mtime_ns
    change_phases(tmp_path, lambda marks: marks)
    assert (tmp_path / PHASE_FILE).stat().st_mtime_ns == before
    assert change_phases(tmp_path, lambda _: ()) == () == load_phases(tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format: 1\nphases:\n  - {phase: play, onset_s: -1}", "phases.yaml:3: “onset_s” is before the video begins."),
        ("format: 1\nphases:\n  - {phase: play}\n", "phases.yaml:3: “onset_s” is missing."),
        (
            "format: 1\nphases:\n  - {phase: play, onset_s: 4, offset_s: 4}",
            "phases.yaml:3: play ends before it begins.",
        ),
        ("format: 1\nphases:\n  - {phase: play, onset_s: 1, by: ana}\n", "phases.yaml:3: unknown key “by”."),
        ("format: 2\nphases: []\n", "phases.yaml:1: format 2 is newer than this program."),
        ("format: 1\nphase: []\n", "phases.yaml:2: unknown key “phase”."),
    ],
)
def test_a_wrong_file_is_told_with_its_line_and_left_alone(tmp_path: Path, text: str, message: str) -> None:
    write(tmp_path, text)
    with pytest.raises(CoderError) as refused:
        change_phases(tmp_path, lambda _: MARKS)
    assert refused.value.message == message
    assert refused.value.hint
    assert (tmp_path / PHASE_FILE).read_text(encoding="utf-8") == text
    assert [path.name for path in tmp_path.iterdir()] == [PHASE_FILE]


def test_a_person_may_write_the_phases_by_hand(tmp_path: Path) -> None:
    write(tmp_path, "# from the stopwatch\nformat: 1\nphases:\n  - {phase: play, onset_s: 2, offset_s: 122.04}\n")
    assert load_phases(tmp_path) == (PhaseMark("play", 2_000, 122_040),)


def test_many_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    def add(number: int) -> None:
        mark = PhaseMark(f"phase_{number}", number * 1_000, number * 1_000 + 500)
        change_phases(tmp_path, lambda marks: (*marks, mark))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {mark.phase for mark in load_phases(tmp_path)} == {f"phase_{number}" for number in range(8)}


def test_a_turn_that_somebody_holds_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phase_file, "_TURN_S", 0.1)
    lock = tmp_path / f"{PHASE_FILE}.lock"
    lock.touch()
    with pytest.raises(CoderError, match=r"phases\.yaml is being written by somebody else"):
        change_phases(tmp_path, lambda _: MARKS)
    assert lock.exists()


def test_a_turn_that_a_killed_program_left_is_taken_away(tmp_path: Path) -> None:
    lock = tmp_path / f"{PHASE_FILE}.lock"
    lock.touch()
    os.utime(lock, (time.time() - 60, time.time() - 60))
    assert change_phases(tmp_path, lambda _: MARKS) == MARKS
    assert not lock.exists()


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match=r"phases\.yaml is not there"):
        change_phases(tmp_path / "gone", lambda _: MARKS)


def test_marks_are_packed_and_unpacked() -> None:
    assert unpack_marks(pack_marks(MARKS)) == MARKS
    assert unpack_marks(pack_marks(())) == ()


@pytest.mark.parametrize("text", ["", "nonsense", "[1]", '[["play"]]', '[["play", "1", 2, "", "", ""]]', "[null]"])
def test_what_was_not_packed_says_nothing(text: str) -> None:
    assert unpack_marks(text) is None
