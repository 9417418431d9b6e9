"""``coder export``: what is asked for on the command line is what is written."""

import csv
import json
from pathlib import Path

import pytest

from tests.moving import create_study, write_goal
from tests.unit.cli.shell import coder


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def options_of(folder: Path) -> dict[str, object]:
    said = json.loads((folder / "export_manifest.json").read_text(encoding="utf-8"))
    options: dict[str, object] = said["options"]
    return options


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "one" / "S", 2, ("ana",))


def test_several_studies_are_told_apart_by_their_names(study: Path, tmp_path: Path) -> None:
    other = create_study(tmp_path / "two" / "T", 2, ("ana",))
    (other / "study.yaml").write_text("format: 1\nstudy: {id: T}\n", encoding="utf-8")
    assert coder("export", other, study, "-o", tmp_path / "out") == 0
    rows = rows_of(tmp_path / "out" / "sessions.csv")
    assert [(row["study"], row["session_id"]) for row in rows] == [
        ("S", "D01"),
        ("S", "D02"),
        ("T", "D01"),
        ("T", "D02"),
    ]


def test_a_session_of_one_study_in_two_places_is_refused(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = create_study(tmp_path / "two" / "S", 1, ("ben",))
    assert coder("export", study, other, "-o", tmp_path / "out") == 3
    told = capsys.readouterr().err
    assert "Two sessions are called D01" in told
    assert "coder merge" in told
    assert not (tmp_path / "out").exists()


def test_options_are_kept_with_the_tables(study: Path, tmp_path: Path) -> None:
    assert coder("export", study, "-o", tmp_path / "out", "--clip", "phase", "--audit", "--step", "0.5") == 0
    options = options_of(tmp_path / "out")
    assert (options["clip"], options["audit"], options["step_s"]) == ("phase", True, 0.5)
    assert {row["part"] for row in rows_of(tmp_path / "out" / "events.csv")} == {"1"}
    assert {row["kind"] for row in rows_of(tmp_path / "out" / "audit.csv")} == {"do"}


def test_how_many_processes_work_is_no_option_of_the_tables(study: Path, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        assert coder("export", study, "-o", tmp_path / jobs, "--jobs", jobs) == 0
    first, second = (
        {path.name: path.read_bytes() for path in sorted((tmp_path / jobs).iterdir())} for jobs in ("1", "2")
    )
    assert first == second


@pytest.mark.parametrize(
    "wrong",
    [("--clip", "day"), ("--step", "0"), ("--step", "0.0005"), ("--step", "nan"), ("--step", "inf"), ("--jobs", "-1")],
)
def test_an_option_that_makes_no_sense_is_refused(study: Path, tmp_path: Path, wrong: tuple[str, str]) -> None:
    assert coder("export", study, "-o", tmp_path / "out", *wrong) == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_else_is_left_alone(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "thesis.docx").write_text("mine", encoding="utf-8")
    assert coder("export", study, "-o", out) == 3
    assert "thesis holds files that no export wrote" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["thesis.docx"]


def test_the_files_written_are_named_for_a_machine(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("export", study, "-o", tmp_path / "out") == 0
    (tmp_path / "out" / "mine.R").write_text("library(dplyr)", encoding="utf-8")
    capsys.readouterr()
    assert coder("export", study, "-o", tmp_path / "out", "--json") == 0
    named = {Path(name).name for name in json.loads(capsys.readouterr().out)}
    assert named == {path.name for path in (tmp_path / "out").iterdir()} - {"mine.R"}


def test_what_a_migration_left_open_is_counted_and_told(study: Path, tmp_path: Path) -> None:
    assert coder("scheme", "migrate", study, "--to", write_goal(tmp_path)) == 0
    assert coder("export", study, "-o", tmp_path / "out") == 0
    assert [row["open_recodes"] for row in rows_of(tmp_path / "out" / "sessions.csv")] == ["1", "1"]
    told = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "| S | D02 | ana |  | 1 |" in told
