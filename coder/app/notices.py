"""One line for the person: what happened and what to do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from coder.errors import CoderError


class Severity(StrEnum):
    """How much a notice matters."""

    DONE = "done"
    NEWS = "news"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, a hint, and perhaps one button."""

    message: str
    hint: str = ""
    severity: Severity = Severity.DONE
    button: str = ""
    action: Callable[[], object] | None = None

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


def notice_of(error: CoderError) -> Notice:
    """Build the notice that tells of an error."""
    return Notice(error.message, error.hint, Severity.ERROR)
