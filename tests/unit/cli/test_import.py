"""``coder import``: what was made and lost is printed, and a guess can be checked before anything is imported."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    rows = "".join(f"D01;smile;{n},5;{n + 1},0;x{n}\n" for n in range(1, 30))
    path.write_text(f"Session;Behavior;Start (s);Stop (s);Row\n{rows}", encoding="utf-8", newline="\n")
    return path


def test_a_table_is_imported_and_exported(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = tmp_path / "study"
    assert coder("import", "csv", log, "--into", study, "--coder", "ana") == 0
    said = capsys.readouterr().out
    assert "D01: ana, 29 events of 29 rows; media: none, a clock of 30 s" in said
    assert "“Start (s)” is the onset" in said
    assert "The column “Row”." in said
    assert f"Study: {study}" in said
    assert str(Path("D01", "observations", "ana.import.txt")) in said
    assert coder("export", study, "-o", tmp_path / "out") == 0
    text = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert ",smile,state,,,1.500,2.000," in text
    assert text.count(",imported,") == 29


def test_a_guess_is_written_first_and_used_then(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study, mapping = tmp_path / "study", tmp_path / "map.yaml"
    words = ("import", "csv", log, "--into", study, "--mapping", mapping)
    assert coder(*words) == 0
    assert "Nothing was imported yet." in capsys.readouterr().out
    assert not study.exists()
    text = mapping.read_text(encoding="utf-8")
    assert 'decimal: ","' in text
    mapping.write_text(text.replace("time: seconds", "time: frames"), encoding="utf-8")
    assert coder(*words, "--json") == 0
    assert json.loads(capsys.readouterr().out)["sessions"][0]["clock_s"] == 2.0
    kept = study / "D01" / "observations" / "imported.mapping.yaml"
    assert "time: frames" in kept.read_text(encoding="utf-8")


def test_a_table_with_unknown_heads_gets_a_mapping_to_begin_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log, mapping = tmp_path / "log.csv", tmp_path / "map.yaml"
    log.write_text("kdy;co\n1,5;bid\n", encoding="utf-8")
    words = ("import", "csv", log, "--into", tmp_path / "study", "--mapping", mapping)
    assert coder(*words) == 0
    assert "Which column holds the onset could not be known: write it in." in capsys.readouterr().out
    text = mapping.read_text(encoding="utf-8")
    assert coder(*words) == 3
    assert "no column for the onset. Its columns are “kdy”, “co”." in capsys.readouterr().err
    mapping.write_text(text.replace('onset: ""', "onset: kdy\n  code: co"), encoding="utf-8")
    assert coder(*words) == 0
    assert "one event of one row" in capsys.readouterr().out


def test_a_machine_reads_what_would_be_made(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("import", "CSV", log, "--into", tmp_path / "study", "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["dry_run"]
    (session,) = told["sessions"]
    (one,) = session["observations"]
    assert (session["session"], one["events"], one["in_file"], one["left_out"]) == ("D01", 29, 29, 0)
    assert {loss["kind"] for loss in one["losses"]} == {"dropped", "guessed"}
    assert not (tmp_path / "study").exists()


def test_a_dry_run_says_that_nothing_was_written(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("import", "csv", log, "--into", tmp_path / "study", "--dry-run") == 0
    assert "Nothing was written (--dry-run)." in capsys.readouterr().out


def test_what_is_there_is_named_and_nothing_is_imported(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = tmp_path / "study"
    assert coder("import", "csv", log, "--into", study) == 0
    assert coder("import", "csv", log, "--into", study) == 3
    assert "study has a session “D01” already; nothing was imported." in capsys.readouterr().err
    assert coder("import", "csv", log, "--into", study, "--again") == 0
    assert (study / "D01-2").is_dir()


def test_a_format_that_is_none_is_one_sentence(log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("import", "word", log, "--into", tmp_path / "study") == 3
    assert "There is no format 'word'. Choose one of boris, elan" in capsys.readouterr().err


def test_a_study_has_to_be_named(log: Path) -> None:
    assert coder("import", "csv", log) == 2
