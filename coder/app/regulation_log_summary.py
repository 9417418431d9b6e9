"""How often, how long and how soon in a log from elsewhere: counted as in a study, of the codes that occur."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from coder.editing.codable import Stretch
from coder.editing.occurrences import Occurrence
from coder.editing.reckoning import Lane, Reckoning
from coder.model.code_summary import CodeSummary
from coder.model.coded_log import CodedEvent, CodedLog
from coder.model.observation import Identity, Observation
from coder.model.scheme import Code, Kind, Scheme, Tier
from coder.model.spans import Span, difference, union

Whose = tuple[str, str]
"""An actor and a tier: two actors may share a tier."""


@dataclass(frozen=True, slots=True)
class LogCodes:
    """Of every actor and tier of a log its kind and its codes, in all sessions."""

    kinds: dict[Whose, Kind]
    codes: dict[Whose, tuple[str, ...]]


def codes_of_log(logs: Iterable[CodedLog]) -> LogCodes:
    """Return what occurs anywhere in a log: a tier on which anything lasts is one of states."""
    kinds: dict[Whose, Kind] = {}
    codes: dict[Whose, set[str]] = {}
    for event in (event for log in logs for event in log.events):
        whose = (event.actor, event.tier)
        codes.setdefault(whose, set()).add(event.code)
        if event.offset_ms is not None or whose not in kinds:
            kinds[whose] = Kind.POINT if event.offset_ms is None else Kind.STATE
    order = sorted(codes)
    return LogCodes({one: kinds[one] for one in order}, {one: tuple(sorted(codes[one])) for one in order})


def stretches_of(log: CodedLog, *, by_phase: bool) -> list[Stretch]:
    """Return what counts of a session: its phases where they are asked for and there are some, else its windows."""
    phases = log.phases if by_phase else ()
    return [Stretch(one.onset_ms, one.offset_ms, one.phase) for one in phases] or [
        Stretch(*span) for span in log.any_window()
    ]


def summarise_log(log: CodedLog, found: LogCodes, *, by_phase: bool) -> Iterator[CodeSummary]:
    """Give every code of the log in each phase as marked, or in each window."""
    from coder.analysis.summary import summarise

    for one in summarise(_LogReckoning(log, found, by_phase=by_phase)):
        yield replace(one, tier=one.tier.partition(_BETWEEN)[2])


_BETWEEN = "\0"


class _LogReckoning(Reckoning):
    """A session of a log as what an observation is summarised from; a lane is named by actor and tier."""

    def __init__(self, log: CodedLog, found: LogCodes, *, by_phase: bool) -> None:
        identity = Identity(log.session_id, log.coder_id)
        super().__init__(Scheme("", ""), Observation(identity, (), 1), log.end_ms)
        self._log, self._found, self._by_phase = log, found, by_phase

    @cached_property
    def lanes(self) -> list[Lane]:
        """Every actor's tiers."""
        return [Lane(tier, (tier.id,)) for tier in self._tiers.values()]

    @cached_property
    def _tiers(self) -> dict[Whose, Tier]:
        codes = {whose: tuple(map(Code, found)) for whose, found in self._found.codes.items()}
        return {
            whose: Tier(_BETWEEN.join(whose), whose[0], kind, codes=codes[whose])
            for whose, kind in self._found.kinds.items()
        }

    @cached_property
    def occurrences(self) -> list[Occurrence]:
        """All events, in order of onset."""
        return [self._occurrence(event) for event in self._log.events]

    def _occurrence(self, event: CodedEvent) -> Occurrence:
        tier = self._tiers[event.actor, event.tier]
        onset_ms = event.onset_ms - self._log.is_closing(event)
        offset_ms = onset_ms if event.offset_ms is None and tier.kind is Kind.STATE else event.offset_ms
        return Occurrence(onset_ms, offset_ms, tier, Code(event.code), None, "", event.censored)

    @cached_property
    def phases(self) -> list[Stretch]:
        """What counts."""
        return stretches_of(self._log, by_phase=self._by_phase)

    def spells(self, tiers: Sequence[str]) -> list[Span]:
        """Return when any of some tiers could not be judged, and when it was not coded."""
        log, found = self._log, list[Span]()
        for name in tiers:
            tier = name.partition(_BETWEEN)[2]
            counted = [(one.onset_ms, one.offset_ms) for one in self.phases]
            found += [*log.uncodable_of(tier), *difference(counted, log.windows_of(tier))]
        return union(found)
