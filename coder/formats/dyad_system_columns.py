"""The columns of ``dyad_summary.csv`` that describe the dyad as a system: what ``synchrony.csv`` has."""

from collections.abc import Iterator
from dataclasses import dataclass

from coder.formats.synchrony_csv import MEASURES
from coder.model.measure import Aspect
from coder.model.table import Column, ColumnType

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
