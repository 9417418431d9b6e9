import subprocess
import sys

import pytest

from tests import check
from tests.architecture.sources import ROOT

APART = {"benchmarks"}
"""Run by `python -m tests.benchmarks`, apart from what has to hold."""


def test_every_folder_of_tests_is_run() -> None:
    run = {
        argument for step in check.build_test_steps() for argument in step.arguments if argument.startswith("tests/")
    }
    there = {f"tests/{path.name}" for path in (ROOT / "tests").iterdir() if any(path.rglob("test_*.py"))}
    assert there - {f"tests/{name}" for name in APART} == run


def test_every_step_runs_the_python_that_runs_the_check() -> None:
    assert check.run(check.Step("say", ("-c", "print('said')")), quiet=True) == (True, "said\n")
    assert not check.run(check.Step("fail", ("-c", "raise SystemExit(1)")), quiet=True)[0]


def test_a_step_whose_program_is_missing_is_left_out_and_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    step = check.Step("read it", ("-c", "raise SystemExit(1)"), program="no-such-program")
    assert list(check.run_in_order([step])) == []
    assert "read it: LEFT OUT, for no-such-program is not on the PATH" in capsys.readouterr().out


def test_qt_cannot_be_imported_once_the_plugin_is_loaded() -> None:
    code = "import tests.without_qt\nimport coder.app.desk\nimport PySide6.QtCore"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert done.returncode == 1
    assert "PySide6 is unimportable in this run" in done.stderr


def test_the_plugin_is_refused_when_qt_is_there_already() -> None:
    code = "import sys\nsys.modules['PySide6.QtCore'] = sys\nimport tests.without_qt"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert "PySide6 was imported before it could be refused" in done.stderr
