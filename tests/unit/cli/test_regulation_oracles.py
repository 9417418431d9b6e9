"""Numbers that others computed, found again in the tables that ``coder regulation`` writes of a log."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.unit.analysis.oracles import oracle
from tests.unit.cli.shell import coder

HEAD = "session_id,dyad_id,actor,tier,code,kind,onset_s,offset_s"
Row = dict[str, str]


def _run(folder: Path, rows: Iterable[str], cue: str, response: str, *words: str, codable: Iterable[str] = ()) -> None:
    log, spans = folder / "events.csv", folder / "codable.csv"
    log.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    spans.write_text("\n".join(["session_id,kind,onset_s,offset_s", *codable, ""]), encoding="utf-8")
    more = ("--codable", str(spans)) if codable else ()
    assert coder("regulation", log, "--cue", cue, "--response", response, *words, *more, "-o", folder / "out") == 0


def _table(folder: Path, name: str, **wanted: str) -> list[Row]:
    with (folder / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if all(row[column] == value for column, value in wanted.items())]


def _measures(folder: Path, session: str) -> dict[str, float]:
    rows = _table(folder, "synchrony", session_id=session)
    return {row["measure"]: float(row["value"]) for row in rows if row["value"]}


def _states(session: str, actor: str, codes: list[str], edges: list[float]) -> list[str]:
    spans = zip(codes, edges[:-1], edges[1:], strict=True)
    return [f"{session},{session},{actor},{actor},{code},state,{on},{off}" for code, on, off in spans]


# which code follows which


@pytest.mark.parametrize("name", ["transitions_wampold", "transitions_sequential"])
def test_transitions_are_those_of_r(name: str, tmp_path: Path) -> None:
    data = oracle(name, "regulation")
    rows = [f"S,D,a,t,{code},point,{at}," for at, code in enumerate(data["sequence"])]
    _run(tmp_path, rows, "a.1", "a.2", "--steps", "2", "--permutations", "0")
    for lag in "12":
        expected = data["results"][f"lag{lag}"]
        for row in _table(tmp_path, "transitions", session_id="S", lag=lag):
            at, to = (int(row[column].removeprefix("a.")) - 1 for column in ("code", "next_code"))
            assert int(row["n"]) == expected["freqs"][at][to]
            for ours, theirs in {
                "expected": "expected",
                "probability": "transition_prob",
                "z": "adjusted_residual",
                "p": "p_two_tailed",
                "yules_q": "yules_q",
            }.items():
                assert float(row[ours]) == pytest.approx(expected[theirs][at][to], abs=1e-6), (lag, row)


def test_codes_that_cannot_repeat_have_structural_zeros(tmp_path: Path) -> None:
    data = oracle("structural_zero", "regulation")
    rows = [f"S,D,a,t,{code},point,{at}," for at, code in enumerate(data["sequence"])]
    _run(tmp_path, rows, "a.1", "a.2", "--no-repeats", "--permutations", "0")
    for row in _table(tmp_path, "transitions", session_id="S"):
        at, to = (int(row[column].removeprefix("a.")) - 1 for column in ("code", "next_code"))
        assert int(row["n"]) == data["freqs"][at][to]
        assert float(row["expected"] or 0) == pytest.approx(data["expected"][at][to], abs=1e-4)
        assert float(row["z"] or 0) == pytest.approx(data["adjusted_residual"][at][to], abs=1e-4)


# two by two


@pytest.mark.parametrize("case", oracle("two_by_two", "regulation")["cases"], ids=lambda case: case["note"][:20])
def test_a_table_of_units_has_the_figures_of_r(case: Any, tmp_path: Path) -> None:
    (a, b), (c, d) = case["table"]
    rows = [f"S,D,infant,voc,cry,point,{at}," for at in range(a + b)]
    rows += [f"S,D,caregiver,touch,pat,point,{at}," for at in (*range(a), *range(a + b, a + b + c))]
    _run(
        tmp_path,
        rows,
        *("infant.cry", "caregiver.pat", "--lags", "0:0", "--permutations", "0"),
        codable=[f"S,window,0,{a + b + c + d}"],
    )
    (row,) = _table(tmp_path, "contingency", method="per_unit", session_id="S")
    assert [int(row[cell]) for cell in "abcd"] == [a, b, c, d]
    zero = 0 in (a, b, c, d)
    plain = "log_or_haldane" if zero else "log_or"
    undefined = case["yules_q"] is None
    for ours, theirs in {
        "z": case["adjusted_residual_a"],
        "phi": case["phi"],
        "yules_q": case["yules_q"],
        "odds_ratio": case["odds_ratio"],
        "p_given": case["p_resp_given_cue"],
        "p_not_given": case["p_resp_given_nocue"],
        "delta_p": case["delta_p"],
        "risk_ratio": case["relative_risk"],
        "log_odds": None if undefined else case[plain],
        "log_odds_se": None if undefined else case[f"{plain}_se"],
    }.items():
        assert (float(row[ours]) if row[ours] else None) == (
            None if theirs is None else pytest.approx(theirs, abs=1e-6)
        ), ours
    assert row["haldane"] == str(int(zero and not undefined))
    assert row["flag"] == ("margin_below_5" if min(a + b, c + d, a + c, b + d) < 5 else "")


# latency


def test_curves_of_latency_and_what_compares_them_are_those_of_r(tmp_path: Path) -> None:
    data = oracle("survival", "regulation")
    rows, codable, groups = [], [], ["dyad_id,group"]
    for at, (weeks, came, group) in enumerate(data["data"]):
        rows.append(f"S{at},{group},infant,voc,cry,point,0,")
        rows += [f"S{at},{group},caregiver,touch,pat,point,{weeks},"] if came else []
        codable.append(f"S{at},window,0,{weeks + bool(came)}")
    groups += [f"{group},{group}" for group in ("6MP", "placebo")]
    (tmp_path / "groups.csv").write_text("\n".join([*groups, ""]), encoding="utf-8")
    words = ("--window", "40", "--groups", str(tmp_path / "groups.csv"), "--permutations", "0")
    _run(tmp_path, rows, "infant.cry", "caregiver.pat", *words, codable=codable)
    steps = _table(tmp_path, "survival", dyad_id="6MP")
    assert len(steps) == len(data["km_6MP"])
    for row, theirs in zip(steps, data["km_6MP"], strict=True):
        assert (float(row["time_s"]), int(row["at_risk"])) == (theirs["time"], theirs["n_risk"])
        for ours, name in {"survival": "surv", "se": "se_greenwood", "low": "lower_log", "high": "upper_log"}.items():
            assert float(row[ours]) == pytest.approx(theirs[name], abs=1e-6)
    medians = {row["dyad_id"]: row["forth_median_latency_s"] for row in _table(tmp_path, "dyad_summary")}
    assert {dyad: float(value) for dyad, value in medians.items()} == {
        "6MP": data["median_6MP"],
        "placebo": data["median_placebo"],
    }
    (test,) = _table(tmp_path, "log_rank", between="groups")
    assert float(test["chi_square"]) == pytest.approx(data["logrank_chi2"], abs=1e-6)
    assert float(test["log_hazard"]) == pytest.approx(data["cox_coef_efron"], abs=1e-6)


# the dyad as a system


@pytest.mark.parametrize("names", [("123", "456"), ("unequal", "one_cell")])
def test_grids_are_those_of_gridware(names: tuple[str, str], tmp_path: Path) -> None:
    cases = {name: oracle("state_space_grid", "regulation")["cases"][name] for name in names}
    rows = []
    for name, case in cases.items():
        for side, actor in enumerate(("caregiver", "infant")):
            rows += _states(name, actor, [f"s{pair[side]}" for pair in case["states"]], case["times"])
    first = cases[names[0]]["states"][0]
    _run(tmp_path, rows, f"caregiver.s{first[0]}", f"infant.s{first[1]}", "--permutations", "0")
    for name, case in cases.items():
        found = _measures(tmp_path, name)
        assert found["visits"] == case["mean_number_of_visits"]
        assert found["cells_visited"] == case["mean_state_range"]
        assert found["mean_visit_s"] == pytest.approx(case["mean_visit_duration"], abs=1e-6)
        assert found["dispersion"] == pytest.approx(case["mean_dispersion"], abs=1e-6)
        spent = sum(float(row["duration_s"]) for row in _table(tmp_path, "grid", session_id=name))
        assert spent == pytest.approx(case["mean_trajectory_duration"])


def test_cross_recurrence_is_that_of_r(tmp_path: Path) -> None:
    data = oracle("recurrence", "regulation")
    edges = [float(at) for at in range(21)]
    rows = [
        row for actor, name in (("a", "x"), ("b", "y")) for row in _states("S", actor, [*map(str, data[name])], edges)
    ]
    _run(tmp_path, rows, "a.1", "b.1", "--recurrence", "--permutations", "0")
    found = _measures(tmp_path, "S")
    for ours, theirs in {
        "recurrence_rate": "RR",
        "determinism": "DET",
        "mean_line": "L",
        "longest_line": "maxL",
        "laminarity": "LAM",
    }.items():
        assert found[ours] == pytest.approx(data["crqa"][theirs], abs=1e-6)
    profile = data["diagonal_profile"]
    assert found["profile_peak"] == pytest.approx(profile["maxrec"], abs=1e-6)
    assert found["profile_peak_lag"] == profile["maxlag"] - 1 - profile["windowsize"]


@pytest.mark.parametrize("case", oracle("entropy_rate", "regulation")["cases"], ids=lambda case: case["name"])
def test_the_entropy_rate_is_that_of_ccber(case: Any, tmp_path: Path) -> None:
    run = [f"s{state}" for state in case["sequence"]]
    edges = [float(at) for at in range(len(run) + 1)]
    rows = [*_states("S", "a", run, edges), *_states("S", "b", ["still"] * len(run), edges)]
    _run(tmp_path, rows, "a.s1", "b.still", "--permutations", "0")
    found = _measures(tmp_path, "S")
    assert found["entropy_rate"] == pytest.approx(case["entropy_rate_bits_empirical"], abs=1e-6)
    assert found["duration_entropy"] == pytest.approx(case["shannon_bits"], abs=1e-6)
