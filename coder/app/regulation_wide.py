"""One row a dyad: every pair in every phase by every method, and the two directions of one thing beside each other."""

from collections.abc import Iterator, Sequence

from coder.analysis.survival import kaplan_meier
from coder.app.regulation_across import mirrored
from coder.app.regulation_session import SessionFound
from coder.app.regulation_tables import asked_of
from coder.formats.dyad_summary_csv import DyadSummary, Way, dyad_summary_rows, dyad_summary_table
from coder.model.contingency import ContingencyRow, Method, Pair
from coder.model.regulation import Curve
from coder.model.table import Table

_WAYS = ("forth", "back")


def wide_summary(
    sessions: Sequence[SessionFound], rows: Sequence[ContingencyRow], curves: Sequence[Curve]
) -> tuple[Table, Iterator[list[str]]]:
    """Return the table and its rows."""
    ways = _ways(sessions)
    apart = list(_apart(ways))
    return dyad_summary_table(ways, apart), dyad_summary_rows(_dyads(sessions, rows, curves, ways), ways, apart)


def _ways(sessions: Sequence[SessionFound]) -> list[Way]:
    methods: dict[tuple[Pair, str], list[Method]] = {}
    for pair, phase, method in asked_of(sessions):
        methods.setdefault((pair, phase), []).append(method)
    named = [*dict.fromkeys(pair for pair, _ in methods)]
    return [
        Way((*_label(pair, named), *([phase] if phase else [])), pair, phase, tuple(own))
        for (pair, phase), own in methods.items()
    ]


def _label(pair: Pair, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Return the link; of a pair that was named, which way it goes; a number where a link is of several kinds."""
    if not pair.link:
        return (_WAYS[pairs.index(pair)],)
    alike = [one for one in pairs if one.name == pair.name]
    number = [str(alike.index(pair) + 1)] if len(alike) > 1 else []
    return (pair.link, *(["back"] if pair.back else []), *number)


def _apart(ways: Sequence[Way]) -> Iterator[tuple[int, int]]:
    """Give the places of ways that are the two directions of one thing, in one phase."""
    pairs = [*dict.fromkeys(way.pair for way in ways)]
    for at, way in enumerate(ways):
        back = mirrored(way.pair, pairs)
        if back is not None and pairs.index(back) > pairs.index(way.pair):
            for other, two in enumerate(ways):
                if (two.pair, two.phase) == (back, way.phase):
                    yield at, other


def _dyads(
    sessions: Sequence[SessionFound], rows: Sequence[ContingencyRow], curves: Sequence[Curve], ways: Sequence[Way]
) -> Iterator[DyadSummary]:
    # the last row of a dyad is that of all its sessions
    found = {(row.dyad_id, row.pair, row.phase, row.method): (row.tally, row.found) for row in rows}
    waits = {(one.place.dyad_id, one.pair, one.place.phase): one.found for one in curves}
    count: dict[str, int] = {}
    for one in sessions:
        count[one.dyad_id] = count.get(one.dyad_id, 0) + 1
    for dyad, own in count.items():
        tables = [[found[dyad, way.pair, way.phase, method] for method in way.methods] for way in ways]
        latencies = [waits.get((dyad, way.pair, way.phase), kaplan_meier(())) for way in ways]
        yield DyadSummary(dyad, own, tables, latencies)
