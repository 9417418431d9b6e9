"""Sessions are shared with a Dask cluster: the same bytes come out, though a worker is lost in the middle."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from coder.app.cluster_jobs import cluster, do_remotely
from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.errors import CoderError
from tests.moving import create_study

pytest.importorskip("distributed")
pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
_ROOT = Path(__file__).parents[3]
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass
class Started:
    """A scheduler on this computer, and its workers."""

    address: str
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    folder = tmp_path_factory.mktemp("dask")
    said = folder / "scheduler.json"
    scheduler = _run(folder, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", said=said)
    found = Started("")
    try:
        for _ in range(2):
            worker = _run(folder, "worker", "--no-nanny", "--no-dashboard", "--nthreads", "1", said=said)
            found.workers.append(worker)
        found.address = _wait_for_two(said)
        yield found
    finally:
        for process in (*found.workers, scheduler):
            process.kill()
            process.wait(timeout=20)


def _run(folder: Path, what: str, *options: str, said: Path) -> "subprocess.Popen[bytes]":
    words = [sys.executable, "-m", "distributed.cli.dask_" + what, *options, "--scheduler-file", str(said)]
    environment = os.environ | {"PYTHONPATH": str(_ROOT), "DASK_TEMPORARY_DIRECTORY": str(folder)}
    with (folder / f"{what}.txt").open("ab") as log:
        return subprocess.Popen(words, cwd=folder, env=environment, stdout=log, stderr=log)


def _wait_for_two(said: Path) -> str:
    import json

    end = time.monotonic() + 60
    while not said.exists() or not said.read_text("utf-8").endswith("}"):
        assert time.monotonic() < end, "the scheduler did not start"
        time.sleep(0.05)
    address = str(json.loads(said.read_text("utf-8"))["address"])
    with cluster(address) as pool:
        while pool.ahead < 2 * 3:
            assert time.monotonic() < end, "the workers did not start"
            time.sleep(0.05)
    return address


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=30, count=40)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_export_has_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    started: Started, study: Path, tmp_path: Path
) -> None:
    wish = ExportWish((study,), tmp_path / "here")
    export(wish)
    told: list[float] = []

    def kill_one(share: float) -> None:
        told.append(share)
        if 0.2 < share < 0.6 and started.workers[0].poll() is None:
            os.kill(started.workers[0].pid, _KILL)
            started.workers[0].wait(timeout=20)

    export(replace(wish, folder=tmp_path / "there", scheduler=started.address), progress=kill_one)
    assert started.workers[0].poll() is not None
    assert told[-1] == 1
    assert _bytes(tmp_path / "there") == _bytes(tmp_path / "here")


def test_a_file_that_a_worker_does_not_see_is_named(tmp_path: Path) -> None:
    from coder import __version__

    gone = tmp_path / "ana.attune"
    with pytest.raises(CoderError, match=r"cannot read .*ana\.attune.* Every worker must see the same folders"):
        do_remotely(len, ((),), (gone,), __version__)


def test_a_worker_with_another_version_is_refused() -> None:
    with pytest.raises(CoderError, match="has not this version of Attune"):
        do_remotely(len, ((),), (), "0.0.1")


def test_where_no_scheduler_answers_a_sentence_says_so(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.app.cluster_jobs.ANSWER_S", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense://nowhere"):
        with pytest.raises(CoderError, match="No scheduler answers at") as refused:
            export(ExportWish((study,), tmp_path / "out", scheduler=address))
        assert "dask scheduler" in refused.value.hint
    assert not (tmp_path / "out").exists()
