"""What another program's file says of a coding scheme, before it is one of ours: names as they are, nothing checked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coder.errors import CoderError
from coder.model.scheme import Ask, Kind, ModifierType, Text

NO_TEXT = Text()
MOST_CODES = 2_000
MOST_VALUES = 20
"""More different values than these are words that were written, not codes."""
_LONGEST_VALUE = 40
_MOST_WORDS = 4


class LossKind(StrEnum):
    """What became of a thing that could not be taken over as it was."""

    DROPPED = "dropped"
    GUESSED = "guessed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is not as it was, in a sentence."""

    kind: LossKind
    what: str


@dataclass(frozen=True, slots=True)
class ForeignOption:
    """One answer to a modifier; an empty key is none."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ForeignModifier:
    """A further value on an event."""

    name: str
    type: ModifierType = ModifierType.TEXT
    options: tuple[ForeignOption, ...] = ()
    ask: Ask = Ask.ONSET
    definition: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class ForeignCode:
    """One behaviour; an empty key or colour is none."""

    name: str
    key: str = ""
    label: Text = NO_TEXT
    color: str = ""
    value: float | None = None
    definition: Text = NO_TEXT
    examples: tuple[str, ...] = ()
    non_examples: tuple[str, ...] = ()
    modifiers: tuple[ForeignModifier, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignTier:
    """A lane of codes; an empty actor was not named in the file."""

    name: str
    kind: Kind
    actor: str = ""
    exclusive: bool = True
    codes: tuple[ForeignCode, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignScheme:
    """A whole scheme as another program has it; ``program`` is that program's name.

    Phases and reasons are ids of ours, from our own tables; ``uncodable``: time may be marked so.
    """

    program: str
    title: str = ""
    description: str = ""
    tiers: tuple[ForeignTier, ...] = ()
    losses: tuple[Loss, ...] = ()
    phases: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    uncodable: bool = False


@dataclass
class Losses:
    """The losses while they are being found, each told once."""

    found: list[Loss] = field(default_factory=list)

    def dropped(self, what: str) -> None:
        """Note what is not in the scheme."""
        self._add(LossKind.DROPPED, what)

    def guessed(self, what: str) -> None:
        """Note what the file did not say."""
        self._add(LossKind.GUESSED, what)

    def changed(self, what: str) -> None:
        """Note what had to become something else."""
        self._add(LossKind.CHANGED, what)

    def _add(self, kind: LossKind, what: str) -> None:
        loss = Loss(kind, " ".join(what.split()))
        if loss not in self.found:
            self.found.append(loss)


def check_count(codes: int, name: str) -> None:
    """Raise CoderError when a file has more codes than any scheme."""
    if codes > MOST_CODES:
        raise CoderError(f"{name} has {codes} codes; a scheme has {MOST_CODES} at most.", "Is this the right file?")


def listed(names: Iterable[str], most: int = 8) -> str:
    """Return names as a list for a sentence, the first few when there are many."""
    every = list(names)
    shown = ", ".join(f"“{name}”" for name in every[:most])
    return f"{shown} and {len(every) - most} more" if len(every) > most else shown


def find_codes(said: Sequence[str]) -> list[str]:
    """Return the different values among what stands on a tier where they are codes: few, short, used again and again.

    Empty where they are words that were written.
    """
    values = list(dict.fromkeys(filter(None, said)))
    short = all(len(value) <= _LONGEST_VALUE and len(value.split()) <= _MOST_WORDS for value in values)
    return values if len(values) <= MOST_VALUES and len(said) > max(2, 2 * len(values) - 1) and short else []
