"""The report of agreement: what there is to know before using the data, with pictures, ready for a paper."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coder import __version__
from coder.app.agreement import read_compared, settings_of, write_agreement_tables
from coder.app.agreement_charts import confusion_chart, tolerance_chart
from coder.app.agreement_dots import dots_of_codes, dots_of_tiers
from coder.app.agreement_lists import list_codes, list_figures, list_ratings, list_scores, list_sessions
from coder.app.agreement_method import method_words
from coder.app.agreement_scope import (
    NIL,
    Scope,
    Stream,
    event_figure,
    figures_in,
    judged_in,
    pairs_of,
    sessions_of,
    streams_in,
    tallies_in,
)
from coder.app.agreement_strips import strips_of_sessions
from coder.app.agreement_values import BLANK, count, seconds, two
from coder.app.agreement_wish import AgreementWish, Reliability
from coder.app.report_files import MOST_PICTURES, check_report_files, write_report
from coder.app.report_settings import settings_blocks
from coder.app.report_words import capped, grid_of, limited, listed, plural, shortened, span_words
from coder.app.tables_folder import check_tables_folder
from coder.formats.references import sources_of
from coder.media.stopping import Cancel, Progress, portion, tell
from coder.model.agreement import DisagreementType, Method
from coder.model.chart import HeatMap
from coder.model.report import Block, Column, Grid, Heading, Items, Paragraph, Picture, Report
from coder.model.tolerance_curve import ToleranceCurve

_READ, _COMPARED, _CURVES = 0.3, 0.6, 0.8


def report_agreement(
    wish: AgreementWish,
    folder: Path,
    reports: Sequence[Path],
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Reliability:
    """Write the tables as ``write_agreement`` does, and reports (.html, .pdf) of the same figures.

    Raises CoderError and Stopped as it does, and for a file that is no report.
    """
    from coder.app.comparing.pairs import compare_all
    from coder.app.comparing.tolerances import find_tolerance_curves

    check_report_files(reports)
    check_tables_folder(folder)
    log = read_compared(wish, portion(progress, 0.0, _READ), cancelled)
    found = compare_all(log, wish, portion(progress, _READ, _COMPARED), cancelled)
    curves = find_tolerance_curves(log, found, wish.how, portion(progress, _COMPARED, _CURVES), cancelled)
    pictures = list(strips_of_sessions(log, found))
    report = agreement_report(wish, found, curves, pictures)
    write_agreement_tables(wish, found, folder, cancelled)
    for path in reports:
        write_report(report, path)
    tell(progress, 1.0)
    return found


def agreement_report(
    wish: AgreementWish, found: Reliability, curves: Sequence[ToleranceCurve] = (), strips: Sequence[Picture] = ()
) -> Report:
    """Return the report of what was found; ``strips`` are pictures of sessions, of which the first are taken."""
    method = method_words(wish, found)
    blocks = [
        *_summary(found),
        Heading("For the methods section"),
        Paragraph(method, quoted=True),
        Heading("Sources of the method", 3),
        Items(sources_of(method)),
        *(block for pair in pairs_of(found) for block in _of_pair(wish, found, curves, pair)),
        *_sessions(strips),
        *_blanks(found),
        *settings_blocks(settings_of(wish, found)),
    ]
    return Report(
        f"Agreement of coders: {wish.events.name.removesuffix('.csv')}",
        _lead(found),
        tuple(limited(blocks, MOST_PICTURES)),
    )


def _lead(found: Reliability) -> str:
    sessions = len({one.session for one in found.sessions if one.compared})
    parts = [
        *found.schemes,
        plural(sessions, "session"),
        plural(len(pairs_of(found)), "pair of coders", "pairs of coders"),
    ]
    return " · ".join([*parts, f"Attune {__version__}"])


# ---------------------------------------------------------------------------- summary


def _summary(found: Reliability) -> Iterator[Block]:
    yield Heading("Summary")
    if not found.comparisons:
        yield Paragraph("No events were compared: what both coders have is ratings only.")
    for pair in pairs_of(found):
        listing = list_figures(found, Scope(pair))
        sessions = plural(len(sessions_of(found, pair)), "session")
        if listing.rows:
            note = "A figure in time and one of events stand side by side: neither says what the other does. "
            note += f"{BLANK} is not zero: why there is no figure stands below."
            yield grid_of(listing, f"{listed(pair)}: kappa in {sessions}", note=note)
            chart = dots_of_tiers(found, Scope(pair))
            caption = (
                f"Kappa of {listed(pair)} by tier, in time and of events, over {sessions}; units and events: above."
            )
            yield Picture(chart, caption, " ".join([caption, *(f"{row.words}." for row in chart.rows)]))
    if found.left_out:
        yield Paragraph(f"{plural(len(found.left_out), 'comparison')} left out:")
        yield Items(tuple(f"{one.reason} {one.hint}".strip() for one in found.left_out))
    if found.notes:
        yield Paragraph("What to know before believing these figures:")
        yield Items(found.notes)


# ---------------------------------------------------------------------------- two coders


def _of_pair(
    wish: AgreementWish, found: Reliability, curves: Sequence[ToleranceCurve], pair: tuple[str, str]
) -> Iterator[Block]:
    scope = Scope(pair)
    yield Heading(f"{pair[0]} and {pair[1]}")
    if streams_in(found, scope):
        yield from _codes(wish, found, scope)
        yield from _confusions(wish, found, scope)
        yield from _tolerances(wish, found, curves, scope)
        yield from _criteria(found, scope)
        yield from _differences(found, scope)
        yield from _by_session(found, scope)
    for title, listing in (
        ("Ratings", list_ratings(found, pair)),
        ("Scores of sessions", list_scores(found, pair)),
    ):
        if listing.rows:
            yield Heading(title, 3)
            yield grid_of(listing, f"{title}: {listed(pair)}")


def _codes(wish: AgreementWish, found: Reliability, scope: Scope) -> Iterator[Block]:
    yield Heading("Codes", 3)
    tiers = dict.fromkeys(stream.tier for stream in streams_in(found, scope))
    for tier in tiers:
        streams = [stream for stream in streams_in(found, scope) if stream.tier == tier]
        listings = [(stream, list_codes(found, scope, stream)) for stream in streams]
        rows = tuple(
            row.cells for stream, listing in listings for row in listing.rows if stream.code in ("", row.cells[0])
        )
        if rows:
            first = listings[0][1]
            columns = tuple(Column(title, place in first.numbers) for place, title in enumerate(first.heads))
            yield capped(Grid(f"Codes of {tier}, each against all others", columns, rows, heads=2))
    chart = dots_of_codes(found, scope, wish.how)
    if chart.rows:
        sessions = plural(len(sessions_of(found, scope.pair)), "session")
        caption = (
            f"Kappa of each code against all others, in units of {span_words(wish.how.unit_ms)}: {listed(scope.pair)}, "
            f"over {sessions}; how many units each code has stands above."
        )
        yield Picture(chart, caption, " ".join([caption, *(f"{row.words}." for row in chart.rows)]))


def _confusions(wish: AgreementWish, found: Reliability, scope: Scope) -> Iterator[Block]:
    charts = list(_confusion_charts(found, scope))
    if charts:
        yield Heading("Confusions", 3)
    for method, total, chart in charts:
        framed = "; framed: both agree" if any(cell.framed for row in chart.cells for cell in row) else ""
        alone = "; nil: an event without a partner" if NIL in chart.rows else ""
        caption = (
            f"{chart.title}. Rows: {scope.pair[0]}, columns: {scope.pair[1]}{framed}{alone}. "
            f"{_counted(method, total, wish.how.unit_ms)}"
        )
        told = [cell.words for row in chart.cells for cell in row if cell.share is not None]
        yield Picture(
            chart, caption, " ".join([caption, *(words.replace(" Enter shows where.", "") for words in told)])
        )


def _counted(method: Method, total: float, unit_ms: int) -> str:
    """Say how much a matrix holds, and what counts in it."""
    if method is Method.TIME_UNIT:
        return f"N = {total:,.0f} units of {span_words(unit_ms)}."
    return f"N = {total:,.0f} events: a linked pair counts 2, an event without a partner 1."


def _confusion_charts(found: Reliability, scope: Scope) -> Iterator[tuple[Method, float, HeatMap]]:
    for stream in streams_in(found, scope):
        events = event_figure(figures_in(found, scope, stream))
        methods = [Method.TIME_UNIT, *([events.method] if events is not None else [])]
        for method in methods if not stream.code else ():
            names, tallies = tallies_in(found, scope, stream, method)
            if any(map(any, tallies)):
                total = sum(map(sum, tallies))
                yield method, total, confusion_chart(scope, stream, method, names, tallies)


def _tolerances(
    wish: AgreementWish, found: Reliability, curves: Sequence[ToleranceCurve], scope: Scope
) -> Iterator[Block]:
    alone = len(sessions_of(found, scope.pair)) == 1
    own = [one for one in curves if one.pair == scope.pair and (alone or not one.session) and _has_values(one)]
    own = list({(one.tier, one.code): one for one in own}.values())
    if own:
        yield Heading("Kappa against tolerance", 3)
    for curve in own:
        judged = judged_in(found, scope, Stream(curve.tier, curve.code))
        chart = tolerance_chart(curve, wish.how.tolerance_ms, judged)
        events = event_figure(figures_in(found, scope, Stream(curve.tier, curve.code)))
        # of one code alone, kappa of events is 0 however well coders agree
        if curve.code or events is None or events.kappa.value is None:
            chart = replace(chart, lines=chart.lines[:2])
        sessions = plural(len(sessions_of(found, scope.pair)), "session")
        caption = (
            f"{chart.title}, {listed(scope.pair)}, over {sessions}. A curve that rises steeply at first hints at a lag "
            "of reactions."
        )
        words = [f"{point.words}." for line in chart.lines for point in line.points]
        yield Picture(chart, caption, " ".join([caption, *words]))


def _has_values(curve: ToleranceCurve) -> bool:
    return any(each.value is not None for step in curve.steps for each in (*step.in_time, step.of_events))


def _criteria(found: Reliability, scope: Scope) -> Iterator[Block]:
    rows = [
        (
            one.session,
            Stream(one.tier, each.code).words,
            f"{each.criterion.statistic.replace('_', ' ')} ≥ {two(each.criterion.least)}",
            BLANK if each.criterion.tolerance_ms is None else f"{seconds(each.criterion.tolerance_ms)} s",
            two(each.reached.value),
            {True: "reached", False: "not reached", None: each.reached.reason}[each.met],
        )
        for one in found.comparisons
        if one.pair == scope.pair
        for each in one.judged
    ]
    if rows:
        yield Heading("Criteria of the scheme", 3)
        heads = ("Session", "Tier", "Criterion", "Tolerance", "Found", "")
        columns = tuple(Column(title, title == "Found") for title in heads)
        yield capped(Grid(f"What the scheme asks of {listed(scope.pair)}", columns, tuple(rows), heads=2))


def _differences(found: Reliability, scope: Scope) -> Iterator[Block]:
    tiers: dict[str, dict[DisagreementType, list[int]]] = {}
    for one in found.comparisons:
        if one.pair == scope.pair:
            own = tiers.setdefault(one.tier, {kind: [] for kind in DisagreementType})
            for each in one.disagreements:
                own[each.type].append(0 if each.offset_ms is None else each.offset_ms - each.onset_ms)
    by = dict(zip("AB", scope.pair, strict=True))
    kinds = [
        f"Missed by {by[kind.value[-1]]}" if kind.value.startswith("missed") else kind.value.capitalize()
        for kind in DisagreementType
    ]
    rows = tuple((tier, *(_times(found_ms) for found_ms in own.values())) for tier, own in tiers.items())
    yield Heading("Where they differ", 3)
    note = "How often, and for how many seconds in all. Each with its time stands in disagreements.csv."
    yield Grid(
        "Disagreements by type", (Column("Tier"), *(Column(kind, number=True) for kind in kinds)), rows, note=note
    )


def _times(lasting_ms: Sequence[int]) -> str:
    if not lasting_ms:
        return "0"
    return f"{len(lasting_ms):,}" + (f" ({sum(lasting_ms) / 1000:,.1f} s)" if any(lasting_ms) else "")


def _by_session(found: Reliability, scope: Scope) -> Iterator[Block]:
    if len([one for one in found.sessions if one.pair == scope.pair]) < 2:
        return
    yield Heading("Session by session", 3)
    for stream in streams_in(found, scope):
        listing = list_sessions(found, scope.pair, stream)
        yield grid_of(listing, f"{listing.title}, {listed(scope.pair)}")


# ---------------------------------------------------------------------------- sessions, blanks


def _sessions(strips: Sequence[Picture]) -> Iterator[Block]:
    if strips:
        yield Heading("Sessions")
        yield from strips


def _blanks(found: Reliability) -> Iterator[Block]:
    reasons: dict[str, list[str]] = {}
    for where, reason in _missing(found):
        reasons.setdefault(reason, []).append(where)
    yield Heading("What could not be computed, and why")
    if not reasons:
        yield Paragraph("Every figure could be computed.")
        return
    rows = tuple(
        (f"{reason[:1].upper()}{reason[1:]}.", count(len(where)), shortened(where)) for reason, where in reasons.items()
    )
    columns = (Column("Why"), Column("How many", number=True), Column("Where"))
    yield capped(
        Grid("Blank figures", columns, rows, note="A blank is neither 0 nor 1: it says nothing about agreement.")
    )


def _missing(found: Reliability) -> Iterator[tuple[str, str]]:
    for one in found.comparisons:
        for each in one.compared:
            if each.found.kappa is None and each.found.reason:
                where = f"{one.session}, {'-'.join(one.pair)}, {Stream(one.tier, each.code).words}"
                yield f"{where} ({each.method.value.replace('_', ' ')})", each.found.reason
    for rated in found.ratings:
        estimates = (rated.linear, rated.quadratic, rated.ordinal, rated.interval, rated.single, rated.mean)
        for reason in dict.fromkeys(each.reason for each in estimates if each.value is None and each.reason):
            yield f"{'-'.join(rated.pair)}, {rated.tier}.{rated.item}", reason
    for score in found.scores:
        if score.single.value is None and score.single.reason:
            yield f"{'-'.join(score.pair)}, {score.tier}.{score.code} ({score.score})", score.single.reason
