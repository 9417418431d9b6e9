"""Tables of agreement to look at: figures in time and of events always together, codes, sessions, ratings."""

from collections.abc import Sequence

from coder.app.agreement_charts import METHOD_WORDS
from coder.app.agreement_scope import (
    OF_EVENTS,
    Figure,
    Pick,
    Scope,
    Spot,
    Stream,
    codes_in,
    event_figure,
    figures_in,
    judged_in,
    sessions_of,
    spots_in,
    streams_in,
    tolerant_figures,
)
from coder.app.agreement_values import BLANK, count, interval, kappa_words, two
from coder.app.agreement_wish import Reliability
from coder.model.agreement import CodeAgreement, Estimate, Judged, Method
from coder.model.listing import Listing, ListingRow
from coder.model.time import format_seconds

_FIGURE_HEADS = (
    "Tier",
    "Kappa, time",
    "95 % interval",
    "Units",
    "Tolerant",
    "Kappa, events",
    "95 % interval",
    "Events",
    "Differ",
    "Criterion of the scheme",
)


def list_figures(found: Reliability, scope: Scope) -> Listing:
    """Return a row for each tier, or code of an overlapping tier; it leads to that stream."""
    rows = tuple(_figure_row(found, scope, stream) for stream in streams_in(found, scope))
    reason = "" if rows else f"{scope.pair[0]} and {scope.pair[1]} have no tier to compare here."
    return Listing("Figures", _FIGURE_HEADS, rows, frozenset(range(1, 9)), reason)


def _figure_row(found: Reliability, scope: Scope, stream: Stream) -> ListingRow:
    figures = figures_in(found, scope, stream)
    in_time, events = figures.get((Method.TIME_UNIT, "")), event_figure(figures)
    judged = judged_in(found, scope, stream)
    differ = len(spots_in(found, scope, Pick(stream)))
    cells = (
        stream.words,
        *_figure_cells(in_time),
        two(_lower(tolerant_figures(figures))),
        *_figure_cells(events),
        str(differ),
        criterion_words(judged, one_session=_is_one(found, scope)),
    )
    return ListingRow(cells, f"{stream.words}. {figure_words(found, scope, stream)}", stream)


def _figure_cells(one: Figure | None) -> tuple[str, str, str]:
    if one is None:
        return BLANK, "", ""
    return two(one.kappa.value), _beside(one), count(one.found.n)


def _beside(one: Figure) -> str:
    """Say how sure a kappa is; where it says nothing how much agreed, or why that cannot be said either."""
    if one.kappa.value is not None and not one.found.reason:
        return interval(one.kappa) or "one session"
    return one.kappa.reason if one.found.po is None else f"po {two(one.found.po)}"


def _lower(tolerant: Sequence[Figure]) -> float | None:
    values = [one.kappa.value for one in tolerant]
    return min((value for value in values if value is not None), default=None) if None not in values else None


def figure_words(found: Reliability, scope: Scope, stream: Stream) -> str:
    """Say every figure of a stream, in time and of events, with n and the reason of what is blank."""
    figures = figures_in(found, scope, stream)
    in_time, events = figures.get((Method.TIME_UNIT, "")), event_figure(figures)
    parts = []
    if in_time is not None:
        parts.append(f"In time: kappa {kappa_words(in_time.kappa)}, n = {count(in_time.found.n)} units")
        parts += [
            f"with tolerance, {one.reference} as reference: {kappa_words(one.kappa)}"
            for one in tolerant_figures(figures)
        ]
    if events is not None:
        n = f", n = {count(events.found.n)}" if events.found.n else ""
        po = f", po = {two(events.found.po)}" if events.found.reason and events.found.po is not None else ""
        parts.append(f"of events ({METHOD_WORDS[events.method]}): kappa {kappa_words(events.kappa)}{po}{n}")
    said = criterion_words(judged_in(found, scope, stream), one_session=_is_one(found, scope))
    parts.append(f"criterion of the scheme: {said}")
    return "; ".join(parts) + "."


def _is_one(found: Reliability, scope: Scope) -> bool:
    return bool(scope.session) or len(sessions_of(found, scope.pair)) < 2


def criterion_words(judged: Sequence[Judged], *, one_session: bool = True) -> str:
    """Say whether the criterion of the scheme is reached, or in how many sessions, or that the scheme has none."""
    if not judged:
        return "none"
    asked = dict.fromkeys((one.criterion.statistic, one.criterion.least) for one in judged)
    return "; ".join(_criterion(judged, statistic, least, one_session=one_session) for statistic, least in asked)


def _criterion(judged: Sequence[Judged], statistic: str, least: float, *, one_session: bool) -> str:
    these = [one for one in judged if (one.criterion.statistic, one.criterion.least) == (statistic, least)]
    words = f"{statistic} ≥ {two(least)}"
    if not one_session or len(these) > 1:
        met, blank = sum(1 for one in these if one.met), sum(1 for one in these if one.met is None)
        without = f", no figure in {blank}" if blank else ""
        return f"{words} reached in {met} of {len(these)} {'session' if len(these) == 1 else 'sessions'}{without}"
    (one,) = these
    if one.met is None:
        return f"{words}: no figure ({one.reached.reason})"
    return f"{words} {'reached' if one.met else 'not reached'} ({two(one.reached.value)})"


# ---------------------------------------------------------------------------- codes


def list_codes(found: Reliability, scope: Scope, stream: Stream) -> Listing:
    """Return each code against all others, in time and of events; it leads to the disagreements with the code."""
    first, second = scope.pair
    heads: tuple[str, ...] = (
        "Code",
        "Counted",
        "Both",
        f"Only {first}",
        f"Only {second}",
        "Neither",
        "Kappa",
        "Most possible",
    )
    heads += ("Positive", "Negative", "PABAK", "Prevalence", "Bias")
    figures = figures_in(found, scope, stream)
    events = event_figure(figures)
    methods = [Method.TIME_UNIT, *([events.method] if events is not None and events.method in OF_EVENTS else [])]
    every = [(name, method, one) for method in methods for name, one in codes_in(found, scope, stream, method)]
    order = list(dict.fromkeys(name for name, _, _ in every))
    every.sort(key=lambda each: order.index(each[0]))
    rows = tuple(_code_row(stream, name, method, one) for name, method, one in every)
    reason = "" if rows else "There is nothing to count here."
    return Listing(f"Codes of {stream.words}", heads, rows, frozenset(range(2, 13)), reason)


def _code_row(stream: Stream, name: str, method: Method, one: CodeAgreement) -> ListingRow:
    shares = (one.kappa, one.kappa_max, one.positive, one.negative, one.pabak, one.prevalence, one.bias)
    neither = BLANK if one.d is None else count(one.d)
    cells = (name, METHOD_WORDS[method], count(one.a), count(one.b), count(one.c), neither, *map(two, shares))
    words = f"{name}, {METHOD_WORDS[method]}: kappa {kappa_words(Estimate(one.kappa, reason=one.reason))}"
    return ListingRow(cells, words, Pick(stream, any_code=name))


# ---------------------------------------------------------------------------- sessions


def list_sessions(found: Reliability, pair: tuple[str, str], stream: Stream) -> Listing:
    """Return a row for each session of two coders, also where they could not be compared and why."""
    heads = (
        "Session",
        "Kappa, time",
        "Units",
        "Kappa, events",
        "Events",
        "Differ",
        "Onsets, median",
        "Why not",
    )
    rows = []
    for one in found.sessions:
        if one.pair != pair:
            continue
        shift = BLANK if one.shift_ms is None else f"{'−' if one.shift_ms < 0 else '+'}{abs(one.shift_ms) / 1000:.3f} s"
        if one.compared:
            scope = Scope(pair, one.session)
            figures = figures_in(found, scope, stream)
            in_time, events = figures.get((Method.TIME_UNIT, "")), event_figure(figures)
            spots = str(len(spots_in(found, scope, Pick(stream)))) if figures else BLANK
            numbers = (*_short(in_time), *_short(events), spots, shift, "")
            words = f"{one.session}. {figure_words(found, scope, stream)}" if figures else f"{one.session}: not coded."
        else:
            numbers = (BLANK,) * 6 + (one.reason,)
            words = " ".join(part for part in (one.reason, one.hint) if part)
        rows.append(ListingRow((one.session, *numbers), words, one.session if one.compared else None))
    return Listing(f"Sessions: {stream.words}", heads, tuple(rows), frozenset(range(1, 7)), "")


def _short(one: Figure | None) -> tuple[str, str]:
    return (BLANK, BLANK) if one is None else (two(one.kappa.value), count(one.found.n))


# ---------------------------------------------------------------------------- ratings and scores


def list_ratings(found: Reliability, pair: tuple[str, str]) -> Listing:
    """Return a row for each item that both rated."""
    heads: tuple[str, ...] = (
        "Item",
        "n",
        "Agreed",
        "Kappa",
        "Linear",
        "Quadratic",
        "Alpha, ordinal",
        "Alpha, interval",
    )
    heads += ("ICC(A,1)", "95 % interval", "ICC(C,k)", "Why blank")
    rows = []
    for one in found.ratings:
        if one.pair == pair:
            every = (one.linear, one.quadratic, one.ordinal, one.interval, one.single, one.mean)
            reasons = dict.fromkeys(each.reason for each in (one.exact, *every) if each.reason)
            figures = (one.linear, one.quadratic, one.ordinal, one.interval)
            name = f"{one.tier}.{one.item}"
            cells: tuple[str, ...] = (
                name,
                str(one.n),
                two(one.exact.po),
                two(one.exact.kappa),
                *(two(each.value) for each in figures),
            )
            cells += (two(one.single.value), interval(one.single), two(one.mean.value), "; ".join(reasons))
            words = f"{name}, n = {one.n}: quadratic kappa {kappa_words(one.quadratic)}; ICC {kappa_words(one.single)}"
            rows.append(ListingRow(cells, words))
    return Listing("Ratings", heads, tuple(rows), frozenset(range(1, 11)), "No item was rated by both.")


def list_scores(found: Reliability, pair: tuple[str, str]) -> Listing:
    """Return how far the scores of sessions agree that will be analysed."""
    first, second = pair
    heads = ("Code", "Score", "n sessions", f"Mean {first}", f"Mean {second}", "ICC(A,1)", "95 % interval", "ICC(C,k)")
    rows = []
    for one in found.scores:
        if one.pair == pair:
            name = f"{one.tier}.{one.code}"
            why = kappa_words(one.single) if one.single.value is None else ""
            cells = (name, one.score.replace("_", " "), str(one.sessions), *map(two, one.means), two(one.single.value))
            rows.append(
                ListingRow(
                    (*cells, interval(one.single), two(one.mean.value), why), f"{name}: ICC {kappa_words(one.single)}"
                )
            )
    return Listing("Scores", (*heads, "Why blank"), tuple(rows), frozenset(range(2, 8)), "There are no scores.")


# ---------------------------------------------------------------------------- where they differ


def list_spots(found: Reliability, scope: Scope, pick: Pick) -> Listing:
    """Return the disagreements that are meant; each leads to where it is."""
    several = not _is_one(found, scope)
    heads = (*(("Session",) if several else ()), "From", "To", *scope.pair, "How")
    spots = spots_in(found, scope, pick)
    rows = tuple(ListingRow(_spot_cells(spot, named=several), spot_words(spot, scope.pair), spot) for spot in spots)
    numbers = frozenset({1, 2}) if several else frozenset({0, 1})
    return Listing(pick_words(scope, pick), heads, rows, numbers, "Nowhere: here they do not differ.")


def pick_words(scope: Scope, pick: Pick) -> str:
    """Say which disagreements these are."""
    first, second = scope.pair
    if pick.code_a or pick.code_b:
        return f"{pick.stream.words}: {first} {pick.code_a}, {second} {pick.code_b}"
    code = f" with {pick.any_code}" if pick.any_code else ""
    return f"{pick.stream.words}: where {first} and {second} differ{code}"


def spot_words(spot: Spot, pair: tuple[str, str]) -> str:
    """Say a disagreement in one sentence."""
    one = spot.one
    until = "" if one.offset_ms is None else f" to {format_seconds(one.offset_ms)}"
    kind = one.type.value.replace("missed by A", f"missed by {pair[0]}").replace("missed by B", f"missed by {pair[1]}")
    when = f"{format_seconds(one.onset_ms)}{until} s"
    return f"{spot.session}, {spot.tier}, {when}: {pair[0]} {one.code_a}, {pair[1]} {one.code_b} ({kind})."


def _spot_cells(spot: Spot, *, named: bool) -> tuple[str, ...]:
    one = spot.one
    offset = "" if one.offset_ms is None else format_seconds(one.offset_ms)
    cells = (format_seconds(one.onset_ms), offset, one.code_a, one.code_b, one.type.value)
    return (spot.session, *cells) if named else cells
