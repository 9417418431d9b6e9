"""An export that was interrupted goes on where it was, and never with what was done for another."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.app import export_workers
from coder.app.export import export
from coder.app.export_session import SessionReader, SessionTexts
from coder.app.export_survey import SessionFiles
from coder.app.export_wish import ExportWish
from coder.app.session_jobs import Here
from coder.model.change import Change
from coder.model.event import Event
from coder.store.observation_file import open_observation
from tests.moving import create_study


class _Processes(Here):
    """Work in this process, as if it were others, so that a test sees it."""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from contextlib import nullcontext

    monkeypatch.setattr(export_workers, "SMALL_BYTES", 0)
    monkeypatch.setattr(export_workers, "local_processes", lambda jobs: nullcontext(_Processes()))
    return create_study(tmp_path / "study", sessions=4)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Remember which sessions are written; the third is interrupted the first time."""
    done: list[str] = []
    plain = SessionReader.write

    def write(self: SessionReader, found: SessionFiles) -> SessionTexts:
        done.append(found.session.id)
        if done == ["D01", "D02", "D03"]:
            raise KeyboardInterrupt
        return plain(self, found)

    monkeypatch.setattr(SessionReader, "write", write)
    return done


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _interrupted(wish: ExportWish) -> None:
    with pytest.raises(KeyboardInterrupt):
        export(wish)
    assert not wish.folder.exists()


def test_an_export_that_was_interrupted_goes_on_where_it_was(study: Path, tmp_path: Path, written: list[str]) -> None:
    wish = ExportWish((study,), tmp_path / "out", jobs=2)
    _interrupted(wish)
    export(wish)
    assert written == ["D01", "D02", "D03", "D03", "D04"]
    export(replace(wish, folder=tmp_path / "again"))
    assert len(written) == 9
    assert _bytes(tmp_path / "again") == _bytes(tmp_path / "out")
    assert list((tmp_path / "cache" / "unfinished").iterdir()) == []


def test_other_options_begin_anew(study: Path, tmp_path: Path, written: list[str]) -> None:
    wish = ExportWish((study,), tmp_path / "out", jobs=2)
    _interrupted(wish)
    export(replace(wish, step_ms=500))
    assert written[3:] == ["D01", "D02", "D03", "D04"]


def test_a_session_that_was_coded_on_meanwhile_is_done_anew(study: Path, tmp_path: Path, written: list[str]) -> None:
    wish = ExportWish((study,), tmp_path / "out", jobs=2)
    _interrupted(wish)
    with open_observation(study / "D01" / "observations" / "ana.attune") as file:
        file.commit(Change("Code", added=(Event(99, "gaze", "toy", 60_000, 61_000),)), coder="ana")
    export(wish)
    assert written[3:] == ["D01", "D03", "D04"]
    assert "60.000,61.000" in (tmp_path / "out" / "events.csv").read_text("utf-8")
