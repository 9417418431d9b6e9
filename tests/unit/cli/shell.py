"""Run the command line in this process, with a window that nobody sees."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coder.app.doctor import Finding
from coder.cli.main import run
from coder.errors import CoderError


@dataclass
class NoWindow:
    """A computer without a display; it remembers what it was asked to open."""

    display: bool = False
    opened: list[tuple[Path | None, str, str]] = field(default_factory=list)

    def find_display_problem(self) -> CoderError | None:
        """Return why no window can be seen here."""
        return None if self.display else CoderError("There is no display.", "Use `coder code`.")

    def open(self, session: Path | None, coder: str, pass_id: str) -> int:
        """Remember what was opened."""
        self.opened.append((session, coder, pass_id))
        return 0

    def code_sample(self, session: Path, coder: str, picture: Path, progress: Callable[[float], None]) -> None:
        """Code one event in place of a window."""
        keys = picture.with_name("keys.csv")
        keys.write_text("1,b\n", encoding="utf-8")
        assert run(["code", str(session), "--coder", coder, "--keys", str(keys)], self) == 0
        progress(1.0)

    def findings(self) -> list[Finding]:
        """Find one thing."""
        return [Finding("Qt", "none", "There is no Qt here.", "Install it.", harmless=True)]


def coder(*words: str | Path, window: NoWindow | None = None) -> int:
    """Run ``coder WORD …`` and return its exit code."""
    return run([str(word) for word in words], window or NoWindow())
