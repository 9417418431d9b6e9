import json
import shutil
from pathlib import Path

import pytest

from tests.moving import FIRST, code, create_study, events
from tests.unit.cli.shell import coder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=1, coders=("ana",))


def test_a_merge_prints_what_became_of_each_observation(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laptop = Path(shutil.copytree(study, study.parent / "laptop"))
    code(laptop / "D01", "ben", FIRST, events())
    table = "D01  ana  laptop  1 entry  the same\nD01  ben  laptop  1 entry  new       → D01/observations/ben.attune\n"
    assert coder("merge", laptop, "--into", study, "--dry-run") == 0
    assert capsys.readouterr().out == table + "This was a dry run: nothing was written.\n"
    assert coder("merge", laptop, "--into", study) == 0
    assert capsys.readouterr().out == table + f"Study: {study}\n"


def test_observations_that_went_different_ways_are_a_finding(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = create_study(study.parent / "other", sessions=1, coders=())
    code(other / "D01", "ana", FIRST, events(3))
    assert coder("merge", other, "--into", study, "--json") == 1
    (row,) = json.loads(capsys.readouterr().out)["observations"]
    assert (row["what"], row["place"]) == ("diverged", "D01/observations/diverged/ana.other.attune")


def test_a_study_is_packed_and_unpacked(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("bundle", "pack", study, "-o", tmp_path / "study.zip") == 0
    assert capsys.readouterr().out.endswith("study.zip: study study, 4 files\n")
    assert coder("bundle", "unpack", tmp_path / "study.zip", "--into", tmp_path / "there") == 0
    assert capsys.readouterr().out.endswith("study study, 4 files, each as it was packed\n")
    assert (tmp_path / "there" / "study" / "study.yaml").is_file()


def test_a_damaged_bundle_is_bad_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.zip").write_bytes(b"no archive")
    assert coder("bundle", "unpack", tmp_path / "x.zip", "--into", tmp_path) == 3
    assert "is no whole bundle" in capsys.readouterr().err


def test_other_programs_files_are_written_with_their_report(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("export", study, "--format", "elan", "-o", tmp_path / "out") == 0
    printed = capsys.readouterr().out
    assert "D01.eaf.losses.txt" in printed
    assert "Changed: what had to become something else" in printed
    assert coder("export", study, "--format", "bids", "-o", tmp_path / "out", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["files"][0].endswith("_events.tsv")
