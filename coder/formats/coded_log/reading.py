"""Logs from elsewhere: an ``events.csv``, and the time that could be coded in a ``codable.csv`` beside it.

The one reader of both for every command, with one rule for each case; a command makes of it what it needs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from coder.errors import CoderError
from coder.formats.coded_log.rows import RowError, parse_ms, read_rows
from coder.model.coded_log import CodableSpan, CodedEvent, CodedLog, MarkedPhase
from coder.model.scheme import PHASE, UNCODABLE, Kind

NEEDED = ("session_id", "code", "onset_s", "offset_s")
CODABLE_NEEDED = ("session_id", "kind", "onset_s", "offset_s")
WINDOW = "window"
_PRIMARY, _DERIVED = "primary", "derived"
_RATING, _POINT = Kind.RATING.value, Kind.POINT.value
_KINDS = ("", *(kind.value for kind in Kind))
_POINTS = ("", _POINT)
"""Kinds that have no offset where none is written."""
_OURS = "event_id"
"""The column by which our own export is known: its phases and uncodable time are rows as well."""
_WHOSE = ("session_id", "coder_id", "tier")
_SCHEME = ("scheme_id", "scheme_version")
_CENSORED = ("censored_start", "censored_end")
_MORE = ("actor", _OURS, "source", "record", "dyad_id", *_SCHEME, *_CENSORED)
_EVENT = (*_WHOSE, "code", "kind", "onset_s", "offset_s", *_MORE)
_IN_ORDER = attrgetter("onset_ms", "tier", "code")
_SEEN, _WHOLE, _YES = (False, False), ["", ""], "1"
_CODABLE = (*_WHOSE, "kind", "onset_s", "offset_s", "record")
_JUDGED = "codable_s"
_REASON = "reason"
"""The column by which the ``codable.csv`` of our own export is known: its rows are the windows that were coded."""


@dataclass(slots=True)
class _Part:
    """What one coder has in one session; ``endless``: the places of states whose offset is not written."""

    events: list[CodedEvent] = field(default_factory=list)
    endless: list[int] = field(default_factory=list)
    spans: list[tuple[str, CodableSpan]] = field(default_factory=list)
    schemes: set[tuple[str, str]] = field(default_factory=set)

    def add(self, kind: str, event: CodedEvent) -> None:
        """Add an event of some kind; raise RowError where it ends before it begins."""
        if kind not in _KINDS:
            kind = kind.casefold()
        if event.offset_ms is None:
            if kind not in _KINDS:
                raise RowError(f"the kind is “{kind}”, and there is no offset", "Write state or point, or the offset.")
            if kind not in _POINTS:
                self.endless.append(len(self.events))
        elif event.offset_ms < event.onset_ms:
            raise RowError("the offset lies before the onset", "Mend it where the log comes from.")
        elif kind == _POINT or event.offset_ms == event.onset_ms:
            event = event._replace(offset_ms=None)
        self.events.append(event)


@dataclass(slots=True)
class _Found:
    """What both tables hold so far: by session and coder, and of each session; ``whole``: spans of all coders."""

    filled: tuple[str, ...]
    ours: bool
    parts: dict[tuple[str, str], _Part] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    dyads: dict[str, str] = field(default_factory=dict)
    whole: dict[str, list[tuple[str, CodableSpan]]] = field(default_factory=dict)
    by_tier: bool = False
    """Whether our own table of uncodable time says which tiers it is of."""

    def add_event(self, cells: Sequence[str]) -> None:
        """Add a row of events, given as its cells; raise RowError for what it cannot be."""
        session, coder, tier, code, kind, onset, offset, actor, event, source, record, dyad, scheme, version, *rest = (
            cells
        )
        if kind == _RATING:
            return
        if not (session and coder and tier):
            self._check_filled(session, coder, tier)
        if dyad and self.dyads.setdefault(session, dyad) != dyad:
            what = f"session {session} is of two dyads, {self.dyads[session]} and {dyad}"
            raise RowError(what, "Give it one dyad_id.")
        coder = _named(coder, record)
        part = self.parts.get((session, coder))
        if part is None:
            part = self.parts[session, coder] = _Part()
        if scheme or version:
            part.schemes.add((scheme, version))
        onset_ms, offset_ms = parse_ms("onset_s", onset), parse_ms("offset_s", offset)
        last_ms = onset_ms if offset_ms is None else offset_ms
        if last_ms is not None and last_ms > self.ends.get(session, 0):
            self.ends[session] = last_ms
        if not code:
            return
        if onset_ms is None:
            raise RowError("onset_s is empty", "Give every event an onset in seconds.")
        censored = _SEEN if rest == _WHOLE else (rest[0] == _YES, rest[1] == _YES)
        part.add(kind, CodedEvent(actor, tier, code, onset_ms, offset_ms, event, source == _DERIVED, censored))

    def _check_filled(self, *cells: str) -> None:
        for column, cell in zip(_WHOSE, cells, strict=True):
            if not cell and column in self.filled:
                raise RowError(f"{column} is empty", "Say whose event it is, and where.")

    def add_codable(self, cells: Sequence[str]) -> None:
        """Add a row of codable time, given as its cells; raise RowError for what it cannot be."""
        session, coder, tier, kind, onset, offset, record = cells
        if not session:
            raise RowError("session_id is empty", "Say which session was coded then.")
        coder = _named(coder, record)
        if kind not in (WINDOW, UNCODABLE):
            raise RowError(f"the kind is “{kind}”", "Write window or uncodable.")
        onset_ms, offset_ms = parse_ms("onset_s", onset), parse_ms("offset_s", offset)
        if onset_ms is None or offset_ms is None:
            raise RowError("a time is missing", "Give onset_s and offset_s.")
        if offset_ms <= onset_ms:
            raise RowError("the offset does not lie after the onset", "Give the stretch some time.")
        spans = self.parts.setdefault((session, coder), _Part()).spans if coder else self.whole.setdefault(session, [])
        spans.append((kind, CodableSpan(tier, onset_ms, offset_ms)))

    def spanned(self) -> set[str]:
        """Return the sessions of which there is codable time."""
        return {session for (session, _), part in self.parts.items() if part.spans} | self.whole.keys()

    def logs(self) -> Iterator[CodedLog]:
        """Give what each coder coded in each session."""
        for (session, coder), part in self.parts.items():
            end_ms = self.ends.get(session, 0)
            _close(part, end_ms)
            spans = [*self.whole.get(session, ()), *part.spans]
            events, blocked = _told_apart(part.events) if self.ours else (part.events, [])
            blocked = list(_of_derived(events, spans)) if self.by_tier else blocked
            marked = {(one.onset_ms, one.offset_ms or 0, one.code) for one in part.events if one.tier == PHASE}
            yield CodedLog(
                session,
                self.dyads.get(session, session),
                coder,
                tuple(sorted(events, key=_IN_ORDER)),
                tuple(span for kind, span in spans if kind == WINDOW),
                (*blocked, *(span for kind, span in spans if kind == UNCODABLE)),
                end_ms,
                tuple(" ".join(filter(None, used)) for used in sorted(part.schemes)),
                tuple(MarkedPhase(code, *span) for *span, code in sorted(marked) if span[0] < span[1]),
            )


def read_logs(
    content: bytes, name: str, codable: bytes | None = None, codable_name: str = "", *, filled: Sequence[str] = ()
) -> list[CodedLog]:
    """Return what each coder coded in each session, in the order of the log.

    ``content`` has the columns session_id (in every row), code, onset_s, offset_s, and may have dyad_id (the session,
    where it is empty), coder_id, actor, tier, kind, event_id, source, record, scheme_id, scheme_version, censored_start
    and censored_end (1: the true edge may lie further out), and others, which are left alone; ``filled`` names those of
    coder_id and tier that a command needs, in every row. ``codable`` has session_id, kind (``window`` or
    ``uncodable``), onset_s, offset_s, and may have coder_id and tier: empty, or no column, means all. Both are
    separated by commas, semicolons or tabs, with a decimal point or comma; blanks around cells do not count, and no row
    is cut short.

    - Events stand in order of onset, tier and code, whatever the order of the rows.
    - A point has the kind ``point``, no kind and no offset, or no length. A state or interval without an offset lasts
      to the last offset of its session; without one, no other kind is known. Capitals do not count.
    - The last offset of a session is that of any row of anyone, ratings apart; a point has its onset for it. So
      without a window time runs from 0 to there, and a point at that very instant is within it.
    - A row without a code is no event, but tells how far a session goes and that its coder coded. A coder named only
      in ``codable`` coded as well, and found nothing. Ratings are left out.
    - A second observation of a coder (``record`` neither empty nor ``primary``) is one of CODER.RECORD.
    - What our export derived (``source`` is ``derived``) is marked, for no coder coded it.
    - Rows of the tier ``phase`` that last are phases; whoever asks for none leaves them alone.
    - In our own export (it has event_id) rows of the tier ``uncodable`` are their coder's uncodable time of all tiers,
      and those of ``phase`` no events. The rows of its ``codable.csv`` (it has codable_s and no kind) are windows;
      those of its ``uncodable.csv`` (it has a reason and no kind) say which tiers were uncodable, in place of all;
      what was derived, of tiers that no table names, could be judged only where every tier could.

    Raises CoderError for what cannot be read, with the line.
    """
    needed = ("session_id", *filled)
    table = read_rows(content, name, (*needed, *NEEDED[1:]))
    found = _Found(needed, _OURS in table.head)
    table.each(_EVENT, found.add_event)
    if not found.parts:
        raise CoderError(f"{name} has no events.", "Give a table with a row for each.")
    if codable is not None:
        _add_codable(found, codable, codable_name, name)
    return list(found.logs())


def _named(coder: str, record: str) -> str:
    """Return what a coder is called in one record: CODER.RECORD in any but the primary one."""
    return f"{coder}.{record}" if record and record != _PRIMARY else coder


def _add_codable(found: _Found, codable: bytes, codable_name: str, name: str) -> None:
    """Add the table of codable time; refuse one that is of other sessions, for none of it would count."""
    sessions = {session for session, _ in found.parts}
    head = read_rows(codable, codable_name, ()).head
    ours = next((kind for column, kind in ((_JUDGED, WINDOW), (_REASON, UNCODABLE)) if column in head), "")
    if ours and "kind" not in head:
        found.by_tier = ours == UNCODABLE
        rows = read_rows(codable, codable_name, (*_WHOSE, "onset_s", "offset_s"))
        rows.each(_CODABLE, lambda cells: found.add_codable((*cells[:3], ours, *cells[4:])))
    else:
        read_rows(codable, codable_name, CODABLE_NEEDED).each(_CODABLE, found.add_codable)
    spanned = found.spanned()
    if spanned and not spanned & sessions:
        what = f"{codable_name} has none of the sessions of {name}: {min(spanned)} is not in it."
        raise CoderError(what, "Give both the same session_id.")


def _close(part: _Part, end_ms: int) -> None:
    """Let states without an offset last to the end of their session."""
    for at in part.endless:
        event = part.events[at]
        if event.onset_ms < end_ms:
            part.events[at] = event._replace(offset_ms=end_ms, censored=(event.censored[0], True))


def _of_derived(events: Iterable[CodedEvent], spans: Iterable[tuple[str, CodableSpan]]) -> Iterator[CodableSpan]:
    """Give the uncodable time of any tier as that of every tier that was derived."""
    tiers = sorted({event.tier for event in events if event.derived})
    for kind, span in spans:
        if kind == UNCODABLE:
            yield from (CodableSpan(tier, span.onset_ms, span.offset_ms) for tier in tiers)


def _told_apart(events: list[CodedEvent]) -> tuple[list[CodedEvent], list[CodableSpan]]:
    """Return the events of our own export that are behaviour, and the uncodable time among them."""
    blocked = [
        CodableSpan("", one.onset_ms, one.offset_ms)
        for one in events
        if one.tier == UNCODABLE and one.offset_ms is not None
    ]
    return [one for one in events if one.tier not in (PHASE, UNCODABLE)], blocked
