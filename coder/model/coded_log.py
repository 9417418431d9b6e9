"""What one coder coded in one session, from wherever: events and the time that could be coded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coder.model.spans import Span, difference, index_at, intersection, union


class CodedEvent(NamedTuple):
    """An event of a log; ``offset_ms`` is None for a point. ``id`` is empty where the log has none.

    ``derived``: computed of other events, so that no coder coded it; ``censored``: of onset and offset whether the true
    one may lie further out. A tuple, for there may be hundreds of thousands.
    """

    actor: str
    tier: str
    code: str
    onset_ms: int
    offset_ms: int | None
    id: str = ""
    derived: bool = False
    censored: tuple[bool, bool] = (False, False)

    @property
    def name(self) -> str:
        """Its code as it is named: ACTOR.CODE."""
        return f"{self.actor}.{self.code}"


@dataclass(frozen=True, slots=True)
class MarkedPhase:
    """A phase as it was marked."""

    phase: str
    onset_ms: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class CodableSpan:
    """Time that was coded, or could not be: of one tier, of all where ``tier`` is empty."""

    tier: str
    onset_ms: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class CodedLog:
    """One coder's events of one session in order of onset, and the windows and uncodable time that hold for the coder.

    ``end_ms`` is the last offset of the session, whoever coded it, or the onset of a point behind it: a tier without a
    window was coded from 0 to there, and a point at that very instant counts. ``schemes``: what was coded with, each
    its id and version, where the log says so. ``phases``: as marked, in order of onset; a phase that is there twice has
    two.
    """

    session_id: str
    dyad_id: str
    coder_id: str
    events: tuple[CodedEvent, ...]
    windows: tuple[CodableSpan, ...] = ()
    uncodable: tuple[CodableSpan, ...] = ()
    end_ms: int = 0
    schemes: tuple[str, ...] = ()
    phases: tuple[MarkedPhase, ...] = ()

    def windows_of(self, tier: str) -> list[Span]:
        """Return the stretches in which a tier was coded, in order."""
        return union(_spans_of(self.windows, tier)) or union([(0, self.end_ms)])

    def any_window(self) -> list[Span]:
        """Return the stretches in which any tier was coded, in order."""
        tiers = {event.tier for event in self.events} | {window.tier for window in self.windows}
        return union(span for tier in tiers or {""} for span in self.windows_of(tier))

    def uncodable_of(self, tier: str) -> list[Span]:
        """Return the stretches in which a tier could not be judged, in order."""
        return union(_spans_of(self.uncodable, tier))

    def codable(self, tiers: Iterable[str] = ("",)) -> list[Span]:
        """Return the stretches in which all of some tiers could be judged, in order: windows less uncodable time.

        Stretches that touch where one window ends and the next begins are one.
        """
        wanted = tuple(tiers) or ("",)
        spans = self.windows_of(wanted[0])
        for tier in wanted:
            spans = intersection(spans, difference(self.windows_of(tier), self.uncodable_of(tier)))
        return spans

    def stretch_of(self, event: CodedEvent, stretches: Sequence[Span]) -> int | None:
        """Return which of some stretches in order an event begins in; None for none.

        A point at the last instant of a session without windows is in the stretch that ends there: nothing says that
        the session ended before it.
        """
        return index_at(stretches, event.onset_ms - self.is_closing(event))

    def is_closing(self, event: CodedEvent) -> bool:
        """Tell whether an event is a point at the last instant of a session without windows."""
        return event.offset_ms is None and event.onset_ms == self.end_ms and not self.windows


def _spans_of(spans: Iterable[CodableSpan], tier: str) -> list[Span]:
    return [(one.onset_ms, one.offset_ms) for one in spans if one.tier in ("", tier)]
