"""What is wrong with a scheme, where, and how to mend it; all of it at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coder.errors import CoderError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a scheme file; ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    path: str
    message: str
    mend: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}:"
        marked = "warning:" if self.severity == "warning" else ""
        path = f"{self.path}:" if self.path else ""
        return " ".join(part for part in (place, marked, path, self.message, self.mend) if part)

    @property
    def is_error(self) -> bool:
        """Tell whether the scheme cannot be used because of it."""
        return self.severity == "error"


class SchemeError(CoderError):
    """Say everything that is wrong with a scheme; ``faults`` holds each with its place."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.name = name
        self.faults = tuple(faults)
        if len(self.faults) == 1:
            super().__init__(str(self.faults[0]))
            return
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{name} has {len(self.faults)} faults:\n{lines}")

    @property
    def summary(self) -> str:
        """Say in one line how many faults there are and which is the first."""
        if len(self.faults) == 1:
            return self.message
        return f"{self.name} has {len(self.faults)} faults, the first: {self.faults[0]}"


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults file by file as they first came, each file from top to bottom, none twice."""
    found = list(dict.fromkeys(faults))
    files = list(dict.fromkeys(fault.file for fault in found))
    return sorted(found, key=lambda fault: (files.index(fault.file), fault.line, fault.column))
