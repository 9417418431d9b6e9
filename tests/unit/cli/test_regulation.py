"""``coder regulation``: a log from elsewhere becomes tables, and what cannot be computed a blank with a reason."""

import csv
import json
import random
from pathlib import Path

import pytest

from coder.formats import (
    across_dyads_csv,
    contingency_csv,
    grid_csv,
    latencies_csv,
    synchrony_csv,
    transitions_csv,
)
from tests.unit.cli.shell import coder

TABLES = [
    one.TABLE for one in (across_dyads_csv, contingency_csv, grid_csv, latencies_csv, synchrony_csv, transitions_csv)
]

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"
COLUMNS = (
    "dyad_id,session_id,phase,link,cue,response,direction,method,window_s,lag_from,lag_to,a,b,c,d,n_usable,p_given,"
    "p_not_given,delta_p,odds_ratio,log_odds,log_odds_se,haldane,yules_q,phi,z,risk_ratio,p_permutation,flag,reason"
)
LATENCIES = "dyad_id,session_id,phase,link,cue_onset_s,outcome,latency_s,censored_at_s,response_event_id"
WORDS = ("--cue", "infant.cry", "--response", "caregiver.touch")


def _events(session: str, dyad: str, cries: list[float], touches: list[float]) -> str:
    rows = [f"{session},{dyad},A,infant,voc,cry,point,{onset}," for onset in cries]
    rows += [f"{session},{dyad},A,caregiver,touch,touch,state,{onset},{onset + 0.5}" for onset in touches]
    return "\n".join([*rows, f"{session},{dyad},A,caregiver,gaze,away,state,0,60", ""])


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Write the log of two dyads of a minute each."""
    path = tmp_path / "events.csv"
    first = _events("S1", "D1", [5, 15, 25, 35, 45], [6, 16, 26, 36, 55.2])
    path.write_text(HEAD + first + _events("S2", "D2", [10, 20, 30], [11, 40.1, 50.1]), encoding="utf-8")
    return path


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _contingency(folder: Path, **wanted: str) -> list[dict[str, str]]:
    rows = _rows(folder / "contingency.csv")
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def test_a_log_becomes_tables_with_the_columns_that_are_promised(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert coder("regulation", log, *WORDS, "--window", "2", "-o", out, "--json") == 0
    tables = (
        "contingency latencies transitions dyad_summary across_dyads synchrony grid survival log_rank false_discovery "
        "summary codebook"
    )
    names = {f"{table}.csv" for table in tables.split()}
    written = {Path(name) for name in json.loads(capsys.readouterr().out)}
    assert written == {out / name for name in names | {"analysis_settings.json"}} == set(out.iterdir())
    assert (out / "contingency.csv").read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    assert (out / "latencies.csv").read_text(encoding="utf-8").splitlines()[0] == LATENCIES


@pytest.mark.parametrize("words", [(), ("--permutations", "0"), ("--both-ways", "--recurrence", "--steps", "2")])
def test_a_cell_is_empty_only_where_its_column_says_when(words: tuple[str, ...], log: Path, tmp_path: Path) -> None:
    log.write_text(log.read_text(encoding="utf-8") + _events("S3", "D3", [], [9]), encoding="utf-8")
    assert coder("regulation", log, *WORDS, *words, "-o", tmp_path) == 0
    for table in TABLES:
        with (tmp_path / table.file).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert tuple(head) == table.heads
        assert rows
        assert {len(row) for row in rows} == {len(head)}
        empty = {column.name for row in rows for cell, column in zip(row, table.columns, strict=True) if not cell}
        assert empty <= {column.name for column in table.columns if column.missing}
        for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True):
            assert not column.levels or {*cells} <= {level.id for level in column.levels} | {""}


def test_cues_are_tallied_per_onset_for_each_dyad_and_for_all(log: Path, tmp_path: Path) -> None:
    assert coder("regulation", log, *WORDS, "--window", "2", "-o", tmp_path) == 0
    one, two, pooled, common = _contingency(tmp_path, method="per_onset")
    assert [one[name] for name in ("dyad_id", "session_id", "direction", "window_s", "lag_from", "phase")] == [
        "D1",
        "S1",
        "infant_to_caregiver",
        "2.000",
        "",
        "",
    ]
    assert [one[cell] for cell in "abcd"] == ["4", "1", "1", "23"], "55.2 lies in the control window (55, 57]"
    assert [two[cell] for cell in "abcd"] == ["1", "2", "2", "25"]
    assert (pooled["dyad_id"], [pooled[cell] for cell in "abcd"]) == ("pooled", ["5", "3", "3", "48"])
    assert common["dyad_id"] == "mantel_haenszel"
    assert float(common["odds_ratio"]) == pytest.approx((4 * 23 / 29 + 25 / 30) / (1 / 29 + 4 / 30))
    assert (one["n_usable"], one["haldane"], one["flag"]) == ("5", "0", "")
    assert float(one["delta_p"]) == pytest.approx(4 / 5 - 1 / 24)
    assert 0.01 < float(one["p_permutation"]) < 0.5, "one rhythm alone brings many answers"


def test_units_are_tallied_within_the_lags(log: Path, tmp_path: Path) -> None:
    assert coder("regulation", log, *WORDS, "--lags", "1:2", "-o", tmp_path) == 0
    one = _contingency(tmp_path, method="per_unit", dyad_id="D1")[0]
    assert (one["lag_from"], one["lag_to"], one["window_s"], one["n_usable"]) == ("1", "2", "", "5")
    assert [one[cell] for cell in "abcd"] == ["4", "6", "1", "49"]


def test_uncodable_time_is_no_time_without_a_response(log: Path, tmp_path: Path) -> None:
    codable = tmp_path / "codable.csv"
    codable.write_text(
        "session_id,coder_id,tier,kind,onset_s,offset_s\nS1,,,window,0,60\nS1,,touch,uncodable,36.5,47\n",
        encoding="utf-8",
    )
    assert coder("regulation", log, *WORDS, "--codable", codable, "--window", "2", "-o", tmp_path) == 0
    (one,) = _contingency(tmp_path, method="per_onset", dyad_id="D1")
    assert [one[cell] for cell in "abcd"] == ["3", "0", "1", "19"]
    outcomes = [row["outcome"] for row in _rows(tmp_path / "latencies.csv") if row["session_id"] == "S1"]
    assert outcomes == ["answered", "answered", "answered", "answered", "censored"]


def test_latencies_say_what_became_of_every_cue(log: Path, tmp_path: Path) -> None:
    assert coder("regulation", log, *WORDS, "--window", "2", "-o", tmp_path) == 0
    rows = _rows(tmp_path / "latencies.csv")
    assert [row["cue_onset_s"] for row in rows][:5] == ["5.000", "15.000", "25.000", "35.000", "45.000"]
    assert (rows[0]["latency_s"], rows[0]["censored_at_s"]) == ("1.000", "")
    assert (rows[4]["outcome"], rows[4]["latency_s"], rows[4]["censored_at_s"]) == ("unanswered", "", "47.000")
    first, second = _rows(tmp_path / "dyad_summary.csv")
    assert (first["forth_n_waited"], first["forth_n_answered"], first["forth_median_latency_s"]) == ("5", "4", "1.000")
    assert second["forth_median_latency_s"] == ""


def test_both_directions_and_several_windows_stand_side_by_side(log: Path, tmp_path: Path) -> None:
    words = ("--window", "1", "--window", "5", "--both-ways", "--permutations", "0")
    assert coder("regulation", log, *WORDS, *words, "-o", tmp_path) == 0
    rows = _contingency(tmp_path, dyad_id="D1")
    assert [(row["direction"], row["method"], row["window_s"]) for row in rows] == [
        (direction, method, window)
        for direction in ("infant_to_caregiver", "caregiver_to_infant")
        for method, window in (("per_onset", "1.000"), ("per_onset", "5.000"), ("per_unit", ""))
    ]
    assert {row["p_permutation"] for row in rows} == {""}
    wide = _rows(tmp_path / "dyad_summary.csv")[0]
    forth, back = (float(wide[f"{way}_unit_0_3_log_odds"]) for way in ("forth", "back"))
    assert float(wide["diff_unit_0_3_log_odds"]) == pytest.approx(forth - back, abs=1e-8)


def test_dyads_are_compared_with_strangers_and_in_both_directions(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    chance = random.Random(4)
    text = ""
    for number in range(5):
        cries = sorted(chance.sample(range(58), 8))
        text += _events(f"S{number}", f"D{number}", [*map(float, cries)], [cry + 0.7 for cry in cries])
    path.write_text(HEAD + text, encoding="utf-8")
    assert coder("regulation", path, *WORDS, "--window", "1", "--both-ways", "-o", tmp_path) == 0
    forth, units, back, _ = _rows(tmp_path / "across_dyads.csv")
    assert (forth["direction"], forth["n_dyads"], forth["partners"]) == ("infant_to_caregiver", "5", "1")
    assert float(forth["p_strangers"]) == pytest.approx(1 / 45)
    assert float(forth["p_log_odds"]) == pytest.approx(2 / 32)
    assert float(forth["mean_difference"]) == pytest.approx(-float(back["mean_difference"]))
    assert float(forth["mean_difference"]) > 0
    assert (units["method"], units["partners"], units["reason"]) == ("per_unit", "", "")


def test_one_dyad_cannot_be_compared_with_others(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEAD + _events("S1", "D1", [5, 20], [6]), encoding="utf-8")
    assert coder("regulation", path, *WORDS, "-o", tmp_path) == 0
    row = _rows(tmp_path / "across_dyads.csv")[0]
    assert (row["p_log_odds"], row["p_strangers"], row["mean_difference"]) == ("", "", "")
    assert row["reason"].endswith("nothing can be said across dyads; with one dyad there are no strangers")


def test_transitions_never_cross_from_one_session_into_another(log: Path, tmp_path: Path) -> None:
    assert coder("regulation", log, *WORDS, "--steps", "2", "-o", tmp_path) == 0
    assert sum(int(row["n"]) for row in _rows(tmp_path / "transitions.csv") if row["lag"] == "2") == 2 * (8 + 4)
    rows = [row for row in _rows(tmp_path / "transitions.csv") if row["lag"] == "1"]
    counts = {(row["dyad_id"], row["code"], row["next_code"]): int(row["n"]) for row in rows}
    assert counts["D1", "infant.cry", "caregiver.touch"] == 5
    assert sum(n for (dyad, *_), n in counts.items() if dyad == "D1") == 9
    assert sum(n for (dyad, *_), n in counts.items() if dyad == "pooled") == 9 + 5


def test_a_dyad_with_several_sessions_has_a_row_of_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEAD + _events("S1", "D1", [5], [6]) + _events("S2", "D1", [5], [7]), encoding="utf-8")
    assert coder("regulation", path, *WORDS, "--window", "3", "-o", tmp_path) == 0
    rows = _contingency(tmp_path, dyad_id="D1", method="per_onset")
    assert [(row["session_id"], row["a"]) for row in rows] == [("S1", "1"), ("S2", "1"), ("", "2")]


def test_the_same_seed_gives_the_same_bytes_whatever_the_number_of_processes(log: Path, tmp_path: Path) -> None:
    for folder, jobs in (("one", "1"), ("two", "2")):
        words = ("--seed", "7", "--jobs", jobs, "--recurrence", "--both-ways")
        assert coder("regulation", log, *WORDS, *words, "-o", tmp_path / folder) == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("cries", "touches", "window", "reason"),
    [
        ([], [6.0], "2", "the cue never occurred here"),
        ([5.0], [], "2", "the response never occurred here"),
        ([5.0], [6.0], "90", "no cue has its whole window in codable time"),
        ([59.5], [6.0], "2", "no cue has its whole window in codable time"),
    ],
)
def test_what_cannot_be_computed_is_blank_with_a_reason(
    cries: list[float], touches: list[float], window: str, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / "events.csv"
    path.write_text(HEAD + _events("S1", "D1", cries, touches), encoding="utf-8")
    assert coder("regulation", path, *WORDS, "--window", window, "-o", tmp_path) == 0
    row = _contingency(tmp_path, method="per_onset")[0]
    assert (row["log_odds"], row["reason"]) == ("", reason)


def test_time_that_is_all_uncodable_is_said(log: Path, tmp_path: Path) -> None:
    codable = tmp_path / "codable.csv"
    codable.write_text("session_id,kind,onset_s,offset_s\nS1,uncodable,0,60\n", encoding="utf-8")
    assert coder("regulation", log, *WORDS, "--codable", codable, "-o", tmp_path) == 0
    reasons = {row["reason"] for row in _contingency(tmp_path, dyad_id="D1")}
    assert reasons == {"there is no codable time in which both could be judged"}
    assert reasons.isdisjoint(row["reason"] for row in _contingency(tmp_path, dyad_id="D2"))


def test_a_code_that_answers_itself_has_one_direction_only(log: Path, tmp_path: Path) -> None:
    words = ("--cue", "infant.cry", "--response", "infant.cry", "--both-ways")
    assert coder("regulation", log, *words, "-o", tmp_path) == 0
    assert len(_rows(tmp_path / "latencies.csv")) == 8
    assert {row["direction"] for row in _contingency(tmp_path)} == {"within_infant"}


def test_a_cue_with_a_response_in_progress_is_in_no_curve_whatever_followed(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        HEAD + "S1,D1,A,infant,voc,cry,point,10,\nS1,D1,A,infant,voc,cry,point,20,\n"
        "S1,D1,A,caregiver,touch,touch,state,9,12\nS1,D1,A,caregiver,touch,touch,state,13,14\n"
        "S1,D1,A,caregiver,touch,touch,state,22,60\n",
        encoding="utf-8",
    )
    assert coder("regulation", path, *WORDS, "-o", tmp_path) == 0
    assert [row["latency_s"] for row in _rows(tmp_path / "latencies.csv")] == ["3.000", "2.000"]
    (dyad,) = _rows(tmp_path / "dyad_summary.csv")
    assert (dyad["forth_n_waited"], dyad["forth_median_latency_s"]) == ("1", "2.000")


def test_a_name_that_occurs_nowhere_is_pointed_out(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("regulation", log, "--cue", "infant.cri", "--response", "caregiver.touch", "-o", tmp_path) == 0
    assert "infant.cri occurs nowhere in events.csv. It has: caregiver.away, caregiver.touch" in capsys.readouterr().err


def test_where_two_coders_coded_it_has_to_be_said_whose_events_count(
    log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log.write_text(log.read_text(encoding="utf-8") + "S1,D1,B,infant,voc,cry,point,5,\n", encoding="utf-8")
    assert coder("regulation", log, *WORDS, "-o", tmp_path) == 3
    assert "Session S1 was coded by A and B. Say with --coder" in capsys.readouterr().err
    assert coder("regulation", log, *WORDS, "--coder", "B", "-o", tmp_path) == 0
    assert len(_contingency(tmp_path, method="per_onset")) == 3
    assert coder("regulation", log, *WORDS, "--coder", "C", "-o", tmp_path) == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--cue", "cry", "--response", "caregiver.touch"), 3, "“cry” is no actor with a code"),
        ((*WORDS, "--window", "0"), 3, "A window and a unit need some length"),
        ((*WORDS, "--lags", "3:1"), 3, "Lags go from 0 or more upwards"),
        ((*WORDS, "--lags", "a:b"), 2, "are no lags: write FROM:TO"),
        ((*WORDS, "--window", "nan"), 3, "A window and a unit need some length"),
        ((*WORDS, "--unit", "1e12"), 3, "A window and a unit need some length"),
        ((*WORDS, "--permutations", "-1"), 3, "The number of permutations and the seed cannot be negative"),
        ((*WORDS, "--no-repeats"), 3, "In session S2 infant.cry follows itself"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    words: tuple[str, ...], code: int, said: str, log: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("regulation", log, *words, "-o", tmp_path / "out") == code
    assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())
    assert not (tmp_path / "out").exists()


def test_a_log_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("regulation", tmp_path / "none.csv", *WORDS, "-o", tmp_path) == 3
    assert "There is no none.csv here" in capsys.readouterr().err


def test_the_settings_say_every_option_and_what_the_figures_are(log: Path, tmp_path: Path) -> None:
    assert coder("regulation", log, *WORDS, "--window", "2", "--unit", "0.5", "-o", tmp_path) == 0
    text = (tmp_path / "analysis_settings.json").read_text(encoding="utf-8")
    settings = json.loads(text)
    assert settings["note"] == "describes observed behaviour, not attachment security"
    assert (settings["windows_s"], settings["unit_s"], settings["seed"]) == ([2.0], 0.5, 1)
    assert settings["lags"] == [{"from": 0, "to": 3, "includes_lag_0": True}]
    assert str(tmp_path) not in text
