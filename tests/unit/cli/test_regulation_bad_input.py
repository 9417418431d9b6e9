"""Whatever regulation is asked of, a figure that is none is empty with its reason, and a refusal is one sentence."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from coder.model.event import Event
from coder.store.session_folder import load_session, save_session
from tests.moving import FIRST, MIDDLE, code, create_study
from tests.unit.cli.shell import coder

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
NO_FIGURE = re.compile(r"(^|[,\s\"])-?(nan|NaN|inf|Infinity|None|True|False)(?=[,\"\s]|$)", re.MULTILINE)
PAIR = ("--cue", "infant.cry", "--response", "caregiver.touch", "--both-ways", "--recurrence", "--permutations", "20")
CRY, TOUCH = "{},{},A,infant,voc,cry,point,{},", "{},{},A,caregiver,touch,touch,state,{},{}"
CRIES = tuple(CRY.format("S1", "D1", second) for second in (3, 9, 20))
TOUCHES = tuple(TOUCH.format("S1", "D1", second, second + 1) for second in (4, 12, 21))
BOTH = (*CRIES, *TOUCHES)
SPELLS = "session_id,kind,onset_s,offset_s"
LOGS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "no cue": (TOUCHES, (), ()),
    "no response": (CRIES, (), ()),
    "neither": (("S1,D1,A,infant,gaze,away,state,0,9",), (), ()),
    "one event": (CRIES[:1], (), ()),
    "one event, of no length, at the beginning": ((CRY.format("S1", "D1", 0),), (), ()),
    "one state that is all there is": (TOUCHES[:1], (), ()),
    "all of it uncodable": (BOTH, ("S1,window,0,30", "S1,uncodable,0,30"), ()),
    "codable for less than a unit": (BOTH, ("S1,window,3,3.4",), ()),
    "a window longer than the session": (BOTH, (), ("--window", "500")),
    "a unit longer than the session": (BOTH, (), ("--unit", "500")),
    "lags beyond the session": (BOTH, (), ("--lags", "400:500")),
    "a window of a millisecond": (BOTH, (), ("--window", "0.001")),
    "every row twice": ((*BOTH, *BOTH), (), ()),
    "times before zero": ((CRY.format("S1", "D1", -4), TOUCH.format("S1", "D1", -3, -1), *BOTH), (), ()),
    "nothing but times before zero": ((CRY.format("S1", "D1", -4), TOUCH.format("S1", "D1", -3, -1)), (), ()),
    "everything at one instant": ((CRY.format("S1", "D1", 5), TOUCH.format("S1", "D1", 5, 5)), (), ()),
    "phases that overlap": (
        (*BOTH, "S1,D1,A,,phase,play,state,0,15", "S1,D1,A,,phase,rest,state,10,25"),
        (),
        ("--by", "phase"),
    ),
    "a phase without any time": (
        (*BOTH, "S1,D1,A,,phase,play,state,0,15", "S1,D1,A,,phase,rest,state,15,15"),
        (),
        ("--by", "phase"),
    ),
    "a phase of one session alone": (
        (*BOTH, "S1,D1,A,,phase,play,state,0,15", CRY.format("S2", "D2", 3), TOUCH.format("S2", "D2", 4, 5)),
        (),
        ("--by", "phase"),
    ),
    "two sessions of one dyad, one of them empty": (
        (*BOTH, "S2,D1,A,infant,gaze,away,state,0,9"),
        (),
        (),
    ),
    "two dyads that are alike in all": ((*BOTH, *(row.replace("S1,D1", "S2,D2") for row in BOTH)), (), ()),
}


def _write(folder: Path, rows: tuple[str, ...], spells: tuple[str, ...]) -> list[str]:
    log = folder / "events.csv"
    log.write_text("\n".join((HEAD, *rows, "")), encoding="utf-8")
    if not spells:
        return [str(log)]
    (folder / "codable.csv").write_text("\n".join((SPELLS, *spells, "")), encoding="utf-8")
    return [str(log), "--codable", str(folder / "codable.csv")]


def _check_tables(folder: Path) -> None:
    """Hold every cell to a figure or nothing, and what is empty to a reason where the table has one."""
    for path in folder.glob("*.csv"):
        if path.name == "codebook.csv":
            continue
        text = path.read_text(encoding="utf-8")
        assert not NO_FIGURE.search(text), f"{path.name}: {NO_FIGURE.search(text)}"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                figure = row.get("odds_ratio", row.get("value", "there is no such column"))
                assert figure or row["reason"], f"{path.name}: {row}"


@pytest.mark.parametrize("name", LOGS)
def test_what_a_log_cannot_say_is_blank_with_a_reason(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, spells, words = LOGS[name]
    report = ("--report", tmp_path / "report.html") if "alike" in name or "one event" in name else ()
    out = tmp_path / "out"
    assert coder("regulation", *_write(tmp_path, rows, spells), *PAIR, *words, *report, "-o", out) == 0
    assert "Traceback" not in capsys.readouterr().err
    _check_tables(out)


REFUSED: dict[str, tuple[bytes, str]] = {
    "no file": (b"", "There is no events.csv here."),
    "nothing in it": (b"\n", "events.csv is empty."),
    "a head alone": (f"{HEAD}\n".encode(), "events.csv has no events."),
    "no table": (b"\x00\x01\xff\xfe" * 40, "events.csv"),
    "other columns": (b"a,b\n1,2\n", "events.csv has no column session_id."),
    "an offset before its onset": (f"{HEAD}\nS1,D1,A,i,t,c,state,5,3\n".encode(), "line 2: the offset lies before"),
    "an onset that is no number": (f"{HEAD}\nS1,D1,A,i,t,c,state,NaN,3\n".encode(), "line 2: onset_s is “NaN”"),
    "an onset without end": (f"{HEAD}\nS1,D1,A,i,t,c,point,inf,\n".encode(), "line 2: onset_s is “inf”"),
    "no onset": (f"{HEAD}\nS1,D1,A,i,t,c,point,,\n".encode(), "line 2: onset_s is empty"),
    "one session in two dyads": (
        "\n".join((HEAD, *BOTH, BOTH[0].replace("D1", "D2"), "")).encode(),
        "line 8: session S1 is of two dyads, D1 and D2",
    ),
    "a row that was cut off": (f"{HEAD}\nS1,D1,A,i\n".encode(), "line 2: there are 4 cells"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_log_that_makes_no_sense_is_refused_in_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, told = REFUSED[name]
    log = tmp_path / "events.csv"
    if content:
        log.write_bytes(content)
    assert coder("regulation", log, *PAIR, "-o", tmp_path / "out") == 3
    said = capsys.readouterr().err
    assert told in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_a_table_of_another_program_is_read_as_it_is(sign: str, tmp_path: Path) -> None:
    first, second = tmp_path / "plain", tmp_path / "marked"
    first.mkdir()
    second.mkdir()
    (first / "events.csv").write_text("\n".join((HEAD, *BOTH, "")), encoding="utf-8")
    text = "\r\n".join((HEAD, *BOTH, "")).replace(",", sign)
    (second / "events.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    for folder in (first, second):
        assert coder("regulation", folder / "events.csv", *PAIR, "-o", folder / "out") == 0
    for path in (first / "out").glob("*.csv"):
        assert path.read_bytes() == (second / "out" / path.name).read_bytes()


def test_times_before_zero_count_where_the_table_of_codable_time_has_them(tmp_path: Path) -> None:
    rows = (CRY.format("S1", "D1", -4), TOUCH.format("S1", "D1", -3, -1), *BOTH)
    told = []
    for spells in ((), ("S1,window,-10,30",)):
        assert coder("regulation", *_write(tmp_path, rows, spells), *PAIR, "-o", tmp_path / "out") == 0
        with (tmp_path / "out" / "contingency.csv").open(encoding="utf-8", newline="") as file:
            told.append(next(csv.DictReader(file))["n_usable"])
    assert told == ["2", "4"], "the last cry has no whole window in the log alone"


# studies

LINKED = f"""{FIRST}\
procedure: {{phases: [{{id: play, key: p}}, {{id: still, key: s}}]}}
uncodable: {{key: z, reasons: [{{id: dark, key: k}}]}}
links:
  - id: bid_answered
    cue: {{codes: [signal.bid]}}
    response: {{codes: [touch.pat]}}
    window_s: [0.2, 900.0]
"""
BID, PAT = Event(1, "signal", "bid", 5_000, point=True), Event(2, "touch", "pat", 6_000, 7_000)
DARK = Event(9, "uncodable", "uncodable", 0, 600_000)
PLAY, STILL = Event(20, "phase", "play", 0, 60_000), Event(21, "phase", "still", 50_000, 90_000)
STUDIES: dict[str, tuple[tuple[Event, ...], ...]] = {
    "nothing coded": ((),),
    "no cue": ((PAT,),),
    "no response": ((BID,),),
    "one event, in a window longer than the session": ((BID,), (BID, PAT)),
    "all of it uncodable": ((BID, PAT, DARK),),
    "one session of two uncodable": ((BID, PAT, DARK), (BID, PAT)),
    "phases that overlap": ((PLAY, STILL, BID, PAT),),
    "a phase of one session alone": ((PLAY, BID, PAT), (BID, PAT)),
    "a phase that never ended": ((Event(20, "phase", "play", 0, None), BID, PAT),),
    "a session in which only phases are marked": ((PLAY, STILL), (BID, PAT)),
}


@pytest.mark.parametrize("name", STUDIES)
def test_what_a_study_cannot_say_is_blank_with_a_reason(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sessions = STUDIES[name]
    study = create_study(tmp_path / "study", len(sessions), (), LINKED)
    for number, events in enumerate(sessions, 1):
        code(study / f"D{number:02}", "ana", LINKED, events)
    words = ("--by", "phase", "--both-ways", "--recurrence", "--permutations", "20")
    report = ("--report", tmp_path / "report.html")
    assert coder("regulation", study, *words, *report, "-o", tmp_path / "out") == 0
    assert "Traceback" not in capsys.readouterr().err
    _check_tables(tmp_path / "out")
    assert not re.search(r">\s*-?(nan|inf|None)\s*<", (tmp_path / "report.html").read_text(encoding="utf-8"))


def test_versions_of_a_scheme_that_have_other_links_are_blank_where_they_have_none(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", 2, (), LINKED)
    code(study / "D01", "ana", LINKED, (BID, PAT))
    code(study / "D02", "ana", MIDDLE, (BID,))
    save_session(replace(load_session(study / "D02"), dyad="D01"))
    assert coder("regulation", study, "--permutations", "20", "-o", tmp_path / "out") == 0
    _check_tables(tmp_path / "out")
    text = (tmp_path / "out" / "contingency.csv").read_text(encoding="utf-8")
    assert "the scheme of this session has no such link" in text


@pytest.mark.parametrize(
    ("made", "told"),
    [
        ("nothing", "There is no study here."),
        ("an empty folder", ""),
        ("a study without sessions", ""),
        ("uncoded", ""),
    ],
)
def test_where_there_is_no_study_it_is_said_in_one_sentence(
    made: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = tmp_path / "study"
    if made != "nothing":
        study.mkdir()
    if made == "a study without sessions":
        (study / "study.yaml").write_text("format: 1\nstudy: {id: S}\n", encoding="utf-8")
    if made == "uncoded":
        create_study(study, 2, (), LINKED)
    assert coder("regulation", study, "-o", tmp_path / "out") in (2, 3)
    said = capsys.readouterr().err
    assert told in said
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("where", "words", "told"),
    [
        ("", ("--coder", "zoe"), "zoe coded nothing here. Its coders are: ana, ben."),
        ("", ("--link", "nope"), "has a link nope that could be computed. Choose from bid_answered."),
        (
            "D01/observations/ana.attune",
            (),
            "ana.attune is one observation. Name the folder of its session",
        ),
    ],
)
def test_what_is_not_in_a_study_is_told_with_what_is(
    where: str, words: tuple[str, ...], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = create_study(tmp_path / "study", 1, (), LINKED)
    code(study / "D01", "ana", LINKED, (BID, PAT))
    code(study / "D01", "ben", LINKED, (BID, PAT))
    coder_words = () if "--coder" in words else ("--coder", "ana")
    assert coder("regulation", study / where, *coder_words, *words, "-o", tmp_path / "out") == 3
    assert told in capsys.readouterr().err
