"""``codable.csv``: how long each tier could be judged in each phase, or in each window: every denominator."""

from collections.abc import Iterable, Iterator

from coder.editing.codable import Stretch, codable_time, judged_tiers, phase_stretches, window_stretches
from coder.editing.whose import WHOSE_COLUMNS, Ending, whose
from coder.model.event import Event
from coder.model.levels import phase_levels, tier_levels
from coder.model.scheme import REASON, Scheme
from coder.model.table import Column, ColumnType, Table, column_name, levels_of
from coder.model.time import format_seconds

_NO_REASON = "no_reason"
_BY_REASON = "uncodable_s_"


def codable_table(schemes: Iterable[Scheme], given: Iterable[str] = (), *, windows: tuple[str, ...] = ()) -> Table:
    """Return the table ``codable`` of observations under some schemes; ``given``: reasons beyond those of the schemes.

    A column ``uncodable_s_REASON`` for each reason of all schemes, in their order, then others that were given, then
    what stands for none.
    """
    schemes = tuple(schemes)
    known = [option.id for scheme in schemes if scheme.uncodable for option in scheme.uncodable.reasons]
    reasons = list(dict.fromkeys([*known, *sorted(set(given) - {_NO_REASON}), _NO_REASON]))
    row = "a tier in a window" if windows else "a tier in a phase as it was marked"
    return Table("codable", row, (*WHOSE_COLUMNS, *_columns(schemes, reasons, windows)))


def _columns(schemes: tuple[Scheme, ...], reasons: list[str], windows: tuple[str, ...]) -> Iterator[Column]:
    yield Column("actor", ColumnType.ID, "Whose tier it is.")
    yield Column("tier", ColumnType.LEVEL, "The tier.", levels=tier_levels(schemes))
    yield Column(
        "phase", ColumnType.LEVEL, "The phase.", levels=phase_levels(schemes), missing="no phase: the whole session"
    )
    if windows:
        yield Column("window", ColumnType.LEVEL, "The window in it.", levels=levels_of(*windows))
    yield Column("onset_s", ColumnType.NUMBER, "Where it begins, in media time.", "s")
    yield Column("offset_s", ColumnType.NUMBER, "Where it ends.", "s")
    length = "window_s" if windows else "phase_s"
    yield Column(length, ColumnType.NUMBER, "How long it is: codable_s + uncodable_s.", "s")
    yield Column("codable_s", ColumnType.NUMBER, "How long the tier could be judged.", "s")
    yield Column("uncodable_s", ColumnType.NUMBER, "How long it could not: the sum over all reasons.", "s")
    for reason in reasons:
        said = "without a reason" if reason == _NO_REASON else f"because of {reason}"
        meaning = f"How long it could not be judged {said}; of reasons that hold at once, the first to begin counts."
        yield Column(_reason_column(reason), ColumnType.NUMBER, meaning, "s")
    share = "1: more is uncodable than the scheme's share_of_phase."
    yield Column("missing", ColumnType.YES_NO, share, missing="the scheme names no share")


def given_reasons(uncodable: Iterable[Event]) -> set[str]:
    """Return the reasons of some events of uncodable time; what stands for none where none was given."""
    return {event.modifier(REASON) or _NO_REASON for event in uncodable}


def codable_rows(log: Ending, table: Table, *, windows: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Give one row a tier and phase as it was marked; where no phase is marked the row is of the whole session.

    ``phase_s`` = ``codable_s`` + ``uncodable_s``, and the columns ``uncodable_s_REASON`` together are ``uncodable_s``.
    With ``windows`` (ids) each row is of a window in a phase, and ``window_s`` takes the place of ``phase_s``.
    """
    return _rows(log, [name for name in table.heads if name.startswith(_BY_REASON)], windows)


def _reason_column(reason: str) -> str:
    return column_name(f"{_BY_REASON}{reason or _NO_REASON}")


def _rows(log: Ending, names: list[str], windows: tuple[str, ...]) -> Iterator[list[str]]:
    scheme, observation = log.scheme, log.observation
    if windows:
        stretches = window_stretches(scheme, observation, log.end_ms, windows)
    else:
        stretches = phase_stretches(scheme, observation, log.end_ms)
    for stretch in stretches:
        for tier in judged_tiers(scheme, observation.identity.pass_id):
            found = codable_time(scheme, observation, tier, [stretch])
            by_name = {_reason_column(reason): ms for reason, ms in found.by_reason}
            share = scheme.uncodable.missing_share if scheme.uncodable else None
            yield [
                *whose(log),
                tier.actor,
                tier.id,
                *_stretch(stretch, windows=bool(windows)),
                format_seconds(found.codable_ms),
                format_seconds(found.uncodable_ms),
                *(format_seconds(by_name.get(name, 0)) for name in names),
                "" if share is None else str(int(found.is_missing(share))),
            ]


def _stretch(stretch: Stretch, *, windows: bool) -> list[str]:
    times = (stretch.onset_ms, stretch.offset_ms, stretch.offset_ms - stretch.onset_ms)
    return [stretch.phase, *([stretch.window] if windows else []), *map(format_seconds, times)]
