"""Numbers that others computed, made into logs of events and found again in the tables of ``coder agreement``."""

import csv
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.unit.analysis.oracles import oracle
from tests.unit.cli.shell import coder

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
SPELLS = "session_id,coder_id,tier,kind,onset_s,offset_s"
FITTED_MOST = 2e-6
Row = dict[str, str]
Event = tuple[str, str, float, float]
"""Coder, code, onset and offset in seconds."""


def _compare(folder: Path, events: Iterable[Event], *options: str, end_s: float = 10_000) -> dict[str, list[Row]]:
    """Compare two coders on one tier that both had before them from 0 to its end; return all tables."""
    rows = [f"S1,D1,{who},infant,gaze,{code},state,{onset:.3f},{offset:.3f}" for who, code, onset, offset in events]
    (folder / "events.csv").write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    windows = [f"S1,{who},,window,0,{end_s}" for who in ("ana", "ben")]
    (folder / "codable.csv").write_text("\n".join([SPELLS, *windows, ""]), encoding="utf-8")
    files = (folder / "events.csv", "--codable", folder / "codable.csv", "--bootstrap", "0")
    assert coder("agreement", *files, *options, "-o", folder / "out") == 0
    return {
        path.stem: list(csv.DictReader(path.read_text("utf-8").splitlines())) for path in (folder / "out").glob("*.csv")
    }


def _figure(tables: dict[str, list[Row]], method: str) -> Row:
    (row,) = [row for row in tables["reliability_summary"] if row["method"] == method and row["reference"] != "ben"]
    return row


def _more(tables: dict[str, list[Row]], method: str) -> Row:
    return {
        row["statistic"]: row["value"]
        for row in tables["reliability_more"]
        if row["method"] == method and row["reference"] != "ben"
    }


def _is(row: Row, expected: dict[str, float | None], within: float = 1e-6) -> None:
    for name, value in expected.items():
        found = float(row[name]) if row[name] else None
        assert found == (None if value is None else pytest.approx(value, abs=within)), name


def _in_seconds(matrix: list[list[int]]) -> list[Event]:
    """Return two coders who have each two codes for so many seconds, a second at a time."""
    second, found = count(), list[Event]()
    for i, cells in enumerate(matrix):
        for j, times in enumerate(cells):
            for _ in range(times):
                at = next(second)
                found += [("ana", f"c{i}", at, at + 1), ("ben", f"c{j}", at, at + 1)]
    return found


@pytest.mark.parametrize("table", oracle("kappa_tables"), ids=lambda table: str(table["name"]))
def test_tables_of_agreement_as_seconds_that_two_coders_coded(tmp_path: Path, table: dict[str, Any]) -> None:
    tables = _compare(tmp_path, _in_seconds(table["matrix"]), "--tolerance", "0", end_s=table["n"])
    expected = {name: table[name] for name in ("n", "po", "pe", "kappa", "kappa_max")}
    for method in ("time_unit", "tolerance"):
        _is(_figure(tables, method), expected | {"alpha": table["alpha_nominal"]})
    _is(_figure(tables, "duration"), expected | {"alpha": table["scott_pi"]})
    assert float(_more(tables, "time_unit")["scott_pi"]) == pytest.approx(table["scott_pi"])
    for method in ("time_unit", "duration"):
        rows = [row for row in tables["reliability_by_code"] if row["method"] == method]
        for row, one in zip(rows, table["percode"], strict=True):
            (a, b), (c, d) = one["table_yes_no"]
            _is(row, {"both": a, "a_only": b, "b_only": c, "neither": d, "kappa": one["kappa"]})
        names = ("PABAK", "prevalence_index", "bias_index", "p_pos", "p_neg")
        columns = ("pabak", "prevalence", "bias", "positive_agreement", "negative_agreement")
        if "PABAK" in table:
            _is(rows[0], {column: table[name] for column, name in zip(columns, names, strict=True)})


def _linked(matrix: list[list[int]]) -> list[Event]:
    """Return events of which each two that count 2 share 60 % of the longer, and what counts 1 at most a third."""
    slot, found = count(0, 10), list[Event]()
    size = len(matrix) - 1
    for i in range(size):
        for j in range(size):
            for _ in range(matrix[i][j] // 2):
                at = next(slot)
                found += [("ana", f"c{i}", at, at + 5), ("ben", f"c{j}", at + 2, at + 5)]
    first = next(slot)
    for late, (who, alone) in enumerate((("ana", [row[-1] for row in matrix]), ("ben", matrix[-1]))):
        codes = [f"c{i}" for i in range(size) for _ in range(alone[i])]
        found += [(who, code, first + 10 * at + late, first + 10 * at + late + 2) for at, code in enumerate(codes)]
    return found


@pytest.mark.parametrize("case", oracle("paired_events")["cases"], ids=lambda case: str(case["name"]))
def test_matrices_of_linked_events_as_events_that_overlap(tmp_path: Path, case: dict[str, Any]) -> None:
    matrix: list[list[int]] = case["matrix_last_is_nil"]
    tables = _compare(tmp_path, _linked(matrix), "--exclusive", "gaze")
    row, fitted = _figure(tables, "overlap"), case["converged_ipf"]
    expected = {"kappa": fitted["kappa_ipf"], "kappa_max": fitted["kappa_max_ipf_pe"]}
    _is(row, {"n": sum(map(sum, matrix)), "po": case["elan"]["raw_all"], **expected}, FITTED_MOST)
    cells = {
        (one["code_a"], one["code_b"]): float(one["tally"])
        for one in tables["confusion_matrix"]
        if one["method"] == "overlap"
    }
    names = [*(f"c{i}" for i in range(len(matrix) - 1)), "nil"]
    assert cells == {
        (a, b): n for a, line in zip(names, matrix, strict=True) for b, n in zip(names, line, strict=True) if n
    }
    without_nil = case["elan"]["kappa_excl"]
    found = _more(tables, "overlap")["kappa_without_nil"]
    assert (float(found) if found else None) == (None if without_nil is None else pytest.approx(without_nil))


CASES = [case for case in oracle("needleman_wunsch")["cases"] if case["substitution_cost"] == 1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']}-{case['b']}")
def test_sequences_as_events_of_a_second_each(tmp_path: Path, case: dict[str, Any]) -> None:
    words = (("ana", case["a"]), ("ben", case["b"]))
    events = [(who, letter, 2.0 * at, 2.0 * at + 1) for who, word in words for at, letter in enumerate(word)]
    tables = _compare(tmp_path, events, "--tolerance", "1000")
    assert float(_more(tables, "alignment")["cost"]) == case["total_cost"]
    steps = case["ops_M_match_S_subst_I_insert_D_delete"]
    row = _figure(tables, "alignment")
    _is(row, {"n": len(steps), "po": steps.count("M") / len(steps)})


@pytest.mark.parametrize("case", [one for one in oracle("observer_accuracy")["inverse"] if one["base_rates"][0] < 0.9])
def test_kappas_of_equally_frequent_codes_mean_an_accuracy(tmp_path: Path, case: dict[str, Any]) -> None:
    size, kappa = len(case["base_rates"]), case["kappa"]
    apart = round(1000 * (1 - kappa) / size**2)
    same = round(1000 * (kappa + (1 - kappa) / size) / size)
    matrix = [[same if i == j else apart for j in range(size)] for i in range(size)]
    tables = _compare(tmp_path, _in_seconds(matrix), end_s=sum(map(sum, matrix)))
    _is(_figure(tables, "time_unit"), {"kappa": kappa})
    for method in ("time_unit", "duration"):
        assert float(_more(tables, method)["accuracy"]) == pytest.approx(case["accuracy"], abs=1e-8)


def test_stretches_of_two_coders_have_the_unitizing_alpha_of_krippendorff_2004(tmp_path: Path) -> None:
    known = oracle("unitizing_alpha")
    at = 0.001
    units = [
        (("ana", "ben")[one["rater"]], one["category"], one["offset"] - 150, one["length"]) for one in known["data"]
    ]
    events = [(who, code, onset * at, (onset + length) * at) for who, code, onset, length in units]
    tables = _compare(tmp_path, events, "--overlapping", "gaze", end_s=0.3)
    alphas = {row["code"]: row["value"] for row in tables["reliability_more"] if row["statistic"] == "alpha_u"}
    assert float(alphas["c"]) == pytest.approx(known["dkpro_java"]["alpha_c"])
    assert float(alphas["k"]) == pytest.approx(known["dkpro_java"]["alpha_k"])
