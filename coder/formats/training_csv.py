"""``training_scores.csv``, ``training_status.csv`` and ``training_feedback.csv``: trainees held against gold."""

from collections.abc import Iterator

from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table, levels_of
from coder.model.time import format_seconds
from coder.model.training import Attempt, Standing, Status
from coder.model.training_columns import CODE, CODER, FIGURES, PASS, REASON, SESSION, TIER

_TIER_OR_NONE = Column("tier", ColumnType.ID, "The tier.", missing="it cannot be compared: see reason")
_SUBMITTED = Column("submitted", ColumnType.TEXT, "When it was submitted (UTC).")
_SCORES = (
    CODER,
    PASS,
    Column("attempt", ColumnType.INTEGER, "The number of the gold session, in order of submission."),
    SESSION,
    Column("gold_coder_id", ColumnType.ID, "Whose observation is gold."),
    _SUBMITTED,
    Column("coded", ColumnType.TEXT, "When it was last coded (UTC)."),
    _TIER_OR_NONE,
    CODE,
    *FIGURES,
    Column("met", ColumnType.YES_NO, "The session reaches every rule.", missing="that cannot be said: see reason"),
    REASON,
)
_STATUS = (
    CODER,
    PASS,
    Column("status", ColumnType.LEVEL, "The status.", levels=levels_of(*(one.value for one in Status))),
    Column("since", ColumnType.TEXT, "Since when (UTC).", missing="in training"),
    Column("rule", ColumnType.TEXT, "The rule, in words.", missing="there is no rule for this pass"),
    Column("in_a_row", ColumnType.INTEGER, "How many gold sessions in a row reach it now.", missing="there is no rule"),
    Column("asked", ColumnType.INTEGER, "How many must.", missing="there is no rule"),
    Column("attempts", ColumnType.INTEGER, "How many gold sessions are submitted."),
    Column("retest_due", ColumnType.TEXT, "The day the next re-test is due.", missing="none is planned"),
)
_FEEDBACK = (
    CODER,
    PASS,
    SESSION,
    TIER,
    Column("onset_s", ColumnType.NUMBER, "Where the difference begins.", "s"),
    Column("offset_s", ColumnType.NUMBER, "Where it ends.", "s", missing="it is an instant"),
    Column("type", ColumnType.ID, "How it differs: A is the coder, B is gold."),
    Column("code", ColumnType.ID, "What the coder coded."),
    Column("gold_code", ColumnType.ID, "What gold has."),
)


def training_scores_table() -> Table:
    """Return the table of scores."""
    return Table("training_scores", "a tier or code of a submitted gold session", _SCORES)


def training_scores_rows(standing: Standing) -> Iterator[list[str]]:
    """Give the scores of one coder in one pass; a session that cannot be compared has one row."""
    for number, one in enumerate(standing.attempts, 1):
        head = [one.coder, one.pass_id, str(number), one.session, one.gold.coder, one.submitted, one.coded]
        met = "" if one.met is None else str(int(one.met))
        for figure in one.figures:
            time, events = figure.time_kappa, figure.event_kappa
            kappas = [format_figure(time.value), format_figure(events.value), format_figure(figure.positive)]
            yield [*head, figure.tier, figure.code, *kappas, met, one.reason or time.reason or events.reason]
        if not one.figures:
            yield [*head, "", "", "", "", "", met, one.reason]


def training_status_table() -> Table:
    """Return the table of statuses."""
    return Table("training_status", "a rule for a coder's pass", _STATUS)


def training_status_rows(standing: Standing) -> Iterator[list[str]]:
    """Give the status of one coder in one pass, a row for each rule."""
    head = [standing.coder, standing.pass_id, standing.status.value, standing.since]
    tail = [str(len(standing.attempts)), "" if standing.due is None else standing.due.isoformat()]
    for rule, row in zip(standing.rules, standing.rows, strict=True):
        yield [*head, rule.words, str(row), str(rule.in_a_row), *tail]
    if not standing.rules:
        yield [*head, "", "", "", *tail]


def training_feedback_table() -> Table:
    """Return the table of feedback."""
    return Table("training_feedback", "a stretch or an instant in which a coder differs from gold", _FEEDBACK)


def training_feedback_rows(attempt: Attempt) -> Iterator[list[str]]:
    """Give where one submitted session differs from gold."""
    for tier, one in attempt.disagreements:
        edges = [format_seconds(one.onset_ms), "" if one.offset_ms is None else format_seconds(one.offset_ms)]
        yield [attempt.coder, attempt.pass_id, attempt.session, tier, *edges, one.type.value, one.code_a, one.code_b]
