"""Sessions are shared with a Dask cluster: the same bytes come out, though a worker is lost in the middle."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from coder.app.cluster_jobs import cluster, do_remotely
from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.app.regulation import regulate
from coder.app.regulation_wish import RegulationWish
from coder.errors import CoderError
from tests.moving import create_study

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
_ROOT = Path(__file__).parents[3]


@dataclass
class Started:
    """A scheduler on this computer, and its workers."""

    folder: Path
    processes: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    workers: list["subprocess.Popen[bytes]"] = field(default_factory=list)

    @property
    def said(self) -> Path:
        return self.folder / "scheduler.json"

    @property
    def address(self) -> str:
        return str(json.loads(self.said.read_text("utf-8"))["address"])

    def run(self, what: str, *options: str) -> "subprocess.Popen[bytes]":
        words = [sys.executable, "-m", f"distributed.cli.dask_{what}", *options, "--scheduler-file", str(self.said)]
        environment = os.environ | {"PYTHONPATH": str(_ROOT), "DASK_TEMPORARY_DIRECTORY": str(self.folder)}
        with (self.folder / f"{what}.txt").open("ab") as log:
            process = subprocess.Popen(words, cwd=self.folder, env=environment, stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def have_two_workers(self) -> None:
        """Start workers until there are two, and wait for them."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < 2:
            self.workers.append(self.run("worker", "--no-nanny", "--no-dashboard", "--nthreads", "1"))
        with cluster(self.address) as pool:
            wait_until(lambda: pool.ahead == 6)

    def kill_one(self) -> None:
        """Take one of two workers away in the middle of its work."""
        if len(self.workers) == 2:
            lost = self.workers.pop()
            lost.kill()
            lost.wait(timeout=20)


def wait_until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not there():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    found = Started(tmp_path_factory.mktemp("dask"))
    try:
        found.run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        wait_until(lambda: found.said.exists() and found.said.read_text("utf-8").endswith("}"))
        yield found
    finally:
        for process in reversed(found.processes):
            process.kill()
            process.wait(timeout=20)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=30, count=40)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_export_has_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    started: Started, study: Path, tmp_path: Path
) -> None:
    started.have_two_workers()
    wish = ExportWish((study,), tmp_path / "here")
    export(wish)
    told: list[float] = []

    def watch(share: float) -> None:
        told.append(share)
        if 0.2 < share < 0.6:
            started.kill_one()

    export(replace(wish, folder=tmp_path / "there", scheduler=started.address), progress=watch)
    assert len(started.workers) == 1
    assert told[-1] == 1
    assert _bytes(tmp_path / "there") == _bytes(tmp_path / "here")
    assert list((tmp_path / "cache" / "unfinished").iterdir()) == []


def test_regulation_has_the_same_bytes_though_a_worker_is_killed_in_the_middle(
    started: Started, study: Path, tmp_path: Path
) -> None:
    started.have_two_workers()
    wish = RegulationWish(study, "infant.fuss", "caregiver.pat", tmp_path / "here", coder="ana", permutations=50)
    regulate(wish)
    regulate(
        replace(wish, out=tmp_path / "there", scheduler=started.address),
        lambda share: started.kill_one() if share > 0.2 else None,
    )
    assert len(started.workers) == 1
    assert _bytes(tmp_path / "there") == _bytes(tmp_path / "here")


def test_a_log_from_elsewhere_is_shared_as_well(started: Started, tmp_path: Path) -> None:
    started.have_two_workers()
    log = tmp_path / "events.csv"
    rows = [f"S{number},ana,infant,voice,fuss,point,{at}.{number}," for number in range(9) for at in range(5, 60, 9)]
    rows += [f"S{number},ana,caregiver,touch,pat,state,{at},{at + 2}" for number in range(9) for at in range(6, 60, 9)]
    log.write_text("session_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n" + "\n".join(rows) + "\n", "utf-8")
    wish = RegulationWish(log, "infant.fuss", "caregiver.pat", tmp_path / "here", permutations=50)
    regulate(wish)
    regulate(replace(wish, out=tmp_path / "there", scheduler=started.address))
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
