"""``synchrony.csv``: the dyad as a system, one figure a row."""

from collections.abc import Iterable, Iterator

from coder.model.measure import DyadMeasures
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table

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
    "peak_lag": "The lag with the largest correlation of cue and response states; positive: the first leads.",
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
TABLE = Table(
    "synchrony",
    "a figure of a session",
    (
        Column("dyad_id", ColumnType.ID, "The dyad."),
        Column("session_id", ColumnType.ID, "The session."),
        Column("phase", ColumnType.ID, "The phase.", missing="the whole session"),
        Column("first", ColumnType.ID, "The first partner's code: ACTOR.CODE."),
        Column("second", ColumnType.ID, "The second partner's code."),
        Column(
            "measure",
            ColumnType.LEVEL,
            "What is measured.",
            levels=tuple(Level(name, name, words) for name, words in MEASURES.items()),
        ),
        Column("value", ColumnType.NUMBER, "The figure.", missing="it cannot be computed: see reason"),
        Column("unit", ColumnType.TEXT, "Its unit.", missing="it has none"),
        Column(
            "n", ColumnType.INTEGER, "How many units, turns, steps or mismatches it rests on.", missing="it is of time"
        ),
        Column("reason", ColumnType.TEXT, "Why a cell is empty, in words.", missing="all could be computed"),
    ),
)


def synchrony_rows(sessions: Iterable[DyadMeasures]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for one in sessions:
        for measure in one.measures:
            yield [
                *(one.dyad_id, one.session_id, one.phase, one.first, one.second, measure.name),
                format_figure(measure.value),
                measure.unit,
                "" if measure.n is None else str(measure.n),
                measure.reason,
            ]
