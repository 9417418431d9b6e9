"""Check scheme files against the format and the player's keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.keymap import build_keymap

if TYPE_CHECKING:
    from coder.scheme.faults import Fault


def check_schemes(files: Sequence[Path], preset: str) -> list["Fault"]:
    """Return every fault of every file, in order."""
    from coder.scheme.loader import check_scheme

    keys = build_keymap(preset).titles()
    return [fault for file in files for fault in check_scheme(file, keys)]
