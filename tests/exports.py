"""A small export of a real session, and what its own script in Python says of it."""

import subprocess
import sys
from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.model.session import SessionClock

KEYS = ["0.4,f5", "1.0,1", "1.6,f6", "2.0,2", "2.5,u", "2.9,u", "3.0,f6"]


def export_visit(folder: Path, patch: pytest.MonkeyPatch, *, excel: bool = False) -> Path:
    """Code a visit by the clock under a scheme with phases, export it, and return the folder of the export."""
    patch.setenv("ATTUNE_SETTINGS", str(folder / "settings"))
    patch.setenv("ATTUNE_CACHE", str(folder / "cache"))
    visit = NewSession(folder / "study" / "007", (), "still-face", clock=SessionClock(600))
    session = create_session(visit).session
    for coder in ("ana", "ben"):
        with open_session(session.folder, coder) as opened:
            code_keys(opened, KEYS)
    export(ExportWish((folder / "study",), folder / "what analysts get", excel=excel))
    return folder / "what analysts get"


def totals_in_python(exported: Path) -> str:
    """Return what ``load_events.py`` prints."""
    return run(sys.executable, str(exported / "load_events.py"), folder=exported.parent)


def run(*command: str, folder: Path, environment: dict[str, str] | None = None) -> str:
    """Run a program in a folder and return what it prints; it must end well and say nothing else."""
    done = subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", cwd=folder, env=environment, timeout=100
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout
