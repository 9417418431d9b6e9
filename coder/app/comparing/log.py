"""Events and codable time of several coders, read from tables: our own export, or what another program wrote.

Imports numpy: import this module lazily.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from coder.analysis.tracks import Ints, Spans, Track, make_spans, make_track
from coder.errors import CoderError
from coder.model.agreement import Criterion
from coder.model.scheme import PHASE, UNCODABLE, Kind

_NEEDED = ("session_id", "coder_id", "tier", "code", "onset_s", "offset_s")
_CODABLE = ("session_id", "coder_id", "tier", "kind", "onset_s", "offset_s")
_OURS = "event_id"
_LEFT_OUT = frozenset({"derived", "absent", "not_coded"})
WINDOW = "window"
_KINDS = (WINDOW, UNCODABLE)
Key = tuple[str, str, str]
Spell = tuple[str, str, int, int]
Rated = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Scale:
    """What an item can be rated, as written, with its number; without numbers the levels have no order."""

    levels: dict[str, float | None]

    @property
    def ordered(self) -> bool:
        """Tell whether every level has a number."""
        return None not in self.levels.values()


@dataclass(slots=True)
class CodedLog:
    """What several coders coded: events by session, coder and tier, and when each could have coded."""

    codes: dict[str, tuple[str, ...]]
    """The codes of each tier, in the order of the alphabet."""
    tracks: dict[Key, Track]
    coders: dict[str, list[str]]
    """The coders of each session."""
    ends: dict[str, int]
    """The last offset of each session, in ms."""
    spells: dict[tuple[str, str], list[Spell]] = field(default_factory=dict)
    """Windows and uncodable time by session and kind: coder and tier (empty: all), onset, offset."""
    exclusive: dict[str, bool] = field(default_factory=dict)
    """Of each tier, what its scheme says, where there is one."""
    ratings: dict[tuple[str, str], dict[Rated, str]] = field(default_factory=dict)
    """What each coder rated in each session: tier, item and phase, with the level or number as written."""
    scales: dict[tuple[str, str], Scale] = field(default_factory=dict)
    """The levels of each rated tier and item, in order."""
    criteria: dict[str, tuple[Criterion, ...]] = field(default_factory=dict)
    """What the scheme of each session asks of agreement."""

    def add(self, session: str, kind: str, spells: list[Spell]) -> None:
        """Add windows, or uncodable time."""
        if spells:
            self.spells.setdefault((session, kind), []).extend(spells)

    def track(self, session: str, coder: str, tier: str) -> Track:
        """Return a coder's events of a tier; none where the coder has none."""
        return self.tracks.get((session, coder, tier)) or make_track([], [], [])

    def windows(self, session: str, coder: str, tier: str) -> Spans:
        """Return when a coder coded a tier: from 0 to the session's last offset unless there are windows."""
        found = self._of(WINDOW, session, coder, tier)
        return make_spans(found or [(0, self.ends.get(session, 0))])

    def closing_ms(self, session: str) -> int | None:
        """Return the last instant of a session that has no windows; None where it has."""
        return None if (session, WINDOW) in self.spells else self.ends.get(session)

    def uncodable(self, session: str, coder: str, tier: str) -> Spans:
        """Return when a coder could not judge a tier."""
        return make_spans(self._of(UNCODABLE, session, coder, tier))

    def _of(self, kind: str, session: str, coder: str, tier: str) -> list[tuple[int, int]]:
        return [
            (onset, offset)
            for whose, which, onset, offset in self.spells.get((session, kind), [])
            if whose in ("", coder) and which in ("", tier)
        ]


@dataclass(slots=True)
class _Column:
    lines: list[int] = field(default_factory=list)
    onset: list[str] = field(default_factory=list)
    offset: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)


def read_coded(events: Path, codable: Path | None = None) -> CodedLog:
    """Read a table of events, and one of windows and uncodable time; raise CoderError for what cannot be read."""
    found, spells = _gather(events)
    if not found:
        raise CoderError(f"{events.name} has no events.", "Give a table with a row for each event.")
    codes = {tier: set[str]() for _, _, tier in found}
    for (_, _, tier), column in found.items():
        codes[tier].update(column.code)
    ordered = {tier: tuple(sorted(names)) for tier, names in sorted(codes.items())}
    log = CodedLog(ordered, {}, {}, {})
    for key, column in found.items():
        onset, offset = _times(events, column)
        place = {code: number for number, code in enumerate(log.codes[key[2]])}
        _know(log, key[0], key[1], int(offset.max()))
        if key[2] != PHASE:
            log.tracks[key] = make_track(onset, offset, [place[code] for code in column.code])
    log.codes.pop(PHASE, None)
    for (session, coder), column in spells.items():
        onset, offset = _times(events, column)
        _know(log, session, coder, int(offset.max()))
        rows = log.spells.setdefault((session, UNCODABLE), [])
        rows += [(coder, "", a, b) for a, b in zip(onset.tolist(), offset.tolist(), strict=True)]
    if codable is not None:
        _read_codable(log, codable)
    return log


def _know(log: CodedLog, session: str, coder: str, end_ms: int) -> None:
    log.ends[session] = max(log.ends.get(session, 0), end_ms)
    names = log.coders.setdefault(session, [])
    if coder not in names:
        names.append(coder)


def _gather(path: Path) -> tuple[dict[Key, _Column], dict[tuple[str, str], _Column]]:
    """Return the times as they are written, by session, coder and tier; our own uncodable time apart."""
    rows = _rows(path)
    head = next(rows)[1]
    session, coder, tier, code, onset, offset = _places(path, head, _NEEDED)
    kind, source = (head.index(name) if name in head else None for name in ("kind", "source"))
    ours = _OURS in head
    events: dict[Key, _Column] = {}
    spells: dict[tuple[str, str], _Column] = {}
    for line, row in rows:
        if not row[code] or (kind is not None and row[kind] == Kind.RATING) or _is_left_out(row, source):
            continue
        if ours and row[tier] == UNCODABLE:
            column = spells.setdefault((row[session], row[coder]), _Column())
        else:
            column = events.setdefault((row[session], row[coder], row[tier]), _Column())
        _check_names(path, line, head, row, (session, coder, tier))
        column.lines.append(line)
        column.onset.append(row[onset])
        column.offset.append(row[offset] or row[onset])
        column.code.append(row[code])
    return events, spells


def _check_names(path: Path, line: int, head: Sequence[str], row: Sequence[str], places: Sequence[int]) -> None:
    for place in places:
        if not row[place]:
            raise CoderError(f"Line {line} of {path.name} has no {head[place]}.", "Say whose event it is, and where.")


def _is_left_out(row: Sequence[str], source: int | None) -> bool:
    return source is not None and row[source] in _LEFT_OUT


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the head, then each row that is not empty, with its line."""
    if not path.is_file():
        raise CoderError(f"There is no {path.name} here.", "Give a table of events (CSV), a session or a study.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CoderError(f"{path.name} cannot be read.", "Give a table as CSV in UTF-8.") from error
    reader = csv.reader(io.StringIO(text))
    head = next(reader, None)
    if not head:
        raise CoderError(f"{path.name} is empty.", "Give a table with the names of its columns in the first line.")
    yield 1, head
    for row in _read_on(path, reader):
        if not row:
            continue
        if len(row) != len(head):
            raise CoderError(
                f"Line {reader.line_num} of {path.name} has {len(row)} cells where the head has {len(head)}.",
                "Separate cells by commas, and quote those that have a comma in them.",
            )
        yield reader.line_num, row


def _read_on(path: Path, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise CoderError(f"{path.name} is no table ({error}).", "Give a table as CSV in UTF-8.") from error


def _places(path: Path, head: Sequence[str], needed: Sequence[str]) -> list[int]:
    missing = [name for name in needed if name not in head]
    if missing:
        raise CoderError(
            f"{path.name} has no column {missing[0]}.", f"The columns of this table are {', '.join(needed)}."
        )
    return [head.index(name) for name in needed]


def _times(path: Path, column: _Column) -> tuple[Ints, Ints]:
    """Return onsets and offsets in ms; raise CoderError that names the line of one that is no time."""
    try:
        onset, offset = (np.rint(np.array(cells, dtype=np.float64) * 1000) for cells in (column.onset, column.offset))
        whole = bool(np.isfinite(onset).all() and np.isfinite(offset).all())
    except ValueError:
        whole = False
    if not whole:
        line, cell = next(_unreadable(column))
        raise CoderError(
            f"Line {line} of {path.name} has {cell!r} for a time.", "Write seconds with a decimal point, such as 12.5."
        )
    wrong = np.flatnonzero(offset < onset)
    if len(wrong):
        line = column.lines[int(wrong[0])]
        raise CoderError(f"Line {line} of {path.name} ends before it begins.", "Check onset_s and offset_s there.")
    return onset.astype(np.int64), offset.astype(np.int64)


def _unreadable(column: _Column) -> Iterator[tuple[int, str]]:
    for line, *cells in zip(column.lines, column.onset, column.offset, strict=True):
        for cell in cells:
            try:
                known = bool(np.isfinite(float(cell)))
            except ValueError:
                known = False
            if not known:
                yield line, cell


def _read_codable(log: CodedLog, path: Path) -> None:
    rows = _rows(path)
    session, coder, tier, kind, onset, offset = _places(path, next(rows)[1], _CODABLE)
    for line, row in rows:
        if row[kind] not in _KINDS:
            raise CoderError(
                f"Line {line} of {path.name} has the kind {row[kind]!r}.", "Kinds are window and uncodable."
            )
        begin, end = _times(path, _Column([line], [row[onset]], [row[offset]], [""]))
        found = log.spells.setdefault((row[session], row[kind]), [])
        found.append((row[coder], row[tier], int(begin[0]), int(end[0])))
        if row[coder] and row[coder] not in log.coders.setdefault(row[session], []):
            log.coders[row[session]].append(row[coder])
