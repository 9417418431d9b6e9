"""The sessions' parts of regulation put together: rows of each session and dyad, and of all dyads."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from coder.app.regulation_session import Cell, SessionFound
from coder.app.regulation_wish import RegulationWish
from coder.errors import CoderError
from coder.formats.contingency_csv import MANTEL_HAENSZEL, POOLED
from coder.formats.transitions_csv import TransitionRows
from coder.model.contingency import Association, ContingencyRow, Method, Pair, Tally, TwoByTwo
from coder.model.transitions import Transitions

NO_CODABLE = "there is no codable time in which both could be judged"
NO_WHOLE_WINDOW = "no cue has its whole window in codable time"
NO_UNIT = "no cue lies in a codable unit"


def contingency_of(sessions: Sequence[SessionFound], wish: RegulationWish) -> Iterator[ContingencyRow]:
    """Give the rows of each pair and method: sessions, dyads with several sessions, pooled, Mantel–Haenszel."""
    for pair in wish.pairs:
        for method in wish.methods:
            yield from _of_method(sessions, pair, method)


def _of_method(sessions: Sequence[SessionFound], pair: Pair, method: Method) -> Iterator[ContingencyRow]:
    from coder.analysis.stratified import mantel_haenszel

    dyads: dict[str, list[SessionFound]] = {}
    for one in sessions:
        dyads.setdefault(one.dyad_id, []).append(one)
    sums: list[Cell] = []
    for dyad, own in dyads.items():
        for one in own:
            yield _row(dyad, one.session_id, pair, method, one.cells[pair, method])
        sums.append(_add([one.cells[pair, method] for one in own]))
        if len(own) > 1:
            yield _row(dyad, "", pair, method, sums[-1])
    whole = _add([one.cells[pair, method] for one in sessions])
    pooled = _row(POOLED, "", pair, method, whole)
    yield pooled
    yield replace(pooled, dyad_id=MANTEL_HAENSZEL, found=mantel_haenszel(one.tally.table for one in sums))


def _row(dyad: str, session: str, pair: Pair, method: Method, found: Cell) -> ContingencyRow:
    return ContingencyRow(dyad, session, pair, method, found.tally, _associate(found, method), found.p)


def _associate(found: Cell, method: Method) -> Association:
    """Return what can be said of a table, with the nearest reason where no cue could be used."""
    from coder.analysis.two_by_two import associate

    said = associate(found.tally.table)
    if not found.codable_ms:
        return replace(said, reason=NO_CODABLE)
    if found.tally.cues and not found.tally.usable:
        return replace(said, reason=NO_UNIT if method.lags is not None else NO_WHOLE_WINDOW)
    return said


def _add(cells: Sequence[Cell]) -> Cell:
    """Add up tables, and the turned responses that were drawn of each."""
    if len(cells) == 1:
        return cells[0]
    from coder.analysis.circular_shifts import p_value

    tallies = [cell.tally for cell in cells]
    table = sum((one.table for one in tallies), TwoByTwo())
    tally = Tally(table, sum(one.cues for one in tallies), sum(one.usable for one in tallies))
    codable_ms = sum(cell.codable_ms for cell in cells)
    drawn = [cell.drawn for cell in cells if cell.drawn is not None]
    if not drawn:
        return Cell(tally, codable_ms)
    turned = sum(drawn[1:], drawn[0])
    return Cell(tally, codable_ms, p_value(table.a, turned), turned)


def transitions_of(sessions: Sequence[SessionFound], wish: RegulationWish) -> Iterator[TransitionRows]:
    """Give the transitions at each lag, from 1 to the steps asked for, of each session, and of all."""
    codes = sorted({code for one in sessions for run in one.runs for code in run})
    if not wish.repeats:
        _check_repeats(sessions)
    for lag in range(1, wish.steps + 1):
        for one in sessions:
            yield _cells(one.dyad_id, one.session_id, _transitions(one.runs, codes, lag, wish))
        yield _cells(POOLED, "", _transitions([run for one in sessions for run in one.runs], codes, lag, wish))


def _check_repeats(sessions: Sequence[SessionFound]) -> None:
    for one in sessions:
        for first, following in (pair for run in one.runs for pair in pairwise(run)):
            if first == following:
                raise CoderError(f"In session {one.session_id} {first} follows itself.", "Leave --no-repeats out.")


def _transitions(runs: list[list[str]], codes: list[str], lag: int, wish: RegulationWish) -> Transitions:
    from coder.analysis.transitions import transitions

    return transitions(runs, codes, lag, repeats=wish.repeats)


def _cells(dyad: str, session: str, found: Transitions) -> TransitionRows:
    from coder.analysis.false_discovery import false_discovery

    return TransitionRows(dyad, session, found, tuple(false_discovery([cell.p for cell in found.cells])))
