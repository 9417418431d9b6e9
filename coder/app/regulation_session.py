"""One session's part of regulation: all that can be computed without the others, so that workers can share them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from coder.app.regulation_dyad import TierCodes, dyad_in_session
from coder.app.regulation_wish import RegulationWish
from coder.formats.grid_csv import grid_rows
from coder.formats.latencies_csv import LatencyRow, latencies_rows
from coder.formats.synchrony_csv import synchrony_rows
from coder.model.coded_log import CodedEvent, CodedLog
from coder.model.contingency import Method, Pair, Tally
from coder.model.cue_answer import NEXT_CUE, Counted, CueAnswer, LinkRule, LinkTrain, Mark, Watched
from coder.model.spans import Span, intersection, length_of
from coder.model.survival import Waiting

if TYPE_CHECKING:
    from coder.analysis.circular_shifts import Ints


@dataclass(frozen=True, slots=True)
class Trains:
    """What a session holds of a pair: events in order of onset, and the time in which both count."""

    cues: list[CodedEvent]
    responses: list[CodedEvent]
    windows: list[Span]
    codable: list[Span]

    @property
    def onsets(self) -> tuple[list[int], list[int]]:
        """Return the onsets of cues and of responses."""
        return [event.onset_ms for event in self.cues], [event.onset_ms for event in self.responses]


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair by one method in a session, or in several added up.

    ``p``: of the turned responses; ``drawn``: answered cues for as many of them as were asked for, to be added to those
    of other sessions. Both are None where none were asked for, or no cue could be used.
    """

    tally: Tally
    codable_ms: int
    p: float | None = None
    drawn: "Ints | None" = None


@dataclass(frozen=True, slots=True)
class Onsets:
    """Onsets of cues and responses in order, and when both count: what strangers are compared by."""

    cues: list[int]
    responses: list[int]
    codable: list[Span]


@dataclass(frozen=True, slots=True)
class SessionFound:
    """All of a session that goes on: by pair (and method) what is put together, and the rows that are ready.

    Rows instead of what they are made of: a worker hands them over faster, and they take less memory.
    """

    session_id: str
    dyad_id: str
    cells: dict[tuple[Pair, Method], Cell]
    onsets: dict[Pair, Onsets]
    waits: dict[Pair, list[Waiting]]
    runs: list[list[str]]
    latencies: list[list[str]]
    synchrony: list[list[str]]
    grid: list[list[str]]


def find_in_session(log: CodedLog, wish: RegulationWish, codes: TierCodes | None) -> SessionFound:
    """Compute a session; ``codes``: those of both tiers in all sessions."""
    from coder.analysis.survival import waits_of

    trains = {pair: trains_of(log, pair) for pair in wish.pairs}
    answers = {pair: _answers(own, wish) for pair, own in trains.items()}
    seed = [wish.seed, crc32(log.session_id.encode())]
    measures, grid = dyad_in_session(log, wish.pairs[0], codes, wish)
    rows = (LatencyRow(log.dyad_id, log.session_id, pair, one) for pair, found in answers.items() for one in found)
    return SessionFound(
        log.session_id,
        log.dyad_id,
        {(pair, method): _cell(own, method, wish, seed) for pair, own in trains.items() for method in wish.methods},
        {pair: Onsets(*own.onsets, own.codable) for pair, own in trains.items()},
        {pair: waits_of(found) for pair, found in answers.items()},
        _runs(log, wish.pairs[0]),
        list(latencies_rows(rows)),
        list(synchrony_rows([measures])),
        list(grid_rows([grid] if grid is not None else [])),
    )


def trains_of(log: CodedLog, pair: Pair) -> Trains:
    """Return what a session holds of a pair."""
    cues = [event for event in log.events if event.name == pair.cue]
    responses = [event for event in log.events if event.name == pair.response]
    tiers = _tiers(log, pair)
    windows = log.windows_of(tiers[0])
    for tier in tiers[1:]:
        windows = intersection(windows, log.windows_of(tier))
    return Trains(cues, responses, windows, log.codable(tiers))


def _tiers(log: CodedLog, pair: Pair) -> list[str]:
    """Return the tiers of a pair's codes; those of the actor where a code does not occur."""
    found: set[str] = set()
    for name in (pair.cue, pair.response):
        actor = name.partition(".")[0]
        own = {event.tier for event in log.events if event.name == name}
        found |= own or {event.tier for event in log.events if event.actor == actor}
    return sorted(found) or [""]


def _answers(trains: Trains, wish: RegulationWish) -> list[CueAnswer]:
    """Return what became of each cue, by the rule of links: (c, c + w], new onsets, cut at the end of codable time."""
    from coder.analysis.links import answer_cues

    cuts = frozenset({NEXT_CUE} if wish.until_next_cue else ())
    rule = LinkRule(1, wish.windows_ms[0], censor_at=cuts)
    watched = Watched(tuple(Counted("", onset, offset) for onset, offset in trains.codable))
    cues, responses = (tuple(map(_mark, events)) for events in (trains.cues, trains.responses))
    return answer_cues(LinkTrain("", cues, responses, rule, watched))


def _mark(event: CodedEvent) -> Mark:
    return Mark(event.onset_ms, event.onset_ms, event.offset_ms, event.tier, event.code, event.actor, event.id)


def _cell(trains: Trains, method: Method, wish: RegulationWish, seed: list[int]) -> Cell:
    codable_ms = length_of(trains.codable)
    if method.lags is not None:
        return _units(trains, method.lags, wish, codable_ms, seed)
    if method.window_ms is None:
        raise ValueError("a method has a window or lags")
    import numpy as np

    from coder.analysis.circular_shifts import onset_shifts
    from coder.analysis.onset_contingency import onset_contingency, usable_onsets

    cues, responses = trains.onsets
    tally = onset_contingency(cues, responses, trains.codable, method.window_ms)
    if not wish.permutations or not tally.usable:
        return Cell(tally, codable_ms)
    usable = usable_onsets(np.array(cues, dtype=np.int64), trains.codable, method.window_ms)
    turned = np.array(responses, dtype=np.int64)
    shifted = onset_shifts(usable, turned, trains.codable, method.window_ms, wish.permutations, seed)
    return _asked(tally, codable_ms, shifted, wish, seed)


def _asked(tally: Tally, codable_ms: int, shifted: "Ints", wish: RegulationWish, seed: list[int]) -> Cell:
    from coder.analysis.circular_shifts import draw, p_value

    p = p_value(tally.table.a, shifted) if len(shifted) else None
    return Cell(tally, codable_ms, p, draw(shifted, wish.permutations, [*seed, 1]))


def _units(trains: Trains, lags: tuple[int, int], wish: RegulationWish, codable_ms: int, seed: list[int]) -> Cell:
    from coder.analysis.circular_shifts import unit_shifts
    from coder.analysis.unit_contingency import count_units

    units = count_units(*trains.onsets, trains.windows, trains.codable, wish.unit_ms, lags)
    tally = units.tally()
    if not wish.permutations or not tally.usable:
        return Cell(tally, codable_ms)
    return _asked(tally, codable_ms, unit_shifts(units.given, units.target), wish, seed)


def _runs(log: CodedLog, pair: Pair) -> list[list[str]]:
    """Return the codes of a pair's tiers in order of onset, a run for each stretch of codable time."""
    tiers = _tiers(log, pair)
    codable = log.codable(tiers)
    runs: dict[int, list[str]] = {}
    for event in log.events:
        if event.tier in tiers and (at := log.stretch_of(event, codable)) is not None:
            runs.setdefault(at, []).append(event.name)
    return list(runs.values())
