"""Agreement of coders: every pair of every session compared on every tier, and the tables of it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coder import __version__
from coder.app.agreement_wish import AgreementWish, Reliability
from coder.errors import CoderError
from coder.formats.confusion_matrix_csv import confusion_matrix_rows, confusion_matrix_table
from coder.formats.disagreements_csv import disagreements_rows, disagreements_table
from coder.formats.reliability_by_code_csv import reliability_by_code_rows, reliability_by_code_table
from coder.formats.reliability_criteria_csv import reliability_criteria_rows, reliability_criteria_table
from coder.formats.reliability_more_csv import reliability_more_rows, reliability_more_table
from coder.formats.reliability_pooled_csv import reliability_pooled_row, reliability_pooled_table
from coder.formats.reliability_ratings_csv import reliability_ratings_row, reliability_ratings_table
from coder.formats.reliability_scores_csv import reliability_scores_row, reliability_scores_table
from coder.formats.reliability_summary_csv import reliability_summary_rows, reliability_summary_table
from coder.model.table import Row, Table, table_text

_TABLES = (
    (reliability_summary_table, reliability_summary_rows),
    (reliability_by_code_table, reliability_by_code_rows),
    (reliability_more_table, reliability_more_rows),
    (confusion_matrix_table, confusion_matrix_rows),
    (disagreements_table, disagreements_rows),
    (reliability_criteria_table, reliability_criteria_rows),
)
SETTINGS = "analysis_settings.json"


def find_agreement(wish: AgreementWish) -> Reliability:
    """Read what was coded and compare; raise CoderError where there is nothing to compare."""
    from coder.app.comparing.log import read_coded
    from coder.app.comparing.pairs import compare_all
    from coder.app.comparing.study import read_study

    _check(wish)
    log = read_study(wish.events) if wish.events.is_dir() else read_coded(wish.events, wish.codable)
    return compare_all(log, wish)


def write_agreement(wish: AgreementWish, folder: Path) -> Reliability:
    """Write the tables and ``analysis_settings.json`` into a folder, which is made if it is not there."""
    found = find_agreement(wish)
    folder.mkdir(parents=True, exist_ok=True)
    for table_of, rows_of in _TABLES:
        _write(folder, table_of(), (row for one in found.comparisons for row in rows_of(one)))
    _write(folder, reliability_pooled_table(), map(reliability_pooled_row, found.pooled))
    _write(folder, reliability_ratings_table(), map(reliability_ratings_row, found.ratings))
    _write(folder, reliability_scores_table(), map(reliability_scores_row, found.scores))
    settings = json.dumps(settings_of(wish, found), ensure_ascii=False, indent=2)
    (folder / SETTINGS).write_text(settings + "\n", encoding="utf-8", newline="")
    return found


def _write(folder: Path, table: Table, rows: Iterable[Row]) -> None:
    (folder / table.file).write_text(table_text(table, rows), encoding="utf-8", newline="")


def settings_of(wish: AgreementWish, found: Reliability) -> dict[str, Any]:
    """Return every option, and what was found out by itself, for the methods section."""
    return {
        "version": __version__,
        "events": wish.events.name,
        "codable": wish.codable.name if wish.codable else None,
        "pair": list(wish.pair) if wish.pair else None,
        "unit_s": wish.how.unit_ms / 1000,
        "tolerance_s": wish.how.tolerance_ms / 1000,
        "overlap_share": wish.how.share,
        "alignment_costs": {"match": 0, "substitution": 1, "gap": 1},
        "bootstrap": {
            "over": "sessions",
            "draws": wish.how.draws,
            "seed": wish.how.seed,
            "block_s": wish.how.block_ms / 1000,
            "interval": "95 % percentile",
        },
        "exclusive": [tier for tier, alone in found.exclusive.items() if alone],
        "overlapping": [tier for tier, alone in found.exclusive.items() if not alone],
        "said_exclusive": sorted(wish.exclusive),
        "said_overlapping": sorted(wish.overlapping),
        "codable_time": "both coders' windows, without the uncodable time of either; states are cut to it",
        "gaps": "none",
        "units": "a unit has the state at its midpoint, else its first point; a rest shorter than a unit is dropped",
        "tolerance": "floor(tolerance / unit) units each way, within a window; both coders are taken as the reference",
        "overlap": "a linked pair counts 2, an event alone 1; chance is fitted, both alone being impossible",
        "points": "most pairs within the tolerance, then least sum of distances; counted as in overlap",
        "alignment": "events pair within the tolerance or by the share of overlap; every step counts 1",
        "boris": "instants from the first onset to the last offset, both ends of a state included; all events count",
        "alpha": "nominal; of durations its limit, Scott's pi; none for events without a partner",
    }


def _check(wish: AgreementWish) -> None:
    both = wish.exclusive & wish.overlapping
    if both:
        raise CoderError(f"The tier {min(both)} cannot be exclusive and overlapping.", "Name it once.")
    if wish.how.unit_ms < 1:
        raise CoderError("A unit lasts a millisecond or more.", "Give seconds, such as --unit 1.0.")
    if wish.how.tolerance_ms < 0:
        raise CoderError("A tolerance is not negative.", "Give seconds, such as --tolerance 1.0.")
    if wish.codable is not None and wish.events.is_dir():
        raise CoderError("A study has its own windows and uncodable time.", "Leave --codable out.")
    if wish.how.block_ms < 0:
        raise CoderError("A block is not negative.", "Give seconds, such as --block 30, or leave it out.")
    if wish.how.draws < 0:
        raise CoderError("Sessions cannot be drawn less than never.", "Give --bootstrap 2000, or 0 for no intervals.")
    if wish.pair is not None and wish.pair[0] == wish.pair[1]:
        raise CoderError("A pair is two coders.", "Name two that differ.")
