"""What the page on writing schemes shows of migrations, done."""

import re
from pathlib import Path

import pytest

from coder.model.event import Event
from coder.store.observation_file import open_observation
from tests.moving import code, create_study, write_goal
from tests.unit.cli.shell import coder

PAGE = (Path(__file__).parents[3] / "schemes" / "README.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## Changing a scheme that has been used")[2].partition("\n## ")[0]
(NEW,) = re.findall(r"```yaml\n(.*?)```", SECTION, re.DOTALL)
(COMMAND,) = re.findall(r"```sh\n(.*?)\n```", SECTION, re.DOTALL)
(SAID,) = re.findall(r"```text\n(.*?)```", SECTION, re.DOTALL)
OLD = """\
format: 1
scheme: {id: my-touch, version: "1.0.0", status: locked, title: Touch and looks}
actors:
  - {id: caregiver, role: caregiver}
  - {id: infant, role: infant}
tiers:
  - id: cg_touch
    actor: caregiver
    kind: state
    codes: [{id: pat, key: p, modifiers: [{id: quality, options: [gentle, practical]}]}]
  - {id: cg_voice, actor: caregiver, kind: point, codes: [{id: call, key: c}]}
  - {id: in_gaze, actor: infant, kind: state, codes: [{id: mother, key: m}, {id: toy_1, key: t}, {id: toy_2, key: y}]}
  - {id: in_bid, actor: infant, kind: state, codes: [{id: bid, key: b}, {id: sneeze, key: z}]}
"""
CODED = (
    Event(1, "cg_touch", "pat", 0, 900, modifiers=(("quality", "gentle"),)),
    Event(2, "cg_touch", "pat", 1_000, 1_400, modifiers=(("quality", "practical"),)),
    Event(3, "cg_voice", "call", 400, point=True),
    Event(4, "in_gaze", "mother", 0, 800),
    Event(5, "in_gaze", "toy_1", 800, 1_200),
    Event(6, "in_gaze", "toy_2", 1_200, 1_600),
    Event(7, "in_gaze", "mother", 1_600, 2_000),
    Event(8, "in_bid", "bid", 500, 700),
    Event(9, "in_bid", "sneeze", 900, 1_000),
)
AFTER = [
    Event(1, "cg_touch", "stroke", 0, 900, modifiers=(("quality", "loving"),)),
    Event(4, "in_gaze", "face", 0, 800),
    Event(3, "cg_signal", "call", 400, point=True),
    Event(8, "in_bid", "bid", 500, point=True),
    Event(5, "in_gaze", "toy", 800, 1_200),
    Event(2, "cg_touch", "stroke", 1_000, 1_400, modifiers=(("quality", "practical"),)),
    Event(6, "in_gaze", "toy", 1_200, 1_600),
    Event(7, "in_gaze", "face", 1_600, 2_000),
]


def test_the_migration_on_the_page_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_study(tmp_path / "study", 1, (), OLD)
    path = code(study / "D01", "ana", OLD, CODED)
    (study / "D01" / "small.yaml").unlink()
    write_goal(tmp_path, NEW).rename(tmp_path / "my-touch.yaml")
    monkeypatch.chdir(tmp_path)
    words = COMMAND.split()
    assert (words[0], words[-1]) == ("coder", "--dry-run")
    assert coder(*words[1:]) == 0
    assert capsys.readouterr().out == SAID
    assert coder(*words[1:-1]) == 0
    with open_observation(path, read_only=True) as file:
        assert list(file.load()) == AFTER
        assert [item.id for item in file.load_queue()] == [4, 8, 7]


def test_every_step_of_the_format_is_on_the_page() -> None:
    steps = re.findall(r"^      - (\w+):", NEW.partition("\nmigrations:")[2], re.MULTILINE)
    rows = re.findall(r"^\| `(\w+)` \|", SECTION, re.MULTILINE)
    assert sorted(steps) == sorted(rows)
    assert len(rows) == 7
