"""Whose imported observations a session has, so that nobody takes an empty one of their own for what was imported."""

from pathlib import Path

from coder.app.notices import Notice, Severity

REPORT = ".import.txt"
"""What the report beside an imported observation ends in."""


def imported_by(folder: Path) -> tuple[str, ...]:
    """Return the names of the imported observations in a session's folder, by coder and pass, in order."""
    from coder.store.session_folder import OBSERVATIONS

    return tuple(sorted(path.name.removesuffix(REPORT) for path in (folder / OBSERVATIONS).glob(f"*{REPORT}")))


def known_imported(folder: Path) -> tuple[str, ...]:
    """Return those that may be told: none where the session is coded blind. Raises CoderError."""
    from coder.app.blinding import blinded
    from coder.store.session_folder import load_session

    found = imported_by(folder)
    return () if found and blinded(load_session(folder)) else found


def imported_notice(folder: Path, coder: str) -> Notice | None:
    """Say, when a coder begins an observation, that what was imported is somebody else's; None where nothing was."""
    others = imported_by(folder)
    if not others or any(name == coder or name.startswith(f"{coder}.") for name in others):
        return None
    whose = ", ".join(f"“{name}”" for name in others)
    hint = "Open the session under that id to see it."
    return Notice(f"This observation of {coder} is new; what was imported is that of {whose}.", hint, Severity.WARNING)
