"""The scheme that the rows of our own ``events.csv`` tell of, for where the scheme itself is not at hand."""

from collections.abc import Iterable, Mapping, Sequence

from coder.model.foreign_log import ForeignEvent
from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    find_codes,
)
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.scheme import DESPITE_UNCODABLE, PHASE, REASON, UNCODABLE, Ask, Kind, ModifierType, plain

Row = Mapping[str, str]
PROGRAM = "Attune"
_OWN = (VALUE, RATED_PHASE, DESPITE_UNCODABLE)


def build_scheme(rows: Iterable["Row"], events: Sequence[tuple["Row", ForeignEvent]]) -> ForeignScheme:
    """Build tiers and codes of all rows, the unused and the computed default ones too; phases and reasons apart."""
    answers: dict[tuple[str, str], dict[str, list[str]]] = {}
    for _, event in events:
        given = answers.setdefault((event.tier, event.code), {})
        for name, value in event.modifiers:
            if name not in _OWN:
                given.setdefault(name, []).append(value)
    found: dict[str, dict[str, ForeignCode]] = {}
    heads: dict[str, Row] = {}
    for row in rows:
        if row["source"] == "derived" or not row["code"] or row["tier"] in (PHASE, UNCODABLE):
            continue
        heads.setdefault(row["tier"], row)
        codes = found.setdefault(row["tier"], {})
        if row["code"] not in codes:
            codes[row["code"]] = _code(row, answers.get((row["tier"], row["code"]), {}))
    phases = dict.fromkeys(event.code for _, event in events if event.tier == PHASE)
    reasons = dict.fromkeys(
        value for _, event in events if event.tier == UNCODABLE for name, value in event.modifiers if name == REASON
    )
    tiers = tuple(
        ForeignTier(tier, Kind(heads[tier]["kind"]), heads[tier].get("actor", ""), True, tuple(codes.values()))
        for tier, codes in found.items()
    )
    uncodable = any(event.tier == UNCODABLE for _, event in events)
    return ForeignScheme(PROGRAM, tiers=tiers, phases=tuple(phases), reasons=tuple(reasons), uncodable=uncodable)


def _code(row: "Row", answers: dict[str, list[str]]) -> ForeignCode:
    label = row.get("label", "")
    modifiers = tuple(_modifier(name, values) for name, values in answers.items())
    return ForeignCode(row["code"], label=plain(label), value=_number(row.get("value", "")), modifiers=modifiers)


def _modifier(name: str, values: Sequence[str]) -> ForeignModifier:
    options = tuple(ForeignOption(value) for value in find_codes(values))
    return ForeignModifier(name, ModifierType.CHOICE if options else ModifierType.TEXT, options, ask=Ask.OFFSET)


def _number(words: str) -> float | None:
    try:
        return float(words) if words else None
    except ValueError:
        return None
