"""Who codes what: the rules of a study's plan, and the assignments that were drawn by them."""

from dataclasses import dataclass
from enum import StrEnum

from coder.model.spans import Span


class Stratum(StrEnum):
    """What sessions are sorted by before some of each sort are drawn."""

    GROUP = "group"
    VISIT = "visit"
    AGE = "age"
    DYAD = "dyad"


class Role(StrEnum):
    """Whether an assignment is the session's own coding, or a check of it; its coder never sees which."""

    PRIMARY = "primary"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class PlanRules:
    """How assignments are drawn: by the same rules and ``seed`` the same are drawn.

    ``share`` of the sessions are coded twice, in every stratum of ``strata`` alike. ``segment_ms``: a check is of a
    random block of this length in each third of its session; None: of the whole session. ``groups`` names dyads,
    ``age_days`` are the ages at which a stratum begins. Without ``checkers`` all coders check each other.
    """

    coders: tuple[str, ...]
    checkers: tuple[str, ...] = ()
    share: float = 0.2
    segment_ms: int | None = None
    strata: tuple[Stratum, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    age_days: tuple[int, ...] = ()
    passes: tuple[str, ...] = ()
    seed: int = 1
    aliases: bool = True
    leave_out: tuple[str, ...] = ()
    """Sessions that are not drawn and that anybody may code, such as those for training."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What one coder is to code: a session, in a pass, or only ``blocks`` of it; ``alias`` names it neutrally."""

    alias: str
    coder: str
    session: str
    pass_id: str = ""
    role: Role = Role.PRIMARY
    blocks: tuple[Span, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Whose observation of what it is: session, coder, pass."""
        return self.session, self.coder, self.pass_id


@dataclass(frozen=True, slots=True)
class Candidate:
    """A session that can be drawn."""

    session: str
    dyad: str = ""
    visit: str = ""
    age_days: int | None = None
    duration_ms: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules, and what was drawn by them, each coder's in the order of the queue."""

    rules: PlanRules
    assignments: tuple[Assignment, ...] = ()

    def queue(self, coder: str) -> tuple[Assignment, ...]:
        """Return what a coder is to code, in order."""
        return tuple(one for one in self.assignments if one.coder == coder)

    def find(self, session: str, coder: str, pass_id: str = "") -> Assignment | None:
        """Return the assignment of an observation, None where it was not assigned."""
        return next((one for one in self.assignments if one.key == (session, coder, pass_id)), None)

    def covers(self, session: str) -> bool:
        """Tell whether a session is one that is drawn, and coded only by those it is assigned to."""
        return session not in self.rules.leave_out

    def coders(self) -> tuple[str, ...]:
        """Return everybody who codes or checks, in the order of the rules."""
        known = (*self.rules.coders, *self.rules.checkers, *(one.coder for one in self.assignments))
        return tuple(dict.fromkeys(known))
