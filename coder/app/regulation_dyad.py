"""The dyad as a system, for one session or phase: all figures of the two tiers that two partners' codes are on."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING

from coder.app.regulation_streams import Held, Partners
from coder.app.regulation_wish import RegulationWish
from coder.formats.grid_csv import GridRows
from coder.model.measure import DyadMeasures, Measure
from coder.model.regulation import LagProfile, Place, Stay, Trajectory
from coder.model.spans import length_of, union

if TYPE_CHECKING:
    from coder.analysis.joint_states import Entry
    from coder.model.dyad import CrossCorrelation, Turns

MOST_UNITS = 6000
"""Recurrence compares each unit with each: more would fill the memory."""
LAGS_S = 10
NO_STATES = "cue and response are not both states that occur here"
OVERLAPS = "codes of one tier overlap, so that no single one holds"
NO_TIME = "there is no codable time in which both could be judged"
TOO_MANY = f"there are more than {MOST_UNITS:,} units: choose a longer one"
ONE_CELL = "there is only one cell"
NO_SCALE = "the tiers share no two codes, so there is no common scale"


def measures_of(place: Place, two: Partners, wish: RegulationWish) -> DyadMeasures:
    """Return all figures of two partners in a place."""
    measures = (_none(two.reason),) if two.reason else (*_of_states(two, wish), *_of_tiers(two, wish))
    return DyadMeasures(place.dyad_id, place.session_id, *two.names, measures, place.phase)


def grid_of(place: Place, two: Partners) -> GridRows | None:
    """Return the grid of two partners; None where there is none."""
    from coder.analysis.joint_states import joint_runs
    from coder.analysis.state_space import state_space_grid

    if not _has_grid(two):
        return None
    runs = joint_runs(two.first, two.second, two.codable)
    found = state_space_grid(runs, len(two.codes[0]) * len(two.codes[1]))
    return GridRows(place.dyad_id, place.session_id, two.tiers, two.codes, found.cells, place.phase)


def trajectory_of(place: Place, two: Partners) -> Trajectory | None:
    """Return the way of two partners through their grid; None where there is none."""
    from coder.analysis.joint_states import joint_runs

    if not _has_grid(two):
        return None
    runs = joint_runs(two.first, two.second, two.codable)
    stays = tuple(tuple(Stay(*pair, onset, offset) for pair, onset, offset in run) for run in runs)
    return Trajectory(place, two.tiers, two.codes, stays)


def profile_of(place: Place, two: Partners, wish: RegulationWish) -> LagProfile | None:
    """Return how the two codes go together lag by lag; None where they are no states."""
    if two.reason or not two.codable or not two.cue or not two.response:
        return None
    found, _ = _correlate(two, wish)
    return LagProfile(place, *two.names, wish.unit_ms, found.lags, found.r, found.p, found.reason)


def _has_grid(two: Partners) -> bool:
    from coder.analysis.joint_states import has_overlaps

    return bool(two.codable) and not two.reason and not has_overlaps(two.first) and not has_overlaps(two.second)


def _none(reason: str) -> Measure:
    return Measure("both_s", None, "s", reason=reason)


def _of_states(two: Partners, wish: RegulationWish) -> Iterator[Measure]:
    """Give the figures of the two codes themselves."""
    if not two.codable or not two.cue or not two.response:
        yield _none(NO_STATES if two.codable else NO_TIME)
        return
    from coder.analysis.co_occurrence import co_occurrence
    from coder.analysis.turn_taking import turn_taking

    both = co_occurrence(two.cue, two.response, two.codable)
    yield Measure("both_s", both.both_ms / 1000, "s", reason=both.reason)
    yield Measure("both_share", both.both_ms / length_of(union(two.codable)), reason=both.reason)
    yield Measure("expected_both_s", _seconds(both.expected_ms), "s", reason=both.reason)
    yield Measure("share_of_first", both.share_of_first, reason=both.reason)
    yield Measure("share_of_second", both.share_of_second, reason=both.reason)
    yield Measure("jaccard", both.jaccard, reason=both.reason)
    turns = turn_taking(two.cue, two.response, two.codable, two.window_ms)
    yield from _turns("second", "to_second", turns.first_to_second)
    yield from _turns("first", "to_first", turns.second_to_first)
    yield from _correlation(two, wish)


def _turns(who: str, way: str, turns: "Turns") -> Iterator[Measure]:
    yield Measure(f"transfers_{way}", turns.transfers, n=turns.turns)
    gap = median(turns.gaps_ms) if turns.gaps_ms else None
    reason = "" if turns.gaps_ms else "the floor never passed with a silence"
    yield Measure(f"median_gap_{way}_s", _seconds(gap), "s", len(turns.gaps_ms), reason)
    overlap = median(turns.overlaps_ms) if turns.overlaps_ms else None
    reason = "" if turns.overlaps_ms else "the floor never passed with an overlap"
    yield Measure(f"median_overlap_{way}_s", _seconds(overlap), "s", len(turns.overlaps_ms), reason)
    reason = "" if turns.response_rate is not None else "no turn's window was seen to its end"
    yield Measure(f"response_rate_of_{who}", turns.response_rate, n=turns.turns, reason=reason)


def _correlation(two: Partners, wish: RegulationWish) -> Iterator[Measure]:
    found, count = _correlate(two, wish)
    yield Measure("peak_lag", found.peak_lag, "unit", count, found.reason)
    yield Measure("peak_r", found.peak_r, n=count, reason=found.reason)
    yield Measure(
        "p_peak", found.p, n=count, reason=found.reason or ("" if wish.permutations else "it was not asked for")
    )


def _correlate(two: Partners, wish: RegulationWish) -> "tuple[CrossCorrelation, int]":
    from coder.analysis.cross_correlation import cross_correlation
    from coder.analysis.joint_states import NONE, joint_runs, joint_units

    cue, response = ([(*span, "on") for span in union(spans)] for spans in (two.cue, two.response))
    runs = joint_units(joint_runs(cue, response, two.codable), two.windows, wish.unit_ms)
    units = [pair for run in runs for pair in run]
    x, y = ([float(pair[side] != NONE) for pair in units] for side in (0, 1))
    most = min(max(1, LAGS_S * 1000 // wish.unit_ms), 100)
    lengths = [len(run) for run in runs]
    return cross_correlation(x, y, most, min(wish.permutations, 200), wish.seed, lengths), len(units)


def _of_tiers(two: Partners, wish: RegulationWish) -> Iterator[Measure]:
    """Give the figures of all codes of both tiers."""
    from coder.analysis.joint_states import has_overlaps, joint_runs, joint_units

    if has_overlaps(two.first) or has_overlaps(two.second) or not two.codable:
        yield Measure("match_share", None, reason=OVERLAPS if two.codable else NO_TIME)
        return
    runs = joint_runs(two.first, two.second, two.codable)
    yield from _match(two)
    yield from _trajectory(two.codes, runs)
    units = joint_units(runs, two.windows, wish.unit_ms)
    yield from _surprise(two, units)
    if wish.recurrence:
        yield from _recurrence(units, wish)


def _match(two: Partners) -> Iterator[Measure]:
    from coder.analysis.matching import matching
    from coder.analysis.survival import kaplan_meier

    first, second = _on_scale(two)
    if len(_values(two, first, 0) & _values(two, second, 1)) < 2:
        yield Measure("match_share", None, reason=NO_SCALE)
        return
    found = matching(first, second, two.codable)
    curve = kaplan_meier(found.mismatches)
    yield Measure("match_share", found.share, reason=found.reason)
    yield Measure("repairs_per_min", found.repairs_per_min, "1/min", found.repairs, found.reason)
    reason = "" if curve.median_ms is not None else "fewer than half of the mismatches were repaired"
    yield Measure("median_repair_s", _seconds(curve.median_ms), "s", curve.n, reason)


def _on_scale(two: Partners) -> tuple[list[Held], list[Held]]:
    """Return both partners' states with the values of their codes; states whose code has none are left out."""
    if two.scale is None:
        return two.first, two.second
    sides = zip((two.first, two.second), two.scale, strict=True)
    first, second = (
        [(onset, offset, values[code]) for onset, offset, code in held if code in values] for held, values in sides
    )
    return first, second


def _values(two: Partners, held: Sequence[Held], side: int) -> set[str]:
    """Return the values that a partner can have: those of the scheme, or those that occur."""
    return {value for *_, value in held} if two.scale is None else set(two.scale[side].values())


def _trajectory(codes: tuple[tuple[str, ...], tuple[str, ...]], runs: "Sequence[Sequence[Entry]]") -> Iterator[Measure]:
    from coder.analysis.state_space import state_space_grid

    found = state_space_grid(runs, len(codes[0]) * len(codes[1]))
    yield Measure("cells_visited", len(found.cells), n=found.n_cells)
    yield Measure("visits", found.visits)
    yield Measure("transitions_per_min", found.transitions_per_min, "1/min", reason=found.reason)
    yield Measure("mean_visit_s", _seconds(found.mean_visit_ms), "s", found.visits, found.reason)
    reason = found.reason or (ONE_CELL if found.dispersion is None else "")
    yield Measure("dispersion", found.dispersion, n=found.n_cells, reason=reason)
    yield Measure("visit_entropy", found.visit_entropy, "bit", found.visits, found.reason)
    yield Measure("duration_entropy", found.duration_entropy, "bit", reason=found.reason)


def _surprise(two: Partners, units: "Sequence[Sequence[tuple[str, str]]]") -> Iterator[Measure]:
    from coder.analysis.entropy_rate import entropy_rate

    whole = length_of(two.windows)
    missing = 1 - length_of(two.codable) / whole if whole else 1.0
    found = entropy_rate([["|".join(pair) for pair in run] for run in units], missing=missing)
    yield Measure("entropy_rate", found.bits, "bit", found.transitions, found.reason)


def _recurrence(units: "Sequence[Sequence[tuple[str, str]]]", wish: RegulationWish) -> Iterator[Measure]:
    lengths = [len(run) for run in units]
    n = sum(lengths)
    if n > MOST_UNITS:
        yield Measure("recurrence_rate", None, "%", n, TOO_MANY)
        return
    from coder.analysis.joint_states import NONE
    from coder.analysis.recurrence import diagonal_profile, recurrence

    x, y = ([pair[side] for run in units for pair in run] for side in (0, 1))
    found = recurrence(x, y, without=(NONE,), runs=lengths)
    yield Measure("recurrence_rate", found.rate, "%", n, found.reason)
    yield Measure("determinism", found.determinism, "%", n, found.reason)
    yield Measure("mean_line", found.mean_length, "unit", found.lines, found.reason)
    yield Measure("longest_line", found.longest or None, "unit", found.lines, found.reason)
    yield Measure("laminarity", found.laminarity, "%", n, found.reason)
    most = min(max(1, LAGS_S * 1000 // wish.unit_ms), 100)
    profile = diagonal_profile(x, y, most, without=(NONE,), runs=lengths)
    known = [(share, -abs(lag), lag) for lag, share in zip(range(-most, most + 1), profile, strict=True) if share]
    share, _, lag = max(known, default=(None, 0, None))
    reason = "" if known else "the tiers never hold the same code at these lags"
    yield Measure("profile_peak_lag", lag, "unit", n, reason)
    yield Measure("profile_peak", share, n=n, reason=reason)


def _seconds(ms: float | None) -> float | None:
    return None if ms is None else ms / 1000
