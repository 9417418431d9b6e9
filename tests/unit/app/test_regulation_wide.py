"""The wide table of regulation: what describes a dyad as a system stands beside its contingency, phase by phase."""

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.regulation import regulate
from coder.app.regulation_wish import RegulationWish
from coder.model.event import Event
from coder.store.session_folder import load_session, save_session
from tests.moving import FIRST, code, create_study
from tests.unit.cli.shell import coder

DERIVED = """\
procedure: {phases: [{id: play, key: p}, {id: still, key: s}]}
uncodable: {key: z, reasons: [{id: dark, key: k}]}
derived:
  - id: seen_touch
    actor: infant
    all_of: [gaze.mother, touch.pat]
links:
  - id: look_touched
    cue: {codes: [gaze.mother]}
    response: {codes: [touch.pat]}
    window_s: [0, 4.0]
  - id: look_followed
    cue: {codes: [gaze.toy]}
    response: {codes: [touch.stroke]}
    window_s: [0, 2.0]
"""
TEXT = f"{FIRST}{DERIVED}"


def _session(*touches: tuple[int, int]) -> tuple[Event, ...]:
    return (
        Event(1, "phase", "play", 0, 60_000),
        Event(2, "phase", "still", 60_000, 100_000),
        Event(3, "gaze", "mother", 0, 20_000),
        Event(4, "gaze", "toy", 20_000, 50_000),
        Event(5, "gaze", "mother", 60_000, 70_000),
        *(Event(number, "touch", "pat", *span) for number, span in enumerate(touches, 10)),
    )


def _wide(study: Path, out: Path, *, by_phase: bool = True) -> list[dict[str, str]]:
    regulate(replace(RegulationWish(study, out=out, permutations=0), by_phase=by_phase))
    return _table(out / "dyad_summary.csv")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _study(folder: Path, *sessions: tuple[Event, ...]) -> Path:
    study = create_study(folder / "study", len(sessions), (), TEXT)
    for number, events in enumerate(sessions, 1):
        code(study / f"D{number:02}", "ana", TEXT, events)
    return study


def test_a_dyad_has_its_figures_as_a_system_beside_its_contingency_phase_by_phase(tmp_path: Path) -> None:
    (row,) = _wide(_study(tmp_path, _session((10_000, 30_000))), tmp_path / "out")
    long = _table(tmp_path / "out" / "synchrony.csv")

    def said(measure: str, phase: str = "", first: str = "infant.mother") -> str:
        (found,) = {
            one["value"]
            for one in long
            if (one["measure"], one["phase"], one["first"]) == (measure, phase, first) and one["value"]
        }
        return found

    assert row["look_touched_jaccard"] == said("jaccard")
    assert row["look_touched_both_share"] == said("both_share") == "0.1"
    assert row["look_touched_play_both_share"] == said("both_share", "play")
    assert row["gaze_touch_dispersion"] == said("dispersion")
    assert row["gaze_touch_play_entropy_rate"] == said("entropy_rate", "play")
    assert row["gaze_touch_still_mean_visit_s"] == said("mean_visit_s", "still")
    assert {"look_touched_peak_r", "look_touched_median_gap_to_second_s", "look_touched_median_overlap_to_first_s"} <= {
        *row
    }
    assert not any(name.startswith("look_followed_dispersion") for name in row), "once for two tiers, not for each link"


def test_the_share_of_a_derived_state_is_of_its_codable_time_as_in_the_summary(tmp_path: Path) -> None:
    (row,) = _wide(_study(tmp_path, _session((10_000, 30_000), (65_000, 66_000))), tmp_path / "out")
    summary = _table(tmp_path / "out" / "summary.csv")
    percent = {one["phase"]: float(one["percent"]) for one in summary if one["code"] == "seen_touch"}
    assert float(row["seen_touch_share"]) == pytest.approx(11 / 100)
    for phase in ("play", "still"):
        assert float(row[f"seen_touch_{phase}_share"]) == pytest.approx(percent[phase] / 100, abs=1e-6)


def test_a_dyad_with_several_sessions_has_the_mean_of_what_could_be_computed(tmp_path: Path) -> None:
    sessions = _session((10_000, 30_000)), _session((15_000, 30_000)), _session()
    study = _study(tmp_path, *sessions)
    for number in (1, 2, 3):
        save_session(replace(load_session(study / f"D{number:02}"), dyad="P1"))
    (row,) = _wide(study, tmp_path / "out")
    assert row["sessions"] == "3"
    assert float(row["look_touched_both_share"]) == pytest.approx((0.1 + 0.05) / 2), "the third has no touch"


def test_the_codebook_says_of_every_column_what_it_is_and_when_it_is_empty(tmp_path: Path) -> None:
    _wide(_study(tmp_path, _session((10_000, 30_000))), tmp_path / "out")
    said = {(row["table"], row["variable"]): row for row in _table(tmp_path / "out" / "codebook.csv")}
    for path in (tmp_path / "out").glob("*.csv"):
        (row, *_) = _table(path) or [{}]
        for name, cell in row.items():
            assert said[path.stem, name]["definition"], f"{path.stem}.{name}"
            assert cell or said[path.stem, name]["missing"], f"{path.stem}.{name}"
    assert "the derived code seen_touch in play" in said["dyad_summary", "seen_touch_play_share"]["definition"]
    assert said["dyad_summary", "gaze_touch_mean_visit_s"]["unit"] == "s"


def test_every_column_has_a_name_that_statistics_programs_take(tmp_path: Path) -> None:
    (row,) = _wide(_study(tmp_path, _session((10_000, 30_000))), tmp_path / "out")
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name) for name in row)
    assert len({name.lower() for name in row}) == len(row)
    assert not any("nan" in cell or "inf" in cell for cell in row.values())


def test_a_log_whose_codes_are_no_names_has_such_columns_as_well(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "session_id,actor,tier,code,kind,onset_s,offset_s\n"
        "S1,Kind,1 Blick,schaut-hin!,state,0,5\nS1,Mutter,Hände,faßt an,state,2,8\nS1,Kind,1 Blick,weg,state,5,20\n",
        encoding="utf-8",
    )
    words = ("--cue", "Kind.schaut-hin!", "--response", "Mutter.faßt an")
    assert coder("regulation", path, *words, "-o", tmp_path / "out") == 0
    (row,) = _table(tmp_path / "out" / "dyad_summary.csv")
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name) for name in row)
    assert row["both_jaccard"] == "0.375"
    assert row["tiers_cells_visited"] == "4"
