"""What of a study is left out of regulation, and that it is told: what is damaged, and what is not submitted."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.plan import draw_plan
from coder.app.regulation import find_regulation, regulate
from coder.app.regulation_look import look_at_regulation
from coder.app.regulation_wish import RegulationWish
from coder.app.submit import submit_session
from coder.app.withholding import BOTH_FIRST
from coder.errors import CoderError
from coder.media.stopping import Stopped
from coder.model.event import Event
from tests.moving import FIRST, code, create_study
from tests.unit.cli.shell import coder

LINKED = f"""{FIRST}\
links:
  - id: bid_answered
    cue: {{codes: [signal.bid]}}
    response: {{codes: [touch.pat]}}
    window_s: [0.2, 4.0]
"""
EVENTS = (Event(1, "signal", "bid", 5_000, point=True), Event(2, "touch", "pat", 6_000, 7_000))


def _study(folder: Path, sessions: int = 3) -> Path:
    study = create_study(folder / "study", sessions, (), LINKED)
    for number in range(1, sessions + 1):
        code(study / f"D{number:02}", "ana", LINKED, EVENTS)
    return study


def _file(study: Path, session: str, name: str = "ana") -> Path:
    return study / session / "observations" / f"{name}.attune"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _wish(study: Path) -> RegulationWish:
    return RegulationWish(study, out=study.parent / "out", permutations=0)


@pytest.mark.parametrize("keep", [0, 300, 9_000])
def test_an_observation_that_cannot_be_read_is_left_out_with_its_reason(
    keep: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = _study(tmp_path)
    broken = _file(study, "D02")
    broken.write_bytes(broken.read_bytes()[:keep])
    assert coder("regulation", study, "--permutations", "0", "-o", tmp_path / "out") == 1
    told = capsys.readouterr().err
    assert "Session D02: ana is left out: " in told
    assert "Traceback" not in told
    rows = [row for row in _rows(tmp_path / "out" / "contingency.csv") if row["window_s"] == "4.000"]
    assert [(row["session_id"], row["n_usable"], row["reason"]) for row in rows[:3]] == [
        ("D01", "1", rows[0]["reason"]),
        ("D02", "0", "its observation cannot be read"),
        ("D03", "1", rows[0]["reason"]),
    ]
    settings = json.loads((tmp_path / "out" / "analysis_settings.json").read_text(encoding="utf-8"))
    assert settings["left_out"][0].startswith("Session D02: ana is left out: ")
    assert [one["session_id"] for one in settings["observations"]] == ["D01", "D03"]


def test_what_else_was_coded_of_the_session_counts_when_one_file_is_damaged(tmp_path: Path) -> None:
    study = _study(tmp_path, 1)
    _file(study, "D01", "ben").write_bytes(b"SQLite no more")
    found = find_regulation(_wish(study))
    assert [one.coders for one in found.used] == [("ana",)]
    assert found.left_out[0].startswith("Session D01: ben is left out: ")


def test_where_nothing_can_be_read_the_first_reason_is_told(tmp_path: Path) -> None:
    study = _study(tmp_path, 1)
    _file(study, "D01").write_bytes(b"SQLite no more")
    with pytest.raises(CoderError, match="D01: ana"):
        find_regulation(_wish(study))


def test_several_processes_leave_out_the_same(tmp_path: Path) -> None:
    study = _study(tmp_path)
    _file(study, "D02").write_bytes(b"no more")
    wish = _wish(study)
    one = regulate(replace(wish, jobs=1, out=tmp_path / "one"))
    two = regulate(replace(wish, jobs=2, out=tmp_path / "two"))
    assert one.left_out == two.left_out
    assert all(path.read_bytes() == (tmp_path / "two" / path.name).read_bytes() for path in one.files)


# what is not submitted in a study with a plan

PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 0}\n"


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """Return a study whose sessions one coder each codes, alone."""
    study = create_study(tmp_path / "study", 4, (), LINKED)
    (study / "study.yaml").write_text(PLAN, encoding="utf-8")
    for one in draw_plan(study).plan.assignments:
        code(study / one.session, one.coder, LINKED, EVENTS)
    return study


def _coder_of(study: Path, session: str) -> str:
    (path,) = (study / session / "observations").glob("*.attune")
    return path.stem


def test_what_is_not_submitted_is_no_part_of_the_tables_and_named(
    planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for session in ("D01", "D03"):
        submit_session(planned / session, _coder_of(planned, session))
    assert coder("regulation", planned, "--permutations", "0", "-o", tmp_path / "out") == 0
    told = capsys.readouterr().err
    open_ones = [f"{session}/{_coder_of(planned, session)}" for session in ("D02", "D04")]
    assert f"not all who code it have submitted: {', '.join(open_ones)}." in told
    sessions = {row["session_id"] for row in _rows(tmp_path / "out" / "contingency.csv")} - {""}
    assert sessions == {"D01", "D03"}
    settings = json.loads((tmp_path / "out" / "analysis_settings.json").read_text(encoding="utf-8"))
    assert open_ones[0] in settings["left_out"][0]
    assert "D02" not in (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")


def test_before_anything_is_submitted_it_is_one_sentence_with_what_to_do(
    planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("regulation", planned, "-o", tmp_path / "out") == 3
    told = capsys.readouterr().err
    assert "not all who code it have submitted: D01/" in told
    assert BOTH_FIRST in told
    assert not (tmp_path / "out").exists()


def test_a_coder_sees_no_figure_of_what_another_has_not_submitted(planned: Path) -> None:
    viewer = _coder_of(planned, "D01")
    sessions = ("D01", "D02", "D03", "D04")
    others = [session for session in sessions if _coder_of(planned, session) != viewer]
    look = look_at_regulation(planned, viewer=viewer)
    assert {path.name for path in look.folders.values()} == {*sessions} - {*others}, "one's own may be looked at"
    assert {one.place.session_id for one in look.trains} == {*look.folders}
    told = " ".join((*look.notes, *look.folders))
    assert not any(session in told for session in sessions), "by their aliases"
    with pytest.raises(CoderError, match="Nothing of it can be shown yet"):
        look_at_regulation(planned / others[0], viewer=viewer)


def test_what_is_damaged_in_a_study_with_a_plan_is_left_out_as_damaged(
    planned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for session in ("D01", "D02", "D03", "D04"):
        submit_session(planned / session, _coder_of(planned, session))
    _file(planned, "D02", _coder_of(planned, "D02")).write_bytes(b"no more")
    assert coder("regulation", planned, "--permutations", "0", "-o", tmp_path / "out") == 1
    assert f"Session D02: {_coder_of(planned, 'D02')} is left out: " in capsys.readouterr().err


def test_who_was_chosen_in_another_folder_is_forgotten_where_nothing_is_coded_by_them(tmp_path: Path) -> None:
    look = look_at_regulation(_study(tmp_path, 1), "zoe")
    assert look.coders == {"D01": "ana"}


def test_what_is_said_over_dyads_can_be_stopped_and_is_part_of_the_progress(tmp_path: Path) -> None:
    study, told = _study(tmp_path, 2), list[float]()
    find_regulation(_wish(study), told.append)
    assert told == sorted(told)
    assert len(told) > 3
    assert told[-1] == 1
    again = list[float]()
    with pytest.raises(Stopped):
        find_regulation(_wish(study), again.append, lambda: bool(again) and again[-1] > 0.8)
    assert 0.8 < again[-1] < 1
