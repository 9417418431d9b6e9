"""``uncodable.csv``: one row a spell of uncodable time and tier that could not be judged in it."""

from collections.abc import Iterable, Iterator

from coder.editing.codable import judged_tiers
from coder.editing.phases import phase_at
from coder.editing.whose import WHOSE_COLUMNS, Ending, whose
from coder.model.event import Event
from coder.model.levels import named_levels, phase_levels, tier_levels
from coder.model.scheme import REASON, UNCODABLE, Scheme
from coder.model.table import Column, ColumnType, Level, Table
from coder.model.time import format_seconds


def uncodable_table(schemes: Iterable[Scheme]) -> Table:
    """Return the table ``uncodable`` of observations under some schemes."""
    schemes = tuple(schemes)
    columns = (*WHOSE_COLUMNS, *_columns(tier_levels(schemes), _reasons(schemes), phase_levels(schemes)))
    return Table("uncodable", "a spell of uncodable time and tier that could not be judged in it", columns)


def uncodable_rows(log: Ending) -> Iterator[list[str]]:
    """Give the spells of one observation in their order, of each the tiers of its pass that it blocks.

    A spell is written as it was marked, also where nothing counts; where two of them overlap both have their rows, and
    ``codable.csv`` counts no second twice. One that runs ends with the session.
    """
    rules = log.scheme.uncodable
    tiers = judged_tiers(log.scheme, log.observation.identity.pass_id)
    for event in log.observation.lane(UNCODABLE):
        reason = event.modifier(REASON) or ""
        spell = _spell(log, event)
        for tier in tiers:
            if rules is None or rules.blocks_tier(reason, tier.id):
                yield [*whose(log), str(event.id), reason, tier.actor, tier.id, *spell]


def _spell(log: Ending, event: Event) -> list[str]:
    offset_ms = event.end_ms(log.end_ms)
    phase = phase_at(log.observation, event.onset_ms)
    times = (event.onset_ms, offset_ms, offset_ms - event.onset_ms)
    return [phase.code if phase else "", *map(format_seconds, times), str(int(event.running))]


def _columns(tiers: tuple[Level, ...], reasons: tuple[Level, ...], phases: tuple[Level, ...]) -> Iterator[Column]:
    yield Column("event_id", ColumnType.ID, "The spell, unique in its observation.")
    yield Column("reason", ColumnType.LEVEL, "Why nothing could be judged.", levels=reasons, missing="none was given")
    yield Column("actor", ColumnType.ID, "Whose tier it is.")
    yield Column("tier", ColumnType.LEVEL, "A tier that could not be judged.", levels=tiers)
    yield Column("phase", ColumnType.LEVEL, "The phase it begins in.", levels=phases, missing="it begins in no phase")
    yield Column("onset_s", ColumnType.NUMBER, "Where it begins, in media time.", "s")
    yield Column("offset_s", ColumnType.NUMBER, "Where it ends.", "s")
    yield Column("duration_s", ColumnType.NUMBER, "How long it lasts.", "s")
    yield Column("censored_end", ColumnType.YES_NO, "It was never ended: it ends with the session.")


def _reasons(schemes: tuple[Scheme, ...]) -> tuple[Level, ...]:
    return named_levels(option for scheme in schemes if scheme.uncodable for option in scheme.uncodable.reasons)
