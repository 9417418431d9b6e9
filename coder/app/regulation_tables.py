"""The sessions' parts of regulation put together: rows of each session and dyad, and of all dyads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from coder.app.regulation_session import EMPTY, Cell, SessionFound
from coder.app.regulation_wish import RegulationWish
from coder.errors import CoderError
from coder.formats.contingency_csv import MANTEL_HAENSZEL, POOLED
from coder.formats.transitions_csv import TransitionRows
from coder.model.contingency import Association, ContingencyRow, Method, Pair, Tally, TwoByTwo
from coder.model.regulation import Place
from coder.model.transitions import Transitions

NO_CODABLE = "there is no codable time in which both could be judged"
NO_WHOLE_WINDOW = "no cue has its whole window in codable time"
NO_UNIT = "no cue lies in a codable unit"
UNREAD = "its observation cannot be read"
NO_PHASE = "the phase did not take place in this session"
NO_LINK = "the scheme of this session has no such link, or not all of its tiers were coded"
OTHER_LINK = "the scheme of this session has the link with other codes or another window"


Asked = tuple[Pair, str, Method]


def asked_of(sessions: Iterable[SessionFound]) -> list[Asked]:
    """Return each pair, phase and method that any session was asked for: pair by pair, phases last."""
    keys = dict.fromkeys(key for one in sessions for key in one.cells)
    pairs = [*dict.fromkeys(pair for pair, _, _ in keys)]
    phases = [*dict.fromkeys(["", *(phase for _, phase, _ in keys)])]
    return sorted(keys, key=lambda key: (pairs.index(key[0]), phases.index(key[1])))


def contingency_of(sessions: Sequence[SessionFound]) -> Iterator[ContingencyRow]:
    """Give the rows of each pair, phase and method: sessions, dyads with several sessions, pooled, Mantel–Haenszel."""
    phases = {one.session_id: {phase for _, phase, _ in one.cells} for one in sessions}
    links = {one.session_id: {pair.name for pair, _, _ in one.cells} for one in sessions}
    for key in asked_of(sessions):
        yield from _of_method([(one, _cell_of(one, key, phases, links)) for one in sessions], key)


def _cell_of(one: SessionFound, key: Asked, phases: Mapping[str, set[str]], links: Mapping[str, set[str]]) -> Cell:
    """Return a session's cell, or an empty one with the reason why there is none."""
    if key in one.cells:
        return one.cells[key]
    if one.used.unread:
        return Cell(EMPTY, 0, reason=UNREAD)
    pair, phase, _ = key
    if pair.name not in links[one.session_id]:
        return Cell(EMPTY, 0, reason=NO_LINK)
    return Cell(EMPTY, 0, reason=OTHER_LINK if phase in phases[one.session_id] else NO_PHASE)


def _of_method(sessions: Sequence[tuple[SessionFound, Cell]], key: Asked) -> Iterator[ContingencyRow]:
    from coder.analysis.stratified import mantel_haenszel

    dyads: dict[str, list[tuple[SessionFound, Cell]]] = {}
    for one, cell in sessions:
        dyads.setdefault(one.dyad_id, []).append((one, cell))
    sums: list[Cell] = []
    for dyad, own in dyads.items():
        for one, cell in own:
            yield _row(dyad, one.session_id, key, cell)
        sums.append(_add([cell for _, cell in own]))
        if len(own) > 1:
            yield _row(dyad, "", key, sums[-1])
    pooled = _row(POOLED, "", key, _add([cell for _, cell in sessions]))
    yield pooled
    yield replace(pooled, dyad_id=MANTEL_HAENSZEL, found=mantel_haenszel(one.tally.table for one in sums))


def _row(dyad: str, session: str, key: Asked, found: Cell) -> ContingencyRow:
    pair, phase, method = key
    return ContingencyRow(dyad, session, pair, method, found.tally, _associate(found, method), found.p, phase)


def _associate(found: Cell, method: Method) -> Association:
    """Return what can be said of a table, with the nearest reason where no cue could be used."""
    from coder.analysis.two_by_two import associate

    said = associate(found.tally.table)
    if found.reason:
        return replace(said, reason=found.reason)
    if not found.codable_ms:
        return replace(said, reason=NO_CODABLE)
    if found.tally.cues and not found.tally.usable:
        return replace(said, reason=NO_UNIT if method.lags is not None else NO_WHOLE_WINDOW)
    return said


def _add(cells: Sequence[Cell]) -> Cell:
    """Add up tables, and the turned responses that were drawn of each."""
    cells = [cell for cell in cells if not cell.reason] or cells[:1]
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
    """Give the transitions of some tiers at each lag, from 1 to the steps asked for, of each session, and of all."""
    keys = list(dict.fromkeys(key for one in sessions for key in one.runs))
    phases = [*dict.fromkeys(["", *(phase for _, phase in keys)])]
    tiers = [*dict.fromkeys(tiers for tiers, _ in keys)]
    if not wish.repeats:
        _check_repeats(sessions)
    for key in sorted(keys, key=lambda key: (tiers.index(key[0]), phases.index(key[1]))):
        codes = sorted({code for one in sessions for run in one.runs.get(key, ()) for code in run})
        own = [(one, one.runs[key]) for one in sessions if key in one.runs]
        for lag in range(1, wish.steps + 1):
            for one, runs in own:
                yield _cells(Place(one.dyad_id, one.session_id, key[1]), key[0], _transitions(runs, codes, lag, wish))
            every = [run for _, runs in own for run in runs]
            yield _cells(Place(POOLED, "", key[1]), key[0], _transitions(every, codes, lag, wish))


def _check_repeats(sessions: Sequence[SessionFound]) -> None:
    for one in sessions:
        for first, following in (pair for runs in one.runs.values() for run in runs for pair in pairwise(run)):
            if first == following:
                raise CoderError(f"In session {one.session_id} {first} follows itself.", "Leave --no-repeats out.")


def _transitions(runs: list[list[str]], codes: list[str], lag: int, wish: RegulationWish) -> Transitions:
    from coder.analysis.transitions import transitions

    return transitions(runs, codes, lag, repeats=wish.repeats)


def _cells(place: Place, tiers: str, found: Transitions) -> TransitionRows:
    from coder.analysis.false_discovery import false_discovery

    rates = tuple(false_discovery([cell.p for cell in found.cells]))
    return TransitionRows(place.dyad_id, place.session_id, found, rates, place.phase, tiers)
