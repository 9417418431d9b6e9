"""What regulation finds of a session beyond its rows: what figures are drawn from, and what leads back to a video."""

from dataclasses import dataclass

from coder.model.answers import Outcome
from coder.model.contingency import Pair
from coder.model.spans import Span
from coder.model.survival import NO_RATIO, HazardRatio, LogRank, Survival, Waiting


@dataclass(frozen=True, slots=True)
class Place:
    """Whose figures these are: a session's, a dyad's (no session), or those of all (``pooled``); no phase: all."""

    dyad_id: str
    session_id: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue at ``ms`` of media time, what became of it and when; ``response_ms`` is None where nothing answered it."""

    ms: int
    outcome: Outcome
    response_ms: int | None
    response_id: str = ""


@dataclass(frozen=True, slots=True)
class Trains:
    """Cues and responses of a pair in a place, in order, the time in which both count, and what became of each cue.

    ``cues`` and ``responses`` are instants (ms, media time); those not seen to begin are in neither. What came around
    each cue is a matter of both: see ``coder.analysis.cue_histogram``.
    """

    place: Place
    pair: Pair
    cues: tuple[int, ...]
    responses: tuple[int, ...]
    codable: tuple[Span, ...]
    found: tuple[CueFound, ...] = ()
    waits: tuple[Waiting, ...] = ()


@dataclass(frozen=True, slots=True)
class Stay:
    """The dyad in one cell of its grid, ``[onset_ms, offset_ms)`` of media time."""

    first: str
    second: str
    onset_ms: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The way through the state space grid: a run of stays for each stretch that nothing interrupts."""

    place: Place
    tiers: tuple[str, str]
    codes: tuple[tuple[str, ...], tuple[str, ...]]
    runs: tuple[tuple[Stay, ...], ...]


@dataclass(frozen=True, slots=True)
class LagProfile:
    """How two codes' states go together, the second some units later; None where one of them does not vary."""

    place: Place
    first: str
    second: str
    unit_ms: int
    lags: tuple[int, ...]
    r: tuple[float | None, ...]
    p_peak: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """How long cues of a pair waited in a place: what is drawn as a survival curve."""

    place: Place
    pair: Pair
    found: Survival


@dataclass(frozen=True, slots=True)
class CurvesCompared:
    """A log-rank test of the curves of some phases or groups; ``groups`` in the order of its observed events.

    ``hazard``: of the second group by the first, where there are two.
    """

    place: Place
    pair: Pair
    between: str
    groups: tuple[str, ...]
    found: LogRank
    rate: float | None = None
    hazard: HazardRatio = NO_RATIO
