"""Events and codable time of several coders, read from tables: our own export, or what another program wrote.

Imports numpy: import this module lazily.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

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
    unreadable: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """Whose observation of a session cannot be read, why, and what to do."""
    apart: dict[str, list[str]] = field(default_factory=dict)
    """Tiers on which one coder coded several actors, and what each actor's part of it is called."""
    notes: list[str] = field(default_factory=list)
    """What a person should know of the log."""

    def called(self, tiers: Iterable[str]) -> set[str]:
        """Return what some tiers are called here: more than one where actors are apart."""
        return {name for tier in tiers for name in self.apart.get(tier, [tier])}

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


def _gathered(parts: Sequence[coded_log.CodedLog]) -> ComparedLog:
    log, found, codes = ComparedLog({}, {}, {}, {}, apart=_apart(parts)), {}, defaultdict[str, set[str]](set)
    for part in parts:
        session, coder = part.session_id, part.coder_id
        log.coders.setdefault(session, []).append(coder)
        log.ends[session] = part.end_ms
        log.add(session, WINDOW, _spells(log, coder, part.windows))
        log.add(session, UNCODABLE, _spells(log, coder, part.uncodable))
        origin = Origin(" and ".join(part.schemes))
        for tier, events in _by_tier(part, log.apart).items():
            log.origins[session, coder, tier] = origin
            found[session, coder, tier] = events
            codes[tier].update(event.code for event in events)
    log.codes = {tier: tuple(sorted(codes[tier])) for tier in sorted(codes)}
    log.tracks = {key: _once(_track(events, log.codes[key[2]])) for key, events in found.items()}
    log.notes += _notes(log, sum(map(len, found.values())) - sum(map(len, log.tracks.values())))
    unheard = list(_unheard(log))
    if unheard and not any(event.id for part in parts for event in part.events):  # our own export names every tier
        log.notes += unheard
    return log


def _apart(parts: Iterable[coded_log.CodedLog]) -> dict[str, list[str]]:
    """Return the tiers on which one coder coded several actors in one session: what they do is not one stream."""
    found: dict[str, set[str]] = {}
    for part in parts:
        actors = defaultdict[str, set[str]](set)
        for tier, actor in {(event.tier, event.actor) for event in part.events}:
            actors[tier].add(actor)
        for tier, named in actors.items():
            if len(named) > 1:
                found.setdefault(tier, set()).update(named)
    return {tier: sorted(_called(tier, actor) for actor in found[tier]) for tier in sorted(found)}


def _called(tier: str, actor: str) -> str:
    return f"{actor}.{tier}" if actor else tier


def _spells(log: ComparedLog, coder: str, spans: Iterable[coded_log.CodableSpan]) -> list[Spell]:
    return [(coder, tier, one.onset_ms, one.offset_ms) for one in spans for tier in log.apart.get(one.tier, [one.tier])]


def _by_tier(part: coded_log.CodedLog, apart: Mapping[str, list[str]]) -> dict[str, list[coded_log.CodedEvent]]:
    """Return what the coder coded; what was derived of it says nothing more."""
    found: dict[str, list[coded_log.CodedEvent]] = {}
    for event in part.events:
        if not event.derived:
            tier = _called(event.tier, event.actor) if event.tier in apart else event.tier
            found.setdefault(tier, []).append(event)
    return found


def _track(events: list[coded_log.CodedEvent], codes: Sequence[str]) -> Track:
    place = {code: number for number, code in enumerate(codes)}
    offsets = [event.onset_ms if event.offset_ms is None else event.offset_ms for event in events]
    return make_track([event.onset_ms for event in events], offsets, [place[event.code] for event in events])


def _once(track: Track) -> Track:
    """Return events without those that are written again: nobody codes the same thing twice at one instant."""
    columns = (track.onset, track.offset, track.code)
    again = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    return track.where(np.append(True, ~again)) if again.any() else track


def _notes(log: ComparedLog, repeated: int) -> Iterator[str]:
    for tier, names in log.apart.items():
        yield f"Tier {tier} has events of several actors: they are compared apart, as {' and '.join(names)}."
    if repeated:
        yield f"{repeated} event{'s are' if repeated > 1 else ' is'} in the log again: each counts once."


def _unheard(log: ComparedLog) -> Iterator[str]:
    spelled = {tier for spells in log.spells.values() for _, tier, *_ in spells}
    for tier in sorted(spelled - log.codes.keys() - {""}):
        yield f"The table of codable time names the tier {tier}, which has no events."
