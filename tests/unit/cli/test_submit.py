import json
from pathlib import Path

import pytest

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
