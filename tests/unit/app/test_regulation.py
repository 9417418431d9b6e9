"""What the script drew into the sample videos is found, in truths and in what coders coded, and nothing else is."""

import csv
from pathlib import Path

import pytest

from coder.app.regulation import Regulation, find_regulation, regulate
from coder.app.regulation_wish import RegulationWish
from coder.app.shipped import shipped_folder
from coder.formats import (
    across_dyads_csv,
    contingency_csv,
    false_discovery_csv,
    grid_csv,
    latencies_csv,
    log_rank_csv,
    summary_csv,
    survival_csv,
    synchrony_csv,
    transitions_csv,
)
from coder.model.answers import Outcome
from coder.model.contingency import ContingencyRow

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"
SAMPLE = shipped_folder("sample_sessions")
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


def test_a_cell_is_empty_only_where_its_column_says_when(tmp_path: Path) -> None:
    tables = (across_dyads_csv, contingency_csv, grid_csv, latencies_csv, synchrony_csv, transitions_csv)
    more = (false_discovery_csv.TABLE, survival_csv.TABLE, log_rank_csv.TABLE, summary_csv.summary_table(()))
    wish = RegulationWish(SAMPLE, out=tmp_path, coder="ana", by_phase=True, both_ways=True, permutations=20)
    regulate(wish)
    for table in (*(one.TABLE for one in tables), *more):
        with (tmp_path / table.file).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert tuple(head) == table.heads
        empty = {column.name for row in rows for cell, column in zip(row, table.columns, strict=True) if not cell}
        assert empty <= {column.name for column in table.columns if column.missing}


def _own(found: Regulation, link: str) -> list[ContingencyRow]:
    """Return the pooled row of a link by its own window."""
    return [row for row in found.contingency if row.pair.name == link and row.dyad_id == "pooled"][:1]


@pytest.mark.parametrize(
    ("coder", "links"), [("ana", ("smile_returned", "gaze_returned")), ("ben", ("smile_returned",))]
)
def test_the_links_that_were_drawn_are_found_in_what_was_coded_of_the_videos(
    coder: str, links: tuple[str, ...]
) -> None:
    found = find_regulation(RegulationWish(SAMPLE, coder=coder, links=links))
    for link in links:
        (pooled,) = _own(found, link)
        assert pooled.pair.direction == "caregiver_to_infant"
        assert pooled.found.delta_p is not None
        assert pooled.found.delta_p > 0.3
        assert pooled.p_permutation is not None
        assert pooled.p_permutation < 0.02


def test_every_bid_that_was_drawn_has_the_answer_that_was_drawn() -> None:
    found = find_regulation(RegulationWish(SAMPLE, coder="ana", links=("bid_answered",), permutations=0))
    trains = {one.place.session_id: one.found for one in found.trains}
    drawn = {"D01_v1": [Outcome.ANSWERED, Outcome.ANSWERED, Outcome.UNANSWERED]}
    assert [cue.outcome for cue in trains["D01_v1"]] == drawn["D01_v1"]
    still = [cue.outcome for cue in trains["D03_v1"] if 30_500 < cue.ms < 60_800]
    assert Outcome.ANSWERED not in still, "the face that does not answer does not answer"


@pytest.mark.parametrize(
    ("cue", "response"), [("caregiver.touch", "infant.fuss"), ("infant.vocal", "caregiver.need_met")]
)
@pytest.mark.parametrize("coder", ["ana", "ben"])
def test_a_control_link_that_was_not_drawn_is_not_found(cue: str, response: str, coder: str) -> None:
    found = find_regulation(RegulationWish(SAMPLE, cue, response, coder=coder))
    pooled = next(row for row in found.contingency if row.dyad_id == "pooled")
    assert pooled.p_permutation is not None
    assert pooled.p_permutation > 0.2
    assert pooled.found.delta_p is not None
    assert pooled.found.delta_p < 0
