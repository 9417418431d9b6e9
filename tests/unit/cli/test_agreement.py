import json
from pathlib import Path

import pytest

from tests.moving import FIRST, MIDDLE, code, create_study
from tests.moving import events as coded
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


def _different_versions(folder: Path) -> Path:
    study = create_study(folder / "study", coders=("ana",))
    code(study / "D01", "ben", FIRST, coded())
    code(study / "D02", "ben", MIDDLE, ())
    return study


def test_who_is_left_out_is_said_on_standard_error_and_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = _different_versions(tmp_path)
    assert coder("agreement", study, "-o", tmp_path / "out", "--bootstrap", "0") == 1
    told = capsys.readouterr()
    assert told.err.startswith(
        "coder: Session D02 was coded with small 1.0.0 by ana and with small 1.1.0 by ben. Bring"
    )
    assert told.out.splitlines()[0].startswith("D01 ana-ben gaze: kappa in time")
    assert coder("agreement", study, "-o", tmp_path / "out", "--bootstrap", "0", "--json") == 1
    (left_out,) = json.loads(capsys.readouterr().out)["left_out"]
    assert (left_out["session_id"], left_out["pair"]) == ("D02", ["ana", "ben"])


def test_a_damaged_observation_is_said_once_and_all_others_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=("ana", "ben", "cai"))
    damaged = study / "D01" / "observations" / "ben.attune"
    damaged.write_bytes(damaged.read_bytes()[:5000])
    assert coder("agreement", study, "-o", tmp_path / "out", "--bootstrap", "0") == 1
    told = capsys.readouterr()
    assert told.err.count("Session D01: ben.attune is damaged") == 1
    assert told.out.startswith("D01 ana-cai gaze: kappa in time")


def test_intervals_are_percentile_or_bca_and_the_settings_say_which(events: Path) -> None:
    out = events.parent / "out"
    with events.open("a", encoding="utf-8") as more:
        for number in range(2, 9):
            more.writelines(
                line.replace("S1", f"S{number}").replace("5.0", f"{4 + number % 4}.0") + "\n"
                for line in EVENTS.splitlines()[1:]
            )
    found = []
    for interval in ("percentile", "bca"):
        assert coder("agreement", events, "-o", out, "--interval", interval, "--bootstrap", "300") == 0
        said = json.loads((out / "analysis_settings.json").read_text("utf-8"))["bootstrap"]["interval"]
        found.append(((out / "reliability_pooled.csv").read_text("utf-8"), said))
    assert found[0][0] != found[1][0]
    assert [said for _, said in found] == ["95 % percentile", "95 % BCa (corrected for bias and acceleration)"]
    assert coder("agreement", events, "-o", out, "--interval", "wide") == 2


def test_a_run_that_is_interrupted_leaves_what_was_there(events: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = events.parent / "out"
    assert coder("agreement", events, "-o", out) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coder.app.agreement.reliability_pooled_table", interrupt)
    assert coder("agreement", events, "--unit", "0.5", "-o", out) != 0
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert sorted(path.name for path in events.parent.iterdir()) == ["events.csv", "out"]


def test_a_report_is_a_page_or_pdf_and_both_when_asked_twice(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, sheets = events.with_name("report.html"), events.with_name("report.pdf")
    out = str(events.with_name("out"))

    assert coder("agreement", str(events), "-o", out, "--report", str(page), "--report", str(sheets)) == 0

    assert capsys.readouterr().out.splitlines()[-2:] == [f"Report: {page}", f"Report: {sheets}"]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert sheets.read_bytes().startswith(b"%PDF")


def test_a_report_of_another_kind_is_refused_in_a_sentence(events: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = events.with_name("out")

    assert coder("agreement", str(events), "-o", str(out), "--report", "report.doc") != 0

    assert "no name for a report" in capsys.readouterr().err
    assert not out.exists()
