from pathlib import Path

import pytest

from tests.training import create_training, try_session
from tests.unit.cli.shell import coder


def test_the_last_figures_of_each_coder_are_printed_and_the_tables_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 0)
    assert coder("drift", study, "-o", tmp_path / "out") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ana, against gold, last 1 session, to ")
    assert lines[0].endswith("gaze: kappa in time 1.00, of events 1.00")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["analysis_settings.json", "drift.csv", "intra_coder.csv", "retests.csv"]


def test_nothing_to_follow_is_a_data_error_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_training(tmp_path / "study", "", ("D01",))
    assert coder("drift", study, "-o", tmp_path / "out") == 3
    assert "Nothing here can be compared over time." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
