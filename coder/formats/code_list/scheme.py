"""A list of codes in a table as a scheme: one row a code, the columns known by many names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from coder.errors import CoderError
from coder.formats.code_list.table import Table, read_table
from coder.model.foreign_scheme import ForeignCode, ForeignScheme, ForeignTier, Losses, check_count, listed
from coder.model.scheme import Kind, plain

PROGRAM = "a spreadsheet (CSV)"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "codes", "behaviour", "behavior", "behavior code", "behaviour code", "id", "name"),
    "label": ("label", "title", "text", "long name", "full name"),
    "tier": ("tier", "column", "category", "behavioral category", "group", "lane", "variable"),
    "actor": ("actor", "subject", "participant", "who", "person"),
    "kind": ("kind", "type", "event type", "behavior type", "behaviour type"),
    "key": ("key", "shortcut", "hotkey", "key code", "keyboard"),
    "definition": ("definition", "description", "meaning", "operational definition"),
    "examples": ("examples", "example"),
    "non_examples": ("non examples", "non example", "nonexamples", "counterexamples", "counterexample", "not"),
    "color": ("color", "colour"),
    "value": ("value", "score", "number", "ordinal"),
}
"""The names that each column may have, in any case; ``-``, ``_`` and blanks are the same. The first column wins."""
KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.STATE: ("state", "state event", "s", "duration", "durational", "continuous", "interval event"),
    Kind.POINT: ("point", "point event", "p", "event", "momentary", "instant", "frequency"),
    Kind.INTERVAL: ("interval", "interval sample", "sample"),
    Kind.RATING: ("rating", "item", "scale", "rating item"),
}
"""The words for each kind, in any case."""
_NO_TIER = "behaviour"


@dataclass(frozen=True, slots=True)
class _Row:
    code: ForeignCode
    tier: str
    actor: str
    kind: Kind | None


def read_scheme(content: bytes, name: str) -> ForeignScheme:
    """Read a table of codes; raise CoderError when no column says what the codes are."""
    losses = Losses()
    table = read_table(content, name, losses)
    places = find_columns(table.head)
    if "code" not in places and "label" in places:
        places["code"] = places["label"]
        losses.guessed(f"The codes are those of the column “{table.head[places['code']]}”.")
    if "code" not in places:
        names = ", ".join(COLUMNS)
        raise CoderError(f"{name} has no column “code” in its first row.", f"Name the columns, of these: {names}.")
    _tell_columns(table, places, losses)
    rows = list(_rows(table, places, losses))
    check_count(len(rows), name)
    return ForeignScheme(PROGRAM, tiers=tuple(_tiers(rows, losses)), losses=tuple(losses.found))


def find_columns(head: tuple[str, ...]) -> dict[str, int]:
    """Return the place of each column that is known by its name."""
    words = [" ".join(re.sub(r"[-_.]", " ", name.lower()).split()) for name in head]
    found: dict[str, int] = {}
    for column, names in COLUMNS.items():
        place = next((words.index(name) for name in names if name in words), None)
        if place is not None and place not in found.values():
            found[column] = place
    return found


def _tell_columns(table: Table, places: Mapping[str, int], losses: Losses) -> None:
    for column, place in places.items():
        if table.head[place].lower() != column:
            losses.guessed(f"The column “{table.head[place]}” is the {column.replace('_', '-')}.")
    left = [name for place, name in enumerate(table.head) if place not in places.values() and name]
    if left:
        losses.dropped(f"The column{'s' if len(left) > 1 else ''} {listed(left)}, of which no use is known.")


def _rows(table: Table, places: Mapping[str, int], losses: Losses) -> Iterator[_Row]:
    told: set[tuple[str, str, str]] = set()
    for line, cells in table.rows:
        row = {column: cells[place] for column, place in places.items() if place < len(cells)}
        if not row.get("code"):
            losses.dropped(f"Line {line}: it has no code.")
            continue
        where = (row["code"], row.get("tier", ""), row.get("actor", ""))
        if where in told:
            losses.dropped(f"Line {line}: “{row['code']}” stands there a second time.")
            continue
        told.add(where)
        yield _row(row, line, losses)


def _row(row: Mapping[str, str], line: int, losses: Losses) -> _Row:
    code = ForeignCode(
        row["code"],
        key=row.get("key", ""),
        label=plain(row.get("label", "")),
        color=row.get("color", ""),
        value=_value(row.get("value", ""), line, losses),
        definition=plain(row.get("definition", "")),
        examples=_several(row.get("examples", "")),
        non_examples=_several(row.get("non_examples", "")),
    )
    return _Row(code, row.get("tier", ""), row.get("actor", ""), _kind(row.get("kind", ""), line, losses))


def _several(words: str) -> tuple[str, ...]:
    """Return examples, which a semicolon or a new line parts."""
    return tuple(part.strip() for part in re.split(r"[;\n]", words) if part.strip())


def _value(words: str, line: int, losses: Losses) -> float | None:
    if not words:
        return None
    if re.fullmatch(r"[-+]?\d{1,9}([.,]\d{1,9})?", words):
        return float(words.replace(",", "."))
    losses.dropped(f"Line {line}: the value “{words}”, which is no number.")
    return None


def _kind(words: str, line: int, losses: Losses) -> Kind | None:
    plain_words = " ".join(words.lower().split())
    found = next((kind for kind, known in KINDS.items() if plain_words in known), None)
    if words and found is None:
        losses.guessed(f"Line {line}: the kind “{words}” is not known; state was taken.")
    return found


def _tiers(rows: list[_Row], losses: Losses) -> Iterator[ForeignTier]:
    """Return a tier for each name, actor and kind; a kind that is not said is that of the tier's others, else state."""
    groups: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        groups.setdefault((row.tier, row.actor), []).append(row)
    shared = Counter(tier for tier, _ in groups)
    for (tier, actor), members in groups.items():
        kinds = list(dict.fromkeys(row.kind for row in members if row.kind is not None)) or [Kind.STATE]
        name = tier if tier and shared[tier] == 1 else f"{actor} {tier or _NO_TIER}".strip()
        if any(row.kind is None for row in members):
            losses.guessed(f"Tier “{name}” is of kind {kinds[0].value} where nothing else is said.")
        if len(kinds) > 1:
            losses.changed(f"Tier “{name}” is {len(kinds)} tiers, one for each kind.")
        whole = [replace(row, kind=row.kind or kinds[0]) for row in members]
        for kind in kinds:
            codes = tuple(row.code for row in whole if row.kind is kind)
            yield ForeignTier(f"{name} {kind.value}s" if len(kinds) > 1 else name, kind, actor, True, codes)
