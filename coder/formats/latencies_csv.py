"""``latencies.csv``: what became of every cue, and when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.model.contingency import Pair
from coder.model.cue_answer import CueAnswer
from coder.model.table import Column, ColumnType, Level, Table
from coder.model.time import format_seconds

TABLE = Table(
    "latencies",
    "a cue",
    (
        Column("dyad_id", ColumnType.ID, "The dyad."),
        Column("session_id", ColumnType.ID, "The session."),
        Column("phase", ColumnType.ID, "The phase the cue lies in.", missing="no phase is marked, or it lies in none"),
        Column(
            "link",
            ColumnType.ID,
            "The link of the scheme (turned round: with :back), or CUE>RESPONSE where they were named instead.",
        ),
        Column("cue_onset_s", ColumnType.NUMBER, "Where the cue begins.", "s"),
        Column(
            "outcome",
            ColumnType.LEVEL,
            "What became of it.",
            levels=(
                Level("answered", "answered", "The response began within the window."),
                Level("unanswered", "unanswered", "All of the window was seen, and nothing came."),
                Level(
                    "censored", "censored", "The next cue, uncodable time or the end came first, or there was no wait."
                ),
            ),
        ),
        Column("latency_s", ColumnType.NUMBER, "How long after the cue.", "s", missing="it was not answered"),
        Column("censored_at_s", ColumnType.NUMBER, "Until when nothing had come.", "s", missing="it was answered"),
        Column("response_event_id", ColumnType.ID, "The response.", missing="none, or the log has no event ids"),
    ),
)


@dataclass(frozen=True, slots=True)
class LatencyRow:
    """One cue of a session, and what became of it."""

    dyad_id: str
    session_id: str
    pair: Pair
    answer: CueAnswer
    phase: str = ""


def latencies_rows(rows: Iterable[LatencyRow]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for row in rows:
        one = row.answer
        yield [
            row.dyad_id,
            row.session_id,
            row.phase,
            row.pair.name,
            format_seconds(one.cue.ms),
            one.outcome.value,
            "" if one.latency_ms is None else format_seconds(one.latency_ms),
            "" if one.responses else format_seconds(one.cue.ms + one.wait_ms),
            one.responses[0].id if one.responses else "",
        ]
