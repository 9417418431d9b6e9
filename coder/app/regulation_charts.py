"""Charts of regulation, of figures that are there: responses around the cue, survival, log odds, the lag profile."""

from collections.abc import Iterator, Sequence

from coder.app.agreement_values import seconds, two
from coder.app.regulation_moments import moments_around, moments_of_cues, moments_of_latency
from coder.app.report_words import plural
from coder.model.chart import Axis, Bar, Curves, Forest, ForestRow, Histogram, Line, Point, Rule
from coder.model.contingency import ContingencyRow, Method, Pair
from coder.model.cue_histogram import CueBin, CueHistogram
from coder.model.regulation import LagProfile, Trains
from coder.model.survival import Step, Survival

_Z = 1.959963984540054
MARGIN_BELOW_5 = "margin_below_5"
ACROSS = {"pooled": "pooled (ignores dyads)", "mantel_haenszel": "Mantel–Haenszel"}


def pair_words(pair: Pair) -> str:
    """Name a link by who answers whom."""
    arrow = f"{code_words(pair.cue)} → {code_words(pair.response)}"
    turned = " (turned round)" if pair.back else ""
    return f"{pair.link}{turned}: {arrow}" if pair.link else arrow


def code_words(name: str) -> str:
    """Name a cue or a response; several codes can be one."""
    return name.replace("|", " or ")


def method_words(method: Method) -> str:
    """Name how contingency is tallied."""
    if method.lags is not None:
        return f"per unit, lags {method.lags[0]} to {method.lags[1]}"
    return f"per onset, window {(method.window_ms or 0) / 1000:g} s"


def short_words(method: Method) -> str:
    """Name how contingency is tallied where there is little room."""
    if method.lags is not None:
        return f"lags {method.lags[0]} to {method.lags[1]}"
    return f"window {(method.window_ms or 0) / 1000:g} s"


# ---------------------------------------------------------------------- responses around the cue


def response_chart(
    found: CueHistogram, trains: Sequence[Trains], pair: Pair, window_ms: int | None = None
) -> Histogram:
    """Return the responses per minute around the cue; a bar leads to the cues and responses in it."""
    bars = tuple(_bar(one, trains) for one in found.bins)
    most = max((max(bar.value, bar.chance_high or 0.0) for bar in bars), default=0.0) or 1.0
    reach = max((one.high_ms for one in found.bins), default=1000) / 1000
    ends = [] if window_ms is None or window_ms / 1000 > reach else [Rule(window_ms / 1000, "window ends")]
    return Histogram(
        f"{code_words(pair.response)} around {code_words(pair.cue)}",
        Axis("time from the cue", -reach, reach, "s"),
        Axis("responses", 0.0, most * 1.05, "per min"),
        bars,
        (Rule(0.0, "cue"), *ends),
    )


def _bar(one: CueBin, trains: Sequence[Trains]) -> Bar:
    low, high = one.low_ms, one.high_ms
    side = "before the cue" if high <= 0 else "after the cue"
    span = sorted((abs(low), abs(high)))
    where = f"{span[0] / 1000:g} to {span[1] / 1000:g} s {side}"
    if one.per_min is None:
        return Bar(low / 1000, high / 1000, 0.0, f"{where}: no cue has codable time here.")
    chance = ""
    if one.chance is not None:
        band = f"{one.chance_low:.1f} to {one.chance_high:.1f}"
        chance = f"; by chance {one.chance:.1f}, 95 % of turns {band}; {_against(one)}"
    words = (
        f"{where}: {plural(one.responses, 'response')} to {plural(one.cues, 'cue')}, {one.per_min:.1f} per min{chance}"
    )
    datum = moments_around(trains, low, high, where)
    band_of = (one.chance, one.chance_low, one.chance_high)
    return Bar(low / 1000, high / 1000, one.per_min, _ended(words, datum), datum, *band_of)


def _against(one: CueBin) -> str:
    value, low, high = one.per_min or 0.0, one.chance_low or 0.0, one.chance_high or 0.0
    return "above the band" if value > high else "below the band" if value < low else "within the band"


# ---------------------------------------------------------------------- survival


def survival_chart(curves: Sequence[tuple[str, Survival, Sequence[Trains]]], pair: Pair, reach_ms: int) -> Curves:
    """Return the share of cues not answered yet, a stepped line a curve; a step leads to the cues answered at it."""
    lines = tuple(
        Line(name, tuple(_steps(name, found, trains, reach_ms)), stepped=True) for name, found, trains in curves
    )
    return Curves(
        f"How long {code_words(pair.cue)} waits for {code_words(pair.response)}",
        Axis("time from the cue", 0.0, max(reach_ms, 1) / 1000, "s"),
        Axis("not answered yet", 0.0, 1.0, "share"),
        lines,
        (Rule(0.5, "half"),),
    )


def _steps(name: str, found: Survival, trains: Sequence[Trains], reach_ms: int) -> Iterator[Point]:
    if not found.n:
        return
    yield Point(0.0, 1.0, f"{name}: {found.n} cues, none answered yet.")
    for step in found.steps:
        yield _step(name, step, trains)
    last = found.steps[-1] if found.steps else Step(0, found.n, 0, 1.0, None, None, None)
    end_ms = max(reach_ms, last.ms)
    words = f"{name}: {_percent(last.survival)} not answered {seconds(end_ms)} s after the cue."
    yield Point(end_ms / 1000, last.survival, words, None, last.low, last.high)


def _step(name: str, step: Step, trains: Sequence[Trains]) -> Point:
    span = f", 95 % {_percent(step.low)} to {_percent(step.high)}" if step.low is not None else ""
    words = (
        f"{name}, {step.ms / 1000:.3f} s: {step.events} answered of {step.at_risk} still waiting; "
        f"{_percent(step.survival)} not answered yet{span}"
    )
    datum = moments_of_latency(trains, step.ms, f"{name}, answered after {step.ms / 1000:.3f} s")
    return Point(step.ms / 1000, step.survival, _ended(words, datum), datum, step.low, step.high)


# ---------------------------------------------------------------------- lag profile


def profile_chart(profiles: Sequence[LagProfile], trains: Sequence[Trains]) -> Curves:
    """Return r against the lag, a line a session or phase; a point leads to cues with a response so much later."""
    several = len({one.place.session_id for one in profiles}) > 1
    lines = tuple(Line(_whose(one, several), tuple(_lags(one, trains)), faint=len(profiles) > 6) for one in profiles)
    first, second = (profiles[0].first, profiles[0].second) if profiles else ("", "")
    ends = [lag * one.unit_ms / 1000 for one in profiles for lag in one.lags]
    values = [abs(r) for one in profiles for r in one.r if r is not None]
    most = min(1.0, max([*values, 0.1]) * 1.1)
    return Curves(
        f"{code_words(second)} so much later than {code_words(first)}",
        Axis("lag", min(ends, default=-1.0), max(ends, default=1.0), "s"),
        Axis("correlation", -most, most, "r"),
        lines,
        (Rule(0.0, "no relation"),),
        (Rule(0.0, "same time"),),
    )


def _whose(one: LagProfile, several: bool) -> str:
    parts = [one.place.session_id if several else "", one.place.phase]
    return ", ".join(filter(None, parts)) or "all codable time"


def _lags(one: LagProfile, trains: Sequence[Trains]) -> Iterator[Point]:
    half = one.unit_ms // 2
    own = [some for some in trains if some.place.session_id == one.place.session_id]
    for lag, r in zip(one.lags, one.r, strict=True):
        ms = lag * one.unit_ms
        leads = "at the same time" if not lag else f"{one.second if ms > 0 else one.first} {abs(ms) / 1000:g} s later"
        if r is None:
            yield Point(ms / 1000, None, f"{leads}: none")
            continue
        datum = moments_around(own, ms - half, ms + one.unit_ms - half, f"{leads}, begun")
        yield Point(ms / 1000, r, _ended(f"{leads}: r {two(r)}", datum), datum)


# ---------------------------------------------------------------------- log odds


def odds_chart(rows: Sequence[tuple[str, ContingencyRow, Sequence[Trains]]], title: str) -> Forest:
    """Return the log odds of each row with its interval; a row leads to its cues."""
    drawn = tuple(_row(name, row, trains) for name, row, trains in rows)
    ends = [end for one in drawn for end in (one.value, one.low, one.high) if end is not None]
    low, high = min([-1.0, *ends]), max([1.0, *ends])
    room = (high - low) * 0.04
    return Forest(title, Axis("log odds ratio", low - room, high + room), drawn, (Rule(0.0, "no contingency"),))


def _row(name: str, row: ContingencyRow, trains: Sequence[Trains]) -> ForestRow:
    found, whole = row.found, row.dyad_id in ACROSS and not row.session_id
    flag = f" ⚑ {flag_words(found.flag)}" if found.flag else ""
    counts = f"{row.tally.usable} of {row.tally.cues} cues usable"
    datum = moments_of_cues(trains, name)
    if found.log_odds is None:
        reason = found.reason or "it is not defined"
        return ForestRow(
            name, None, None, None, "–", _ended(f"{name}: none, {reason}; {counts}{flag}", datum), datum, whole
        )
    error = found.log_odds_se
    low, high = (found.log_odds - _Z * error, found.log_odds + _Z * error) if error is not None else (None, None)
    span = f" [{two(low)}, {two(high)}]" if error is not None else ""
    text = f"{two(found.log_odds)}{span}{' ⚑' if found.flag else ''}"
    p = f", p {row.p_permutation:.3f} by turning" if row.p_permutation is not None else ""
    half = ", ½ added to each cell" if found.haldane else ""
    words = f"{name}: log odds {two(found.log_odds)}{span}{half}{p}; {counts}{flag}"
    return ForestRow(name, found.log_odds, low, high, text, _ended(words, datum), datum, whole)


def flag_words(flag: str) -> str:
    """Say what makes a figure uncertain."""
    return flag.replace(MARGIN_BELOW_5, "a margin is below 5")


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _ended(words: str, datum: object) -> str:
    """End a sentence, with what a click does where it does something."""
    return f"{words}. Enter plays it." if datum is not None else f"{words}."
