"""Kappa of two coders against the tolerance that what is the same may be apart by."""

from dataclasses import dataclass

from coder.model.agreement import Estimate, Method


@dataclass(frozen=True, slots=True)
class ToleranceStep:
    """Kappa at one tolerance: in units of time with either coder as the reference, and of events."""

    tolerance_ms: int
    in_time: tuple[Estimate, Estimate]
    of_events: Estimate


@dataclass(frozen=True, slots=True)
class ToleranceCurve:
    """Two coders on a tier, or on one ``code`` of it, in one session or (``session`` empty) in all of theirs.

    ``events`` is how events are compared: by nearness where there are points only, else by alignment.
    """

    session: str
    pair: tuple[str, str]
    tier: str
    code: str
    events: Method
    steps: tuple[ToleranceStep, ...]
