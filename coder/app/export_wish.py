"""What is wanted of an export: of what, into which folder, and with which options."""

from dataclasses import dataclass
from pathlib import Path

STEP_MS = 1000


@dataclass(frozen=True, slots=True)
class ExportWish:
    """An export of everything in ``paths`` (sessions, studies, folders of studies) into ``folder``.

    ``windows`` (ids of the procedures') cut events and codable time; ``clip_phases`` splits states at the borders of
    phases; ``step_ms`` is the time unit of ``series.csv``. ``jobs`` is how many processes work at once, 0 for as many
    as there are processors; ``scheduler`` is the address of a Dask scheduler whose workers do it instead. Comments and
    the change log are written on request only: they may name people.
    ``unsealed``: in a study with a plan also what is not submitted, which is noted in the study's folder. ``viewer`` is
    the coder in whose window it is asked for: what such a one codes blind is left out; empty for who plans.
    """

    paths: tuple[Path, ...]
    folder: Path
    comments: bool = False
    windows: tuple[str, ...] = ()
    clip_phases: bool = False
    audit: bool = False
    step_ms: int = STEP_MS
    excel: bool = False
    xlsx: bool = False
    parquet: bool = False
    sav: bool = False
    unsealed: bool = False
    jobs: int = 0
    scheduler: str = ""
    viewer: str = ""
