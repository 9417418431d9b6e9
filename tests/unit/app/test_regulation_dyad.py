"""The dyad as a system: figures of a log that can be worked out by hand, and reasons where there are none."""

import csv
from math import log2
from pathlib import Path

import pytest

from coder.app.regulation import regulate
from coder.app.regulation_wish import RegulationWish

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"
STATES = """S1,D1,A,caregiver,cg,pos,state,0,20
S1,D1,A,caregiver,cg,neu,state,20,60
S1,D1,A,infant,in,pos,state,0,10
S1,D1,A,infant,in,neu,state,10,50
S1,D1,A,infant,in,pos,state,50,60
"""
ALWAYS = "S1,D1,A,caregiver,cg,pos,state,0,60\nS1,D1,A,infant,in,pos,state,0,60\n"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _bits(share: float) -> float:
    return -share * log2(share) - (1 - share) * log2(1 - share)


def _measures(folder: Path, text: str, codable: Path | None = None) -> dict[str, dict[str, str]]:
    log = folder / "events.csv"
    log.write_text(HEAD + text, encoding="utf-8")
    wish = RegulationWish(log, "caregiver.pos", "infant.pos", folder, codable, recurrence=True, permutations=50)
    regulate(wish)
    return {row["measure"]: row for row in _rows(folder / "synchrony.csv")}


def test_two_tiers_of_one_scale_are_matched_and_followed_through_the_grid(tmp_path: Path) -> None:
    found = _measures(tmp_path, STATES)
    value = {name: float(row["value"]) for name, row in found.items() if row["value"]}
    assert (value["both_s"], value["share_of_first"]) == (10, 0.5)
    assert value["expected_both_s"] == pytest.approx(20 * 20 / 60)
    assert value["jaccard"] == pytest.approx(1 / 3)
    assert value["match_share"] == pytest.approx(40 / 60)
    assert (value["repairs_per_min"], value["median_repair_s"]) == (1, 10)
    assert (value["cells_visited"], value["visits"], value["transitions_per_min"]) == (4, 4, 3)
    assert value["dispersion"] == pytest.approx(1 - (4 * (3 / 36 + 1 / 4) - 1) / 3)
    assert value["entropy_rate"] == pytest.approx(2 / 6 * _bits(1 / 10) + 3 / 6 * _bits(1 / 30))
    assert 40 / 60 <= value["profile_peak"] <= 1
    assert found["transfers_to_second"]["value"] == "1"
    assert found["peak_lag"]["reason"] == ""


def test_nothing_goes_together_over_time_that_could_not_be_judged(tmp_path: Path) -> None:
    codable = tmp_path / "codable.csv"
    codable.write_text(
        "session_id,coder_id,tier,kind,onset_s,offset_s\nS1,,,window,0,60\nS1,,,uncodable,20,40\n", encoding="utf-8"
    )
    apart = """S1,D1,A,caregiver,cg,neu,state,0,10
S1,D1,A,caregiver,cg,pos,state,10,20
S1,D1,A,caregiver,cg,neu,state,40,60
S1,D1,A,infant,in,neu,state,0,20
S1,D1,A,infant,in,pos,state,40,50
S1,D1,A,infant,in,neu,state,50,60
"""
    found = _measures(tmp_path, apart, codable)
    assert found["peak_r"]["value"], "laid end to end, the one would follow the other exactly"
    assert float(found["peak_r"]["value"]) < 0.9
    assert float(found["longest_line"]["value"]) <= 20


def test_the_grid_has_every_cell_of_both_tiers(tmp_path: Path) -> None:
    _measures(tmp_path, STATES)
    rows = _rows(tmp_path / "grid.csv")
    assert [(row["first_code"], row["second_code"], row["visits"], row["duration_s"]) for row in rows] == [
        ("neu", "neu", "1", "30.000"),
        ("neu", "pos", "1", "10.000"),
        ("pos", "neu", "1", "10.000"),
        ("pos", "pos", "1", "10.000"),
    ]
    assert {row["mean_return_s"] for row in rows} == {""}


def test_a_gap_on_a_tier_has_cells_of_its_own(tmp_path: Path) -> None:
    _measures(tmp_path, STATES.replace("S1,D1,A,infant,in,pos,state,50,60\n", ""))
    assert {row["second_code"] for row in _rows(tmp_path / "grid.csv")} == {"neu", "pos", "none"}


@pytest.mark.parametrize(
    ("text", "measure", "reason"),
    [
        ("S1,D1,A,caregiver,cg,pos,state,0,20\n", "both_s", "cue and response are not on two tiers"),
        (STATES + "S1,D1,A,infant,in,neg,state,5,8\n", "match_share", "codes of one tier overlap"),
        (STATES.replace("in,neu", "in,sad"), "match_share", "the tiers share no two codes"),
        (ALWAYS, "dispersion", "there is only one cell"),
    ],
)
def test_what_cannot_be_measured_has_its_reason(text: str, measure: str, reason: str, tmp_path: Path) -> None:
    row = _measures(tmp_path, text)[measure]
    assert row["value"] == ""
    assert row["reason"].startswith(reason)


def test_points_hold_no_time_together(tmp_path: Path) -> None:
    text = "S1,D1,A,caregiver,cg,pos,point,5,\nS1,D1,A,infant,in,pos,state,6,9\n"
    assert _measures(tmp_path, text)["both_s"]["reason"] == "cue and response are not both states that occur here"
