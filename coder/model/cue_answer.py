"""Links as they are computed: cues, the responses that may answer them, and what became of each cue."""

from dataclasses import dataclass
from enum import StrEnum

from coder.model.answers import Outcome
from coder.model.spans import Span

ONSET = "onset"
OFFSET = "offset"
PHASE_END = "phase_end"
UNCODABLE_TIME = "uncodable"
NEXT_CUE = "next_cue"


class Pairing(StrEnum):
    """Which response answers which cue."""

    FIRST = "first"
    NEAREST = "nearest"
    ALL = "all"
    ONE_TO_ONE = "one_to_one"


class Cut(StrEnum):
    """Why it cannot be told whether a cue was answered."""

    PHASE_END = "phase_end"
    UNCODABLE = "uncodable"
    NEXT_CUE = "next_cue"
    SESSION_END = "session_end"
    OUTSIDE_PHASES = "outside_phases"
    IN_PROGRESS = "in_progress"
    CUE_NOT_SEEN = "cue_not_seen"


@dataclass(frozen=True, slots=True)
class Mark:
    """An edge of an event, at ``ms``; ``offset_ms`` is None for a point, ``id`` empty for what is computed.

    ``seen`` is False where the event may have begun earlier, or ended later, than there.
    """

    ms: int
    onset_ms: int
    offset_ms: int | None
    tier: str
    code: str
    actor: str = ""
    id: str = ""
    edge: str = ONSET
    seen: bool = True

    def is_same_event(self, other: "Mark") -> bool:
        """Tell whether both are edges of one event."""
        mine = (self.onset_ms, self.offset_ms, self.tier, self.code, self.id)
        return mine == (other.onset_ms, other.offset_ms, other.tier, other.code, other.id)


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A link's window after the cue (ms, both ends belong to it), its pairing, and what cuts it short.

    ``just_after``: the window opens right after the instant before ``from_ms``, as (c, c + w] does with 1 for it: what
    still lasts then is in progress.
    """

    from_ms: int
    to_ms: int
    pairing: Pairing = Pairing.FIRST
    new_onset_only: bool = True
    censor_at: frozenset[str] = frozenset()
    just_after: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A stretch of time that counts: a phase, or the whole session (no name)."""

    phase: str
    onset_ms: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Watched:
    """The stretches that count, and when a response could not have been judged; each in order."""

    stretches: tuple[Counted, ...]
    uncodable: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkTrain:
    """All that one link is computed from in one observation; cues and responses in order."""

    link: str
    cues: tuple[Mark, ...]
    responses: tuple[Mark, ...]
    rule: LinkRule
    watched: Watched


@dataclass(frozen=True, slots=True)
class CueAnswer:
    """What became of one cue.

    ``responses`` are those that answer it, the first one first. ``latency_ms`` is from the cue to that one; None where
    it was not answered, and where the response was already in progress. ``wait_ms`` is how long nothing had come: the
    latency, else until the window closed or was ``cut`` short. ``at_risk`` is False where a response was in progress as
    the window opened, so that a new one could not be waited for.
    """

    cue: Mark
    outcome: Outcome
    phase: str
    wait_ms: int
    responses: tuple[Mark, ...] = ()
    latency_ms: int | None = None
    in_progress: bool = False
    cut: Cut | None = None
    at_risk: bool = True
