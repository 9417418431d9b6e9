"""The ``study.yaml`` that makes a folder of sessions a study."""

import os
from pathlib import Path

from coder.store.yaml_reading import Mapping, read_yaml

STUDY_FILE = "study.yaml"
FORMAT = 1
SECTIONS = ("plan", "training")
"""What else a study.yaml may say: see ``plan_file`` and ``training_file``."""
_LEVELS = 4
"""How many folders above a session its study may lie: a stray study.yaml far above is none of its business."""


def whole_path(path: Path) -> Path:
    """Return an absolute path without ``..``, links left as they are named."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links and rename network drives


def find_study_folder(folder: Path) -> Path | None:
    """Find the nearest folder with a study.yaml, at or above a folder."""
    here = whole_path(folder)
    near = (here, *here.parents)[: _LEVELS + 1]
    return next((above for above in near if (above / STUDY_FILE).is_file()), None)


def read_study_file(folder: Path) -> tuple[str, str]:
    """Read a study's id and title; raise CoderError with file and line when something is wrong."""
    study = _read(folder).mapping("study")
    study.refuse_unknown(("id", "title"))
    return study.text("id"), study.text("title", "")


def read_section(folder: Path, name: str) -> Mapping | None:
    """Read a further section of a study's study.yaml (``SECTIONS``), None where it has none; raise CoderError."""
    root = _read(folder)
    return root.mapping(name) if name in root.values else None


def _read(folder: Path) -> Mapping:
    root = read_yaml(folder / STUDY_FILE)
    root.refuse_unknown(("format", "study", *SECTIONS))
    check_format(root)
    return root


def check_format(root: Mapping) -> None:
    """Raise CoderError unless the file says that it has the format this program knows."""
    written = root.text("format")
    if written == str(FORMAT):
        return
    if written.isascii() and written.isdigit() and int(written[:9]) > FORMAT:
        raise root.keys["format"].error(f"format {written} is newer than this program.", "Install the newer Attune.")
    raise root.keys["format"].error(f"format “{written}” is not known.", f"Write format: {FORMAT}.")
