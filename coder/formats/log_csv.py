"""Logs from elsewhere: an ``events.csv``, and the time that could be coded in a ``codable.csv`` beside it."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from coder.errors import CoderError
from coder.model.coded_log import CodableSpan, CodedEvent, CodedLog
from coder.model.scheme import PHASE, UNCODABLE

NEEDED = ("session_id", "code", "onset_s", "offset_s")
CODABLE_NEEDED = ("session_id", "kind", "onset_s", "offset_s")
WINDOW = "window"
_RATING, _PRIMARY = "rating", "primary"
_OURS = "event_id"
"""The column by which our own export is known: its phases and uncodable time are rows as well."""
_LONGEST_S = 10_000_000


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by the names of its columns, and where it stands."""

    name: str
    line: int
    cells: Mapping[str, str]

    def ms(self, column: str) -> int | None:
        """Return a time in whole ms, None where the cell is empty."""
        words = self.cells.get(column, "").replace(",", ".")
        if not words:
            return None
        whole, _, part = words.partition(".")
        if whole.isdecimal() and len(whole) < 8 and len(part) < 4 and (not part or part.isdecimal()):
            return int(whole) * 1000 + int(part.ljust(3, "0"))  # as nearly all are written, and five times as fast
        try:
            seconds = Decimal(words)
        except InvalidOperation:
            raise self.fault(f"{column} is “{words}”, which is no time", "Write seconds, such as 12.345.") from None
        if not seconds.is_finite() or abs(seconds) > _LONGEST_S:
            raise self.fault(f"{column} is “{words}”, which is no time", "Write seconds, such as 12.345.")
        return round(seconds * 1000)

    def fault(self, what: str, hint: str) -> CoderError:
        """Return the error that names the row."""
        return CoderError(f"{self.name}, line {self.line}: {what}.", hint)


def read_logs(content: bytes, name: str, codable: bytes | None = None, codable_name: str = "") -> list[CodedLog]:
    """Return what each coder coded in each session, in the order of the log.

    ``content`` has the columns session_id, code, onset_s, offset_s, and may have dyad_id (the session, where it is
    empty), coder_id, actor, tier, kind, event_id and others, which are left alone. A point has the kind ``point``, or
    no kind and no offset; a state without an offset lasts to the last offset of its session. Rows without a code and
    ratings are left out. In our own export uncodable rows are uncodable time of all tiers, and phases no events; a
    second observation by the same coder is one of its own. ``codable`` has session_id, kind (``window`` or
    ``uncodable``), onset_s, offset_s, and may have coder_id and tier: empty means all. A coder named only there coded,
    and found nothing. Raises CoderError for what cannot be read, with the line.
    """
    groups: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in _rows(content, name, NEEDED):
        if row.cells.get("kind", "") != _RATING:
            groups[row.cells["session_id"], _coder(row)].append(row)
    if not groups:
        raise CoderError(f"{name} has no events.", "Give a table with a row for each.")
    ends: dict[str, int] = defaultdict(int)
    for (session, _), rows in groups.items():
        ends[session] = max(ends[session], *(_reach(row) for row in rows))
    spans = list(_spans(codable, codable_name)) if codable is not None else []
    for row, _ in spans:
        if row.cells.get("coder_id"):
            groups.setdefault((row.cells["session_id"], row.cells["coder_id"]), [])
    dyads = _dyads(row for rows in groups.values() for row in rows)
    of: dict[str, list[tuple[_Row, CodableSpan]]] = defaultdict(list)
    for row, span in spans:
        of[row.cells["session_id"]].append((row, span))
    return [_log(key, dyads.get(key[0], key[0]), rows, ends[key[0]], of[key[0]]) for key, rows in groups.items()]


def _coder(row: _Row) -> str:
    """Return who coded a row; a second observation of the same coder, as our export has them, is one of its own."""
    coder, record = row.cells.get("coder_id", ""), row.cells.get("record", "")
    return coder if record in ("", _PRIMARY) else f"{coder} ({record})"


def _dyads(rows: Iterable[_Row]) -> dict[str, str]:
    """Return the dyad of each session that names one."""
    found: dict[str, str] = {}
    for row in rows:
        session, dyad = row.cells["session_id"], row.cells.get("dyad_id", "")
        if dyad and found.setdefault(session, dyad) != dyad:
            raise row.fault(f"session {session} is of two dyads, {found[session]} and {dyad}", "Give it one dyad_id.")
    return found


def _log(
    key: tuple[str, str], dyad: str, rows: list[_Row], end_ms: int, spans: list[tuple[_Row, CodableSpan]]
) -> CodedLog:
    session, coder = key
    own = [(row.cells["kind"], span) for row, span in spans if row.cells.get("coder_id", "") in ("", coder)]
    found = list(_events(rows, end_ms))
    blocked = [
        CodableSpan("", one.onset_ms, one.offset_ms or one.onset_ms)
        for one in found
        if one.tier == UNCODABLE and _OURS in rows[0].cells
    ]
    events = [one for one in found if _OURS not in rows[0].cells or one.tier not in (PHASE, UNCODABLE)]
    events.sort(key=lambda event: (event.onset_ms, event.tier, event.code))
    return CodedLog(
        session,
        dyad,
        coder,
        tuple(events),
        tuple(span for kind, span in own if kind == WINDOW),
        (*blocked, *(span for kind, span in own if kind == UNCODABLE)),
        end_ms,
    )


def _reach(row: _Row) -> int:
    """Return the last instant that a row says anything of, from which on it does not."""
    onset_ms, offset_ms = row.ms("onset_s"), row.ms("offset_s")
    if offset_ms is not None:
        return offset_ms
    return 0 if onset_ms is None else onset_ms + 1


def _events(rows: Iterable[_Row], end_ms: int) -> Iterator[CodedEvent]:
    for row in rows:
        cells = row.cells
        if not cells["code"]:
            continue
        onset_ms, offset_ms = row.ms("onset_s"), row.ms("offset_s")
        if onset_ms is None:
            raise row.fault("onset_s is empty", "Give every event an onset in seconds.")
        kind = cells.get("kind", "")
        if kind == "point":
            offset_ms = None
        elif offset_ms is None and kind:
            offset_ms = end_ms
        if offset_ms is not None and offset_ms < onset_ms:
            raise row.fault("the offset lies before the onset", "Mend it where the log comes from.")
        yield CodedEvent(
            cells.get("actor", ""), cells.get("tier", ""), cells["code"], onset_ms, offset_ms, cells.get("event_id", "")
        )


def _spans(content: bytes, name: str) -> Iterator[tuple[_Row, CodableSpan]]:
    for row in _rows(content, name, CODABLE_NEEDED):
        if row.cells["kind"] not in (WINDOW, UNCODABLE):
            raise row.fault(f"the kind is “{row.cells['kind']}”", "Write window or uncodable.")
        onset_ms, offset_ms = row.ms("onset_s"), row.ms("offset_s")
        if onset_ms is None or offset_ms is None:
            raise row.fault("a time is missing", "Give onset_s and offset_s.")
        if offset_ms <= onset_ms:
            raise row.fault("the offset does not lie after the onset", "Give the stretch some time.")
        yield row, CodableSpan(row.cells.get("tier", ""), onset_ms, offset_ms)


def _rows(content: bytes, name: str, needed: tuple[str, ...]) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CoderError(f"{name} is not UTF-8.", "Save it as CSV in UTF-8.") from None
    head_line = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head_line.count))
    try:
        head = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in needed if column not in head]
        if missing:
            raise CoderError(
                f"{name} has no column {missing[0]}.", f"It needs {', '.join(needed)} in the first line, as CSV."
            )
        for cells in reader:
            if any(cells):
                yield _Row(name, reader.line_num, dict(zip(head, map(str.strip, _filled(cells, head)), strict=False)))
    except csv.Error as error:
        raise CoderError(f"{name} is no table: {error}.", "Save it as CSV again.") from error


def _filled(cells: list[str], head: list[str]) -> list[str]:
    return cells + [""] * (len(head) - len(cells))
