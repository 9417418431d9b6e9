"""The honest words beside every chart of regulation: what it is, by what it is divided, and on how much it rests."""

from collections.abc import Sequence

from coder.app.agreement_values import seconds
from coder.app.regulation_charts import flag_words, method_words, pair_words
from coder.app.report_words import plural
from coder.model.answers import Outcome
from coder.model.contingency import ContingencyRow, Method, Pair
from coder.model.cue_histogram import CueHistogram
from coder.model.regulation import CurvesCompared, LagProfile, Trains, Trajectory
from coder.model.spans import length_of
from coder.model.survival import Survival

NOT_SECURITY = "describes observed behaviour, not attachment security"
FEWEST = 5


def response_notes(found: CueHistogram, pair: Pair, window_ms: int | None) -> tuple[str, ...]:
    """Say what the histogram is."""
    window = f"; the window looked at ends {window_ms / 1000:g} s after the cue" if window_ms else ""
    return (
        f"{pair_words(pair)}. Responses that begin in each {seconds(found.bin_ms)} s around a cue, per minute of the "
        f"codable time that lies there (the denominator){window}.",
        f"{plural(found.cues, 'usable cue')} in {plural(found.sessions, 'session')}, "
        f"{plural(found.responses, 'response')}.{_few(found.cues)}",
        f"Grey band: the middle 95 % of {found.turns} turns of the responses along each session’s codable time, bin by "
        "bin; one bin of 20 leaves it by chance alone.",
    )


def survival_notes(
    curves: Sequence[tuple[str, Survival, Sequence[Trains]]], pair: Pair, compared: CurvesCompared | None
) -> tuple[str, ...]:
    """Say what the curves are, with their medians, and whether they differ."""
    medians = (f"{name}: {_median(found)}" for name, found, _ in curves)
    least = min((found.n for _, found, _ in curves), default=0)
    test = () if compared is None else (_log_rank(compared),)
    return (
        f"{pair_words(pair)}. Share of cues not answered yet (Kaplan–Meier), of all cues still waited for; a wait that "
        "the phase’s end, uncodable time or the next cue cuts short counts until there. Band: 95 %.",
        "Median, the first time at which half or less wait: " + "; ".join(medians) + f".{_few(least)}",
        *test,
    )


def _median(found: Survival) -> str:
    median = f"{seconds(found.median_ms)} s" if found.median_ms is not None else f"none, {found.reason}"
    return f"{median} ({found.events} of {plural(found.n, 'cue')} answered)" if found.n else median


def _log_rank(compared: CurvesCompared) -> str:
    test, names = compared.found, ", ".join(compared.groups)
    if test.p is None:
        return f"Log-rank test of {names}: none, {test.reason}."
    rate = f", false discovery rate {compared.rate:.3f} over all comparisons" if compared.rate is not None else ""
    hazard = compared.hazard
    ratio = ""
    if hazard.ratio is not None and hazard.p is not None:
        ratio = f" Hazard ratio of {compared.groups[1]} to {compared.groups[0]}: {hazard.ratio:.2f}, p {hazard.p:.3f}."
    return f"Log-rank test of {names}: χ² {test.chi_square:.2f}, df {test.df}, p {test.p:.3f}{rate}.{ratio}"


def grid_notes(trajectories: Sequence[Trajectory], *, follows: bool) -> tuple[str, ...]:
    """Say what the grid is."""
    stays = [stay for one in trajectories for run in one.runs for stay in run]
    whole = sum(stay.offset_ms - stay.onset_ms for stay in stays)
    sessions = len({one.place.session_id for one in trajectories})
    way = "The line is the way of the dyad; it moves along with the video." if follows else ""
    runs = sum(bool(run) for one in trajectories for run in one.runs)
    stretches = "one uninterrupted run" if runs == 1 else f"{runs} uninterrupted runs"
    return (
        "State space grid: the share of the time in which both partners could be judged (the denominator), cell by "
        "cell; frame: the cell with the longest mean visit. “none”: no code holds.",
        f"{whole / 1000:.1f} s of codable time, {len(stays)} stays in {stretches}, "
        f"{plural(sessions, 'session')}. {way}".strip(),
    )


def profile_notes(profiles: Sequence[LagProfile]) -> tuple[str, ...]:
    """Say what the profile is, and how chance was asked."""
    unit = f"{profiles[0].unit_ms / 1000:g}" if profiles else "1"
    tests = [one for one in profiles if one.p_peak is not None]
    few = ", ".join(f"{_where(one)}: p {one.p_peak:.3f}" for one in tests[:FEWEST])
    more = f" and {len(tests) - FEWEST} more" if len(tests) > FEWEST else ""
    peak = (f"Largest r of all lags against turned series: {few}{more}.",) if tests else ()
    return (
        f"Pearson’s r of both codes (1: holds, 0: does not) in codable units of {unit} s, the second later by the lag; "
        "left of 0 the second leads. Not a measure of who causes what.",
        *peak,
    )


def _where(one: LagProfile) -> str:
    return ", ".join(filter(None, (one.place.session_id, one.place.phase)))


def odds_notes(rows: Sequence[ContingencyRow], pair: Pair, method: Method | None) -> tuple[str, ...]:
    """Say what the log odds are, and which rest on little."""
    usable = sum(row.tally.usable for row in rows if row.session_id or row.dyad_id not in ("pooled", "mantel_haenszel"))
    flagged = [row for row in rows if row.found.flag]
    what = {flag_words(row.found.flag) for row in flagged}
    few = f" ⚑ {len(flagged)} of {len(rows)} rows: {', '.join(sorted(what))}; read them with care." if flagged else ""
    how = f"Window: {method_words(method)}." if method is not None else "One row for each window or range of lags."
    denominator = (
        "given: units after a cue; not given: all other codable units"
        if method is not None and method.lags is not None
        else "usable cues (their window is codable) against control windows without a cue"
    )
    cues = f" {usable} usable cues." if method is not None else ""
    return (
        f"{pair_words(pair)}. Log odds that a response begins, {denominator}. {how} "
        "0: as often without a cue; bar: 95 %; ½ is added to each cell where one is 0.",
        f"{len(rows)} rows.{cues}{few}",
    )


def cue_notes(trains: Sequence[Trains]) -> str:
    """Say what became of all cues."""
    every = [cue.outcome for one in trains for cue in one.found]
    counts = [every.count(outcome) for outcome in (Outcome.ANSWERED, Outcome.UNANSWERED, Outcome.CENSORED)]
    codable = sum(length_of(one.codable) for one in trains) / 60_000
    return (
        f"{len(every)} cues: {counts[0]} answered, {counts[1]} not answered, {counts[2]} cannot be told; "
        f"{codable:.1f} min codable"
    )


def _few(cues: int) -> str:
    return f" ⚑ Fewer than {FEWEST} cues: read it with care." if cues < FEWEST else ""
