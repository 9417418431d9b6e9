"""How the command line reaches the window without knowing it: the start-up hands these in."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import typer

from coder.app.doctor import Finding
from coder.errors import CoderError


class Window(Protocol):
    """What the command line asks of the window."""

    def find_display_problem(self) -> CoderError | None:
        """Return why no window can be seen here, or None where one can."""

    def open(self, session: Path | None, coder: str, pass_id: str) -> int:
        """Open the window and return the exit code once it is closed."""

    def code_sample(self, session: Path, coder: str, picture: Path, progress: Callable[[float], None]) -> None:
        """Play the sample in a window nobody sees, press the demo's keys in it, and save a picture of it."""

    def findings(self) -> list[Finding]:
        """Say what Qt, its platform and its sound are like here."""


@dataclass(frozen=True, slots=True)
class Shell:
    """What every subcommand may need from the start-up."""

    window: Window


def window(context: typer.Context) -> Window:
    """Return the window that the start-up handed in."""
    shell = context.find_object(Shell)
    if shell is None:
        raise CoderError("This command needs the window, which is not part of this start.", "Start `coder` itself.")
    return shell.window
