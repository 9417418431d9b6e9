"""Run the command line in this process, with a window that nobody sees."""

from dataclasses import dataclass, field
from pathlib import Path

from coder.app.doctor import Finding
from coder.cli.main import run


@dataclass
class NoWindow:
    """A computer without a display; it remembers what it was asked to open."""

    display: bool = False
    opened: list[tuple[Path | None, str, str]] = field(default_factory=list)

    def has_display(self) -> bool:
        """Tell whether a window can be seen here."""
        return self.display

    def open(self, session: Path | None, coder: str, pass_id: str) -> int:
        """Remember what was opened."""
        self.opened.append((session, coder, pass_id))
        return 0

    def demo(self, session: Path, folder: Path, *, seen: bool) -> int:
        """Remember what was shown."""
        self.opened.append((session, "demo", "seen" if seen else "unseen"))
        return 0

    def findings(self) -> list[Finding]:
        """Find one thing."""
        return [Finding("Qt", "none", "There is no Qt here.", "Install it.", harmless=True)]


def coder(*words: str | Path, window: NoWindow | None = None) -> int:
    """Run ``coder WORD …`` and return its exit code."""
    return run([str(word) for word in words], window or NoWindow())
