"""The columns of a Datavyu file as a scheme: values are nowhere listed in it, so they are taken from the cells."""

from collections.abc import Sequence
from itertools import pairwise

from coder.formats.datavyu.archive import read_db
from coder.formats.datavyu.columns import Argument, Column, read_columns
from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    Losses,
    check_count,
    listed,
)
from coder.model.scheme import Ask, Kind, ModifierType

PROGRAM = "Datavyu"
MOST_VALUES = 20
"""More different values than these are no list to choose from."""
_NUMBERS = ("INTEGER", "FLOAT")
_LEGACY = ("TEXT", "NOMINAL", "INTEGER", "FLOAT")


def read_scheme(content: bytes, name: str) -> ForeignScheme:
    """Read the columns of an .opf file; raise CoderError when it is damaged, made to do harm, or has none."""
    losses = Losses()
    columns = read_all(read_db(content, name), name, losses)
    originals = find_originals(columns)
    for copy, original in originals.items():
        losses.dropped(f"Column “{copy}”, a copy of “{original}” for agreement: a second coder observes apart.")
    tiers = [build_tier(column, losses) for column in columns if column.name not in originals]
    count = sum(len(column.cells) for column in columns)
    if count:
        losses.dropped(f"{count} cells. This takes the scheme alone.")
    return ForeignScheme(PROGRAM, tiers=tuple(tiers), losses=tuple(losses.found))


def read_all(db: tuple[str, bool], name: str, losses: Losses) -> list[Column]:
    """Read every column of a text that may be of a guessed encoding, and tell what could not be read."""
    text, guessed = db
    if guessed:
        losses.guessed("The file is not UTF-8; it was read as Western European (Windows-1252).")
    columns, unread = read_columns(text, name)
    check_count(len(columns), name)
    if unread:
        losses.dropped(f"{unread} line{'s' if unread > 1 else ''} that could not be read.")
    return columns


def find_originals(columns: Sequence[Column]) -> dict[str, str]:
    """Find the columns that are another coder's copies of some that are there: the original's name by the copy's."""
    names = {column.name.lower(): column.name for column in columns}
    found: dict[str, str] = {}
    for column in columns:
        lower = column.name.lower()
        original = lower.removesuffix("_rel").removesuffix("_reliability").removesuffix("rel")
        if original != lower and original in names:
            found[column.name] = names[original]
    return found


def build_tier(column: Column, losses: Losses) -> ForeignTier:
    """Build the tier of a column: its codes are the values of its one argument, or its arguments are modifiers."""
    if not column.visible:
        losses.changed(f"Column “{column.name}” was hidden; its tier is not.")
    return ForeignTier(column.name, _kind(column, losses), "", _is_exclusive(column, losses), _codes(column, losses))


def _kind(column: Column, losses: Losses) -> Kind:
    timed = [cell for cell in column.cells if cell.onset_ms or cell.offset_ms]
    if timed and all(cell.offset_ms in (cell.onset_ms, 0) for cell in timed):
        losses.guessed(f"Tier “{column.name}” is of points, since every cell ends where it begins or has no offset.")
        return Kind.POINT
    losses.guessed("Tiers are of states where nothing else is said: Datavyu does not tell points from states.")
    return Kind.STATE


def _is_exclusive(column: Column, losses: Losses) -> bool:
    cells = sorted(column.cells, key=lambda cell: (cell.onset_ms, cell.offset_ms))
    if any(after.onset_ms < before.offset_ms for before, after in pairwise(cells)):
        losses.guessed(f"Codes of tier “{column.name}” may overlap, since cells of the column do.")
        return False
    return True


def _codes(column: Column, losses: Losses) -> tuple[ForeignCode, ...]:
    arguments = arguments_of(column)
    if column.type in _LEGACY:
        losses.changed(f"Column “{column.name}” is of the old type {column.type}.")
    elif column.type != "MATRIX":
        losses.changed(f"Column “{column.name}” is of the old type {column.type}, read as one with arguments.")
    values = _values(column, 0)
    if has_codes(column):
        losses.guessed(f"The codes of tier “{column.name}” are the values of “{arguments[0].name}”: {listed(values)}.")
        return tuple(ForeignCode(value) for value in values)
    modifiers = tuple(_modifier(column, place, argument, losses) for place, argument in enumerate(arguments))
    losses.guessed(
        f"Tier “{column.name}” has one code, whose modifiers are {listed(found.name for found in modifiers)}."
    )
    return (ForeignCode(column.name, modifiers=modifiers),)


def arguments_of(column: Column) -> tuple[Argument, ...]:
    """Return the arguments of a column; one of an old type has one without a name."""
    return column.arguments or (Argument("value", column.type),)


def has_codes(column: Column) -> bool:
    """Tell whether the values of a column are codes; else its arguments are modifiers of one code."""
    arguments = arguments_of(column)
    return len(arguments) == 1 and arguments[0].type == "NOMINAL" and 0 < len(_values(column, 0)) <= MOST_VALUES


def _values(column: Column, place: int) -> list[str]:
    there = (cell.values[place] for cell in column.cells if place < len(cell.values))
    return sorted(set(filter(None, there)), key=lambda value: (len(value), value) if value.isdecimal() else (99, value))


def _modifier(column: Column, place: int, argument: Argument, losses: Losses) -> ForeignModifier:
    values, where = _values(column, place), f"{column.name}.{argument.name}"
    if argument.type in _NUMBERS or (len(values) > MOST_VALUES and all(map(_is_number, values))):
        losses.guessed(f"“{where}” is a number, without bounds.")
        return ForeignModifier(argument.name, ModifierType.NUMBER)
    if argument.type != "TEXT" and 0 < len(values) <= MOST_VALUES:
        losses.guessed(f"“{where}” is a choice of the values in the cells: {listed(values)}.")
        return ForeignModifier(argument.name, ModifierType.CHOICE, tuple(ForeignOption(value) for value in values))
    why = "no cell has a value" if not values else f"there are {len(values)} different values"
    losses.guessed(f"“{where}” is a text, since {why}.")
    return ForeignModifier(argument.name, ModifierType.TEXT, ask=Ask.OFFSET)


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True
