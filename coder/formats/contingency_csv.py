"""``contingency.csv``: is a cue answered more often than chance would have it, for each dyad and for all."""

from collections.abc import Iterable, Iterator

from coder.model.contingency import ContingencyRow
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table, levels_of
from coder.model.time import format_seconds

POOLED, MANTEL_HAENSZEL = "pooled", "mantel_haenszel"
_WHY = "it cannot be computed: see reason"
_COUNT, _NUMBER = ColumnType.INTEGER, ColumnType.NUMBER
TABLE = Table(
    "contingency",
    "a cue and a response of a session, a dyad, or all dyads, by one method",
    (
        Column(
            "dyad_id",
            ColumnType.ID,
            "The dyad; pooled: all tables added up, which ignores dyads; mantel_haenszel: each dyad a stratum.",
        ),
        Column("session_id", ColumnType.ID, "The session.", missing="all sessions of the dyad, or of all dyads"),
        Column("phase", ColumnType.ID, "The phase.", missing="the whole session"),
        Column(
            "link",
            ColumnType.ID,
            "The link of the scheme; with :back it is turned round.",
            missing="cue and response were named instead",
        ),
        Column("cue", ColumnType.ID, "What is given: ACTOR.CODE; several are joined by |, an offset has @offset."),
        Column("response", ColumnType.ID, "What may follow: ACTOR.CODE, in the same way."),
        Column("direction", ColumnType.ID, "Who answers whom: ACTOR_to_ACTOR, or within_ACTOR."),
        Column(
            "method",
            ColumnType.LEVEL,
            "What is tallied.",
            levels=(
                Level("per_onset", "cues", "Cues with their windows, against windows without a cue."),
                Level("per_unit", "units of time", "Units within the lags of a cue, against all others."),
            ),
        ),
        Column("window_s", _NUMBER, "How long after the cue a response counts.", "s", missing="there are lags instead"),
        Column("lag_from", _COUNT, "The first lag, in units.", missing="there is a window instead"),
        Column("lag_to", _COUNT, "The last lag, in units.", missing="there is a window instead"),
        Column("a", _COUNT, "Cue and response: answered cues, or given units with a response."),
        Column("b", _COUNT, "Cue without response."),
        Column("c", _COUNT, "Response without cue: control windows, or other units, with a response."),
        Column("d", _COUNT, "Neither."),
        Column("n_usable", _COUNT, "Cues that could be used: those seen to the end of their window, or in a unit."),
        Column("p_given", _NUMBER, "a/(a + b): how often a response follows the cue.", missing=_WHY),
        Column("p_not_given", _NUMBER, "c/(c + d): how often it is there without the cue.", missing=_WHY),
        Column("delta_p", _NUMBER, "p_given − p_not_given.", missing=_WHY),
        Column("odds_ratio", _NUMBER, "ad/(bc), of the counts as they are.", missing=_WHY),
        Column(
            "log_odds", _NUMBER, "Its natural logarithm; with ½ added to each cell where haldane is 1.", missing=_WHY
        ),
        Column("log_odds_se", _NUMBER, "The standard error of log_odds.", missing=_WHY),
        Column("haldane", ColumnType.YES_NO, "½ was added to each cell for log_odds, because one of them is 0."),
        Column("yules_q", _NUMBER, "(ad − bc)/(ad + bc).", missing=_WHY),
        Column("phi", _NUMBER, "z/√n.", missing=_WHY),
        Column("z", _NUMBER, "The adjusted residual of a; for mantel_haenszel the test's z.", missing=_WHY),
        Column("risk_ratio", _NUMBER, "p_given/p_not_given.", missing=_WHY),
        Column(
            "p_permutation",
            _NUMBER,
            "The share of turned response trains that answer at least as many cues: (1 + #)/(1 + n).",
            missing="no cue could be used, or it was not asked for",
        ),
        Column(
            "flag",
            ColumnType.LEVEL,
            "What makes the row uncertain.",
            levels=levels_of("margin_below_5"),
            missing="nothing",
        ),
        Column("reason", ColumnType.TEXT, "Why a cell is empty, in words.", missing="all could be computed"),
    ),
)


def contingency_rows(rows: Iterable[ContingencyRow]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for row in rows:
        yield [*_what(row), *_figures(row)]


def _what(row: ContingencyRow) -> list[str]:
    method, table = row.method, row.tally.table
    return [
        row.dyad_id,
        row.session_id,
        row.phase,
        row.pair.name if row.pair.link else "",
        row.pair.cue,
        row.pair.response,
        row.pair.direction,
        method.name,
        "" if method.window_ms is None else format_seconds(method.window_ms),
        *(("", "") if method.lags is None else map(str, method.lags)),
        *map(str, (table.a, table.b, table.c, table.d, row.tally.usable)),
    ]


def _figures(row: ContingencyRow) -> list[str]:
    found = row.found
    return [
        *map(format_figure, (found.p_given, found.p_not_given, found.delta_p, found.odds_ratio)),
        *map(format_figure, (found.log_odds, found.log_odds_se)),
        str(int(found.haldane)),
        *map(format_figure, (found.yules_q, found.phi, found.z, found.risk_ratio, row.p_permutation)),
        found.flag,
        found.reason,
    ]
