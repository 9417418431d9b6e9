"""Events and codable time of several coders, read from tables: our own export, or what another program wrote.

Imports numpy: import this module lazily.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coder.analysis.tracks import Spans, Track, make_spans, make_track
from coder.app.comparing.origins import Origin
from coder.app.log_files import read_log_files
from coder.formats.coded_log.reading import WINDOW
from coder.model import coded_log
from coder.model.agreement import Criterion
from coder.model.scheme import UNCODABLE

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
class ComparedLog:
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
    origins: dict[Key, Origin] = field(default_factory=dict)
    """Under which scheme and on which media each coder coded each tier of a session, where that is known."""

    unsealed: set[tuple[str, str]] = field(default_factory=set)
    """Who has not submitted yet what of a session the study has a plan for."""

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


def read_coded(events: Path, codable: Path | None = None) -> ComparedLog:
    """Read a table of events, and one of windows and uncodable time; raise CoderError for what cannot be read."""
    return _gathered(read_log_files(events, codable, filled=("coder_id", "tier")))


def _gathered(parts: Iterable[coded_log.CodedLog]) -> ComparedLog:
    log, found, codes = ComparedLog({}, {}, {}, {}), {}, defaultdict[str, set[str]](set)
    for part in parts:
        session, coder = part.session_id, part.coder_id
        log.coders.setdefault(session, []).append(coder)
        log.ends[session] = part.end_ms
        log.add(session, WINDOW, [(coder, one.tier, one.onset_ms, one.offset_ms) for one in part.windows])
        log.add(session, UNCODABLE, [(coder, one.tier, one.onset_ms, one.offset_ms) for one in part.uncodable])
        origin = Origin(" and ".join(part.schemes))
        for tier, events in _by_tier(part).items():
            log.origins[session, coder, tier] = origin
            found[session, coder, tier] = events
            codes[tier].update(event.code for event in events)
    log.codes = {tier: tuple(sorted(codes[tier])) for tier in sorted(codes)}
    log.tracks = {key: _track(events, log.codes[key[2]]) for key, events in found.items()}
    return log


def _by_tier(part: coded_log.CodedLog) -> dict[str, list[coded_log.CodedEvent]]:
    """Return what the coder coded; what was derived of it says nothing more."""
    found: dict[str, list[coded_log.CodedEvent]] = {}
    for event in part.events:
        if not event.derived:
            found.setdefault(event.tier, []).append(event)
    return found


def _track(events: list[coded_log.CodedEvent], codes: Sequence[str]) -> Track:
    place = {code: number for number, code in enumerate(codes)}
    offsets = [event.onset_ms if event.offset_ms is None else event.offset_ms for event in events]
    return make_track([event.onset_ms for event in events], offsets, [place[event.code] for event in events])
