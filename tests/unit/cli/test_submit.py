import json
from pathlib import Path

import pytest

from coder.app.plan import draw_plan, load_plan
from coder.model.plan import Role
from tests.moving import create_study
from tests.unit.cli.shell import coder


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=1, coders=("ana",), count=2) / "D01"


def test_submitting_says_what_was_sealed(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("submit", session, "--coder", "ana", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["events"], told["entry"], len(told["hash"])) == (2, 2, 64)
    assert coder("submit", session, "--coder", "ana") == 3
    assert "was submitted already" in capsys.readouterr().err


def test_reopening_needs_a_reason(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("submit", session, "--coder", "ana") == 0
    assert "Submitted: 2 events, hash " in capsys.readouterr().out
    assert coder("reopen", session, "--coder", "ana") == 2
    assert coder("reopen", session, "--coder", "ana", "--reason", " ") == 3
    assert coder("reopen", session, "--coder", "ana", "--reason", "one more look", "--by", "lena") == 0
    assert coder("audit", "show", session) == 0
    assert "lena  Reopened: one more look" in capsys.readouterr().out


def test_what_may_be_unfinished_is_said_and_stands_in_no_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=())
    plan = "plan: {coders: [ana, ben], share: 1.0, of: segments, segment_s: 30, seed: 1}\n"
    (study / "study.yaml").write_text(f"format: 1\nstudy: {{id: S}}\n{plan}", encoding="utf-8")
    draw_plan(study)
    check = next(one for one in load_plan(study)[1].assignments if one.role is Role.CHECK)
    inside = check.blocks[0][0] / 1000 + 1
    keys = tmp_path / "keys.csv"
    keys.write_text(f"{inside},w\n", encoding="utf-8")
    assert coder("code", study / "D01", "--coder", check.coder, "--keys", keys) == 0
    capsys.readouterr()
    assert coder("submit", study / "D01", "--coder", check.coder) == 0
    told = capsys.readouterr()
    assert "2 of 3 segments without an event: " in told.err
    assert "Submitted: one event" in told.out
