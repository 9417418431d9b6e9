import json
from pathlib import Path

import pytest

from tests.training import create_training, try_session
from tests.unit.cli.shell import coder


def test_status_scores_and_feedback_of_one_coder_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 1_000)
    try_session(study, "G01", "ben", 0)
    assert coder("training", study, "--coder", "ana", "-o", tmp_path / "out") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ana: in training"
    assert "  0:00.000–0:01.000  gaze · another edge · you none, gold toy" in lines
    assert not any("ben" in line for line in lines)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "analysis_settings.json",
        "training_feedback.csv",
        "training_scores.csv",
        "training_status.csv",
    ]


def test_all_coders_as_json_without_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 1_000)
    try_session(study, "G02", "ben", 0, sealed=False)
    assert coder("training", study, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["coder_id"] for one in said["coders"]] == ["ana"]
    assert said["not_submitted"] == [{"coder_id": "ben", "pass": "", "session_id": "G02"}]


def test_a_study_without_gold_is_a_data_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    study = create_training(tmp_path / "study", "", ("G01",))
    assert coder("training", study) == 3
    assert "This study has no gold observations." in capsys.readouterr().err
