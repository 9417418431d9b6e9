"""Work is shared session by session: in order, a little ahead, given up at once, and gone on with where it was."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.app.kept_results import Kept, hash_files, keeping, key_of
from coder.app.session_jobs import Awaited, Here, Job, in_order
from coder.errors import CoderError
from coder.media.stopping import Stopped


def double(value: int) -> int:
    if value < 0:
        raise TimeoutError("a drive")
    return 2 * value


class _Pool(Here):
    """Does the work here, three jobs ahead, and remembers what it was given."""

    ahead = 3

    def __init__(self) -> None:
        self.begun: list[object] = []

    def submit(self, job: Job) -> Awaited:
        self.begun.append(job.args[0])
        return super().submit(job)


def jobs(*values: int) -> Iterator[Job]:
    return (Job(double, (value,), key=key_of("double", value)) for value in values)


def test_results_come_in_order_and_few_jobs_are_begun_ahead() -> None:
    pool = _Pool()
    found = in_order(pool, jobs(*range(10)))
    assert next(found) == 0
    assert pool.begun == [0, 1, 2]
    assert list(found) == [2 * value for value in range(1, 10)]


def test_what_is_given_up_ends_at_once() -> None:
    given_up = iter([False, True])
    with pytest.raises(Stopped):
        list(in_order(Here(), jobs(1, 2), lambda: next(given_up)))


def test_a_time_out_of_the_work_itself_is_told() -> None:
    with pytest.raises(CoderError, match=r"does not answer \(a drive\)"):
        list(in_order(Here(), jobs(-1)))


def _interrupted(kept: Kept, after: int, values: range) -> None:
    found = in_order(Here(), jobs(*values), kept=kept)
    for _ in range(after):
        next(found)


def test_a_run_that_was_interrupted_goes_on_where_it_was(tmp_path: Path) -> None:
    _interrupted(Kept(tmp_path), 4, range(10))
    pool = _Pool()
    assert list(in_order(pool, jobs(*range(10)), kept=Kept(tmp_path))) == [2 * value for value in range(10)]
    assert pool.begun == [4, 5, 6, 7, 8, 9]


def test_what_is_kept_of_other_options_is_not_found(tmp_path: Path) -> None:
    _interrupted(Kept(tmp_path), 4, range(10))
    pool = _Pool()
    others = [Job(double, (value,), key=key_of("double", "option", value)) for value in range(4)]
    assert list(in_order(pool, others, kept=Kept(tmp_path))) == [0, 2, 4, 6]
    assert pool.begun == [0, 1, 2, 3]


def test_a_result_that_was_cut_short_is_computed_again(tmp_path: Path) -> None:
    _interrupted(Kept(tmp_path), 2, range(3))
    for path in tmp_path.iterdir():
        path.write_bytes(path.read_bytes()[:3])
    assert list(in_order(Here(), jobs(0, 1, 2), kept=Kept(tmp_path))) == [0, 2, 4]


def _give_up_in_the_middle() -> None:
    with keeping() as kept:
        _interrupted(kept, 2, range(5))
        raise KeyboardInterrupt


def test_a_run_that_ends_well_leaves_nothing_and_one_that_does_not_leaves_what_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path))
    folder = tmp_path / "unfinished"
    with pytest.raises(KeyboardInterrupt):
        _give_up_in_the_middle()
    assert len(list(folder.iterdir())) == 2
    with keeping() as kept:
        assert list(in_order(Here(), jobs(0, 1, 2), kept=kept)) == [0, 2, 4]
    assert list(folder.iterdir()) == []


def test_what_no_run_came_back_for_in_a_week_is_taken_away(tmp_path: Path) -> None:
    import os

    (tmp_path / "old").touch()
    (tmp_path / "new").touch()
    os.utime(tmp_path / "old", (time.time() - 8 * 24 * 3600,) * 2)
    Kept(tmp_path).forget()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_folder_that_cannot_be_written_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert list(in_order(Here(), jobs(1, 2), kept=Kept(tmp_path / "file"))) == [2, 4]


def test_a_changed_file_has_another_hash_and_one_that_is_gone_has_none(tmp_path: Path) -> None:
    path = tmp_path / "ana.attune"
    path.write_bytes(b"1")
    before = hash_files([path])
    path.write_bytes(b"2")
    assert hash_files([path]) != before
    path.unlink()
    assert hash_files([path]) == hash_files([])
