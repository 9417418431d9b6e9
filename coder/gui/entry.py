"""Where the start-up and the command line come into the window; Qt is loaded only when it is needed."""

from collections.abc import Callable
from pathlib import Path

from coder.app.doctor import Finding
from coder.errors import CoderError
from coder.gui.display import find_display_problem


def open_window(session: Path | None, coder: str = "", pass_id: str = "") -> int:
    """Open the window and return the exit code once it is closed."""
    from coder.gui.run import run_window

    return run_window(session, coder, pass_id)


class WindowEntry:
    """The window as the command line knows it."""

    def find_display_problem(self) -> CoderError | None:
        """Return why no window can be seen here, or None where one can."""
        return find_display_problem()

    def open(self, session: Path | None, coder: str, pass_id: str) -> int:
        """Open the window and return the exit code once it is closed."""
        return open_window(session, coder, pass_id)

    def code_sample(self, session: Path, coder: str, picture: Path, progress: Callable[[float], None]) -> None:
        """Play the sample in a window nobody sees, press the demo's keys in it, and save a picture of it."""
        from coder.gui.demo import code_sample

        code_sample(session, coder, picture, progress)

    def findings(self) -> list[Finding]:
        """Say what Qt, its platform and its sound are like here."""
        from coder.gui.doctor import examine

        return examine()
