"""What is wanted of a comparison of coders, and what comes of it."""

from dataclasses import dataclass
from pathlib import Path

from coder.model.agreement import Comparison, Pooled, RatingAgreement, ScoreAgreement, SessionPair

LEAST_SHIFT_MS = 200
"""From here on a difference of all onsets is told, if three quarters go the same way: reactions differ by less."""


@dataclass(frozen=True, slots=True)
class How:
    """The options of a comparison."""

    unit_ms: int = 1000
    tolerance_ms: int = 1000
    share: float = 0.6
    """How much of the longer of two events they must share to be the same one."""
    draws: int = 2000
    """How often sessions are drawn for an interval; 0 for no interval."""
    seed: int = 1
    block_ms: int = 0
    """How long the blocks of units are that are drawn for an interval within a session; 0 for none."""
    corrected: bool = False
    """Whether intervals over sessions are corrected for bias and acceleration (BCa); else percentile."""


PLAIN = How()


@dataclass(frozen=True, slots=True)
class AgreementWish:
    """What is to be compared, which coders, and how.

    ``events`` is a table of events, with one of codable time; or a session, a study or a folder of studies.
    """

    events: Path
    codable: Path | None = None
    pair: tuple[str, str] | None = None
    exclusive: frozenset[str] = frozenset()
    overlapping: frozenset[str] = frozenset()
    how: How = PLAIN
    viewer: str = ""
    """The coder in whose window it is asked for: what such a one codes blind is left out; empty for who plans."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Every comparison, and what was taken for granted."""

    comparisons: tuple[Comparison, ...]
    exclusive: dict[str, bool]
    """Of each tier, whether its codes exclude each other."""
    pooled: tuple[Pooled, ...] = ()
    scores: tuple[ScoreAgreement, ...] = ()
    ratings: tuple[RatingAgreement, ...] = ()
    sessions: tuple[SessionPair, ...] = ()
    """Every two coders of a session: compared, or why not."""
    schemes: tuple[str, ...] = ()
    """The schemes with the versions that was coded with, where that is known."""
    notes: tuple[str, ...] = ()
    """What a person should know before believing the figures."""

    @property
    def left_out(self) -> tuple[SessionPair, ...]:
        """Return those who could not be compared."""
        return tuple(one for one in self.sessions if not one.compared)
