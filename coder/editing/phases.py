"""The phases of a session as they were really marked, beside what the procedure plans."""

from dataclasses import dataclass

from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import PHASE, Phase, Procedure

EARLY_MS = 1_000
"""How much shorter than planned a phase may be without having ended early."""


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase that took place, ``[onset_ms, offset_ms)``; one that runs ends with the session."""

    phase: str
    onset_ms: int
    offset_ms: int
    event: Event

    @property
    def length_ms(self) -> int:
        """How long it really lasted."""
        return self.offset_ms - self.onset_ms


def phase_spans(observation: Observation, end_ms: int) -> list[PhaseSpan]:
    """Return the phases that were marked, in order; one that was marked twice is there twice."""
    return [
        PhaseSpan(event.code, event.onset_ms, event.end_ms(end_ms), event)
        for event in observation.lane(PHASE)
        if event.onset_ms < event.end_ms(end_ms)
    ]


def phase_at(observation: Observation, ms: int) -> Event | None:
    """Return the phase that an instant lies in."""
    return next(iter(observation.lane(PHASE).covering(ms)), None)


def is_outside(observation: Observation, ms: int) -> bool:
    """Tell whether phases are marked and an instant lies in none of them."""
    return len(observation.lane(PHASE)) > 0 and phase_at(observation, ms) is None


def planned_ms(procedure: Procedure, phase_id: str) -> int | None:
    """Return how long a phase was planned to last, or None where nothing was planned."""
    phase = procedure.phase(phase_id)
    return None if phase is None or phase.planned_s is None else round(phase.planned_s * 1000)


def shortfall_ms(phase: Phase | None, event: Event) -> int:
    """Return by how much an ended phase is shorter than planned, 0 where it is as good as whole or still runs."""
    if phase is None or phase.planned_s is None or event.offset_ms is None:
        return 0
    missing = round(phase.planned_s * 1000) - (event.offset_ms - event.onset_ms)
    return missing if missing > EARLY_MS else 0


def ended_early(phase: Phase | None, event: Event) -> bool:
    """Tell whether a phase that may end early did."""
    return phase is not None and phase.may_end_early and shortfall_ms(phase, event) > 0


def deviates(phase: Phase | None, event: Event) -> bool:
    """Tell whether a phase is shorter than planned although it may not end early."""
    return phase is not None and not phase.may_end_early and shortfall_ms(phase, event) > 0
