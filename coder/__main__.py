"""``coder`` opens the window; ``coder SESSION`` opens a session in it; ``coder WORD …`` runs a subcommand."""

import sys
from pathlib import Path

WORDS = (
    *("open", "demo", "new", "code", "export", "import", "merge", "bundle", "audit"),
    *("motion", "regulation", "doctor", "scheme", "media", "agreement"),
    *("plan", "submit", "reopen", "consensus", "training", "drift"),
)


def main() -> int:
    """Start the program and return its exit code."""
    words = sys.argv[1:]
    if not words or (words[0] not in WORDS and not words[0].startswith("-") and Path(words[0]).exists()):
        words = ["open", *words]
    if _is_plain_open(words):
        from coder.gui.display import has_display
        from coder.gui.entry import open_window

        if has_display():
            return open_window(Path(words[1]) if len(words) > 1 else None)
    from coder.cli.main import run
    from coder.gui.entry import WindowEntry

    return run(words, WindowEntry())


def _is_plain_open(words: list[str]) -> bool:
    """Tell whether the window can open without the command line's own libraries, which cost time."""
    return words[0] == "open" and len(words) <= 2 and not any(word.startswith("-") for word in words)


if __name__ == "__main__":
    sys.exit(main())
