"""``reliability_ratings.csv``: how far two coders' ratings of each item agree, and of each composite."""

from coder.model.agreement import RatingAgreement
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table


def reliability_ratings_table() -> Table:
    """Return the table of ratings."""
    return Table("reliability_ratings", "an item, or a composite, that two coders rated", _COLUMNS)


def reliability_ratings_row(found: RatingAgreement) -> list[str]:
    """Return the row of one item."""
    alphas, means = (found.ordinal, found.interval), (found.single, found.mean)
    weighted = (found.linear, found.quadratic)
    figures = (
        found.exact.po,
        found.exact.kappa,
        *(value for one in weighted for value in (one.value, one.low, one.high)),
        *(one.value for one in alphas),
        *(value for one in means for value in (one.value, one.low, one.high)),
    )
    reasons = [found.exact.reason, *(one.reason for one in (*weighted, *alphas, *means))]
    return [
        "-".join(found.pair),
        found.tier,
        found.item,
        str(found.n),
        str(found.levels) if found.levels else "",
        *map(format_figure, figures),
        "; ".join(dict.fromkeys(reason for reason in reasons if reason)),
    ]


def _figure(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.NUMBER, meaning, missing="it is not defined: see reason")


_COLUMNS = (
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The rating or checklist."),
    Column("item", ColumnType.ID, "The item, or the composite."),
    Column("n", ColumnType.INTEGER, "How many sessions, or phases of them, both coders rated."),
    Column("levels", ColumnType.INTEGER, "How many levels its scale has.", missing="a composite"),
    _figure("po", "The share that was rated the same."),
    _figure("kappa", "Cohen's kappa."),
    _figure("kappa_linear", "Weighted kappa, |i − j| over the declared levels."),
    _figure("kappa_linear_low", "The lower end of its 95 % interval, by a bootstrap over sessions."),
    _figure("kappa_linear_high", "The upper end."),
    _figure("kappa_quadratic", "Weighted kappa, (i − j)² over the declared levels."),
    _figure("kappa_quadratic_low", "The lower end of its 95 % interval, by a bootstrap over sessions."),
    _figure("kappa_quadratic_high", "The upper end."),
    _figure("alpha_ordinal", "Krippendorff's alpha for levels in order."),
    _figure("alpha_interval", "Krippendorff's alpha for numbers."),
    _figure("icc_single", "ICC(2,1): agreement of a single coder."),
    _figure("icc_single_low", "The lower end of its 95 % interval."),
    _figure("icc_single_high", "The upper end."),
    _figure("icc_mean", "ICC(3,k): consistency of both coders' mean."),
    _figure("icc_mean_low", "The lower end of its 95 % interval."),
    _figure("icc_mean_high", "The upper end."),
    Column("reason", ColumnType.TEXT, "Why figures are missing.", missing="nothing is missing"),
)
