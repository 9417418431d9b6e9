"""``drift.csv``, ``intra_coder.csv`` and ``retests.csv``: coders over the dates of their coding."""

from coder.model.drift import GOLD, PARTNER, DriftPoint, Repeat
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table, levels_of
from coder.model.training import Figure, Standing
from coder.model.training_columns import CODE, CODER, FIGURES, PASS, REASON, SESSION, TIER

_NO_ROLLED = "it cannot be computed over these sessions"
_DRIFT = (
    CODER,
    PASS,
    Column("against", ColumnType.LEVEL, "What it is held against.", levels=levels_of(GOLD, PARTNER)),
    Column("partner_id", ColumnType.ID, "Whose observation that is."),
    SESSION,
    Column("coded", ColumnType.TEXT, "When the coder last coded it (UTC), by the change log."),
    TIER,
    CODE,
    *FIGURES,
    Column("rolling_sessions", ColumnType.INTEGER, "How many sessions up to this one are taken together."),
    Column("rolling_time_kappa", ColumnType.NUMBER, "Kappa in time of their tallies together.", missing=_NO_ROLLED),
    Column("rolling_event_kappa", ColumnType.NUMBER, "Kappa of events of their tallies together.", missing=_NO_ROLLED),
    Column(
        "rolling_event_agreement",
        ColumnType.NUMBER,
        "Positive agreement of them together.",
        missing="a kappa is beside",
    ),
    REASON,
)
_INTRA = (
    CODER,
    PASS,
    Column("session_id", ColumnType.ID, "The session whose video was coded twice."),
    Column("again_session_id", ColumnType.ID, "The session it was coded in the second time."),
    Column("first_coded", ColumnType.TEXT, "When it was coded first (UTC)."),
    Column("again_coded", ColumnType.TEXT, "When it was coded again (UTC)."),
    Column("days", ColumnType.INTEGER, "How many days lie between."),
    TIER,
    CODE,
    *FIGURES,
    REASON,
)
_RETESTS = (
    CODER,
    PASS,
    Column("status", ColumnType.ID, "The coder's status."),
    Column("last_submitted", ColumnType.TEXT, "When the last gold session was submitted (UTC)."),
    Column("due", ColumnType.TEXT, "The day the next one is due."),
)


def drift_table() -> Table:
    """Return the table of agreement over time."""
    return Table("drift", "a tier or code of a session that a coder coded, against gold or a partner", _DRIFT)


def drift_row(one: DriftPoint) -> list[str]:
    """Give one session's figures, and those of the last ones together."""
    whose = [one.coder, one.pass_id, one.against, one.partner, one.session, one.coded]
    figures = [*_kappas(one.figure), str(one.sessions), *_kappas(one.rolled)]
    return [*whose, one.figure.tier, one.figure.code, *figures, _reason(one.figure)]


def intra_coder_table() -> Table:
    """Return the table of coders held against their own coding."""
    return Table("intra_coder", "a tier or code of a video that one coder coded twice", _INTRA)


def intra_coder_row(one: Repeat) -> list[str]:
    """Give what a coder's second coding has in common with the first."""
    when = [one.first, one.second, str(one.days)]
    figures = [one.figure.tier, one.figure.code, *_kappas(one.figure), _reason(one.figure)]
    return [one.coder, one.pass_id, one.video, one.session, *when, *figures]


def retests_table() -> Table:
    """Return the table of planned re-tests."""
    return Table("retests", "a coder's pass with a re-test planned", _RETESTS)


def retests_row(one: Standing) -> list[str]:
    """Give when a coder's next re-test is due."""
    due = "" if one.due is None else one.due.isoformat()
    return [one.coder, one.pass_id, one.status.value, one.attempts[-1].submitted, due]


def _kappas(figure: Figure) -> list[str]:
    return [
        format_figure(figure.time_kappa.value),
        format_figure(figure.event_kappa.value),
        format_figure(figure.positive),
    ]


def _reason(figure: Figure) -> str:
    return figure.time_kappa.reason or figure.event_kappa.reason
