"""Check scheme files against the format and the player's keys."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.keymap import build_keymap
from coder.app.schemes import scheme_folders
from coder.errors import CoderError

if TYPE_CHECKING:
    from coder.scheme.faults import Fault


def check_schemes(files: Sequence[Path], preset: str) -> list["Fault"]:
    """Return every fault of every file, in order; raise CoderError when a file is not there.

    What a scheme extends is looked for beside it, in the study's ``schemes``, then among the shipped schemes.
    """
    from coder.scheme.loader import check_scheme

    for file in files:
        if not file.is_file():
            raise CoderError(f"There is no scheme file {file.name}.", "Check its name and folder.")
    keys = build_keymap(preset).titles()
    return [fault for file in files for fault in check_scheme(file, keys, search=scheme_folders(file))]
