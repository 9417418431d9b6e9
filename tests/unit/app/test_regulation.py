"""What the script of the sample sessions drew is found in their truths, and what it did not draw is not."""

import csv
from pathlib import Path

from coder.app.regulation import Regulation, regulate
from coder.app.regulation_wish import RegulationWish
from coder.app.shipped import shipped_folder
from coder.model.contingency import ContingencyRow

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"
ACTORS = {"cg": "caregiver", "in": "infant"}


def _truths(folder: Path) -> Path:
    """Write what was drawn in all sample sessions as one log."""
    log = folder / "events.csv"
    lines = [HEAD]
    for path in sorted(shipped_folder("sample_sessions").glob("*/truth.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                actor = ACTORS.get(row["tier"][:2], "session")
                kind = "state" if row["offset_s"] else "point"
                what = (row["tier"], row["code"], kind, row["onset_s"], row["offset_s"])
                lines.append(",".join([path.parent.name, path.parent.name[:3], "truth", actor, *what]) + "\n")
    log.write_text("".join(lines), encoding="utf-8")
    return log


def _pooled(found: Regulation, direction: str) -> ContingencyRow:
    return next(
        row
        for row in found.contingency
        if row.dyad_id == "pooled" and row.pair.direction == direction and row.method.name == "per_onset"
    )


def test_a_smile_is_answered_by_a_smile_beyond_chance(tmp_path: Path) -> None:
    log = _truths(tmp_path)
    row = _pooled(
        regulate(RegulationWish(log, "caregiver.smile", "infant.smile", tmp_path / "out")), "caregiver_to_infant"
    )
    assert row.found.delta_p is not None
    assert row.found.delta_p > 0.5
    assert row.p_permutation is not None
    assert row.p_permutation < 0.01


def test_a_link_that_nobody_drew_is_not_found(tmp_path: Path) -> None:
    log = _truths(tmp_path)
    row = _pooled(
        regulate(RegulationWish(log, "caregiver.touch", "infant.fuss", tmp_path / "out")), "caregiver_to_infant"
    )
    assert row.p_permutation is not None
    assert row.p_permutation > 0.2
    assert row.found.log_odds is not None
    assert row.found.log_odds < 0
