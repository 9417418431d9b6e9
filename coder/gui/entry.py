"""Where the start-up and the command line come into the window; Qt is loaded only when it is needed."""

from pathlib import Path

from coder.app.doctor import Finding
from coder.gui.display import has_display


def open_window(session: Path | None, coder: str = "", pass_id: str = "") -> int:
    """Open the window and return the exit code once it is closed."""
    from coder.gui.run import run_window

    return run_window(session, coder, pass_id)


class WindowEntry:
    """The window as the command line knows it."""

    def has_display(self) -> bool:
        """Tell whether a window can be seen here."""
        return has_display()

    def open(self, session: Path | None, coder: str, pass_id: str) -> int:
        """Open the window and return the exit code once it is closed."""
        return open_window(session, coder, pass_id)

    def demo(self, session: Path, folder: Path, *, seen: bool) -> int:
        """Show the sample to a person, or, unseen, code it by script and save what came of it in the folder."""
        if seen:
            from coder.app.demo import CODED_BY

            return open_window(session, CODED_BY)
        from coder.gui.demo import run_unseen

        return run_unseen(session, folder)

    def findings(self) -> list[Finding]:
        """Say what Qt, its platform and its sound are like here."""
        from coder.gui.doctor import examine

        return examine()
