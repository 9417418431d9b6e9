import sqlite3
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from coder.app import doctor
from coder.app.doctor import Finding, examine


def found(name: str) -> Finding:
    """Return the finding of a name."""
    return next(finding for finding in examine() if finding.name == name)


def test_where_all_is_well_there_is_no_problem() -> None:
    assert [finding for finding in examine() if finding.problem] == []


def test_everything_the_program_stands_on_is_looked_at() -> None:
    names = {finding.name for finding in examine()}
    assert {"Attune", "Python", "FFmpeg", "codecs", "SQLite", "settings", "cache", *doctor.LIBRARIES} <= names


def test_a_library_that_is_missing_is_named_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        if name == "pandas":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(doctor, "version", version)
    assert found("pandas").problem == "pandas is not installed."
    assert found("pandas").mend == 'Run: python -m pip install "pandas"'


@pytest.mark.parametrize(("python", "harmed"), [((3, 11, 7), True), ((3, 12, 1), False)])
def test_the_qt_that_aborts_is_found_where_it_does(
    python: tuple[int, int, int], harmed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "version", lambda _: "6.12.0")
    monkeypatch.setattr("sys.version_info", python)
    assert bool(found("PySide6-Essentials").problem) == harmed


def test_a_codec_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "DECODERS", ("h264", "no_such_codec"))
    assert found("codecs").problem == "These cannot be decoded: no_such_codec."


def test_an_sqlite_that_is_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 8, 0))
    assert "too old" in found("SQLite").problem


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path / "file" / "below"))
    assert found("settings").problem.startswith("Nothing can be written there:")
    assert found("cache").problem == ""
