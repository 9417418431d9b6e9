"""Our own ``events.csv`` read back: the same events with the same ids; what was computed is computed anew."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coder.errors import CoderError
from coder.formats.code_list.table import SIGNS, decode, read_rows
from coder.formats.event_table.own_scheme import build_scheme
from coder.model.excel_text import BOM, SEMICOLONS, delocalise, restore
from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignObservation, ForeignSession, Tally
from coder.model.foreign_scheme import Losses
from coder.model.rating import RATED_PHASE, VALUE
from coder.model.scheme import DESPITE_UNCODABLE, Kind
from coder.model.time import parse_time

NEEDED = frozenset(
    {"session_id", "coder_id", "record", "event_id", "pass", "tier", "code", "kind", "onset_s", "offset_s", "source"}
)
"""The columns that tell our own table from others."""
_CUT = ("window", "part")
_BOM = BOM.encode()
MOST_HEAD = 1 << 20
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OwnTable:
    """The rows of an ``events.csv``, each by the names of its columns."""

    rows: Sequence[Row]
    modifiers: tuple[str, ...]

    @property
    def scheme_sha256(self) -> str:
        """The sha-256 (hex) of the scheme that the events were coded with; empty where that is not said."""
        return next((row.get("scheme_sha256", "") for row in self.rows), "")


def is_computed(row: "Row") -> bool:
    """Tell whether a row is of no event: a default, a derived code, an interval without a code."""
    return not row["event_id"]


def read_own(content: bytes, name: str) -> OwnTable | None:
    """Return a table as rows by name when it is our own, else None; raise CoderError for one that was cut."""
    text = decode(content, Losses())
    first = text.partition("\n")[0]
    sign = max(SIGNS, key=first.count)
    head = next((row for _, row in read_rows(first[:MOST_HEAD], sign, name)), ())
    if not set(head) >= NEEDED:
        return None
    cut = [cell for cell in _CUT if cell in head]
    if cut:
        raise CoderError(
            f"{name} holds parts of events, cut where a window or a phase ends (column {cut[0]}).",
            "Export it without that, and import the whole events.",
        )
    plain = _undo_excel(sign) if content.startswith(_BOM) else str
    empty = dict.fromkeys(head, "")
    lines = read_rows(text, sign, name, strip=False)[1:]
    rows = [{**empty, **dict(zip(head, map(plain, row), strict=False))} for _, row in lines]
    _check_kinds(rows, [line for line, _ in lines], name)
    schemes = {row.get("scheme_sha256", "") for row in rows}
    if len(schemes) > 1:
        raise CoderError(
            f"{name} is of {len(schemes)} schemes, or of versions of one.", "Export each of them to a table of its own."
        )
    return OwnTable(rows, tuple(cell for cell in head if cell.startswith("mod_")))


def _check_kinds(rows: Sequence[Row], lines: Sequence[int], name: str) -> None:
    """Raise CoderError for a row that says no kind."""
    for row, line in zip(rows, lines, strict=True):
        if row["kind"] not in list(Kind):
            raise CoderError(
                f"{name}, line {line}: “{row['kind']}” is no kind of event.", "Import the table as it was exported."
            )


def _undo_excel(sign: str) -> Callable[[str], str]:
    """Return what gives the cells of a table that was written for Excel as they would else have been written."""
    return restore if sign != SEMICOLONS.sign else lambda cell: restore(delocalise(cell))


def read_log(table: OwnTable, name: str, lengths_ms: Mapping[str, int]) -> ForeignLog:
    """Return the coded events of a table; ``lengths_ms`` are those of the sessions that are known, by id."""
    reading = _Reading(table, Tally())
    names = list(dict.fromkeys(row["session_id"] for row in table.rows))
    sessions = tuple(reading.session(session, lengths_ms.get(session, 0)) for session in names)
    if not names:
        raise CoderError(f"{name} has no events.", "Choose a table with a row for each.")
    return ForeignLog(build_scheme(table.rows, reading.events), sessions, reading.tally.losses())


def read_lengths(content: bytes, name: str) -> dict[str, int]:
    """Return how long the sessions of a ``sessions.csv`` are, by id; nothing where it is another table."""
    text = decode(content, Losses())
    rows = read_rows(text, max(SIGNS, key=text.partition("\n")[0].count), name)
    head = rows[0][1] if rows else ()
    if not {"session_id", "media_length_s"} <= set(head):
        return {}
    found: dict[str, int] = {}
    for _, row in rows[1:]:
        cells = dict(zip(head, row, strict=False))
        ms = _ms(cells.get("media_length_s", ""))
        if ms is not None:
            found[cells["session_id"]] = ms
    return found


@dataclass
class _Reading:
    """The rows on their way to events."""

    table: OwnTable
    tally: Tally
    events: list[tuple[Row, ForeignEvent]] = field(default_factory=list)

    def session(self, name: str, length_ms: int) -> ForeignSession:
        """Build a session with the observations of all who coded it."""
        rows = [row for row in self.table.rows if row["session_id"] == name]
        groups: dict[tuple[str, str, str], list[Row]] = {}
        for row in rows:
            groups.setdefault((row["coder_id"], row["record"], row["pass"]), []).append(row)
        observations = tuple(
            ForeignObservation(
                tuple(self._events(inside)),
                coder,
                record or "primary",
                pass_id,
                counted=sum(1 for row in inside if not is_computed(row)),
            )
            for (coder, record, pass_id), inside in groups.items()
        )
        dyad, visit = rows[0].get("dyad_id", ""), rows[0].get("visit", "")
        return ForeignSession(name, observations, length_ms=length_ms, dyad=dyad, visit=visit)

    def _events(self, rows: Sequence[Row]) -> Iterator[ForeignEvent]:
        taken: set[int] = set()
        for row in rows:
            if is_computed(row):
                self.tally.dropped(f"Rows of source {row['source']}, which are computed anew", row["tier"])
                continue
            event = self._event(row)
            if event is None:
                self.tally.dropped("Rows whose onset cannot be read", f"{row['tier']}, “{row['onset_s']}”")
                continue
            if event.id in taken:
                raise CoderError(
                    f"Event {event.id} of {row['coder_id']} in {row['session_id']} is there twice.",
                    "Import the table as it was exported.",
                )
            taken.add(event.id)
            self.events.append((row, event))
            yield event

    def _event(self, row: Row) -> ForeignEvent | None:
        onset_ms, offset_ms = _ms(row["onset_s"]), _ms(row["offset_s"])
        if onset_ms is None:
            return None
        point = row["kind"] == Kind.POINT
        event = ForeignEvent(
            row["tier"],
            row["code"],
            onset_ms,
            None if point else offset_ms,
            point,
            tuple(self._modifiers(row)),
            row.get("target", ""),
            row.get("comment", ""),
            int(row["event_id"]) if row["event_id"].isascii() and row["event_id"].isdigit() else 0,
        )
        if row["kind"] == Kind.STATE and row.get("censored_end") == "1":
            self.tally.guessed("States that the table ends where watching ended; perhaps nobody had ended them", event)
        return event

    def _modifiers(self, row: Row) -> Iterator[tuple[str, str]]:
        start = f"mod_{row['tier']}_"
        for name in self.table.modifiers:
            if name.startswith(start) and row.get(name):
                yield name[len(start) :], row[name]
        if row["kind"] == Kind.RATING and row.get("phase") and row.get(f"{start}{VALUE}"):
            yield RATED_PHASE, row["phase"]
        if row.get("despite_uncodable"):
            yield DESPITE_UNCODABLE, row["despite_uncodable"]


def _ms(words: str) -> int | None:
    sign, plain = (-1, words[1:]) if words.startswith("-") else (1, words)
    try:
        return sign * parse_time(plain.replace(",", "."))
    except ValueError:
        return None
