"""``reliability_more.csv``: what else there is to say of a figure of agreement, one row a statistic."""

from collections.abc import Iterator

from coder.model.agreement import Comparison
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table

_STATISTICS = (
    Level("pabak", "PABAK", "(K po − 1)/(K − 1) over the codes that were used, none included."),
    Level("scott_pi", "Scott's pi", "Chance with one distribution for both coders."),
    Level("accuracy", "estimated accuracy", "How accurate two equally good coders must be for this kappa."),
    Level("kappa_low", "lower end", "Of the interval of kappa within the session, by blocks of units, when asked for."),
    Level("kappa_high", "upper end", "Of the same."),
    Level("linked_share", "linked share", "Which share of the events has a partner."),
    Level("kappa_without_nil", "kappa without nil", "Cohen's kappa of the linked events alone."),
    Level("onset_bias_s", "bias of onsets", "How much later B's onsets of agreed points are on average, in s."),
    Level("onset_mean_absolute_s", "distance of onsets", "How far apart the onsets of agreed points are, in s."),
    Level("cost", "cost of the alignment", "Substitutions and gaps, 1 each."),
    Level("alpha_u", "unitizing alpha", "Krippendorff's alpha for unitizing (2004), in units of 1 ms."),
)


def reliability_more_table() -> Table:
    """Return the table of further statistics."""
    return Table("reliability_more", "a statistic of a figure of agreement", _COLUMNS)


def reliability_more_rows(comparison: Comparison) -> Iterator[list[str]]:
    """Give the rows of two coders on one tier of a session."""
    for one in comparison.compared:
        where = [comparison.session, "-".join(comparison.pair), comparison.tier, one.code, one.method.value]
        for name, found in one.more:
            yield [*where, one.reference, name, format_figure(found.value), found.reason]


_COLUMNS = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code, where codes may overlap.", missing="a whole tier of exclusive codes"),
    Column("method", ColumnType.ID, "How they are compared."),
    Column("reference", ColumnType.ID, "Whose units are walked.", missing="the method takes both alike"),
    Column("statistic", ColumnType.LEVEL, "What is said.", levels=_STATISTICS),
    Column("value", ColumnType.NUMBER, "Its value.", missing="it is not defined"),
    Column("reason", ColumnType.TEXT, "Why it is missing.", missing="nothing to say"),
)
