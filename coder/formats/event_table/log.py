"""A table of events as a log, read as a person or a guess says that its columns are meant."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from coder.errors import CoderError
from coder.formats.code_list.table import decode, read_rows
from coder.formats.event_table.guess import (
    POINTS,
    STARTS,
    STATES,
    STOPS,
    begin_columns,
    find_blocks,
    guess_columns,
)
from coder.formats.event_table.pairing import Line, pair_edges
from coder.formats.event_table.times import build_reader, describe_times
from coder.model.foreign_log import (
    ForeignEvent,
    ForeignLog,
    ForeignMedium,
    ForeignObservation,
    ForeignSession,
    Tally,
)
from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    Losses,
    check_count,
    find_codes,
    listed,
)
from coder.model.import_map import ROLES, Columns
from coder.model.scheme import Ask, Kind, ModifierType

PROGRAM = "a spreadsheet (CSV)"
MOST_BYTES = 256 << 20
_NO_TIER = "events"
_NO_ANSWER = ("", "None", "NA", "n/a")
"""What programs write where a modifier was not answered."""
Rows = Sequence[tuple[int, tuple[str, ...]]]


def read_columns(content: bytes, name: str) -> Columns:
    """Return how the table seems to be meant; raise CoderError when no column says when anything was."""
    return guess_columns(decode(content, Losses()), name)


def read_first_columns(content: bytes, name: str) -> Columns:
    """Return what can be known of a table's columns, for a person to say the rest; raise CoderError for no table."""
    return begin_columns(decode(content, Losses()), name)


def read_log(content: bytes, name: str, columns: Columns | None = None) -> ForeignLog:
    """Read a table of events; raise CoderError when it is none, or its columns cannot be known."""
    if len(content) > MOST_BYTES:
        raise CoderError(f"{name} is larger than {MOST_BYTES >> 20} MiB.", "Nothing was read. Is this the right file?")
    told = Losses()
    text = decode(content, told)
    meant = columns or guess_columns(text, name)
    rows = read_rows(text, meant.sign, name)
    if len(rows) <= meant.head_line:
        raise CoderError(f"{name} has no events.", "Choose a table with a row for each.")
    head, below = rows[meant.head_line - 1][1], rows[meant.head_line :]
    tables = _beside(head, below, meant) if meant.side_by_side else [("", head, below, meant)]
    reading = _Reading(name)
    for line, row in below:
        if any(row[len(head) :]):
            reading.tally.dropped("Rows with more cells than there are heads; those behind the last", f"line {line}")
    for tier, heads, lines, told_of in tables:
        reading.take(tier, _Table(heads, told_of, name), lines)
    _tell(head, meant, told, guessed=columns is None)
    return reading.log(told)


def _beside(head: Sequence[str], rows: Rows, columns: Columns) -> Iterator[tuple[str, tuple[str, ...], Rows, Columns]]:
    """Take tables apart that stand side by side, one a tier."""
    for tier, places in find_blocks(head).items():
        heads = tuple(head[place].rpartition(".")[2] for place in places)
        lines = [(line, tuple(row[place] if place < len(row) else "" for place in places)) for line, row in rows]
        known = {cell.lower(): cell for cell in heads}
        others = tuple(cell for cell in heads if cell.lower() not in ("ordinal", "onset", "offset"))
        found = replace(columns, onset=known["onset"], offset=known.get("offset", ""), modifiers=others)
        yield tier, heads, [(line, row) for line, row in lines if any(row)], found


class _Table:
    """Cells by what they are."""

    def __init__(self, head: Sequence[str], columns: Columns, name: str) -> None:
        places = {cell: place for place, cell in reversed(list(enumerate(head)))}
        named = {role: str(getattr(columns, role)) for role in ROLES}
        missing = [cell for cell in (*named.values(), *columns.modifiers) if cell and cell not in places]
        if missing or not columns.onset:
            what = f"no column {listed(missing)}" if missing else "no column for the onset"
            raise CoderError(f"{name} has {what}.", f"Its columns are {listed(head, most=30)}. Mend the mapping.")
        self.columns = columns
        self._places = {role: places[cell] for role, cell in named.items() if cell}
        self._modifiers = [(cell, places[cell]) for cell in columns.modifiers]
        self.ms: Callable[[str], int | None] = build_reader(columns)

    def cell(self, row: Sequence[str], role: str) -> str:
        """Return a cell, empty where there is none."""
        place = self._places.get(role, -1)
        return row[place] if 0 <= place < len(row) else ""

    def modifiers(self, row: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Return the modifiers that are answered in a row."""
        said = [(name, row[place]) for name, place in self._modifiers if place < len(row)]
        return tuple((name, value) for name, value in said if value not in _NO_ANSWER)


_Who = tuple[str, str]
"""Session and coder, as the table names them."""


@dataclass
class _Reading:
    """The lines of the table by whose they are, on their way to events."""

    name: str
    tally: Tally = field(default_factory=Tally)
    actors: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    _lines: dict[_Who, list[Line]] = field(default_factory=dict)
    _rows: Counter[_Who] = field(default_factory=Counter)

    def take(self, tier: str, table: _Table, rows: Rows) -> None:
        """Take the rows of a table; ``tier`` is the one that all of them lie on, if there is one."""
        shared = tier or _shared(table, rows)
        for number, row in rows:
            who = (table.cell(row, "session"), table.cell(row, "coder"))
            self._rows[who] += 1
            line = self._line(table, row, shared)
            if line is None:
                self.tally.dropped("Rows whose onset cannot be read", f"line {number}, “{table.cell(row, 'onset')}”")
                continue
            self._lines.setdefault(who, []).append(line)
            if medium := table.cell(row, "media"):
                self.media.setdefault(who[0], medium)

    def _line(self, table: _Table, row: Sequence[str], shared: str) -> Line | None:
        onset_ms = table.ms(table.cell(row, "onset"))
        if onset_ms is None:
            return None
        actor, tier, code = (table.cell(row, role) for role in ("actor", "tier", "code"))
        name = tier or shared
        if actor and not shared:
            name = f"{actor} {name or _NO_TIER}" if not tier or _clashes(self.actors, tier, actor) else tier
        name = name or _NO_TIER
        self.actors.setdefault(name, actor)
        event = ForeignEvent(
            name,
            code or name,
            onset_ms,
            self._offset(table, row, onset_ms),
            modifiers=table.modifiers(row),
            target=table.cell(row, "target"),
            comment=table.cell(row, "comment"),
        )
        return self._kind(table, row, event)

    def _offset(self, table: _Table, row: Sequence[str], onset_ms: int) -> int | None:
        words, length = table.cell(row, "offset"), table.cell(row, "duration")
        offset_ms = table.ms(words) if words else None
        if offset_ms is None and length:
            length_ms = table.ms(length)
            offset_ms = None if length_ms is None else onset_ms + length_ms
        if offset_ms is None and (words or length):
            self.tally.dropped("Offsets that cannot be read", f"“{words or length}”")
        return offset_ms

    def _kind(self, table: _Table, row: Sequence[str], event: ForeignEvent) -> Line:
        edge, kind = table.cell(row, "edge").lower(), table.cell(row, "kind").lower()
        if edge in STARTS or edge in STOPS:
            return Line(event, "start" if edge in STARTS else "stop")
        if event.offset_ms is not None and event.offset_ms < event.onset_ms:
            self.tally.changed("Events that ended before they began; the two were exchanged", event)
            event = replace(event, onset_ms=event.offset_ms, offset_ms=event.onset_ms)
        if kind in POINTS or (kind not in STATES and event.offset_ms in (None, event.onset_ms)):
            if event.offset_ms not in (None, event.onset_ms):
                self.tally.changed("Points that have an offset; it is left out", event)
            elif not kind and (table.columns.offset or table.columns.duration):
                self.tally.guessed("Rows without an end, or that end where they begin; they are points", event)
            return Line(replace(event, point=True, offset_ms=None))
        if event.offset_ms is None:
            self.tally.changed("States without an offset; they run on until another takes their place", event)
        return Line(event)

    def log(self, told: Losses) -> ForeignLog:
        """Return the sessions, and the scheme that their events need."""
        names = list(dict.fromkeys(session for session, _ in self._lines))
        sessions = tuple(self._session(name) for name in names)
        if not any(one.events for session in sessions for one in session.observations):
            raise CoderError(f"{self.name} has no events that can be read.", "Check the onsets, or mend the mapping.")
        log = ForeignLog(ForeignScheme(PROGRAM), sessions, (*told.found, *self.tally.losses()))
        return replace(log, scheme=_scheme(log, self.actors, self.name))

    def _session(self, name: str) -> ForeignSession:
        observations = tuple(
            ForeignObservation(tuple(pair_edges(lines, self.tally)), coder, counted=self._rows[session, coder])
            for (session, coder), lines in self._lines.items()
            if session == name
        )
        medium = self.media.get(name, "")
        media = (ForeignMedium((medium,)),) if medium else ()
        return ForeignSession(name or self.name.rpartition(".")[0] or self.name, observations, media)


def _shared(table: _Table, rows: Rows) -> str:
    """Return the tier that all rows lie on where the table names none and at most one person."""
    if table.columns.tier or not rows:
        return ""
    first = table.cell(rows[0][1], "actor")
    same = sum(1 for _ in takewhile(lambda row: table.cell(row[1], "actor") == first, rows)) == len(rows)
    return (f"{first} {_NO_TIER}".strip()) if same else ""


def _clashes(actors: dict[str, str], tier: str, actor: str) -> bool:
    return actors.get(tier, actor) != actor


_Answers = dict[str, list[str]]
"""What was answered to each modifier of a code."""


def _scheme(log: ForeignLog, actors: dict[str, str], name: str) -> ForeignScheme:
    """Build the tiers and codes that are used; each code has the modifiers that are answered on it."""
    used: dict[str, dict[str, _Answers]] = {}
    states: set[str] = set()
    for event in log.events:
        answers = used.setdefault(event.tier, {}).setdefault(event.code, {})
        for modifier, value in event.modifiers:
            answers.setdefault(modifier, []).append(value)
        if not event.point:
            states.add(event.tier)
    check_count(sum(len(codes) for codes in used.values()), name)
    tiers = tuple(
        ForeignTier(
            tier,
            Kind.STATE if tier in states else Kind.POINT,
            actors.get(tier, ""),
            codes=tuple(_code(code, answers, state=tier in states) for code, answers in codes.items()),
        )
        for tier, codes in used.items()
    )
    return ForeignScheme(PROGRAM, tiers=tiers)


def _code(name: str, answers: _Answers, *, state: bool) -> ForeignCode:
    """Build a code; a modifier whose few answers come again and again is a choice of them, others are texts."""
    ask = Ask.OFFSET if state else Ask.ONSET
    modifiers = []
    for modifier, values in answers.items():
        options = tuple(ForeignOption(value) for value in find_codes(values))
        type_ = ModifierType.CHOICE if options else ModifierType.TEXT
        modifiers.append(ForeignModifier(modifier, type_, options, ask=ask))
    return ForeignCode(name, modifiers=tuple(modifiers))


def _tell(head: Sequence[str], columns: Columns, told: Losses, *, guessed: bool) -> None:
    """Say how the table was read, and which columns nothing was made of."""
    named = {str(getattr(columns, role)): role for role in ROLES if getattr(columns, role)}
    if guessed:
        what = ", ".join(f"“{cell}” is the {role}" for cell, role in named.items())
        told.guessed(f"How the table is meant: {what or 'tiers side by side'}; times are {describe_times(columns)}.")
        if columns.modifiers:
            told.guessed(f"Modifiers, one a column: {listed(columns.modifiers, most=20)}.")
    twice = [cell for cell, count in Counter(filter(None, head)).items() if count > 1]
    if twice and not columns.side_by_side:
        told.dropped(f"The further columns headed {listed(twice)}: only the first of each name is read.")
    left = [cell for cell in head if cell and cell not in named and cell not in columns.modifiers]
    if left and not columns.side_by_side:
        told.dropped(f"The column{'s' if len(left) > 1 else ''} {listed(left, most=30)}.")
