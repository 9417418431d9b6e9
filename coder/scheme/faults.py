"""What is wrong with a scheme, where, and how to mend it; all of it at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from coder.errors import CoderError

MOST_SHOWN = 100
"""Faults in the text of one error; whoever asks for ``faults`` gets all."""

_LONGEST = 300


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
        path = f"{_one_line(self.path)}:" if self.path else ""
        parts = (place, marked, path, _one_line(self.message), _one_line(self.mend))
        return " ".join(part for part in parts if part)

    @property
    def is_error(self) -> bool:
        """Tell whether the scheme cannot be used because of it."""
        return self.severity == "error"


def _one_line(words: str) -> str:
    """Return words that fit a line, however much somebody wrote where a name belongs."""
    line = words.replace("\r", "").replace("\n", "⏎")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} … {line[-_LONGEST // 2 :]}"


class SchemeError(CoderError):
    """Say everything that is wrong with a scheme; ``faults`` holds each with its place."""

    def __init__(self, name: str, faults: Sequence[Fault]) -> None:
        self.name = name
        self.faults = tuple(faults)
        if len(self.faults) == 1:
            super().__init__(str(self.faults[0]))
            return
        lines = [f"  {fault}" for fault in self.faults[:MOST_SHOWN]]
        if len(self.faults) > MOST_SHOWN:
            lines.append(f"  … and {len(self.faults) - MOST_SHOWN} more.")
        super().__init__("\n".join((f"{name} has {len(self.faults)} faults:", *lines)))

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


def without_consequences(found: Iterable[Fault], told: Iterable[Fault]) -> list[Fault]:
    """Leave out what is found wrong where something more basic has been told already."""
    places = {(fault.file, fault.line, fault.path) for fault in told}
    return [fault for fault in found if (fault.file, fault.line, fault.path) not in places]
