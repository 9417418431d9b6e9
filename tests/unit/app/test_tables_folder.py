"""The tables of an analysis are those of one run, and nobody's files are lost for them."""

import json
from pathlib import Path

import pytest

from coder.app.tables_folder import SETTINGS, fresh_tables
from coder.errors import CoderError
from coder.store.atomic import replace_file

WHAT = "agreement of coders"


def run(folder: Path, what: str = WHAT, **files: str) -> None:
    """Write the tables of a run."""
    with fresh_tables(folder, what) as fresh:
        for name, text in files.items():
            (fresh / f"{name}.csv").write_text(text, encoding="utf-8")
        said = {"what": what, "files": [SETTINGS, *(f"{name}.csv" for name in files)]}
        (fresh / SETTINGS).write_text(json.dumps(said), encoding="utf-8")


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in folder.glob("*.*") if path.name != SETTINGS}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_later_run_leaves_no_table_of_an_earlier_one(tmp_path: Path) -> None:
    run(tmp_path / "a" / "out", summary="1", ratings="1")
    run(tmp_path / "a" / "out", summary="2")
    assert texts(tmp_path / "a" / "out") == {"summary.csv": "2"}
    assert names(tmp_path / "a") == ["out"]


def test_other_files_stay_where_they_are_and_tables_of_an_earlier_run_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "session").mkdir(parents=True)
    (out / "session" / "ana.attune").write_text("mine", encoding="utf-8")
    (out / "events.csv").write_text("mine", encoding="utf-8")
    run(out, summary="1", ratings="1")
    run(out, summary="2")
    assert texts(out) == {"events.csv": "mine", "summary.csv": "2"}
    assert names(out) == [SETTINGS, "events.csv", "session", "summary.csv"]
    assert names(tmp_path) == ["out"]


def test_the_folder_one_stands_in_stays_that_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(Path(), summary="1")
    run(Path(), summary="2")
    assert texts(Path.cwd()) == {"summary.csv": "2"}


@pytest.mark.parametrize("name", ["summary.csv", SETTINGS])
def test_another_file_with_the_name_of_a_table_is_not_written_over(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match=r"was not written by agreement of coders\. Name another folder"):
        run(tmp_path, summary="1")
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_tables_of_another_analysis_are_not_mixed_with(tmp_path: Path) -> None:
    run(tmp_path / "out", "regulation", contingency="1")
    with pytest.raises(CoderError, match=r"analysis_settings\.json in out was not written by agreement"):
        run(tmp_path / "out", summary="1")
    assert texts(tmp_path / "out") == {"contingency.csv": "1"}


def test_what_a_run_left_that_was_killed_before_its_settings_is_taken_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "summary.csv").write_text("session_id,kappa\nS1,1\n", encoding="utf-8")
    run(tmp_path, summary="session_id,kappa\nS2,0\n")
    assert texts(tmp_path)["summary.csv"].endswith("S2,0\n")


def fail_in_the_middle(folder: Path, error: BaseException) -> None:
    with fresh_tables(folder, WHAT) as fresh:
        (fresh / "summary.csv").write_text("half", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [ValueError("no"), KeyboardInterrupt()])
def test_a_run_that_fails_or_is_given_up_leaves_the_earlier_one(tmp_path: Path, error: BaseException) -> None:
    run(tmp_path / "out", summary="1")
    with pytest.raises(type(error)):
        fail_in_the_middle(tmp_path / "out", error)
    assert texts(tmp_path / "out") == {"summary.csv": "1"}
    assert names(tmp_path) == ["out"]


def test_a_folder_that_is_in_use_keeps_the_earlier_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path / "out", summary="1")

    def refuse(fresh: Path, path: Path) -> None:
        if fresh.suffix == ".new":
            raise PermissionError(13, "in use")
        replace_file(fresh, path)

    monkeypatch.setattr("coder.app.tables_folder.replace_file", refuse)
    with pytest.raises(CoderError):
        run(tmp_path / "out", summary="2")
    assert texts(tmp_path / "out") == {"summary.csv": "1"}
    assert names(tmp_path) == ["out"]


def test_a_file_and_a_whole_disk_are_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    for folder in (tmp_path / "out", tmp_path / "out" / "tables"):
        with pytest.raises(CoderError, match="out is a file"):
            run(folder, summary="1")
    with pytest.raises(CoderError, match="is a whole disk"):
        run(Path(tmp_path.anchor), summary="1")
