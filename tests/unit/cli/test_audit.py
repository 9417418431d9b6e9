import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.moving import create_study
from tests.unit.cli.shell import coder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=1, coders=("ana",), count=2)


def test_every_change_is_printed(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("audit", "show", study) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "D01 ana"
    assert lines[1].endswith("ana  Code: added event 1, gaze.mother 0:00.000–0:00.400")


def test_the_log_is_printed_as_csv_and_json(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("audit", "show", study, "--csv") == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("session_id,coder_id,pass,seq,time,who")
    assert coder("audit", "show", study, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["steps"][0]["after"]["code"] == "mother"


def test_a_whole_log_is_verified(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("audit", "verify", study) == 0
    assert "D01 ana: whole, one entry" in capsys.readouterr().out


def test_a_log_that_was_altered_is_found_and_told_by_the_exit_code(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(study / "D01" / "observations" / "ana.attune", isolation_level=None)) as raw:
        raw.execute("DELETE FROM events WHERE id = 1")
    assert coder("audit", "verify", study) == 1
    assert "NOT whole" in capsys.readouterr().out
    assert coder("audit", "verify", study, "--json") == 1
    assert json.loads(capsys.readouterr().out)[0]["whole"] is False
