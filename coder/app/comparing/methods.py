"""Two coders' events of one tier, or of one code of it, compared in every way there is.

Imports numpy: import this module lazily.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from coder.analysis.alignment import align_events, tally_alignment
from coder.analysis.bootstrap import Draws, block_bootstrap
from coder.analysis.boris_mode import tally_instants
from coder.analysis.disagreements import TYPES, Found, differing_pieces, differing_points
from coder.analysis.duration_tally import Pieces, split_time, tally_durations
from coder.analysis.fitted_kappa import fitted_kappa, paired_codes
from coder.analysis.kappa import by_code, cohen, pabak, scott_pi
from coder.analysis.observer_accuracy import base_rates, estimated_accuracy
from coder.analysis.overlap import link, tally_pairs
from coder.analysis.points import match_points, onset_error
from coder.analysis.tracks import Ints, Spans, Track, close_up, cut, end_at_next, make_track, total
from coder.analysis.unit_tally import label_units, make_units, tally_tolerant, tally_units
from coder.analysis.unitizing_alpha import category_disagreement, unitizing_alpha
from coder.app.agreement_wish import How
from coder.model.agreement import Agreement, Compared, Disagreement, Estimate, Method

NONE, NIL = "none", "nil"
_NO_STATES = "points have no duration: see the method points"
_NO_POINTS = "there are no points here, only states"
_NO_TIME = "there is no time that both coders could code"
_NO_UNIT = "no unit of time is whole and could be coded at its midpoint: take a smaller unit"


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """What two coders coded of a tier where codes exclude each other, or of one code, and when both could."""

    coders: tuple[str, str]
    tracks: tuple[Track, Track]
    names: tuple[str, ...]
    windows: Spans
    codable: Spans
    code: str = ""
    closing_ms: int | None = None
    """The last instant of a session of which no window is known: a point there counts."""

    def cut(self) -> "Pair":
        """Return what lies in codable time."""
        first, second = (cut(track, self.codable, self.closing_ms) for track in self.tracks)
        return replace(self, tracks=(first, second))

    def of_code(self, place: int) -> "Pair":
        """Return one code as a yes/no stream of its own."""
        first, second = (_merged(track.where(track.code == place)) for track in self.tracks)
        name = self.names[place]
        return replace(self, tracks=(first, second), names=(name,), code=name)

    def exclusive(self) -> "Pair":
        """Return events of which each state ends where the next begins, at the latest."""
        first, second = (_with_points(end_at_next(track.states()).states(), track.points()) for track in self.tracks)
        return replace(self, tracks=(first, second))


@dataclass(frozen=True, slots=True, eq=False)
class Comparing:
    """Every figure for two coders, where they differ, and how much later the second one's onsets are, in ms."""

    figures: list[Compared]
    disagreements: list[Disagreement]
    shifts: Ints


def compare(pair: Pair, how: How) -> Comparing:
    """Compare two coders in every way; the pair is cut to codable time already."""
    states = (pair.tracks[0].states(), pair.tracks[1].states())
    points = (pair.tracks[0].points(), pair.tracks[1].points())
    pieces = split_time(*states, pair.codable)
    links, pairs = link(*states, how.share), match_points(*points, how.tolerance_ms)
    compared = [
        *_in_units(pair, how),
        _in_time(pair, states, pieces),
        _by_overlap(pair, states, links),
        _by_points(pair, points, pairs, how),
        _by_alignment(pair, how),
    ]
    none = len(pair.names)
    edges, there = (pieces.onset, pieces.offset), (pieces.first, pieces.second)
    differing = [differing_pieces(edges, there, states, links, none), differing_points(*points, pairs, none)]
    shifts = np.concatenate([_shifts(pair, states, links), _shifts(pair, points, pairs)])
    return Comparing(compared, [one for found in differing for one in _told(found, pair.names)], shifts)


def _shifts(pair: Pair, tracks: tuple[Track, Track], pairs: tuple[Ints, Ints]) -> Ints:
    """Return second onset − first of what is paired; not where codable time begins, for both are cut there."""
    first, second = (track.onset[which] for track, which in zip(tracks, pairs, strict=True))
    begins = pair.codable[:, 0]
    return (second - first)[~(np.isin(first, begins) | np.isin(second, begins))]


def compare_as_boris(pair: Pair, step_ms: int) -> Compared:
    """Return the figure that BORIS gives, of events that are not cut to codable time."""
    m = tally_instants(*pair.tracks, step_ms)
    if len(m) == 1:
        found = Agreement(float(m.sum()), 1.0, 1.0, 1.0, reason="one label only, for which BORIS says 1")
    else:
        found = cohen(m) if len(m) else Agreement(0, reason="neither coder has events here")
    return Compared(Method.BORIS, pair.code, found, unit_ms=step_ms)


def _in_units(pair: Pair, how: How) -> Iterator[Compared]:
    none, reach = len(pair.names), how.tolerance_ms // how.unit_ms
    units = make_units(pair.windows, pair.codable, how.unit_ms, reach)
    labels = [label_units(units, track, none) for track in pair.tracks]
    found = _square(pair, Method.TIME_UNIT, tally_units(labels[0], labels[1], none), unit_ms=how.unit_ms)
    yield replace(found, more=(*found.more, *_interval(labels, none, how)))
    for place, reference in enumerate(pair.coders):
        m = tally_tolerant(units, labels[place], labels[1 - place], none, reach)
        yield _square(
            pair, Method.TOLERANCE, m, unit_ms=how.unit_ms, tolerance_ms=how.tolerance_ms, reference=reference
        )


def _interval(labels: list[Ints], none: int, how: How) -> Iterator[tuple[str, Estimate]]:
    """Give the interval of kappa within a session, by blocks of neighbouring units."""
    if not how.block_ms or not how.draws:
        return

    def kappa(drawn: Ints) -> float | None:
        return cohen(tally_units(labels[0][drawn], labels[1][drawn], none)).kappa

    block = max(1, how.block_ms // how.unit_ms)
    found = block_bootstrap(len(labels[0]), block, kappa, Draws(how.draws, how.seed))
    yield "kappa_low", Estimate(found.low, reason=found.reason)
    yield "kappa_high", Estimate(found.high, reason=found.reason)


def _in_time(pair: Pair, states: tuple[Track, Track], pieces: Pieces) -> Compared:
    if not len(states[0]) and not len(states[1]):
        reason = _NO_STATES if len(pair.codable) and any(map(len, pair.tracks)) else ""
        if reason:
            return Compared(Method.DURATION, pair.code, Agreement(0, reason=reason))
    found = _square(pair, Method.DURATION, tally_durations(pieces, *states, len(pair.names)))
    return replace(found, more=(*found.more, ("alpha_u", _unitizing(pair, states))))


def _unitizing(pair: Pair, states: tuple[Track, Track]) -> Estimate:
    tracks = [close_up(track, pair.codable) for track in states]
    spans = [np.stack([track.onset, track.offset], axis=1) for track in tracks]
    return unitizing_alpha(
        [
            category_disagreement(
                [every[track.code == code] for every, track in zip(spans, tracks, strict=True)], total(pair.codable)
            )
            for code in range(len(pair.names))
        ]
        if len(pair.codable)
        else []
    )


def _square(
    pair: Pair,
    method: Method,
    m: NDArray[np.float64],
    *,
    unit_ms: int | None = None,
    tolerance_ms: int | None = None,
    reference: str = "",
) -> Compared:
    found = cohen(m, continuous=method is Method.DURATION) if len(pair.codable) else Agreement(0, reason=_NO_TIME)
    if len(pair.codable) and not found.n:
        found = Agreement(0, reason=_NO_UNIT)
    used = m[np.ix_(*[np.flatnonzero(m.sum(axis=0) + m.sum(axis=1))] * 2)]
    more = (
        ("pabak", Estimate(pabak(used))),
        ("scott_pi", Estimate(scott_pi(m))),
        ("accuracy", estimated_accuracy(found.kappa, base_rates(m))),
    )
    codes = () if method is Method.TOLERANCE else tuple(by_code(m))
    names = (*pair.names, NONE)
    return Compared(method, pair.code, found, names, _rows(m), codes, unit_ms, tolerance_ms, reference, more)


def _by_overlap(pair: Pair, states: tuple[Track, Track], links: tuple[Ints, Ints]) -> Compared:
    if not any(map(len, states)) and any(map(len, pair.tracks)):
        return Compared(Method.OVERLAP, pair.code, Agreement(0, reason=_NO_STATES))
    m = tally_pairs(*states, links, len(pair.names))
    both = cohen(m[:-1, :-1])
    linked = 2 * len(links[0]) / m.sum() if m.sum() else None
    more = (("linked_share", Estimate(linked)), ("kappa_without_nil", Estimate(both.kappa, reason=both.reason)))
    return _paired(pair, Method.OVERLAP, m, 2, None, more)


def _by_points(pair: Pair, points: tuple[Track, Track], pairs: tuple[Ints, Ints], how: How) -> Compared:
    if not any(map(len, points)) and any(map(len, pair.tracks)):
        reason = Agreement(0, reason=_NO_POINTS)
        return Compared(Method.POINTS, pair.code, reason, tolerance_ms=how.tolerance_ms)
    error = onset_error(*points, pairs)
    more = (
        ("onset_bias_s", Estimate(None if error.bias_ms is None else error.bias_ms / 1000)),
        ("onset_mean_absolute_s", Estimate(None if error.mean_absolute_ms is None else error.mean_absolute_ms / 1000)),
    )
    return _paired(pair, Method.POINTS, tally_pairs(*points, pairs, len(pair.names)), 2, how.tolerance_ms, more)


def _by_alignment(pair: Pair, how: How) -> Compared:
    first, second = pair.tracks
    aligned = align_events(first, second, how.tolerance_ms, how.share)
    m = tally_alignment(first.code, second.code, aligned, len(pair.names))
    return _paired(pair, Method.ALIGNMENT, m, 1, how.tolerance_ms, (("cost", Estimate(aligned.cost)),))


def _paired(
    pair: Pair,
    method: Method,
    m: NDArray[np.float64],
    pair_counts: int,
    tolerance_ms: int | None,
    more: tuple[tuple[str, Estimate], ...],
) -> Compared:
    found = fitted_kappa(m, pair.coders) if len(pair.codable) else Agreement(0, reason=_NO_TIME)
    names, codes = (*pair.names, NIL), tuple(paired_codes(m, pair_counts))
    return Compared(method, pair.code, found, names, _rows(m), codes, tolerance_ms=tolerance_ms, more=more)


def _rows(m: NDArray[np.float64]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in m.tolist())


def _told(found: Found, names: tuple[str, ...]) -> Iterator[Disagreement]:
    said = (*names, NONE)
    columns = (found.onset, found.offset, found.first, found.second, found.type)
    for onset, offset, one, other, kind in zip(*(column.tolist() for column in columns), strict=True):
        yield Disagreement(onset, offset if offset > onset else None, said[one], said[other], TYPES[kind])


def _merged(track: Track) -> Track:
    """Return one code's states without overlap, and its points; states that only touch stay two events."""
    states = track.states()
    until = np.maximum.accumulate(states.offset)
    begins = np.flatnonzero(np.append(True, until[:-1] <= states.onset[1:])) if len(states) else states.onset
    offset = np.maximum.reduceat(states.offset, begins) if len(states) else states.offset
    return _with_points(Track(states.onset[begins], offset, np.zeros_like(offset)), track.points(), 0)


def _with_points(states: Track, points: Track, code: int | None = None) -> Track:
    codes = points.code if code is None else np.full(len(points), code, dtype=np.int64)
    return make_track(
        np.concatenate([states.onset, points.onset]),
        np.concatenate([states.offset, points.offset]),
        np.concatenate([states.code, codes]),
    )
