"""``ratings.csv``: one row an item and what it is rated of, rated or not, and one a composite."""

from collections.abc import Iterable, Iterator, Mapping

from coder.editing.composites import score
from coder.editing.rating import find_ratings, phase_span, rated_phases, values_of
from coder.editing.whose import WHOSE_COLUMNS, Observed, whose
from coder.model.levels import named_levels, phase_levels
from coder.model.rating import NOT_RATABLE, Composite, Item, Rating, Scope, write_number
from coder.model.scheme import Scheme, Tier
from coder.model.table import Column, ColumnType, Level, Table, levels_of

NOT_RATED, NOT_MARKED, TOO_FEW = "not_rated", "phase_not_marked", "too_few_valid_items"
"""Why a value is missing."""


def ratings_table(schemes: Iterable[Scheme]) -> Table:
    """Return the table ``ratings`` of observations under some schemes."""
    schemes = tuple(schemes)
    tiers = named_levels(one for scheme in schemes for one in scheme.lanes if one.rating)
    columns = (*WHOSE_COLUMNS, *_columns(tiers, phase_levels(schemes)))
    return Table("ratings", "an item, or a composite, of what is rated", columns)


def _columns(tiers: tuple[Level, ...], phases: tuple[Level, ...]) -> tuple[Column, ...]:
    reasons = levels_of(NOT_RATED, NOT_MARKED, TOO_FEW)
    return (
        Column("actor", ColumnType.ID, "Who is rated."),
        Column("tier", ColumnType.LEVEL, "The rating or checklist.", levels=tiers),
        Column("scope", ColumnType.LEVEL, "What is rated.", levels=levels_of(*(scope.value for scope in Scope))),
        Column("phase", ColumnType.LEVEL, "The phase that is rated.", levels=phases, missing="the session is rated"),
        Column("kind", ColumnType.LEVEL, "An item, or computed of items.", levels=levels_of("item", "composite")),
        Column("item", ColumnType.ID, "The item, or the composite."),
        Column("label", ColumnType.TEXT, "The item in words.", missing="the scheme has no words for it"),
        Column("value", ColumnType.NUMBER, "What it is rated.", missing="not rated, not ratable, or no number"),
        Column("level", ColumnType.ID, "The level that was chosen.", missing="it is rated by numbers, or not rated"),
        Column(
            "reversed_value",
            ColumnType.NUMBER,
            "min + max - value, of an item that is reversed.",
            missing="the item is not reversed, or has no value",
        ),
        Column("valid_items", ColumnType.INTEGER, "How many items a composite is of.", missing="an item"),
        Column("not_ratable", ColumnType.YES_NO, "It was said that it cannot be rated."),
        Column("missing", ColumnType.YES_NO, "It has no value although it should."),
        Column("missing_reason", ColumnType.LEVEL, "Why it is missing.", levels=reasons, missing="it is not missing"),
        Column("comment", ColumnType.TEXT, "What was written about it.", missing="no comment, or none asked for"),
    )


def has_ratings(scheme: Scheme, pass_id: str) -> bool:
    """Tell whether anything is rated in a pass of a scheme."""
    return any(tier.rating is not None for tier in scheme.lanes_of_pass(pass_id))


def ratings_rows(log: Observed, *, comments: bool = False) -> Iterator[list[str]]:
    """Give the rows of one observation.

    Rows follow the scheme's order of tiers, the procedure's of phases, then items before composites. ``value`` is the
    number, ``level`` the level's id; ``reversed_value`` (min + max - value) is filled for items that are reversed. An
    item that is not ratable has no value and ``not_ratable`` 1; one that nobody rated ``missing`` 1. A composite has
    the number of its ``valid_items``, and is missing with too few of them. Phases that the procedure wants and that are
    not marked have rows too. Comments are written only when asked for.
    """
    for tier, rating in _tiers(log):
        for phase in _phases(log, tier, rating):
            head = [*whose(log), tier.actor, tier.id, rating.scope.value, phase]
            yield from ([*head, *row] for row in _rows(log, tier, rating, phase, comments))


def _tiers(log: Observed) -> Iterator[tuple[Tier, Rating]]:
    for tier in log.scheme.lanes_of_pass(log.observation.identity.pass_id):
        if tier.rating is not None:
            yield tier, tier.rating


def _phases(log: Observed, tier: Tier, rating: Rating) -> list[str]:
    """Return the phases that were or should be rated; the empty one for the session."""
    found = rated_phases(log.scheme, log.observation, tier)
    if rating.scope is Scope.SESSION:
        return list(found)
    order = [phase.id for phase in log.scheme.procedure.phases if phase.id in found or not phase.optional]
    return list(dict.fromkeys((*order, *found)))


def _rows(log: Observed, tier: Tier, rating: Rating, phase: str, comments: bool) -> Iterator[list[str]]:
    values = values_of(log.observation, tier, phase)
    marked = not phase or phase_span(log.observation, phase, 0) is not None
    for item in rating.items:
        code = tier.code(item.id)
        events = find_ratings(log.observation, tier.id, item.id, phase)
        comment = events[0].comment if comments and events else ""
        reason = "" if item.id in values else NOT_RATED if marked else NOT_MARKED
        yield ["item", item.id, str(code.label) if code else "", *_item(item, values.get(item.id, "")), reason, comment]
    for composite in rating.composites:
        yield ["composite", composite.id, str(composite.label), *_composite(rating, composite, values), ""]


def _item(item: Item, value: str) -> list[str]:
    """Return value, level, reversed value, valid items, not ratable, missing."""
    if value in ("", NOT_RATABLE):
        return ["", "", "", "", str(int(value == NOT_RATABLE)), str(int(not value))]
    number = item.number(value)
    return [
        "" if number is None else write_number(number),
        "" if item.scale is not None else value,
        write_number(item.scored(number)) if item.reverse and number is not None else "",
        "",
        "0",
        "0",
    ]


def _composite(rating: Rating, composite: Composite, values: Mapping[str, str]) -> list[str]:
    """Return the same of a composite, and why it is missing."""
    found = score(rating, composite, values)
    value = "" if found.value is None else write_number(found.value)
    return [value, "", "", str(found.valid), "0", str(int(found.value is None)), TOO_FEW if found.reason else ""]
