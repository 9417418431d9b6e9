"""What regulation is computed from, wherever it was coded: streams of a pair, sequences of codes, two partners."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.model.construct import ConstructSeen
from coder.model.contingency import Method, Pair
from coder.model.cue_answer import CueAnswer
from coder.model.measure import Measured
from coder.model.scheme import Link
from coder.model.spans import Span

Held = tuple[int, int, str]
"""A state: onset and offset in ms, and its code."""
BOTH = "both"
"""What two partners are called that nothing names."""


@dataclass(frozen=True, slots=True)
class Streams:
    """What a session, or one phase of it, holds of a pair: instants in order, and the time in which both count.

    Stretches that touch where one phase ends and the next begins are not joined. ``reason`` says why there is nothing.
    """

    pair: Pair
    phase: str
    methods: tuple[Method, ...]
    cues: list[int]
    responses: list[int]
    windows: list[Span]
    codable: list[Span]
    answers: list[CueAnswer]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sequences:
    """The codes of some tiers in order of onset, a run for each stretch that nothing interrupts."""

    tiers: str
    phase: str
    runs: list[list[str]]


@dataclass(frozen=True, slots=True)
class Partners:
    """Two partners' streams: the states of two codes, all states of their tiers, and when both count.

    ``codes``: all that may hold on each tier. ``scale``: the value of each code on a scale that both share, tier by
    tier; None: the codes themselves are the scale. ``window_ms``: how soon a turn is taken. ``label``: the link or
    derived code that names them.
    """

    names: tuple[str, str]
    phase: str
    tiers: tuple[str, str] = ("", "")
    codes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    cue: list[Span] = field(default_factory=list)
    response: list[Span] = field(default_factory=list)
    first: list[Held] = field(default_factory=list)
    second: list[Held] = field(default_factory=list)
    windows: list[Span] = field(default_factory=list)
    codable: list[Span] = field(default_factory=list)
    window_ms: int = 5000
    scale: tuple[Mapping[str, str], Mapping[str, str]] | None = None
    reason: str = ""
    label: str = BOTH


@dataclass(frozen=True, slots=True)
class Used:
    """The observations that a session's figures rest on, and what is to be said of them."""

    session_id: str
    coders: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    scheme: str = ""
    notes: tuple[str, ...] = ()
    rules: tuple[tuple[Pair, str], ...] = ()
    asked: tuple[tuple[Pair, Link], ...] = ()
    """The links that were computed, as the scheme has them."""
    links: tuple[str, ...] = ()
    """Every link of the scheme whose tiers were all coded, asked for or not."""
    phased: bool = False
    """Whether phases were marked, so that they alone counted."""
    left_out: tuple[str, ...] = ()
    """Which observations could not be read, and why."""

    @property
    def unread(self) -> bool:
        """Tell whether nothing is left of the session."""
        return bool(self.left_out) and not self.coders

    codes: tuple[str, ...] = ()
    """Every ACTOR.CODE of the tiers that were coded."""


@dataclass(frozen=True, slots=True)
class SessionStreams:
    """All that is computed from in one session; ``summary`` are rows that are ready."""

    session_id: str
    dyad_id: str
    used: Used
    streams: list[Streams]
    sequences: list[Sequences]
    partners: list[Partners]
    summary: list[list[str]] = field(default_factory=list)
    windows_summary: list[list[str]] = field(default_factory=list)
    derived: list[Measured] = field(default_factory=list)
    constructs: list[ConstructSeen] = field(default_factory=list)
