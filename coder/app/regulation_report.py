"""The report of regulation: every figure with its definition, its denominator, window and number of usable cues."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from coder import __version__
from coder.app.agreement_values import BLANK, two
from coder.app.regulation import Regulation, regulate
from coder.app.regulation_charts import ACROSS, MARGIN_BELOW_5, pair_words
from coder.app.regulation_charts import method_words as named
from coder.app.regulation_constructs import evidence_words
from coder.app.regulation_constructs_report import construct_blocks
from coder.app.regulation_method import method_words
from coder.app.regulation_notes import NOT_SECURITY
from coder.app.regulation_view import (
    ODDS,
    Asked,
    Figure,
    RegulationLook,
    constructs_in,
    draw_figures,
    methods_of,
)
from coder.app.regulation_wish import RegulationWish, settings_of
from coder.app.report_files import MOST_PICTURES, check_report_files, write_report
from coder.app.report_settings import settings_blocks
from coder.app.report_words import capped, limited, plural, shortened
from coder.formats.across_dyads_csv import AcrossRow
from coder.formats.references import sources_of
from coder.media.stopping import Cancel, Progress
from coder.model.chart import Forest
from coder.model.contingency import ContingencyRow, Method, Pair
from coder.model.report import Block, Column, Grid, Heading, Items, Paragraph, Picture, Report

_Z = 1.959963984540054
_WHERE, _ACROSS = "contingency.csv", "across_dyads.csv"
_BEHAVIOUR = (
    "Every figure here describes observed behaviour, not attachment security: no count of events measures that. A "
    "response that follows a cue more often than by chance was not therefore caused by it; both may follow a third "
    "thing, "
    "such as a toy or a phase. ⚑ marks tables with a margin below 5: read them with care. A blank (–) is not zero."
)
_PLAYS = " Enter plays it."


def report_regulation(
    wish: RegulationWish, reports: Sequence[Path], progress: Progress | None = None, cancelled: Cancel | None = None
) -> Regulation:
    """Write the tables as ``regulate`` does, and reports (.html, .pdf) of the same figures.

    Raises CoderError and Stopped as it does, and CoderError for a file that is no report.
    """
    if not reports:
        return regulate(wish, progress, cancelled)
    check_report_files(reports)
    found = regulate(replace(wish, figures=True), progress, cancelled)
    report = regulation_report(found)
    for path in reports:
        write_report(report, path)
    return replace(found, files=(*found.files, *reports))


def regulation_report(found: Regulation) -> Report:
    """Return the report of what was found. Imports numpy."""
    method = method_words(found)
    blocks = [
        Heading("Summary"),
        Paragraph(_BEHAVIOUR),
        *_summary(found),
        Heading("For the methods section"),
        Paragraph(method, quoted=True),
        Heading("Sources of the method", 3),
        Items(sources_of(method)),
        *(block for pair in found.pairs for block in _of_pair(found, _look(found), pair)),
        *construct_blocks(found.constructs, found.contingency),
        *_blanks(found),
        *_observations(found),
        *settings_blocks(settings_of(found.wish, found.used)),
    ]
    name = found.wish.events.name.removesuffix(".csv")
    return Report(f"Mutual regulation: {name}", _lead(found), tuple(limited(blocks, MOST_PICTURES)))


def _title(pair: Pair) -> str:
    """Name a link so that it reads well, and has room in a narrow column."""
    return pair_words(pair).replace("|", " or ")


def _lead(found: Regulation) -> str:
    sessions = plural(len({one.session_id for one in found.sessions}), "session")
    dyads = plural(len({one.dyad_id for one in found.sessions}), "dyad")
    return " · ".join([sessions, dyads, f"Attune {__version__}", NOT_SECURITY])


def _look(found: Regulation) -> RegulationLook:
    rules: dict[Pair, tuple[str, ...]] = {}
    for pair, rule in (rule for one in found.used for rule in one.rules):
        rules[pair] = tuple(dict.fromkeys((*rules.get(pair, ()), rule)))
    parts = (found.pairs, found.contingency, found.trains, found.trajectories, found.profiles, found.compared)
    constructs = {one.session_id: tuple(one.constructs) for one in found.sessions}
    return RegulationLook(*parts, found.notes, rules=rules, constructs=constructs)


# ---------------------------------------------------------------------------- summary


def _summary(found: Regulation) -> Iterator[Block]:
    rows = tuple(_summary_row(one, found) for one in found.across if not one.phase and _is_first(one, found))
    heads: tuple[str, ...] = (
        "Cue → response",
        "Usable cues",
        "P after cue",
        "P else",
        "Difference",
        "p by turning",
        "FDR q",
    )
    heads += ("Dyads", "Mean log odds", "p", "FDR q", "")
    columns = tuple(Column(title, number=0 < place < 11) for place, title in enumerate(heads))
    note = (
        "P after cue: the share of usable cues with a response in the window; P else: of control windows without a "
        "cue; "
        "both of all dyads pooled. Log odds: the mean of the dyads' own, p by turning their signs. q: the false "
        "discovery "
        "rate among all rows of across_dyads.csv."
    )
    yield Grid("Each link by its first window", columns, rows, note=note)
    if found.notes:
        yield Paragraph("What to know before believing these figures:")
        yield Items(found.notes)


def _is_first(one: AcrossRow, found: Regulation) -> bool:
    return one.method == next(row.method for row in found.contingency if row.pair == one.pair)


def _summary_row(one: AcrossRow, found: Regulation) -> tuple[str, ...]:
    whole = _whole(found, one.pair, one.method, one.phase)
    usable = BLANK if whole is None else f"{whole.tally.usable:,} of {whole.tally.cues:,}"
    shares = (None,) * 3 if whole is None else (whole.found.p_given, whole.found.p_not_given, whole.found.delta_p)
    flag = "" if whole is None else _mark(whole)
    return (
        f"{_title(one.pair)}, {named(one.method)}",
        usable,
        *map(two, shares),
        *map(_p, (one.p_pooled, one.pooled_rate)),
        str(one.n),
        two(one.figures[0]),
        *map(_p, (one.figures[2], one.rate)),
        f"{flag} {one.reason}".strip(),
    )


def _whole(found: Regulation, pair: Pair, method: Method, phase: str) -> ContingencyRow | None:
    """Return the table of all dyads together, that of the only session where there is just one."""
    rows = [row for row in found.contingency if (row.pair, row.method, row.phase) == (pair, method, phase)]
    pooled = [row for row in rows if row.dyad_id == "pooled" and not row.session_id]
    return pooled[0] if pooled else rows[-1] if rows else None


def _p(value: float | None) -> str:
    if value is None:
        return BLANK
    return "< .001" if value < 0.001 else f"{value:.3f}"


def _mark(row: ContingencyRow) -> str:
    return "⚑" if row.found.flag else ""


# ---------------------------------------------------------------------------- a link


def _of_pair(found: Regulation, look: RegulationLook, pair: Pair) -> Iterator[Block]:
    yield Heading(_title(pair))
    rules = look.rules.get(pair, ())
    if rules:
        yield Paragraph(f"Rule of the link: {'; '.join(rules)}.")
    evidence = evidence_words(constructs_in(look), pair)
    if evidence:
        yield Items(tuple(evidence))
    said = {*found.notes, *evidence, *(f"Rule of the link: {rule}." for rule in rules)}
    for figure in draw_figures(look, Asked(pair)):
        yield from _figure(figure, said)
    yield from _windows(found, pair)
    yield from _dyads(found, look, pair)
    yield from _across(found, pair)


def _figure(figure: Figure, said: Collection[str]) -> Iterator[Block]:
    """Give a figure; what the section or the summary has said already is not said under each again."""
    yield Heading(figure.title, 3)
    if figure.chart is None:
        yield Paragraph(f"No picture: {figure.reason.rstrip('.') or 'there is nothing to draw'}.")
        return
    caption = " ".join(words for words in figure.words if words not in said).replace("|", " or ")
    rows = figure.chart.rows if figure.name == ODDS and isinstance(figure.chart, Forest) else ()
    words = " ".join([caption, *(row.words.replace(_PLAYS, "") for row in rows)])
    yield Picture(figure.chart, caption, words)


def _windows(found: Regulation, pair: Pair) -> Iterator[Block]:
    rows = [row for row in found.contingency if row.pair == pair and not row.session_id and row.dyad_id in ACROSS]
    if not rows:
        rows = [row for row in found.contingency if row.pair == pair]
    shown = [row for row in rows if row.tally.usable]
    yield Heading("Windows and lags", 3)
    if not shown:
        yield Paragraph(f"No cue could be used: {_WHERE} has the reasons.")
        return
    phased = any(row.phase for row in rows)
    heads = ("Whose", *(("Phase",) if phased else ()), *_HEADS)
    cells = (
        (
            ACROSS.get(row.dyad_id, row.dyad_id),
            *((row.phase or "all",) if phased else ()),
            named(row.method),
            *_cells(row),
        )
        for row in shown
    )
    columns = tuple(Column(title, number=title not in _WORDS) for title in heads)
    caption, note = "Sensitivity to the window, over all dyads", _left_out(len(rows) - len(shown), "usable cue", _WHERE)
    yield capped(Grid(caption, columns, tuple(cells), 2 + phased, f"{_NOTE}{note}"), _WHERE)


def _left_out(number: int, what: str, where: str) -> str:
    """Say how many rows are not shown, for there is nothing in them."""
    if not number:
        return ""
    return f" {plural(number, 'row')} without any {what} {'is' if number == 1 else 'are'} only in {where}."


def _dyads(found: Regulation, look: RegulationLook, pair: Pair) -> Iterator[Block]:
    method = next(iter(methods_of(look, pair)), None)
    rows = {
        row.dyad_id: row
        for row in found.contingency
        if row.pair == pair and row.method == method and not row.phase and row.dyad_id not in ACROSS
    }
    if len(rows) > 1 and method is not None:
        columns = tuple(Column(title, number=title not in _WORDS) for title in ("Dyad", *_HEADS[1:]))
        cells = tuple((dyad, *_cells(row)) for dyad, row in rows.items())
        yield Heading("Dyads", 3)
        yield capped(Grid(f"Each dyad: {named(method)}", columns, cells, note=_NOTE), _WHERE)


_HEADS: tuple[str, ...] = (
    "How",
    "Usable cues",
    "Answered",
    "P after cue",
    "P else",
    "Difference",
    "Odds ratio",
    "Log odds [95 %]",
)
_HEADS += ("Yule's Q", "phi", "z", "Relative risk", "p by turning", "")
_WORDS = frozenset({"Whose", "Phase", "How", "Dyad", ""})
_NOTE = (
    "Answered: usable cues (per unit: units) with a response. ⚑: a margin is below 5. ½: added to each cell for the "
    "log odds, as one is 0."
)


def _cells(row: ContingencyRow) -> tuple[str, ...]:
    found = row.found
    shares = (found.p_given, found.p_not_given, found.delta_p, found.odds_ratio)
    return (
        f"{row.tally.usable:,} of {row.tally.cues:,}",
        f"{row.tally.table.a:,}",
        *map(two, shares),
        _log_odds(row),
        *map(two, (found.yules_q, found.phi, found.z, found.risk_ratio)),
        _p(row.p_permutation),
        _said(row),
    )


def _log_odds(row: ContingencyRow) -> str:
    value, error = row.found.log_odds, row.found.log_odds_se
    if value is None or error is None:
        return two(value)
    return f"{two(value)} [{two(value - _Z * error)}, {two(value + _Z * error)}]"


def _said(row: ContingencyRow) -> str:
    flags = "; ".join(flag for flag in row.found.flag.split("; ") if flag not in ("", MARGIN_BELOW_5))
    return " ".join(filter(None, (_mark(row), flags, "½" if row.found.haldane else "")))


def _across(found: Regulation, pair: Pair) -> Iterator[Block]:
    rows = [one for one in found.across if one.pair == pair]
    if not any(one.n > 1 for one in rows):
        return
    heads: tuple[str, ...] = (
        "How",
        "Phase",
        "Dyads",
        "Mean log odds",
        "SD",
        "p",
        "FDR q",
        "Partners",
        "Strangers",
        "p strangers",
    )
    heads += ("Less the other way", "p", "r of both ways", "Why blank")
    shown = [one for one in rows if one.n]
    cells = tuple(
        (
            named(one.method),
            one.phase or "all",
            str(one.n),
            *map(two, one.figures[:2]),
            _p(one.figures[2]),
            _p(one.rate),
            *map(two, one.strangers[:2]),
            _p(one.strangers[2]),
            two(one.both[0]),
            _p(one.both[1]),
            two(one.both[2]),
            one.reason,
        )
        for one in shown
    )
    columns = tuple(Column(title, number=1 < place < 13) for place, title in enumerate(heads))
    note = (
        "Partners and strangers: the mean share of answered cues, with the own partner and with those of other dyads."
        f"{_left_out(len(rows) - len(shown), 'dyad that has the index', _ACROSS)}"
    )
    yield Heading("Over dyads", 3)
    yield capped(Grid("Dyads first, then all of them", columns, cells, 2, note), _ACROSS)


# ---------------------------------------------------------------------------- blanks, observations


def _blanks(found: Regulation) -> Iterator[Block]:
    reasons: dict[str, list[str]] = {}
    for row in found.contingency:
        if row.found.reason:
            whose = ACROSS.get(row.dyad_id, row.dyad_id)
            where = ", ".join(filter(None, (whose, row.session_id, row.phase, named(row.method))))
            reasons.setdefault(row.found.reason, []).append(f"{_title(row.pair)} ({where})")
    yield Heading("What could not be computed, and why")
    if not reasons:
        yield Paragraph("Every table gave its figures.")
        return
    rows = tuple(
        (f"{why[:1].upper()}{why[1:]}.", f"{len(where):,}", shortened(where)) for why, where in reasons.items()
    )
    columns = (Column("Why"), Column("How many", number=True), Column("Where"))
    yield capped(Grid("Blank figures", columns, rows, note="A blank says nothing about contingency."), _WHERE)


def _observations(found: Regulation) -> Iterator[Block]:
    rows = tuple(
        (one.session_id, "; ".join(one.coders), "; ".join(one.records), one.scheme) for one in found.used if one.coders
    )
    if rows:
        yield Heading("Observations")
        columns = tuple(map(Column, ("Session", "Coder", "Observation", "Scheme")))
        yield capped(Grid("What each session's figures rest on", columns, rows), "analysis_settings.json")
