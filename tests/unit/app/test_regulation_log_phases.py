"""Regulation of a log with phases: what our own export gives is what the study gives, for contingency to summary."""

import csv
from pathlib import Path

import pytest

from coder.model.event import Event
from tests.moving import FIRST, code, create_study
from tests.unit.cli.shell import coder

TEXT = f"""{FIRST}\
procedure: {{phases: [{{id: play, key: p}}, {{id: still, key: s}}]}}
uncodable: {{key: z, reasons: [{{id: dark, key: k}}]}}
derived:
  - {{id: seen_touch, actor: infant, all_of: [gaze.mother, touch.pat]}}
"""
WORDS = ("--cue", "infant.bid", "--response", "caregiver.pat", "--by", "phase", "--permutations", "20")
OTHER_IN_LOGS = {"study", "dyad_id", "visit", "record", "pass", "scheme_id", "scheme_version", "missing"}
HEAD = "session_id,dyad_id,actor,tier,code,kind,onset_s,offset_s\n"


def _session(shift: int) -> tuple[Event, ...]:
    bids = (3_000, 9_500, 21_000, 29_500, 39_000, 52_000, 65_000, 71_000)
    pats = ((3_500, 5_000), (10_000, 12_000), (24_000, 25_000), (30_500, 33_000), (53_000, 58_000), (69_000, 73_000))
    looks = ((0, 8_000), (18_000, 24_000), (28_000, 35_000), (61_000, 70_000))
    return (
        Event(1, "phase", "play", 2_000, 30_000),
        Event(2, "phase", "still", 30_000, 60_000),
        Event(3, "phase", "play", 60_000, 90_000),
        Event(4, "uncodable", "uncodable", 40_000, 45_000),
        *(Event(number, "signal", "bid", ms + shift, point=True) for number, ms in enumerate(bids, 10)),
        *(Event(number, "touch", "pat", begin, end) for number, (begin, end) in enumerate(pats, 30)),
        *(Event(number, "gaze", "mother", begin, end) for number, (begin, end) in enumerate(looks, 50)),
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Compute a study, and the events.csv that was exported of it; return both folders of tables."""
    folder = tmp_path_factory.mktemp("both")
    study = create_study(folder / "study", 3, (), TEXT)
    for number in range(1, 4):
        code(study / f"D{number:02}", "ana", TEXT, _session(150 * number))
    assert coder("export", study, "-o", folder / "tables") == 0
    assert coder("regulation", study, *WORDS, "-o", folder / "of_study") == 0
    assert coder("regulation", folder / "tables" / "events.csv", *WORDS, "-o", folder / "of_log") == 0
    return folder / "of_study", folder / "of_log"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("table", ["contingency", "latencies", "survival", "log_rank", "false_discovery"])
def test_our_own_export_gives_what_the_study_gives(table: str, both: tuple[Path, Path]) -> None:
    of_study, of_log = (_rows(folder / f"{table}.csv") for folder in both)
    assert of_study == of_log
    assert {"play", "still"} <= {row["phase"] for row in of_study} or table == "log_rank"


def test_its_time_budget_rates_and_bouts_are_those_of_the_study(both: tuple[Path, Path]) -> None:
    of_study, of_log = (_rows(folder / "summary.csv") for folder in both)
    seen = {row["code"] for row in of_log}
    assert seen == {"bid", "pat", "mother", "seen_touch"}

    def told(rows: list[dict[str, str]]) -> list[list[tuple[str, str]]]:
        own = [row for row in rows if row["code"] in seen]
        return sorted([cell for cell in row.items() if cell[0] not in OTHER_IN_LOGS] for row in own)

    assert told(of_study) == told(of_log)
    assert {row["phase"] for row in of_log} == {"play", "still"}
    assert next(row["codable_s"] for row in of_log if row["phase"] == "still") == "25.000"


def test_the_dyad_as_a_system_has_rows_of_each_phase(both: tuple[Path, Path]) -> None:
    rows = _rows(both[1] / "synchrony.csv")
    assert {row["phase"] for row in rows} == {"", "play", "still"}
    assert {row["phase"] for row in _rows(both[1] / "transitions.csv")} == {"", "play", "still"}


def _log(path: Path, *rows: str) -> Path:
    path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


PAIR = ("--cue", "i.cry", "--response", "c.touch", "--permutations", "0")
COMMON = ("S1,D1,i,voc,cry,point,5,", "S1,D1,c,touch,touch,state,6,8", "S1,D1,c,touch,touch,state,20,30")


def test_a_log_has_its_time_budget_by_what_could_be_judged(tmp_path: Path) -> None:
    log = _log(tmp_path / "events.csv", *COMMON)
    codable = tmp_path / "codable.csv"
    codable.write_text(
        "session_id,tier,kind,onset_s,offset_s\nS1,,window,0,40\nS1,touch,uncodable,25,35\n", encoding="utf-8"
    )
    assert coder("regulation", log, *PAIR, "--codable", codable, "-o", tmp_path / "out") == 0
    touch, cry = _rows(tmp_path / "out" / "summary.csv")
    assert (cry["count"], cry["codable_s"], cry["rate_per_min"]) == ("1", "40.000", "1.5000")
    assert (touch["codable_s"], touch["count"], touch["total_s"], touch["percent"]) == (
        "30.000",
        "2",
        "7.000",
        "23.3333",
    )
    assert (touch["whole"], touch["truncated"], touch["mean_s"], touch["latency_s"]) == ("1", "1", "2.000", "6.000")
    assert (touch["session_id"], touch["dyad_id"], touch["actor"], touch["tier"]) == ("S1", "D1", "c", "touch")


def test_two_actors_who_share_a_tier_are_counted_apart(tmp_path: Path) -> None:
    log = _log(tmp_path / "events.csv", "S1,D1,i,voice,cry,point,5,", "S1,D1,c,voice,cry,point,6,", *COMMON)
    assert coder("regulation", log, *PAIR, "-o", tmp_path / "out") == 0
    rows = _rows(tmp_path / "out" / "summary.csv")
    assert [(row["actor"], row["tier"], row["count"]) for row in rows] == [
        ("c", "touch", "2"),
        ("c", "voice", "1"),
        ("i", "voc", "1"),
        ("i", "voice", "1"),
    ]


def test_a_code_that_only_another_session_has_has_a_row_of_nothing(tmp_path: Path) -> None:
    log = _log(tmp_path / "events.csv", *COMMON, "S2,D2,c,touch,pat,state,6,8")
    assert coder("regulation", log, *PAIR, "-o", tmp_path / "out") == 0
    rows = {(row["session_id"], row["code"]): row for row in _rows(tmp_path / "out" / "summary.csv")}
    assert (rows["S1", "pat"]["count"], rows["S1", "pat"]["latency_reason"]) == ("0", "never")
    assert rows["S2", "cry"]["count"] == "0"


def test_a_log_from_elsewhere_may_have_phases_as_rows_of_their_own(tmp_path: Path) -> None:
    log = _log(tmp_path / "events.csv", *COMMON, "S1,D1,,phase,play,state,0,15", "S1,D1,,phase,rest,state,15,30")
    assert coder("regulation", log, *PAIR, "--by", "phase", "-o", tmp_path / "out") == 0
    rows = [row for row in _rows(tmp_path / "out" / "contingency.csv") if row["dyad_id"] == "D1"]
    assert list(dict.fromkeys(row["phase"] for row in rows)) == ["", "play", "rest"]
    assert "phase" not in {row["tier"] for row in _rows(tmp_path / "out" / "summary.csv")}


@pytest.mark.parametrize("column", ["", ",phase"])
def test_a_log_without_phases_cannot_be_told_by_phase(
    column: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = _log(tmp_path / "events.csv")
    text = HEAD.strip() + column + "\n" + "".join(f"{row}{',play' if column else ''}\n" for row in COMMON)
    log.write_text(text, encoding="utf-8")
    assert coder("regulation", log, *PAIR, "--by", "phase", "-o", tmp_path / "out") == 3
    told = capsys.readouterr().err
    assert "events.csv does not say when phases begin and end." in told
    assert "tier phase" in told


def test_a_tier_without_a_window_counts_from_the_beginning_though_another_has_one(tmp_path: Path) -> None:
    log, codable = _log(tmp_path / "events.csv", *COMMON), tmp_path / "codable.csv"
    codable.write_text("session_id,tier,kind,onset_s,offset_s\nS1,voc,window,4,10\n", encoding="utf-8")
    assert coder("regulation", log, *PAIR, "--codable", codable, "-o", tmp_path) == 0
    rows = {row["code"]: (row["codable_s"], row["count"]) for row in _rows(tmp_path / "summary.csv")}
    assert rows == {"cry": ("6.000", "1"), "touch": ("30.000", "2")}


def test_an_event_of_no_length_counts_where_a_session_begins(tmp_path: Path) -> None:
    log = _log(tmp_path / "events.csv", *COMMON, "S1,D1,c,touch,touch,state,0,0")
    assert coder("regulation", log, *PAIR, "-o", tmp_path) == 0
    (row,) = [row for row in _rows(tmp_path / "summary.csv") if row["code"] == "touch"]
    assert (row["count"], row["latency_s"], row["whole"]) == ("3", "0.000", "2")


def test_which_tiers_could_not_be_judged_stands_in_the_table_of_uncodable_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TEXT.replace("reasons: [{id: dark, key: k}]", "reasons: [{id: dark, key: k}], blocks: {dark: [gaze]}")
    study = create_study(tmp_path / "study", 1, (), text)
    dark = Event(4, "uncodable", "uncodable", 40_000, 56_000, modifiers=(("reason", "dark"),))
    code(study / "D01", "ana", text, (*_session(0)[:3], dark, *_session(0)[4:]))
    assert coder("export", study, "-o", tmp_path / "tables") == 0
    log, by_tier = tmp_path / "tables" / "events.csv", ("--codable", tmp_path / "tables" / "uncodable.csv")
    told = []
    for source, words in ((study, ()), (log, by_tier), (log, ())):
        assert coder("regulation", source, *words, *WORDS, "-o", tmp_path / "out") == 0
        told.append([_rows(tmp_path / "out" / f"{table}.csv") for table in ("contingency", "latencies")])
        assert ("Uncodable time is taken to be of all tiers" in capsys.readouterr().err) is (told[2:] != [])
    assert told[0] == told[1]
    assert told[0] != told[2], "the bid at 52 s was seen"


def test_a_derived_code_could_be_judged_only_where_every_tier_could(tmp_path: Path) -> None:
    text = TEXT.replace("reasons: [{id: dark, key: k}]", "reasons: [{id: dark, key: k}], blocks: {dark: [gaze, touch]}")
    study = create_study(tmp_path / "study", 1, (), text)
    dark = Event(4, "uncodable", "uncodable", 40_000, 56_000, modifiers=(("reason", "dark"),))
    code(study / "D01", "ana", text, (*_session(0)[:3], dark, *_session(0)[4:]))
    assert coder("export", study, "-o", tmp_path / "tables") == 0
    told = []
    words = ("--codable", tmp_path / "tables" / "uncodable.csv")
    for source, more in ((study, ()), (tmp_path / "tables" / "events.csv", words)):
        assert coder("regulation", source, *more, *WORDS, "-o", tmp_path / "out") == 0
        rows = [row for row in _rows(tmp_path / "out" / "summary.csv") if row["code"] == "seen_touch"]
        told.append([(row["phase"], row["codable_s"], row["percent"]) for row in rows])
    assert told[0] == told[1]
    assert ("still", "14.000", "17.8571") in told[0]
