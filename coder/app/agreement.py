"""Agreement of coders: every pair of every session compared on every tier, and the tables of it."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder import __version__
from coder.app.agreement_wish import LEAST_SHIFT_MS, AgreementWish, Reliability
from coder.app.tables_folder import SETTINGS, check_tables_folder, fresh_tables
from coder.errors import CoderError
from coder.formats.confusion_matrix_csv import confusion_matrix_rows, confusion_matrix_table
from coder.formats.disagreements_csv import disagreements_rows, disagreements_table
from coder.formats.reliability_by_code_csv import reliability_by_code_rows, reliability_by_code_table
from coder.formats.reliability_criteria_csv import reliability_criteria_rows, reliability_criteria_table
from coder.formats.reliability_more_csv import reliability_more_rows, reliability_more_table
from coder.formats.reliability_pooled_csv import reliability_pooled_row, reliability_pooled_table
from coder.formats.reliability_ratings_csv import reliability_ratings_row, reliability_ratings_table
from coder.formats.reliability_scores_csv import reliability_scores_row, reliability_scores_table
from coder.formats.reliability_sessions_csv import reliability_sessions_row, reliability_sessions_table
from coder.formats.reliability_summary_csv import reliability_summary_rows, reliability_summary_table
from coder.media.stopping import Cancel, Progress, check, portion, tell
from coder.model.table import Row, Table, table_text

if TYPE_CHECKING:
    from coder.app.comparing.log import ComparedLog

_OF_COMPARISONS = (
    (reliability_summary_table, reliability_summary_rows),
    (reliability_by_code_table, reliability_by_code_rows),
    (reliability_more_table, reliability_more_rows),
    (confusion_matrix_table, confusion_matrix_rows),
    (disagreements_table, disagreements_rows),
    (reliability_criteria_table, reliability_criteria_rows),
)
WHAT = "agreement of coders"
_INTERVALS = {False: "95 % percentile", True: "95 % BCa (corrected for bias and acceleration)"}
_MEANINGS = {
    "codable_time": "both coders' windows, without the uncodable time of either; states are cut to it",
    "gaps": "none",
    "units": "a unit has the state at its midpoint, else its first point; a rest shorter than a unit is dropped",
    "tolerance": "floor(tolerance / unit) units each way, within a window; both coders are taken as the reference",
    "overlap": "a linked pair counts 2, an event alone 1; chance is fitted, both alone being impossible",
    "points": "most pairs within the tolerance, then least sum of distances; counted as in overlap",
    "alignment": "events pair within the tolerance or by the share of overlap; every step counts 1",
    "boris": "instants from the first onset to the last offset, both ends of a state included; all events count",
    "media": "two coders of a session are compared when they had media of the same size, content and frames",
    "onsets": "second coder's onset less first's, of events paired by overlap or nearness, but not where codable time "
    f"begins; told from {LEAST_SHIFT_MS / 1000} s on, where three quarters go the same way",
    "alpha": "nominal; of durations its limit, Scott's pi; none for events without a partner",
}
_READ = 0.4
_COMPARED = 0.95


def find_agreement(
    wish: AgreementWish, progress: Progress | None = None, cancelled: Cancel | None = None
) -> Reliability:
    """Read what was coded and compare, those who cannot be compared apart.

    Raises CoderError where there is nothing to compare, Stopped when ``cancelled`` says so.
    """
    from coder.app.comparing.pairs import compare_all

    log = read_compared(wish, portion(progress, 0.0, _READ), cancelled)
    return compare_all(log, wish, portion(progress, _READ, 1.0), cancelled)


def read_compared(
    wish: AgreementWish, progress: Progress | None = None, cancelled: Cancel | None = None
) -> "ComparedLog":
    """Read what was coded; raise CoderError for what cannot be read or asked, Stopped when ``cancelled`` says so."""
    from coder.app.comparing.log import read_coded
    from coder.app.comparing.study import read_study

    _check(wish)
    if wish.events.is_dir():
        return read_study(wish.events, progress, cancelled, wish.viewer)
    return read_coded(wish.events, wish.codable)


def write_agreement(
    wish: AgreementWish, folder: Path, progress: Progress | None = None, cancelled: Cancel | None = None
) -> Reliability:
    """Write the tables and ``analysis_settings.json`` into a folder, in the place of an earlier run's, all in one step.

    Raises CoderError and Stopped as ``find_agreement`` does; the folder is then as it was.
    """
    check_tables_folder(folder)
    found = find_agreement(wish, portion(progress, 0.0, _COMPARED), cancelled)
    write_agreement_tables(wish, found, folder, cancelled)
    tell(progress, 1.0)
    return found


def write_agreement_tables(
    wish: AgreementWish, found: Reliability, folder: Path, cancelled: Cancel | None = None
) -> None:
    """Write what was found as ``write_agreement`` does."""
    with fresh_tables(folder, WHAT) as fresh:
        for table, rows in _tables(found):
            check(cancelled)
            with (fresh / table.file).open("x", encoding="utf-8", newline="") as out:
                out.write(table_text(table, rows))
        settings = json.dumps(settings_of(wish, found), ensure_ascii=False, indent=2)
        (fresh / SETTINGS).write_text(settings + "\n", encoding="utf-8", newline="")


def _tables(found: Reliability) -> Iterator[tuple[Table, Iterable[Row]]]:
    for table_of, rows_of in _OF_COMPARISONS:
        yield table_of(), (row for one in found.comparisons for row in rows_of(one))
    yield reliability_pooled_table(), map(reliability_pooled_row, found.pooled)
    yield reliability_ratings_table(), map(reliability_ratings_row, found.ratings)
    yield reliability_scores_table(), map(reliability_scores_row, found.scores)
    yield reliability_sessions_table(), map(reliability_sessions_row, found.sessions)


def settings_of(wish: AgreementWish, found: Reliability) -> dict[str, Any]:
    """Return every option, and what was found out by itself, for the methods section."""
    return {
        "what": WHAT,
        "version": __version__,
        "files": [SETTINGS, *(table.file for table, _ in _tables(found))],
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
            "interval": _INTERVALS[wish.how.corrected],
            "interval_of_blocks": _INTERVALS[False],
        },
        "intervals_of_icc": "95 %, by the F distribution (McGraw & Wong 1996)",
        "schemes": list(found.schemes),
        "sessions": len({one.session for one in found.sessions if one.compared}),
        "left_out": [
            {"session_id": one.session, "pair": list(one.pair), "reason": one.reason} for one in found.left_out
        ],
        "notes": list(found.notes),
        "exclusive": [tier for tier, alone in found.exclusive.items() if alone],
        "overlapping": [tier for tier, alone in found.exclusive.items() if not alone],
        "said_exclusive": sorted(wish.exclusive),
        "said_overlapping": sorted(wish.overlapping),
        **_MEANINGS,
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
