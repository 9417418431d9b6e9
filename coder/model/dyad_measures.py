"""What is measured of a dyad as a system, in words, and its columns in a wide table."""

from collections.abc import Iterator
from dataclasses import dataclass

from coder.model.measure import Aspect
from coder.model.table import Column, ColumnType

MEASURES = {
    "both_share": "Of the codable time, how much of it cue and response states hold at once.",
    "both_s": "How long cue and response states hold at once.",
    "expected_both_s": "How long they would if they were independent.",
    "share_of_first": "Of the time of the first state, what the second shares.",
    "share_of_second": "Of the time of the second state, what the first shares.",
    "jaccard": "The time of both by the time of either.",
    "transfers_to_second": "How often the floor passes from the first to the second.",
    "transfers_to_first": "How often the floor passes from the second to the first.",
    "median_gap_to_second_s": "The median silence at transfers to the second.",
    "median_gap_to_first_s": "The median silence at transfers to the first.",
    "median_overlap_to_second_s": "The median overlap at transfers to the second.",
    "median_overlap_to_first_s": "The median overlap at transfers to the first.",
    "response_rate_of_second": "Turns of the first that the second answers within the window after their offset.",
    "response_rate_of_first": "Turns of the second that the first answers within the window after their offset.",
    "match_share": "How long both tiers hold the same code, by the time in which both hold one.",
    "repairs_per_min": "How often mismatch becomes match, by the minutes in which both hold a code.",
    "median_repair_s": "When the Kaplan–Meier curve of mismatches is at one half or below.",
    "cells_visited": "How many cells of the state space grid were visited.",
    "visits": "How many visits cells had.",
    "transitions_per_min": "How often the dyad moved from cell to cell.",
    "mean_visit_s": "How long a visit lasted.",
    "dispersion": "0 where all time is in one cell, 1 where it is spread over all.",
    "visit_entropy": "Of the visits over cells.",
    "duration_entropy": "Of the time over cells.",
    "entropy_rate": "How unpredictable the next pair of codes is, unit by unit; too small for short sessions.",
    "peak_lag": "The lag of the largest correlation of cue and response states, over no gap; above 0 the first leads.",
    "peak_r": "That correlation.",
    "p_peak": "How many turned series have a correlation as large at any lag.",
    "recurrence_rate": "How often a code of the first tier is one of the second, whenever; none left out.",
    "determinism": "How much of that lies on lines of two units or more.",
    "mean_line": "How long those lines are.",
    "longest_line": "How long the longest is.",
    "laminarity": "How much lies on upright lines.",
    "profile_peak_lag": "The lag at which both tiers most often hold the same code; positive: the second follows.",
    "profile_peak": "How often they do there.",
}
"""The figures of a dyad as a system, and what each is."""
OF_CODES = (
    "both_share",
    "share_of_first",
    "share_of_second",
    "jaccard",
    "transfers_to_second",
    "transfers_to_first",
    "median_gap_to_second_s",
    "median_gap_to_first_s",
    "median_overlap_to_second_s",
    "median_overlap_to_first_s",
    "response_rate_of_second",
    "response_rate_of_first",
    "peak_lag",
    "peak_r",
)
"""What is measured of two codes."""
OF_TIERS = (
    "match_share",
    "repairs_per_min",
    "median_repair_s",
    "cells_visited",
    "visits",
    "transitions_per_min",
    "mean_visit_s",
    "dispersion",
    "visit_entropy",
    "duration_entropy",
    "entropy_rate",
    "recurrence_rate",
    "determinism",
    "mean_line",
    "longest_line",
    "laminarity",
    "profile_peak_lag",
    "profile_peak",
)
"""What is measured of all codes of two tiers, and so is the same for every two codes of them."""
SHARE = "share"
_SHARE = "Of the time in which it could be judged, how much it holds."
_WHY = "it cannot be computed in any session: synchrony.csv says why"


@dataclass(frozen=True, slots=True)
class SystemColumns:
    """Columns of one aspect: what their names begin with, and of each its measure and unit."""

    aspect: Aspect
    name: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]


def columns_of(one: SystemColumns) -> Iterator[tuple[tuple[str, ...], Column]]:
    """Give the parts of each name, and a column that still needs it."""
    where = f" in {one.aspect.phase}" if one.aspect.phase else ""
    for name, unit in one.measures:
        said = f"{MEASURES.get(name, _SHARE)} Of {one.aspect.words}{where}; of several sessions their mean."
        missing = _WHY if name in MEASURES else "it could be judged in no session"
        yield (*one.name, name), Column("", ColumnType.NUMBER, said, unit, missing=missing)
