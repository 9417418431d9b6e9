"""One session's part of regulation: all that can be computed without the others, so that workers can share them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import crc32

from coder.app.regulation_log import LogKnown, known_of, streams_of_log
from coder.app.regulation_streams import Partners, SessionStreams, Streams, Used
from coder.app.regulation_wide_figures import aspects_of
from coder.app.regulation_wish import RegulationWish
from coder.formats.grid_csv import grid_rows
from coder.formats.latencies_csv import LatencyRow, latencies_rows
from coder.formats.synchrony_csv import synchrony_rows
from coder.model.coded_log import CodedLog
from coder.model.construct import ConstructSeen
from coder.model.contingency import Method, Pair, Tally, TwoByTwo
from coder.model.cue_answer import CueAnswer
from coder.model.measure import DyadMeasures, Measured
from coder.model.regulation import CueFound, LagProfile, Place, Trains, Trajectory
from coder.model.spans import length_of

if TYPE_CHECKING:
    from coder.analysis.circular_shifts import Ints
    from coder.app.export_survey import SessionFiles


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair by one method in a session, or in several added up.

    ``p``: of the turned responses; ``drawn``: answered cues for as many of them as were asked for, to be added to those
    of other sessions. Both are None where none were asked for, or no cue could be used. ``reason``: why there is
    nothing, before any figure is looked at.
    """

    tally: Tally
    codable_ms: int
    p: float | None = None
    drawn: "Ints | None" = None
    reason: str = ""


EMPTY = Tally(TwoByTwo(), 0, 0)
Key = tuple[Pair, str]
"""A pair, and the phase; empty for all that counts."""


@dataclass(frozen=True, slots=True)
class SessionFound:
    """All of a session that goes on: by pair (or tiers) and phase what is put together, and the rows that are ready.

    Rows instead of what they are made of: a worker hands them over faster, and they take less memory.
    """

    session_id: str
    dyad_id: str
    used: Used
    cells: dict[tuple[Pair, str, Method], Cell]
    trains: dict[Key, Trains]
    runs: dict[tuple[str, str], list[list[str]]]
    latencies: list[list[str]]
    synchrony: list[list[str]]
    grid: list[list[str]]
    summary: list[list[str]]
    windows_summary: list[list[str]]
    system: list[Measured] = field(default_factory=list)
    constructs: list[ConstructSeen] = field(default_factory=list)
    trajectories: list[Trajectory] = field(default_factory=list)
    profiles: list[LagProfile] = field(default_factory=list)


def find_in_session(source: "CodedLog | SessionFiles", wish: RegulationWish, known: LogKnown | None) -> SessionFound:
    """Compute a session of a log, or of a study; ``known``: of a log, what all of its sessions have."""
    if isinstance(source, CodedLog):
        known = known or known_of([source], wish.pairs[0])
        return compute_session(streams_of_log(source, wish, known), wish)
    from coder.app.regulation_study import streams_of_session

    return compute_session(streams_of_session(source, wish), wish)


def compute_session(found: SessionStreams, wish: RegulationWish) -> SessionFound:
    """Compute all that a session's streams give."""
    seed = [wish.seed, crc32(found.session_id.encode())]
    trajectories, profiles = _figures(found, wish) if wish.figures else ([], [])
    measured = _measured(found, wish)
    return SessionFound(
        found.session_id,
        found.dyad_id,
        found.used,
        {
            (one.pair, one.phase, method): _cell(one, method, wish, seed)
            for one in found.streams
            for method in one.methods
        },
        {(one.pair, one.phase): _trains(found, one, wish) for one in found.streams},
        {(one.tiers, one.phase): one.runs for one in found.sequences},
        list(latencies_rows(_latencies(found))),
        list(synchrony_rows(one for _, one in measured)),
        [row for two in found.partners for row in _grid(found, two)],
        found.summary,
        found.windows_summary,
        [*aspects_of(measured), *found.derived],
        found.constructs,
        trajectories,
        profiles,
    )


def _figures(found: SessionStreams, wish: RegulationWish) -> tuple[list[Trajectory], list[LagProfile]]:
    from coder.app.regulation_dyad import profile_of, trajectory_of

    placed = [(_place(found, two.phase), two) for two in found.partners]
    ways = [way for place, two in placed if (way := trajectory_of(place, two)) is not None]
    return ways, [one for place, two in placed if (one := profile_of(place, two, wish)) is not None]


def _place(found: SessionStreams, phase: str) -> Place:
    return Place(found.dyad_id, found.session_id, phase)


def _latencies(found: SessionStreams) -> Iterator[LatencyRow]:
    """Give every cue once: those of all that counts, each with the phase it lies in."""
    for one in found.streams:
        if not one.phase:
            for answer in one.answers:
                yield LatencyRow(found.dyad_id, found.session_id, one.pair, answer, answer.phase)


def _measured(found: SessionStreams, wish: RegulationWish) -> list[tuple[Partners, DyadMeasures]]:
    from coder.app.regulation_dyad import measures_of

    return [(two, measures_of(_place(found, two.phase), two, wish)) for two in found.partners]


def _grid(found: SessionStreams, two: Partners) -> Iterator[list[str]]:
    from coder.app.regulation_dyad import grid_of

    grid = grid_of(_place(found, two.phase), two)
    return grid_rows([] if grid is None else [grid])


def _trains(found: SessionStreams, one: Streams, wish: RegulationWish) -> Trains:
    from coder.analysis.survival import waits_of

    return Trains(
        _place(found, one.phase),
        one.pair,
        tuple(one.cues),
        tuple(one.responses),
        tuple(one.codable),
        tuple(map(_cue, one.answers)) if wish.figures else (),
        tuple(waits_of(one.answers)),
    )


def _cue(answer: CueAnswer) -> CueFound:
    first = answer.responses[0] if answer.responses else None
    response_ms = None if first is None else first.ms
    return CueFound(answer.cue.ms, answer.outcome, response_ms, "" if first is None else first.id)


def _cell(one: Streams, method: Method, wish: RegulationWish, seed: list[int]) -> Cell:
    codable_ms = length_of(one.codable)
    if one.reason:
        return Cell(EMPTY, codable_ms, reason=one.reason)
    if method.lags is not None:
        return _units(one, method.lags, wish, codable_ms, seed)
    if method.window_ms is None:
        raise ValueError("a method has a window or lags")
    import numpy as np

    from coder.analysis.circular_shifts import onset_shifts
    from coder.analysis.onset_contingency import onset_contingency, usable_onsets

    window = (method.from_ms, method.window_ms)
    tally = onset_contingency(one.cues, one.responses, one.codable, method.window_ms, method.from_ms)
    if not wish.permutations or not tally.usable:
        return Cell(tally, codable_ms)
    usable = usable_onsets(np.array(one.cues, dtype=np.int64), one.codable, method.window_ms)
    turned = np.array(one.responses, dtype=np.int64)
    shifted = onset_shifts(usable, turned, one.codable, window, wish.permutations, seed)
    return _asked(tally, codable_ms, shifted, wish, seed)


def _asked(tally: Tally, codable_ms: int, shifted: "Ints", wish: RegulationWish, seed: list[int]) -> Cell:
    from coder.analysis.circular_shifts import draw, p_value

    p = p_value(tally.table.a, shifted) if len(shifted) else None
    return Cell(tally, codable_ms, p, draw(shifted, wish.permutations, [*seed, 1]))


def _units(one: Streams, lags: tuple[int, int], wish: RegulationWish, codable_ms: int, seed: list[int]) -> Cell:
    from coder.analysis.circular_shifts import unit_shifts
    from coder.analysis.unit_contingency import count_units

    units = count_units(one.cues, one.responses, one.windows, one.codable, wish.unit_ms, lags)
    tally = units.tally()
    if not wish.permutations or not tally.usable:
        return Cell(tally, codable_ms)
    return _asked(tally, codable_ms, unit_shifts(units.given, units.target), wish, seed)
