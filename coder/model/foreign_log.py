"""What another program's file says was coded, before it is one of our observations: names as they are, nothing checked.

Times are whole milliseconds on the file's own time line, whose 0 is the first frame of the first medium.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coder.model.foreign_scheme import ForeignScheme, Loss, LossKind
from coder.model.time import format_short_time

MOST_EXAMPLES = 5
NO_VALUE = "empty"
"""The code of a stretch that has no value in a file whose values are codes."""


def told_shift(ms: int) -> str:
    """Say what was added to every time, in ms, or taken off."""
    return f"{abs(ms) / 1000:g} s were {'added to' if ms > 0 else 'taken off'} every time"


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One occurrence: the names of its tier and code, and its modifiers by name, several answers joined by ``+``.

    Without an offset it is a point, or a state that nobody ended. ``id`` is that of our own export, else 0.
    """

    tier: str
    code: str
    onset_ms: int
    offset_ms: int | None = None
    point: bool = False
    modifiers: tuple[tuple[str, str], ...] = ()
    target: str = ""
    comment: str = ""
    id: int = 0

    def __str__(self) -> str:
        named = self.code if self.code == self.tier else f"{self.tier}, {self.code}"
        until = "" if self.offset_ms is None else f"–{format_short_time(self.offset_ms)}"
        return f"{named} at {format_short_time(self.onset_ms)}{until}"


@dataclass(frozen=True, slots=True)
class ForeignMedium:
    """A medium by the names the file has for it, the likeliest first; ``offset_ms`` is where its first frame lies.

    ``continues``: it goes on where the one before ends. Length and rate are as the file says, None where it does not.
    """

    names: tuple[str, ...]
    offset_ms: int = 0
    continues: bool = False
    length_ms: int | None = None
    frames_per_s: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignObservation:
    """One person's events; an empty coder was not named in the file. ``suffix`` is put behind the id of who imports.

    ``counted`` is how many lines, cells or stretches the file has for them.
    """

    events: tuple[ForeignEvent, ...]
    coder: str = ""
    record: str = "primary"
    pass_id: str = ""
    suffix: str = ""
    counted: int = 0


@dataclass(frozen=True, slots=True)
class ForeignSession:
    """One visit as the file has it; ``clock_offset_ms`` is to be added to its times to have those of its clock."""

    name: str
    observations: tuple[ForeignObservation, ...]
    media: tuple[ForeignMedium, ...] = ()
    length_ms: int = 0
    frames_per_s: float = 0.0
    clock_offset_ms: int = 0
    dyad: str = ""
    visit: str = ""
    losses: tuple[Loss, ...] = ()

    @property
    def end_ms(self) -> int:
        """Return where the last event ends, and no sooner than the file says that the session does."""
        ends = (event.offset_ms or event.onset_ms for one in self.observations for event in one.events)
        return max((self.length_ms, *ends), default=0)


@dataclass(frozen=True, slots=True)
class ForeignLog:
    """A whole file: the scheme that its events need, its sessions, and what was lost of the file as a whole."""

    scheme: ForeignScheme
    sessions: tuple[ForeignSession, ...]
    losses: tuple[Loss, ...] = ()

    @property
    def events(self) -> Iterator[ForeignEvent]:
        """Every event of every session."""
        return (event for session in self.sessions for one in session.observations for event in one.events)


@dataclass
class Tally:
    """Losses that many events have in common: counted, with the first few as examples."""

    found: dict[tuple[LossKind, str], tuple[int, tuple[str, ...]]] = field(default_factory=dict)

    def add(self, kind: LossKind, what: str, example: object = "") -> None:
        """Count one more of a loss; ``what`` is the sentence without its full stop."""
        count, examples = self.found.get((kind, what), (0, ()))
        if len(examples) < MOST_EXAMPLES:
            words = " ".join(str(example).split())
            examples = (*examples, words) if words and words not in examples else examples
        self.found[kind, what] = (count + 1, examples)

    def dropped(self, what: str, example: object = "") -> None:
        """Count what is not in the observation."""
        self.add(LossKind.DROPPED, what, example)

    def guessed(self, what: str, example: object = "") -> None:
        """Count what the file did not say."""
        self.add(LossKind.GUESSED, what, example)

    def changed(self, what: str, example: object = "") -> None:
        """Count what had to become something else."""
        self.add(LossKind.CHANGED, what, example)

    def losses(self) -> tuple[Loss, ...]:
        """Return the losses, each with its count and examples."""
        return tuple(Loss(kind, _sentence(what, *counted)) for (kind, what), counted in self.found.items())


def join_losses(*groups: Iterable[Loss]) -> tuple[Loss, ...]:
    """Return the losses of several places, each told once."""
    return tuple(dict.fromkeys(loss for group in groups for loss in group))


def plain_name(words: str, fallback: str = "") -> str:
    """Return a name on one line, without blanks around it."""
    return " ".join(words.split()) or fallback


def _sentence(what: str, count: int, examples: tuple[str, ...]) -> str:
    shown = "; ".join(examples)
    more = f"; … and {count - len(examples)} more" if examples and count > len(examples) else ""
    return f"{what} ({count}){f': {shown}{more}' if shown else ''}."
