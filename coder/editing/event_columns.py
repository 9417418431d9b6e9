"""The columns of a table of events, each with its type, unit and levels, as schemes and options make them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.editing.whose import (
    CODER,
    DYAD,
    PASS,
    RECORD,
    SCHEME,
    SCHEME_SHA256,
    SCHEME_VERSION,
    SESSION,
    STUDY,
    VISIT,
)
from coder.model.levels import named_levels, phase_levels, tier_levels
from coder.model.rating import NOT_RATABLE, VALUE
from coder.model.scheme import SESSION_ACTOR, Kind, Modifier, ModifierType, Scheme, Tier
from coder.model.table import Column, ColumnType, Level, Table, column_name, levels_of

MODIFIER = "mod_"
_UNENDED = "points have no end"
_UNSEEN = "the video is missing"
_KINDS = levels_of(*(kind.value for kind in Kind))
_NOBODY = Level(SESSION_ACTOR, "session", "Nobody: phases, uncodable time, and what is computed of several actors.")
_SOURCES = (
    Level("coder", "coder", "A coder pressed a key."),
    Level("default", "default", "Computed: the tier's default fills what nobody coded."),
    Level("derived", "derived", "Computed from other codes."),
    Level("imported", "imported", "It came from another program's file."),
    Level("absent", "absent", "An interval without a code: what the tier codes was absent."),
    Level("not_coded", "not coded", "An interval without a code: it was not judged."),
)


@dataclass(frozen=True, slots=True)
class EventRows:
    """How the rows of events are written: with comments, cut to windows, or split at the borders of phases."""

    comments: bool = False
    windows: tuple[str, ...] = ()
    clip_phases: bool = False


PLAIN = EventRows()


def events_table(schemes: Iterable[Scheme], how: EventRows = PLAIN) -> Table:
    """Return the table ``events``; every modifier of every scheme has a column, in the order of their names."""
    schemes = tuple(schemes)
    columns = (*_HEAD, *_what(schemes), *_WHEN, *_where(schemes), *_options(how), *_modifiers(schemes))
    comment = Column("comment", ColumnType.TEXT, "What the coder wrote.", missing="no comment, or none asked for")
    return Table("events", "an event", (*columns, comment))


_HEAD = (
    *(STUDY, SESSION, DYAD, VISIT, CODER, RECORD, SCHEME, SCHEME_VERSION, SCHEME_SHA256),
    Column("event_id", ColumnType.ID, "The event, unique in its observation.", missing="computed, not coded"),
    PASS,
)


def _what(schemes: tuple[Scheme, ...]) -> Iterator[Column]:
    actors = {one.id: one for one in named_levels(actor for scheme in schemes for actor in scheme.actors)}
    actors.setdefault(SESSION_ACTOR, _NOBODY)
    derived = named_levels(one for scheme in schemes for one in scheme.derived)
    tiers = named_levels((*tier_levels(schemes), *derived))
    yield Column("actor", ColumnType.LEVEL, "Who behaves.", levels=tuple(actors.values()))
    yield Column("target", ColumnType.ID, "Whom or what it is aimed at.", missing="no target was coded")
    yield Column("tier", ColumnType.LEVEL, "The tier it was coded on.", levels=tiers)
    yield Column("code", ColumnType.ID, "The code.", missing="an interval without a code")
    yield Column("kind", ColumnType.LEVEL, "What one event of the tier is.", levels=_KINDS)
    yield Column("value", ColumnType.NUMBER, "The number of the code, or what was rated.", missing="it has no number")
    yield Column("label", ColumnType.TEXT, "The code in words.", missing="the scheme has no words for it")


_WHEN = (
    Column("onset_s", ColumnType.NUMBER, "Where it begins, in media time.", "s"),
    Column("offset_s", ColumnType.NUMBER, "Where it ends; the instant itself is no part of it.", "s", missing=_UNENDED),
    Column("duration_s", ColumnType.NUMBER, "How long it lasts.", "s", missing=_UNENDED),
    Column("onset_frame", ColumnType.INTEGER, "The frame shown at its onset, from 0.", "frame", missing=_UNSEEN),
    Column(
        "offset_frame",
        ColumnType.INTEGER,
        "The frame shown at its offset, from 0.",
        "frame",
        missing=f"{_UNENDED}, or {_UNSEEN}",
    ),
)


def _where(schemes: tuple[Scheme, ...]) -> Iterator[Column]:
    outside = "it begins in no phase"
    blocked = "the tier could be judged"
    yield Column("phase", ColumnType.LEVEL, "The phase it begins in.", levels=phase_levels(schemes), missing=outside)
    yield Column("phase_onset_s", ColumnType.NUMBER, "Where that phase begins.", "s", missing=outside)
    yield Column("outside_phases", ColumnType.YES_NO, "Phases are marked, and it begins in none of them.")
    yield Column("source", ColumnType.LEVEL, "Where it comes from.", levels=_SOURCES)
    yield Column("censored_start", ColumnType.YES_NO, "It may have begun earlier than was seen.")
    yield Column("censored_end", ColumnType.YES_NO, "It may have ended later than was seen.")
    yield Column(
        "despite_uncodable",
        ColumnType.ID,
        "The reason for which the tier was uncodable when it was coded all the same.",
        missing=blocked,
    )


def _options(how: EventRows) -> Iterator[Column]:
    if how.windows:
        levels = levels_of(*how.windows)
        yield Column("window", ColumnType.LEVEL, "The window of the procedure it is cut to.", levels=levels)
        yield Column("window_onset_s", ColumnType.NUMBER, "Where the window begins.", "s")
        yield Column("window_offset_s", ColumnType.NUMBER, "Where the window ends.", "s")
    if how.clip_phases:
        yield Column("part", ColumnType.INTEGER, "Which part it is of a state that goes on into other phases, from 1.")


def modifier_column(tier_id: str, modifier_id: str) -> str:
    """Return the name of the column that a modifier of a tier has."""
    return column_name(f"{MODIFIER}{tier_id}_{modifier_id}")


def _modifiers(schemes: tuple[Scheme, ...]) -> list[Column]:
    found: dict[str, Column] = {}
    for scheme in schemes:
        for tier in scheme.lanes:
            for code in tier.codes:
                for modifier in code.modifiers:
                    column = _modifier(tier, modifier)
                    found[column.name] = _joined(found.get(column.name), column)
            if tier.rating is not None:
                rated = _rated(tier)
                found[rated.name] = rated
    return [found[name] for name in sorted(found)]


def _modifier(tier: Tier, modifier: Modifier) -> Column:
    name, words = modifier_column(tier.id, modifier.id), str(modifier.label) or modifier.id
    missing = "it was not asked, or not answered"
    match modifier.type:
        case ModifierType.NUMBER:
            return Column(name, ColumnType.NUMBER, words, modifier.unit, missing=missing)
        case ModifierType.TEXT:
            return Column(name, ColumnType.TEXT, words, missing=missing)
        case ModifierType.CHOICES:
            said = f"{words}: any of {', '.join(option.id for option in modifier.options)}, joined by +"
            return Column(name, ColumnType.TEXT, said, missing=missing)
        case _:
            levels = tuple(Level(option.id, str(option.label)) for option in modifier.options)
            return Column(name, ColumnType.LEVEL, words, levels=levels, missing=missing)


def _joined(before: Column | None, column: Column) -> Column:
    """Return one column of two that have the same name: what one code or scheme leaves out another may have."""
    if before is None or before == column:
        return column
    if before.type is not column.type:
        return Column(column.name, ColumnType.TEXT, before.meaning, missing=before.missing)
    levels = named_levels((*before.levels, *column.levels))
    return Column(column.name, column.type, before.meaning, before.unit, levels, missing=before.missing)


def _rated(tier: Tier) -> Column:
    words = f"What was rated, as it was written: a number, a level, or {NOT_RATABLE}."
    return Column(modifier_column(tier.id, VALUE), ColumnType.TEXT, words, missing="it was not rated")
