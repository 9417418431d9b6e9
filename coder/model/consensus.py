"""What two coders' consensus is made of: where they differ, what was decided of it, and whose events they were."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import quote, unquote

from coder.model.agreement import DisagreementType
from coder.model.event import Event

CONSENSUS = "consensus"
"""The coder, and the record, of an observation that two coders agreed on; nobody codes under this name."""
DISAGREEMENT = "?disagreement"
"""The lane of a consensus on which disagreements lie; no scheme can have a tier of this name."""
MADE = "made"
"""On that lane, the code of the event that says of whose observations the consensus was made."""
NONE = "none"
"""No code."""
RATING = "?rating"
"""What is asked where two coders rate an item differently; else it is a modifier, or whom an act is directed to."""


Instants = tuple[int | None, int | None]
NOWHERE: Instants = (None, None)
Key = tuple[str, str, int, int | None, str, str, str, str, Instants]
"""What tells a disagreement from others."""


class Ruling(StrEnum):
    """What was decided of a disagreement."""

    OPEN = "open"
    A = "A"
    B = "B"
    THIRD = "third"
    UNCODABLE = "uncodable"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a disagreement, or an instant (no offset), with the code, or the value, that was decided for it."""

    onset_ms: int
    offset_ms: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision: ``parts`` of a third, the ``uncodable`` reason, and why it was decided so."""

    ruling: Ruling = Ruling.OPEN
    parts: tuple[Part, ...] = ()
    uncodable: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A stretch (or instant: no offset) of a tier in which two coders differ, and what was decided of it.

    ``stream`` is the code that is judged by itself, where codes of the tier do not exclude each other. Where both have
    the same code but not the same instant, ``at`` is each coder's: of a point, or of the change from one event to the
    next of its code (``again``; None: the coder has a single event there). Where both have the same code, or rate the
    same item (of a ``phase``), and say another value of it, ``asked`` tells which: ``stream`` is the code or item then,
    and ``code_a`` and ``code_b`` are the values, empty where none is given.
    """

    id: int
    tier: str
    stream: str
    onset_ms: int
    offset_ms: int | None
    code_a: str
    code_b: str
    type: DisagreementType
    ruled: Ruled = field(default_factory=Ruled)
    asked: str = ""
    phase: str = ""
    at: Instants = NOWHERE
    again: bool = False

    @property
    def is_when(self) -> bool:
        """Tell whether they differ only on the instant, of a point or of where one event ends and the next begins."""
        return self.at != NOWHERE

    @property
    def is_rating(self) -> bool:
        """Tell whether they rate an item differently."""
        return self.asked == RATING

    def owned(self, ruled: Ruled) -> Ruled:
        """Return a third code or value as that of the coder who has it: it is not a third one then."""
        part = next(iter(ruled.parts), None)
        if ruled.ruling is not Ruling.THIRD or part is None or self.is_when or len(ruled.parts) > 1:
            return ruled
        if part.onset_ms != self.onset_ms or part.code not in (self.code_a, self.code_b):
            return ruled
        return Ruled(Ruling.A if part.code == self.code_a else Ruling.B)

    @property
    def open(self) -> bool:
        """Tell whether nothing is decided yet."""
        return self.ruled.ruling is Ruling.OPEN

    @property
    def is_point(self) -> bool:
        """Tell whether it is an instant."""
        return self.offset_ms is None

    @property
    def key(self) -> Key:
        """What tells it from others, whatever was decided of it; of a rating not the time of what is rated."""
        when = (0, None) if self.is_rating else (self.onset_ms, self.offset_ms)
        return (self.tier, self.stream, *when, self.code_a, self.code_b, self.asked, self.phase, self.at)


def mark_of(dispute: Dispute) -> Event:
    """Return the event that stands for a disagreement on its lane."""
    ruled = dispute.ruled
    said = (
        ("tier", dispute.tier),
        ("stream", dispute.stream),
        ("code_a", dispute.code_a),
        ("code_b", dispute.code_b),
        ("type", dispute.type.value),
        ("parts", " ".join(map(_write, ruled.parts))),
        ("uncodable", ruled.uncodable),
        ("asked", dispute.asked),
        ("phase", dispute.phase),
        ("again", "yes" * dispute.again),
        *((f"at_{side}", str(at)) for side, at in zip("ab", dispute.at, strict=True) if at is not None),
    )
    modifiers = tuple((name, value) for name, value in said if value)
    onset, offset = dispute.onset_ms, dispute.offset_ms
    return Event(
        dispute.id, DISAGREEMENT, ruled.ruling.value, onset, offset, offset is None, modifiers, comment=ruled.reason
    )


def read_mark(event: Event) -> Dispute:
    """Read a disagreement from its event; raise ValueError when it makes no sense."""
    said = dict(event.modifiers)
    parts = tuple(map(_read, said.get("parts", "").split()))
    ruled = Ruled(Ruling(event.code), parts, said.get("uncodable", ""), event.comment)
    asked, nothing = said.get("asked", ""), "" if "asked" in said else NONE
    codes = (said.get("code_a", nothing), said.get("code_b", nothing))
    at = (said.get("at_a"), said.get("at_b"))
    kind = DisagreementType(said.get("type", ""))
    where = (said.get("tier", ""), said.get("stream", ""), event.onset_ms, event.offset_ms)
    instants = (None if at[0] is None else int(at[0]), None if at[1] is None else int(at[1]))
    return Dispute(event.id, *where, *codes, kind, ruled, asked, said.get("phase", ""), instants, "again" in said)


def _write(part: Part) -> str:
    return f"{part.onset_ms}-{'' if part.offset_ms is None else part.offset_ms}-{quote(part.code)}"


def _read(text: str) -> Part:
    onset, offset, code = text.split("-", 2)
    return Part(int(onset), int(offset) if offset else None, unquote(code))


@dataclass(frozen=True, slots=True)
class Side:
    """A coder's observation as the consensus was made of it; ``log_hash`` stands for all that was coded."""

    coder: str
    created: str
    log_hash: str


@dataclass(frozen=True, slots=True)
class Made:
    """The two observations that a consensus was made of."""

    a: Side
    b: Side

    @property
    def pair(self) -> tuple[str, str]:
        """The two coders."""
        return self.a.coder, self.b.coder


def mark_of_made(made: Made, event_id: int) -> Event:
    """Return the event that says of whose observations a consensus was made."""
    said = tuple(
        (f"{name}_{side}", value)
        for side, one in (("a", made.a), ("b", made.b))
        for name, value in (("coder", one.coder), ("created", one.created), ("log", one.log_hash))
    )
    return Event(event_id, DISAGREEMENT, MADE, 0, None, True, said)


def read_made(event: Event) -> Made:
    """Read of whose observations a consensus was made; raise ValueError when it makes no sense."""
    said = dict(event.modifiers)
    sides = [Side(*(said.get(f"{name}_{side}", "") for name in ("coder", "created", "log"))) for side in "ab"]
    if not all(side.coder for side in sides):
        raise ValueError("it does not say whose consensus it is")
    return Made(sides[0], sides[1])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which disagreements are to be shown: of a tier, with codes, of types; what is empty means any."""

    tier: str = ""
    code_a: str = ""
    code_b: str = ""
    types: frozenset[DisagreementType] = frozenset()
    open_only: bool = False

    def __bool__(self) -> bool:
        return self != ALL

    def has(self, one: Dispute) -> bool:
        """Tell whether a disagreement is one of those."""
        return (
            self.tier in ("", one.tier)
            and self.code_a in ("", one.code_a)
            and self.code_b in ("", one.code_b)
            and (not self.types or one.type in self.types)
            and (one.open or not self.open_only)
        )

    def of(self, disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
        """Return those of some disagreements."""
        return tuple(one for one in disputes if self.has(one))


ALL = Wanted()
