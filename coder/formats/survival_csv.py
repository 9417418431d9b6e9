"""``survival.csv``: how large a share of cues still waits for its answer, step by step."""

from collections.abc import Iterable, Iterator

from coder.model.number import format_figure
from coder.model.regulation import Curve
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds

_LAST = "all were answered then"
_NONE = "there is no step: nothing was answered, or nothing could be waited for"
TABLE = Table(
    "survival",
    "a step of a survival curve, of a dyad or of all",
    (
        Column("dyad_id", ColumnType.ID, "The dyad; pooled: the cues of all, which ignores dyads."),
        Column("phase", ColumnType.ID, "The phase.", missing="all that counts"),
        Column("link", ColumnType.ID, "The link (turned round: with :back), or CUE>RESPONSE."),
        Column("direction", ColumnType.ID, "Who answers whom: ACTOR_to_ACTOR, or within_ACTOR."),
        Column("n_waited", ColumnType.INTEGER, "Cues whose answer was waited for, all steps."),
        Column("time_s", ColumnType.NUMBER, "How long after the cue the step is.", "s", missing=_NONE),
        Column("at_risk", ColumnType.INTEGER, "Cues that still waited just before.", missing=_NONE),
        Column("answered", ColumnType.INTEGER, "How many were answered then.", missing=_NONE),
        Column("survival", ColumnType.NUMBER, "The share that still waits after it.", missing=_NONE),
        Column("se", ColumnType.NUMBER, "Its standard error (Greenwood).", missing=_LAST),
        Column("low", ColumnType.NUMBER, "Lower end of its 95 % interval.", missing=_LAST),
        Column("high", ColumnType.NUMBER, "Upper end of its 95 % interval.", missing=_LAST),
    ),
)


def survival_rows(curves: Iterable[Curve]) -> Iterator[list[str]]:
    """Give a row a step, in the order given; one row for a curve without steps."""
    for one in curves:
        head = [one.place.dyad_id, one.place.phase, one.pair.name, one.pair.direction, str(one.found.n)]
        for step in one.found.steps:
            yield [
                *head,
                format_seconds(step.ms),
                *(str(step.at_risk), str(step.events)),
                *map(format_figure, (step.survival, step.se, step.low, step.high)),
            ]
        if not one.found.steps:
            yield [*head, *[""] * 7]
