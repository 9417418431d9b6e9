"""The dyad as a system, for one session: all figures of the two tiers that a cue and its response are on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from coder.app.regulation_wish import RegulationWish
from coder.formats.grid_csv import GridRows
from coder.model.coded_log import CodedEvent, CodedLog
from coder.model.contingency import Pair
from coder.model.measure import DyadMeasures, Measure
from coder.model.spans import Span, difference, intersection, length_of, union

if TYPE_CHECKING:
    from coder.analysis.joint_states import Entry, Held
    from coder.model.dyad import Turns

MOST_UNITS = 6000
"""Recurrence compares each unit with each: more would fill the memory."""
LAGS_S = 10
NO_TIERS = "cue and response are not on two tiers"
NO_STATES = "cue and response are not both states"
OVERLAPS = "codes of one tier overlap, so that no single one holds"
NO_TIME = "there is no codable time in which both could be judged"
TOO_MANY = f"there are more than {MOST_UNITS:,} units: choose a longer one"
NO_SCALE = "the tiers share no two codes, so there is no common scale"


@dataclass(frozen=True, slots=True)
class _Two:
    """Two partners' streams in one session: the states of cue and response, and all states of their tiers."""

    cue: list[Span]
    response: list[Span]
    first: "list[Held]"
    second: "list[Held]"
    windows: list[Span]
    codable: list[Span]


@dataclass(frozen=True, slots=True)
class TierCodes:
    """The tiers of a pair, and all codes that hold on each in any session; ``none`` where a gap is among them."""

    tiers: tuple[str, str]
    codes: tuple[tuple[str, ...], tuple[str, ...]]


def codes_of_tiers(logs: Sequence[CodedLog], pair: Pair) -> TierCodes | None:
    """Return the tiers of a pair in a log; None where cue and response are not on two tiers."""
    first, second = (_tier(logs, name) for name in (pair.cue, pair.response))
    if first is None or second is None or first == second:
        return None
    return TierCodes((first, second), (_codes(logs, first, second), _codes(logs, second, first)))


def dyad_in_session(
    log: CodedLog, pair: Pair, codes: TierCodes | None, wish: RegulationWish
) -> tuple[DyadMeasures, GridRows | None]:
    """Return all figures of a session, and its grid; None where there is none."""
    if codes is None:
        return DyadMeasures(log.dyad_id, log.session_id, pair.cue, pair.response, (_none(NO_TIERS),)), None
    first, second = codes.tiers
    two = _Two(
        _spans(log, pair.cue),
        _spans(log, pair.response),
        _states(log, first),
        _states(log, second),
        intersection(log.windows_of(first), log.windows_of(second)),
        log.codable((first, second)),
    )
    measures = (*_of_states(two, wish), *_of_tiers(two, codes, wish))
    found = DyadMeasures(log.dyad_id, log.session_id, pair.cue, pair.response, measures)
    return found, _grid(log, codes, two)


def _none(reason: str) -> Measure:
    return Measure("both_s", None, "s", reason=reason)


def _tier(logs: Sequence[CodedLog], name: str) -> str | None:
    return next((event.tier for log in logs for event in log.events if event.name == name), None)


def _codes(logs: Sequence[CodedLog], tier: str, other: str) -> tuple[str, ...]:
    from coder.analysis.joint_states import NONE

    states = [(log, _states(log, tier)) for log in logs]
    codes = sorted({code for _, held in states for *_, code in held})
    gap = any(difference(log.codable((tier, other)), [span[:2] for span in held]) for log, held in states)
    return (*codes, NONE) if gap else tuple(codes)


def _spans(log: CodedLog, name: str) -> list[Span]:
    return [(event.onset_ms, event.offset_ms) for event in log.events if event.name == name and event.offset_ms]


def _states(log: CodedLog, tier: str) -> "list[Held]":
    def held(event: CodedEvent) -> bool:
        return event.tier == tier and event.offset_ms is not None

    return [(event.onset_ms, event.offset_ms or 0, event.code) for event in log.events if held(event)]


def _of_states(two: _Two, wish: RegulationWish) -> Iterator[Measure]:
    """Give the figures of the two codes themselves."""
    if not two.codable or not two.cue or not two.response:
        yield _none(NO_STATES if two.codable else NO_TIME)
        return
    from coder.analysis.co_occurrence import co_occurrence
    from coder.analysis.turn_taking import turn_taking

    both = co_occurrence(two.cue, two.response, two.codable)
    yield Measure("both_s", both.both_ms / 1000, "s", reason=both.reason)
    yield Measure("expected_both_s", _seconds(both.expected_ms), "s", reason=both.reason)
    yield Measure("share_of_first", both.share_of_first, reason=both.reason)
    yield Measure("share_of_second", both.share_of_second, reason=both.reason)
    yield Measure("jaccard", both.jaccard, reason=both.reason)
    turns = turn_taking(two.cue, two.response, two.codable, wish.windows_ms[0])
    yield from _turns("second", "to_second", turns.first_to_second)
    yield from _turns("first", "to_first", turns.second_to_first)
    yield from _correlation(two, wish)


def _turns(who: str, way: str, turns: "Turns") -> Iterator[Measure]:
    yield Measure(f"transfers_{way}", turns.transfers, n=turns.turns)
    gap = median(turns.gaps_ms) if turns.gaps_ms else None
    reason = "" if turns.gaps_ms else "the floor never passed with a silence"
    yield Measure(f"median_gap_{way}_s", _seconds(gap), "s", len(turns.gaps_ms), reason)
    reason = "" if turns.response_rate is not None else "no turn's window was seen to its end"
    yield Measure(f"response_rate_of_{who}", turns.response_rate, n=turns.turns, reason=reason)


def _correlation(two: _Two, wish: RegulationWish) -> Iterator[Measure]:
    from coder.analysis.cross_correlation import cross_correlation
    from coder.analysis.joint_states import NONE, joint_runs, joint_units

    cue, response = ([(*span, "on") for span in union(spans)] for spans in (two.cue, two.response))
    runs = joint_units(joint_runs(cue, response, two.codable), two.windows, wish.unit_ms)
    units = [pair for run in runs for pair in run]
    x, y = ([float(pair[side] != NONE) for pair in units] for side in (0, 1))
    most = min(max(1, LAGS_S * 1000 // wish.unit_ms), 100)
    turned = min(wish.permutations, 200)
    found = cross_correlation(x, y, most, turned, wish.seed)
    yield Measure("peak_lag", found.peak_lag, "unit", len(units), found.reason)
    yield Measure("peak_r", found.peak_r, n=len(units), reason=found.reason)
    yield Measure("p_peak", found.p, n=len(units), reason=found.reason or ("" if turned else "it was not asked for"))


def _of_tiers(two: _Two, codes: TierCodes, wish: RegulationWish) -> Iterator[Measure]:
    """Give the figures of all codes of both tiers."""
    from coder.analysis.joint_states import has_overlaps, joint_runs, joint_units

    if has_overlaps(two.first) or has_overlaps(two.second) or not two.codable:
        yield Measure("match_share", None, reason=OVERLAPS if two.codable else NO_TIME)
        return
    runs = joint_runs(two.first, two.second, two.codable)
    yield from _match(two)
    yield from _trajectory(codes, runs)
    units = joint_units(runs, two.windows, wish.unit_ms)
    yield from _surprise(two, units)
    if wish.recurrence:
        yield from _recurrence([pair for run in units for pair in run], wish)


def _match(two: _Two) -> Iterator[Measure]:
    from coder.analysis.matching import matching
    from coder.analysis.survival import kaplan_meier

    if len({code for *_, code in two.first} & {code for *_, code in two.second}) < 2:
        yield Measure("match_share", None, reason=NO_SCALE)
        return
    found = matching(two.first, two.second, two.codable)
    curve = kaplan_meier(found.mismatches)
    yield Measure("match_share", found.share, reason=found.reason)
    yield Measure("repairs_per_min", found.repairs_per_min, "1/min", found.repairs, found.reason)
    reason = "" if curve.median_ms is not None else "fewer than half of the mismatches were repaired"
    yield Measure("median_repair_s", _seconds(curve.median_ms), "s", curve.n, reason)


def _trajectory(codes: TierCodes, runs: "Sequence[Sequence[Entry]]") -> Iterator[Measure]:
    from coder.analysis.state_space import state_space_grid

    found = state_space_grid(runs, len(codes.codes[0]) * len(codes.codes[1]))
    yield Measure("cells_visited", len(found.cells), n=found.n_cells)
    yield Measure("visits", found.visits)
    yield Measure("transitions_per_min", found.transitions_per_min, "1/min", reason=found.reason)
    yield Measure("mean_visit_s", _seconds(found.mean_visit_ms), "s", found.visits, found.reason)
    yield Measure("dispersion", found.dispersion, n=found.n_cells, reason=found.reason)
    yield Measure("visit_entropy", found.visit_entropy, "bit", found.visits, found.reason)
    yield Measure("duration_entropy", found.duration_entropy, "bit", reason=found.reason)


def _surprise(two: _Two, units: "Sequence[Sequence[tuple[str, str]]]") -> Iterator[Measure]:
    from coder.analysis.entropy_rate import entropy_rate

    whole = length_of(two.windows)
    missing = 1 - length_of(two.codable) / whole if whole else 1.0
    found = entropy_rate([["|".join(pair) for pair in run] for run in units], missing=missing)
    yield Measure("entropy_rate", found.bits, "bit", found.transitions, found.reason)


def _recurrence(units: "Sequence[tuple[str, str]]", wish: RegulationWish) -> Iterator[Measure]:
    if len(units) > MOST_UNITS:
        yield Measure("recurrence_rate", None, "%", len(units), TOO_MANY)
        return
    from coder.analysis.joint_states import NONE
    from coder.analysis.recurrence import diagonal_profile, recurrence

    x, y = ([pair[side] for pair in units] for side in (0, 1))
    found = recurrence(x, y, without=(NONE,))
    n = len(units)
    yield Measure("recurrence_rate", found.rate, "%", n, found.reason)
    yield Measure("determinism", found.determinism, "%", n, found.reason)
    yield Measure("mean_line", found.mean_length, "unit", found.lines, found.reason)
    yield Measure("longest_line", found.longest or None, "unit", found.lines, found.reason)
    yield Measure("laminarity", found.laminarity, "%", n, found.reason)
    most = min(max(1, LAGS_S * 1000 // wish.unit_ms), 100)
    profile = diagonal_profile(x, y, most, without=(NONE,))
    known = [(share, -abs(lag), lag) for lag, share in zip(range(-most, most + 1), profile, strict=True) if share]
    share, _, lag = max(known, default=(None, 0, None))
    reason = "" if known else "the tiers never hold the same code at these lags"
    yield Measure("profile_peak_lag", lag, "unit", n, reason)
    yield Measure("profile_peak", share, n=n, reason=reason)


def _grid(log: CodedLog, codes: TierCodes, two: _Two) -> GridRows | None:
    from coder.analysis.joint_states import has_overlaps, joint_runs
    from coder.analysis.state_space import state_space_grid

    if has_overlaps(two.first) or has_overlaps(two.second) or not two.codable:
        return None
    runs = joint_runs(two.first, two.second, two.codable)
    found = state_space_grid(runs, len(codes.codes[0]) * len(codes.codes[1]))
    return GridRows(log.dyad_id, log.session_id, codes.tiers, codes.codes, found.cells)


def _seconds(ms: float | None) -> float | None:
    return None if ms is None else ms / 1000
