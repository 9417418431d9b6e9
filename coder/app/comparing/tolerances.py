"""Kappa against tolerance, in time and of events, for every two coders who were compared.

Imports numpy: import this module lazily.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.alignment import align_events, tally_alignment
from coder.analysis.chains import TooManyPairsError
from coder.analysis.fitted_kappa import fitted_kappa
from coder.analysis.kappa import cohen
from coder.analysis.overlap import tally_pairs
from coder.analysis.points import match_points
from coder.analysis.unit_tally import label_units, make_units, tally_tolerant
from coder.app.agreement_wish import How, Reliability
from coder.app.comparing.log import ComparedLog
from coder.app.comparing.methods import Pair
from coder.app.comparing.pairs import pair_of, streams_of
from coder.media.stopping import Cancel, Progress, check, tell
from coder.model.agreement import Agreement, Estimate, Method
from coder.model.tolerance_curve import ToleranceCurve, ToleranceStep

TOLERANCES_MS = (0, 250, 500, 750, 1000, 1500, 2000, 2500, 3000, 4000, 5000)
_TOO_MANY = "too many events are within this tolerance of each other"
_Tally = NDArray[np.float64]


@dataclass(slots=True)
class _Tallies:
    """What two coders come to at one tolerance; ``events`` is None where there are too many."""

    first: _Tally
    second: _Tally
    events: _Tally | None

    def __add__(self, other: "_Tallies") -> "_Tallies":
        together = None if self.events is None or other.events is None else self.events + other.events
        return _Tallies(self.first + other.first, self.second + other.second, together)


def find_tolerance_curves(
    log: ComparedLog,
    found: Reliability,
    how: How,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> tuple[ToleranceCurve, ...]:
    """Return the curves of each session, and after those the ones of all sessions together, by pair, tier and code.

    Raises Stopped when ``cancelled`` says so.
    """
    tolerances = sorted({*TOLERANCES_MS, how.tolerance_ms})
    streams = [
        ((one.session, one.pair, one.tier, stream.code), stream.cut())
        for one in found.comparisons
        for stream in streams_of(pair_of(log, one.session, one.pair, one.tier), exclusive=found.exclusive[one.tier])
    ]
    lasting = {whose[1:] for whose, pair in streams if any(len(track.states()) for track in pair.tracks)}
    every: dict[tuple[tuple[str, str], str, str], list[_Tallies]] = {}
    curves: list[ToleranceCurve] = []
    for done, (whose, pair) in enumerate(streams):
        tell(progress, done / len(streams))
        points = whose[1:] not in lasting
        tallies = list(_walk(pair, how, tolerances, cancelled, only_points=points))
        both = zip(every[whose[1:]], tallies, strict=True) if whose[1:] in every else ()
        every[whose[1:]] = [one + other for one, other in both] or tallies
        curves.append(_curve(whose, tolerances, tallies, only_points=points))
    pooled = (_curve(("", *key), tolerances, whole, only_points=key not in lasting) for key, whole in every.items())
    return (*curves, *pooled)


def _walk(
    pair: Pair, how: How, tolerances: Sequence[int], cancelled: Cancel | None, *, only_points: bool
) -> Iterator[_Tallies]:
    for tolerance_ms in tolerances:
        check(cancelled)
        first, second = _in_time(pair, how, tolerance_ms)
        yield _Tallies(first, second, _of_events(pair, how, tolerance_ms, only_points=only_points))


def _in_time(pair: Pair, how: How, tolerance_ms: int) -> Iterator[_Tally]:
    none, reach = len(pair.names), tolerance_ms // how.unit_ms
    units = make_units(pair.windows, pair.codable, how.unit_ms, reach)
    labels = [label_units(units, track, none) for track in pair.tracks]
    for place in (0, 1):
        yield tally_tolerant(units, labels[place], labels[1 - place], none, reach)


def _of_events(pair: Pair, how: How, tolerance_ms: int, *, only_points: bool) -> _Tally | None:
    """Tally events as both methods do: pairs of points count 2, steps of an alignment 1; so all sessions take one."""
    first, second = pair.tracks
    try:
        if only_points:
            return tally_pairs(first, second, match_points(first, second, tolerance_ms), len(pair.names))
        aligned = align_events(first, second, tolerance_ms, how.share)
        return tally_alignment(first.code, second.code, aligned, len(pair.names))
    except TooManyPairsError:
        return None


_Whose = tuple[str, tuple[str, str], str, str]


def _curve(
    whose: _Whose, tolerances: Sequence[int], tallies: Sequence[_Tallies], *, only_points: bool
) -> ToleranceCurve:
    events = Method.POINTS if only_points else Method.ALIGNMENT
    steps = tuple(_step(ms, one, whose[1]) for ms, one in zip(tolerances, tallies, strict=True))
    return ToleranceCurve(*whose, events, steps)


def _step(tolerance_ms: int, one: _Tallies, pair: tuple[str, str]) -> ToleranceStep:
    events = Estimate(None, reason=_TOO_MANY) if one.events is None else _said(fitted_kappa(one.events, pair))
    return ToleranceStep(tolerance_ms, (_said(cohen(one.first)), _said(cohen(one.second))), events)


def _said(found: Agreement) -> Estimate:
    return Estimate(found.kappa, reason=found.reason)
