"""One row a dyad: every pair in every phase by every method, and the two directions of one thing beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coder.analysis.survival import kaplan_meier
from coder.app.regulation_across import mirrored
from coder.app.regulation_session import SessionFound
from coder.app.regulation_tables import asked_of
from coder.app.regulation_wide_figures import system_columns, system_figures
from coder.formats.dyad_summary_csv import DyadSummary, Way, dyad_summary_rows, dyad_summary_table
from coder.model.contingency import ContingencyRow, Method, Pair
from coder.model.regulation import Curve
from coder.model.table import Table, column_name

_WAYS = ("forth", "back")


def wide_summary(
    sessions: Sequence[SessionFound], rows: Sequence[ContingencyRow], curves: Sequence[Curve]
) -> tuple[Table, Iterator[list[str]]]:
    """Return the table and its rows."""
    ways = _ways(sessions)
    apart, system = list(_apart(ways)), system_columns([one.system for one in sessions])
    dyads = _dyads(sessions, rows, curves, ways)
    described = (replace(one, system=system_figures([one.system for one in own], system)) for one, own in dyads)
    return dyad_summary_table(ways, apart, system), dyad_summary_rows(described, ways, apart)


def _ways(sessions: Sequence[SessionFound]) -> list[Way]:
    methods: dict[tuple[Pair, str], list[Method]] = {}
    for pair, phase, method in asked_of(sessions):
        methods.setdefault((pair, phase), []).append(method)
    named = [*dict.fromkeys(pair for pair, _ in methods)]
    return [
        Way((*_label(pair, named), *([column_name(phase)] if phase else [])), pair, phase, tuple(own))
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
) -> Iterator[tuple[DyadSummary, list[SessionFound]]]:
    """Give what is said of each dyad's links, with its sessions."""
    # the last row of a dyad is that of all its sessions
    found = {(row.dyad_id, row.pair, row.phase, row.method): (row.tally, row.found) for row in rows}
    waits = {(one.place.dyad_id, one.pair, one.place.phase): one.found for one in curves}
    dyads: dict[str, list[SessionFound]] = {}
    for one in sessions:
        dyads.setdefault(one.dyad_id, []).append(one)
    for dyad, own in dyads.items():
        tables = [[found[dyad, way.pair, way.phase, method] for method in way.methods] for way in ways]
        latencies = [waits.get((dyad, way.pair, way.phase), kaplan_meier(())) for way in ways]
        yield DyadSummary(dyad, len(own), tables, latencies), own
