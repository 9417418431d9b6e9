"""The sample session: copied where a person may code it, and the keys the unseen demo presses."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from coder.app.shipped import shipped_folder
from coder.errors import CoderError

SAMPLE = "D01_v1"
CODED_BY = "ana"


def copy_sample(folder: Path, sample: str = SAMPLE) -> Path:
    """Copy a sample session into a folder and return it; one that was copied before is left as it is."""
    if (folder / "session.yaml").is_file():
        return folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CoderError(f"{folder} is not empty.", "Name a new folder for the sample.")
    source = shipped_folder("sample_sessions") / sample
    if not source.is_dir():
        raise CoderError("The sample sessions did not come with this installation.", "Install the program again.")
    try:
        shutil.copytree(source, folder, dirs_exist_ok=True)
    except OSError as error:
        raise CoderError(f"The sample cannot be copied to {folder}: {error}.", "Choose another folder.") from error
    return folder


def free_coder(session: Path, wanted: str = "demo") -> str:
    """Return a coder id that has no observation of the session yet."""
    names = [wanted, *(f"{wanted}{number}" for number in range(2, 10_000))]
    return next(name for name in names if not (session / "observations" / f"{name}.attune").exists())


@dataclass(frozen=True, slots=True)
class DemoPress:
    """A key that the unseen demo presses once the picture has reached an instant."""

    at_ms: int
    chord: str


PRESSES = tuple(
    DemoPress(at_ms, chord)
    for at_ms, chord in (
        (2_400, "1"),
        (3_000, "3"),
        (3_300, "1"),
        (3_500, "g"),
        (4_200, "s"),
        (4_500, "2"),
        (5_600, "t"),
        (7_400, "t"),
        (7_600, "2"),
        (7_800, "1"),
        (8_000, "x"),
        (8_300, "d"),
        (8_700, "v"),
        (9_200, "g"),
        (9_600, "3"),
        (9_900, "3"),
        (10_400, "s"),
        (10_600, "3"),
        (10_800, "v"),
        (11_900, "h"),
        (12_400, "4"),
        (12_800, "d"),
        (13_000, "2"),
    )
)
"""The first seconds of the sample, as a coder's keys; what follows a smile or a touch answers its question."""
DEMO_END_MS = 14_000
