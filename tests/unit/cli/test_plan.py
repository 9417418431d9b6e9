import json
from pathlib import Path

import pytest

from tests.unit.app.test_plan import planned
from tests.unit.cli.shell import coder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return planned(tmp_path / "study")


def test_drawing_is_tried_first_and_then_done(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("plan", "draw", study, "--dry-run") == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert coder("plan", "draw", study, "--json") == 0
    drawn = json.loads(capsys.readouterr().out)
    assert (drawn["seed"], drawn["written"], len(drawn["new"])) == (3, True, 6)
    assert coder("plan", "draw", study) == 0
    assert "4 sessions, 2 of them coded twice, seed 3." in capsys.readouterr().out


def test_a_queue_tells_no_coder_what_is_a_check(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coder("plan", "draw", study)
    capsys.readouterr()
    assert coder("plan", "queue", study, "--coder", "ana") == 0
    told = capsys.readouterr().out
    assert told.startswith("→ A")
    assert "D0" not in told
    assert "check" not in told
    assert coder("plan", "queue", study, "--coder", "ana", "--json") == 0
    assert {one["stage"] for one in json.loads(capsys.readouterr().out)} == {"not begun"}
    assert coder("plan", "queue", study, "--coder", "eve") == 0
    assert "Nothing is assigned to eve." in capsys.readouterr().out


def test_who_plans_sees_every_assignment_and_how_far_it_is(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("plan", "show", study) == 0
    assert "Nothing is drawn yet" in capsys.readouterr().out
    coder("plan", "draw", study)
    capsys.readouterr()
    assert coder("plan", "show", study) == 0
    told = capsys.readouterr().out
    assert ("check" in told, "primary" in told, "D01" in told) == (True, True, True)
    assert coder("plan", "show", study, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 6
    assert coder("plan", "status", study) == 0
    assert "ana: 0 of 3 submitted, 0 begun" in capsys.readouterr().out
    assert coder("plan", "status", study, "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["assigned"] == 3
