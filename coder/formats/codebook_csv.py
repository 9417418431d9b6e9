"""``codebook.csv``: what every column of every table holds, and what every tier, code, modifier and level means."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

from coder.model.rating import Item, write_number
from coder.model.scheme import REASON, UNCODABLE, Code, Derived, Gap, Kind, Link, Modifier, Scheme, Tier, Window
from coder.model.table import Column, ColumnType, Level, Table, table_text

BETWEEN = ";"
"""What stands between the levels of one entry, and between their labels."""
_NONE_OF_IT = "it is not of this"
_ENTRIES = (
    Level("variable", "variable", "A column of a table of this export."),
    Level("level", "level", "A value that a column may take."),
    Level("scheme", "scheme", "A scheme that something was coded under."),
    Level("actor", "actor", "Who behaves."),
    Level("phase", "phase", "A phase of the procedure."),
    Level("window", "window", "A stretch inside phases that tables can be cut to."),
    Level("tier", "tier", "What is coded of one actor."),
    Level("code", "code", "A behaviour, or an item that is rated."),
    Level("modifier", "modifier", "A further value on an event."),
    Level("option", "option", "An answer to a modifier, or a level of an item."),
    Level("composite", "composite", "A number computed of several items."),
    Level("derived", "derived", "A code that is computed from others."),
    Level("link", "link", "Which response answers which cue."),
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row, in the order of the columns."""

    entry: str
    table: str = ""
    variable: str = ""
    scheme_id: str = ""
    scheme_version: str = ""
    scheme_sha256: str = ""
    actor: str = ""
    tier: str = ""
    code: str = ""
    modifier: str = ""
    id: str = ""
    label: str = ""
    type: str = ""
    unit: str = ""
    value: str = ""
    levels: str = ""
    labels: str = ""
    definition: str = ""
    missing: str = ""


TABLE = Table(
    "codebook",
    "a column of a table, or a part of a scheme",
    (
        Column("entry", ColumnType.LEVEL, "What the row is about.", levels=_ENTRIES),
        Column("table", ColumnType.ID, "The table that a column stands in.", missing="a level, or a part of a scheme"),
        Column("variable", ColumnType.ID, "The column.", missing="a part of a scheme"),
        Column("scheme_id", ColumnType.ID, "The scheme that it is a part of.", missing="a column, or its level"),
        Column("scheme_version", ColumnType.ID, "The version of that scheme.", missing="a column, or its level"),
        Column("scheme_sha256", ColumnType.ID, "The sha-256 of that scheme as it was used.", missing="as above"),
        Column("actor", ColumnType.ID, "Whose tier it is of.", missing=_NONE_OF_IT),
        Column("tier", ColumnType.ID, "The tier that it is of.", missing=_NONE_OF_IT),
        Column("code", ColumnType.ID, "The code that it is of.", missing=_NONE_OF_IT),
        Column("modifier", ColumnType.ID, "The modifier that it is of.", missing=_NONE_OF_IT),
        Column("id", ColumnType.ID, "How it is written in the tables.", missing="it has no name of its own"),
        Column("label", ColumnType.TEXT, "What it is called in words.", missing="there are no words for it"),
        Column("type", ColumnType.ID, "Of which type, or kind, it is.", missing="it has none"),
        Column("unit", ColumnType.ID, "What it is counted in.", missing="it has no unit"),
        Column("value", ColumnType.NUMBER, "The number that it stands for.", missing="it stands for none"),
        Column("levels", ColumnType.TEXT, "The values it may take, with ; between.", missing="they are not listed"),
        Column("labels", ColumnType.TEXT, "Those values in words, in the same order.", missing="they are not listed"),
        Column("definition", ColumnType.TEXT, "What it means.", missing="nothing is said"),
        Column("missing", ColumnType.TEXT, "When the cell is empty; else it never is.", missing="no cell is empty"),
    ),
)


def format_codebook(tables: Iterable[Table], schemes: Iterable[tuple[Scheme, str]]) -> str:
    """Return the codebook of some tables and of the schemes (each with its sha-256) they were made under."""
    return table_text(TABLE, codebook_rows(tables, schemes))


def codebook_rows(tables: Iterable[Table], schemes: Iterable[tuple[Scheme, str]]) -> Iterator[list[str]]:
    """Give a row for every column of the tables and of the codebook, each level of them, and each part of the schemes.

    A level that several tables have in the column of one name is there once.
    """
    everything = (*tables, TABLE)
    for table in everything:
        yield from (_row(_variable(table, column)) for column in table.columns)
    yield from map(_row, _levels(everything))
    for scheme, sha256 in schemes:
        for entry in _scheme(scheme):
            yield _row(
                replace(entry, scheme_id=scheme.id, scheme_version=scheme.version, scheme_sha256=sha256),
            )


def _row(entry: _Entry) -> list[str]:
    return list(astuple(entry))


def _variable(table: Table, column: Column) -> _Entry:
    levels = column.levels or ((Level("1", "yes"), Level("0", "no")) if column.type is ColumnType.YES_NO else ())
    return _Entry(
        "variable",
        table.name,
        column.name,
        id=column.name,
        type=column.type.value,
        unit=column.unit,
        levels=_joined(level.id for level in levels),
        labels=_labels(level.label or level.id for level in levels),
        definition=column.meaning,
        missing=column.missing,
    )


def _levels(tables: Sequence[Table]) -> Iterator[_Entry]:
    seen = set()
    for column in (column for table in tables for column in table.columns):
        for level in column.levels:
            entry = _Entry(
                "level", variable=column.name, id=level.id, label=level.label or level.id, definition=level.definition
            )
            if entry not in seen:
                yield entry
            seen.add(entry)


def _scheme(scheme: Scheme) -> Iterator[_Entry]:
    yield _Entry(
        "scheme", id=scheme.id, label=str(scheme.title), type=scheme.status, definition=str(scheme.description)
    )
    for actor in scheme.actors:
        yield _Entry("actor", id=actor.id, label=str(actor.label), type=actor.role.value)
    yield from _procedure(scheme)
    for tier in scheme.lanes:
        yield from (_with_blocks(scheme, entry) for entry in _tier(tier))
    for derived in scheme.derived:
        yield _derived(derived)
    yield from map(_link, scheme.links)


def _procedure(scheme: Scheme) -> Iterator[_Entry]:
    for phase in scheme.procedure.phases:
        planned = "" if phase.planned_s is None else write_number(phase.planned_s)
        said = [words for words, holds in _PHASE_WORDS.items() if getattr(phase, holds)]
        yield _Entry(
            "phase",
            id=phase.id,
            label=str(phase.label),
            unit="s" if planned else "",
            value=planned,
            definition=_sentences([*(["The value is its planned length"] if planned else []), *said]),
        )
    words = {phase.id: str(phase.label) or phase.id for phase in scheme.procedure.phases}
    yield from (_window(window, words) for window in scheme.procedure.windows)


def _with_blocks(scheme: Scheme, entry: _Entry) -> _Entry:
    """Add to a reason of uncodable time which tiers it blocks."""
    if scheme.uncodable is None or (entry.entry, entry.tier, entry.modifier) != ("option", UNCODABLE, REASON):
        return entry
    blocked = [tier.id for tier in scheme.tiers if scheme.uncodable.blocks_tier(entry.id, tier.id)]
    return replace(entry, definition=f"Tiers that cannot be judged then: {', '.join(blocked) or 'none'}.")


_PHASE_WORDS = {"It may end early": "may_end_early", "It may be left out": "optional"}


def _window(window: Window, phases: Mapping[str, str]) -> _Entry:
    length, start = write_number(window.length_s), write_number(window.from_s)
    said = f"{length} s of the phase, {_BEGINS.get(window.anchor, _BEGINS['start']).format(start)}."
    labels = _labels(phases.get(phase, phase) for phase in window.of)
    return _Entry(
        "window", id=window.id, unit="s", value=length, levels=_joined(window.of), labels=labels, definition=said
    )


_BEGINS = {
    "start": "from {} s after its onset",
    "middle": "around its middle, moved by {} s",
    "end": "to {} s before its offset",
}


def _tier(tier: Tier) -> Iterator[_Entry]:
    yield _Entry(
        "tier",
        actor=tier.actor,
        tier=tier.id,
        id=tier.id,
        label=str(tier.label),
        type=tier.kind.value,
        levels=_joined(code.id for code in tier.codes),
        labels=_labels(str(code.label) or code.id for code in tier.codes),
        definition=_sentences(_tier_words(tier)),
    )
    for code in tier.codes:
        yield from _code(tier, code)
    for composite in tier.rating.composites if tier.rating else ():
        said = f"The {composite.rule.value} of {', '.join(composite.of)}; at least {composite.min_valid} of them"
        yield _Entry(
            "composite",
            actor=tier.actor,
            tier=tier.id,
            id=composite.id,
            label=str(composite.label),
            definition=f"{said}.",
        )


def _tier_words(tier: Tier) -> list[str]:
    if tier.rating is not None:
        return [f"Rated once a {tier.rating.scope.value}"]
    said = []
    if tier.kind is Kind.STATE:
        said.append("One code at a time" if tier.exclusive else "Codes may overlap")
    if tier.kind is Kind.INTERVAL and tier.length_s is not None:
        said.append(f"Intervals of {write_number(tier.length_s)} s{f', rule: {tier.rule}' if tier.rule else ''}")
    if tier.exhaustive:
        return [*said, f"Time without a code is {tier.default}"]
    return [*said, "Time without a code was not judged" if tier.gap is Gap.NOT_CODED else "Without a code it is absent"]


def _code(tier: Tier, code: Code) -> Iterator[_Entry]:
    item = tier.rating.item(code.id) if tier.rating else None
    base = _Entry("code", actor=tier.actor, tier=tier.id, code=code.id, id=code.id, label=str(code.label))
    number = "" if code.value is None else write_number(code.value)
    whole = replace(base, type=tier.kind.value, value=number, definition=str(code.definition))
    yield whole if item is None else _item(whole, item)
    for level in item.levels if item else ():
        worth = "" if level.value is None else write_number(level.value)
        option = replace(base, entry="option", id=level.id, label=str(level.label), value=worth)
        yield replace(option, definition=str(level.definition))
    for modifier in code.modifiers:
        yield from _modifier(base, modifier)


def _item(entry: _Entry, item: Item) -> _Entry:
    """Return the row of a code that is rated: the values it may have, with the words that anchor them."""
    values = item.scale.values if item.scale is not None else tuple(level.id for level in item.levels)
    labels = [str(item.anchor(value)) or _label(item, value) for value in values]
    turned = "It is reversed in composites." if item.reverse else ""
    said = " ".join(filter(None, (entry.definition, turned)))
    return replace(entry, levels=_joined(values), labels=_labels(labels), definition=said)


def _label(item: Item, value: str) -> str:
    level = item.level(value)
    return value if level is None else str(level.label) or value


def _modifier(code: _Entry, modifier: Modifier) -> Iterator[_Entry]:
    options = modifier.options
    base = replace(code, modifier=modifier.id)
    yield replace(
        base,
        entry="modifier",
        id=modifier.id,
        label=str(modifier.label),
        type=modifier.type.value,
        unit=modifier.unit,
        levels=_joined(option.id for option in options),
        labels=_labels(str(option.label) or option.id for option in options),
        definition=f"Asked at its {modifier.ask.value}." if modifier.ask.value != "any" else "Asked at any time.",
        missing="it was not answered" if modifier.required else "it was not answered; it need not be",
    )
    for option in options:
        yield replace(base, entry="option", id=option.id, label=str(option.label))


def _derived(derived: Derived) -> _Entry:
    parts = {
        "all of": derived.all_of,
        "any of": derived.any_of,
        "none of": derived.none_of,
        "one and the same value on": derived.match,
    }
    said = "; ".join(f"{words} {', '.join(codes)}" for words, codes in parts.items() if codes)
    label, words = str(derived.label), f"It holds where there is {said}."
    return _Entry("derived", actor=derived.actor, tier=derived.id, id=derived.id, label=label, definition=words)


def _link(link: Link) -> _Entry:
    first, last = map(write_number, link.window_s)
    cue, response = (f"the {edge.edge} of {' or '.join(edge.codes)}" for edge in (link.cue, link.response))
    said = f"Cue: {cue}. Response: {response}, {first} to {last} s later; pairing: {link.pairing}."
    return _Entry("link", id=link.id, label=str(link.label), unit="s", definition=said)


def _joined(words: Iterable[str]) -> str:
    return BETWEEN.join(words)


def _labels(words: Iterable[str]) -> str:
    """Join words for people, which may hold what stands between them."""
    return _joined(said.replace(BETWEEN, ",") for said in words)


def _sentences(words: Iterable[str]) -> str:
    return " ".join(f"{said}." for said in words)
