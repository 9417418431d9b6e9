import json
from pathlib import Path

import pytest

from coder.store.observation_file import open_observation
from tests.moving import FIRST, SECOND, THIRD, create_study, write_goal
from tests.unit.cli.shell import coder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=2, coders=("ana",))


def version(study: Path) -> str:
    with open_observation(study / "D01" / "observations" / "ana.attune", read_only=True) as file:
        return file.scheme.version


DRY = """\
small 1.0.0 → 2.0.0: 10 events in 2 observations.
  1.0.0 → 1.1.0  rename touch.pat → touch.stroke           2 events in 2 observations
  1.1.0 → 2.0.0  split gaze.mother → gaze.face, gaze.body  2 events in 2 observations, 2 to look at again
  1.1.0 → 2.0.0  retire signal.fuss                        2 events in 2 observations
Scheme file D01/small.yaml: 1.0.0 → 2.0.0.
Scheme file D02/small.yaml: 1.0.0 → 2.0.0.
"""


def test_a_dry_run_prints_the_table_and_writes_nothing(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("scheme", "migrate", study, "--to", write_goal(study.parent), "--dry-run") == 0
    assert capsys.readouterr().out == DRY + "This was a dry run: nothing was written.\n"
    assert version(study) == "1.0.0"


def test_a_study_is_migrated_and_it_is_said_what_is_left_to_do(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = write_goal(study.parent)
    assert coder("scheme", "migrate", study, "--to", goal) == 0
    assert capsys.readouterr().out == DRY + (
        "2 observations migrated; the originals are kept beside them.\n"
        "2 events to look at again: open each observation and press Ctrl+Shift+L.\n"
    )
    assert version(study) == "2.0.0"
    assert coder("scheme", "migrate", study, "--to", goal) == 0
    assert capsys.readouterr().out == (
        "small 2.0.0: there is nothing to migrate.\n2 observations under 2.0.0 already.\n"
    )


def test_a_scheme_file_that_lies_elsewhere_is_told_to_stay(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "schemes").mkdir()
    (study / "D01" / "small.yaml").rename(study / "schemes" / "small.yaml")
    goal = write_goal(study.parent)
    assert coder("scheme", "migrate", study / "D01", "--to", goal) == 0
    assert (
        "New observations still begin with small.yaml 1.0.0, which is not in this folder.\n"
        "  To begin with the newer one, name it under `scheme` in session.yaml.\n"
    ) in capsys.readouterr().out
    assert coder("scheme", "migrate", study / "D01", "--to", goal, "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out)["left_outside"] == [str((study / "schemes" / "small.yaml").resolve())]


def test_json_tells_the_same_for_machines(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("scheme", "migrate", study, "--to", write_goal(study.parent), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["scheme"], told["from"], told["to"], told["events"]) == ("small", ["1.0.0"], "2.0.0", 10)
    assert told["steps"][1] == {
        "from": "1.1.0",
        "to": "2.0.0",
        "step": "split gaze.mother → gaze.face, gaze.body",
        "events": 2,
        "observations": 2,
        "again": 2,
    }
    assert told["migrated"] == told["observations"] == ["D01/ana", "D02/ana"]
    assert len(told["kept"]) == 4
    assert told["refused"] == told["failed"] == told["there"] == []


def test_what_the_new_scheme_does_not_know_is_refused_with_a_finding(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goal = write_goal(study.parent, THIRD.replace("      - retire: {from: signal.fuss}\n", ""))
    for words in ((), ("--dry-run",)):
        assert coder("scheme", "migrate", study, "--to", goal, *words) == 1
        said = capsys.readouterr().out.splitlines()
        assert said[-2:] == [
            "Refused: signal.fuss is not in the new version: 2 events in D01/ana, D02/ana. "
            "Say what becomes of it: rename, merge, move or retire.",
            "Nothing was migrated.",
        ]
    assert coder("scheme", "migrate", study, "--to", goal, "--json") == 1
    assert json.loads(capsys.readouterr().out)["refused"][0]["observations"] == ["D01/ana", "D02/ana"]
    assert version(study) == "1.0.0"


def test_an_open_observation_is_named_and_nothing_is_written(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open_observation(study / "D02" / "observations" / "ana.attune"):
        assert coder("scheme", "migrate", study, "--to", write_goal(study.parent)) == 3
    assert "Nothing was migrated. ana.attune is already open: coder ana" in capsys.readouterr().err
    assert version(study) == "1.0.0"


def test_a_scheme_or_a_study_that_is_not_there_is_said(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("scheme", "migrate", study, "--to", study / "none.yaml") == 3
    assert "There is no scheme" in capsys.readouterr().err
    assert coder("scheme", "migrate", study / "D09", "--to", write_goal(study.parent)) == 3
    assert "There is no folder D09." in capsys.readouterr().err
    assert coder("scheme", "migrate", study, "--to", write_goal(study.parent, FIRST.replace("1.0.0", "0.9.0"))) == 1
    assert "is older than 1.0.0" in capsys.readouterr().out
    assert coder("scheme", "migrate", study, "--to", write_goal(study.parent, SECOND)) == 1
