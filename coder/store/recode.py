"""The recode queue in an observation file. Imports SQLAlchemy: import where it is needed only.

The table is made by the first migration that leaves something to look at again; most files have none.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, bindparam, insert, inspect, select, update

from coder.errors import CoderError
from coder.model.event import Event
from coder.model.recode import Outcome, Reason, Recode, Tick
from coder.store.rows import format_events, parse_events, storable

LAYOUT: Final = MetaData()

recode = Table(
    "recode",
    LAYOUT,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("was", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("codes", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("time", Text, nullable=False),
)
"""An event each: as it was and as it stands (JSON lists of one or none), and what came of looking at it again."""


def read_queue(connection: Connection) -> tuple[Recode, ...]:
    """Read the queue, in order; raise ValueError when it makes no sense."""
    if not inspect(connection).has_table(recode.name):
        return ()
    found = connection.execute(select(recode).order_by(recode.c.position)).all()
    return tuple(_recode(*row) for row in found)


def write_queue(connection: Connection, queue: Sequence[Recode]) -> None:
    """Write the whole queue in the place of what there was."""
    LAYOUT.drop_all(connection)
    if queue:
        LAYOUT.create_all(connection)
        connection.execute(insert(recode), [_row(place, waiting) for place, waiting in enumerate(queue)])


def tick_off(connection: Connection, ticks: Mapping[int, Tick]) -> None:
    """Write down what came of looking at events, by their position; raise CoderError when one is not there."""
    rows = [
        {"at": place, "outcome": tick.outcome.value, "coder": storable(tick.coder), "time": tick.time}
        for place, tick in ticks.items()
    ]
    changed = update(recode).where(recode.c.position == bindparam("at"))
    if connection.execute(changed, rows).rowcount != len(rows):
        raise CoderError("The queue of events to look at again is another one now.", "Open the observation again.")


def _row(place: int, waiting: Recode) -> dict[str, object]:
    return {
        "position": place,
        "was": format_events([waiting.was]),
        "now": format_events([waiting.now] if waiting.now is not None else []),
        "reason": waiting.reason.value,
        "codes": " ".join(waiting.codes),
        "outcome": waiting.outcome.value,
        "coder": storable(waiting.coder),
        "time": waiting.time,
    }


def _recode(_place: int, was: str, now: str, reason: str, codes: str, outcome: str, coder: str, time: str) -> Recode:
    before, stands = parse_events(was), parse_events(now)
    if len(before) != 1 or len(stands) > 1:
        raise ValueError("a line of its recode queue makes no sense")
    event: Event | None = stands[0] if stands else None
    return Recode(before[0], event, Reason(reason), tuple(codes.split()), Outcome(outcome), coder, time)
