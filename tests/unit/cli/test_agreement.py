import json
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder

EVENTS = """session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s
S1,D1,ana,infant,gaze,mother,state,0.0,4.0
S1,D1,ana,infant,gaze,toy,state,4.0,8.0
S1,D1,ben,infant,gaze,mother,state,0.0,5.0
S1,D1,ben,infant,gaze,toy,state,5.0,8.0
"""


@pytest.fixture
def events(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, encoding="utf-8")
    return path


def test_two_coders_are_compared_and_the_tables_written(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = events.parent / "out"
    options = ("--unit", "0.5", "--tolerance", "0.4", "--pair", "ben", "ana", "--exclusive", "gaze")
    assert coder("agreement", events, *options, "-o", out) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("S1 ben-ana gaze: kappa in time 0.75")
    assert "S1,ben-ana,gaze,,time_unit,0.500,,,16,0.875," in (out / "reliability_summary.csv").read_text("utf-8")


def test_figures_are_printed_as_json(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("agreement", events, "-o", events.parent / "out", "--json") == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [figure["kappa"] for figure in figures if figure["method"] == "overlap"] == [1.0]


def test_what_cannot_be_read_is_a_sentence_and_a_data_error(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codable = events.with_name("codable.csv")
    codable.write_text("session_id,tier\n", encoding="utf-8")
    assert coder("agreement", events, "--codable", codable, "-o", events.parent / "out") == 3
    assert capsys.readouterr().err.startswith("coder: codable.csv has no column kind.")
    assert not (events.parent / "out").exists()
    assert coder("agreement", events, "--unit", "inf", "-o", events.parent / "out") == 3
