"""All that counts of a session, and each of its phases: stretches of time, none joined to the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from coder.editing.codable import Stretch
from coder.model.spans import Span, difference, index_at


@dataclass(frozen=True, slots=True)
class Part:
    """A session's whole (no phase) or one of its phases: its stretches, in order, none joined to the next."""

    phase: str
    spans: tuple[Span, ...]

    def codable(self, spells: Sequence[Span]) -> list[Span]:
        """Return the time of each stretch that is in none of some spells."""
        return [left for span in self.spans for left in difference([span], spells)]

    def holds(self, ms: int) -> bool:
        """Tell whether an instant lies in it."""
        return index_at(self.spans, ms) is not None


def parts_of(stretches: Sequence[Stretch], *, by_phase: bool) -> list[Part]:
    """Return all that counts, then each phase; time that two phases share belongs to the one that began first."""
    reached, spans = min((one.onset_ms for one in stretches), default=0), list[tuple[str, Span]]()
    for one in sorted(stretches, key=lambda one: one.onset_ms):
        onset = max(one.onset_ms, reached)
        if onset < one.offset_ms:
            spans.append((one.phase, (onset, one.offset_ms)))
            reached = one.offset_ms
    phases = dict.fromkeys(phase for phase, _ in spans if phase and by_phase)
    own = [Part(phase, tuple(span for name, span in spans if name == phase)) for phase in phases]
    return [Part("", tuple(span for _, span in spans)), *own]
