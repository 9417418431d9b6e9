"""What a person wants of an import, and what would be made of it: everything is planned before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.keymap import EDITOR
from coder.model.event import Event
from coder.model.foreign_log import ForeignLog, ForeignMedium
from coder.model.foreign_scheme import Loss
from coder.model.import_map import NOTHING_SAID, ImportMap
from coder.model.observation import Identity
from coder.model.session import Medium, SessionClock

if TYPE_CHECKING:
    from coder.scheme.import_events import LeftOut
    from coder.scheme.loader import LoadedScheme

FORMATS: Mapping[str, tuple[str, ...]] = {
    "boris": (".boris", ".boris.gz", ".obs"),
    "elan": (".eaf",),
    "datavyu": (".opf",),
    "csv": (".csv", ".tsv", ".txt"),
    "textgrid": (".textgrid",),
}
"""The formats by name, with the endings that their files have."""
COUNTED: Mapping[str, tuple[str, str]] = {
    "boris": ("line", "lines (a state has two)"),
    "elan": ("stretch", "stretches"),
    "datavyu": ("cell", "cells"),
    "csv": ("row", "rows"),
    "textgrid": ("interval with words or point", "intervals with words, and points"),
}
"""What each format counts where we count events: one of them, and several."""
USUAL_CODER = "imported"
"""The coder id of an observation whose file does not say who coded it."""


@dataclass(frozen=True, slots=True)
class ImportWish:
    """Files of one format, and the study that they go into.

    ``scheme``: the scheme file to use in place of one made from the files. ``again``: take the next free name where a
    session or an observation is there already. ``session``: put the one session of the one file into this one.
    ``media``: further folders to look for media in.
    """

    format: str
    files: tuple[Path, ...]
    study: Path
    coder: str = ""
    scheme: Path | None = None
    mapping: ImportMap = NOTHING_SAID
    again: bool = False
    session: str = ""
    media: tuple[Path, ...] = ()
    preset: str = EDITOR


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its sha-256 (hex), and how its table was meant where that was guessed or said."""

    path: Path
    sha256: str
    log: ForeignLog
    mapping: ImportMap = NOTHING_SAID
    scheme_sha256: str = ""


@dataclass(frozen=True, slots=True)
class PlannedObservation:
    """One observation to be made: its events, what is left out of it, and what was lost on the way."""

    identity: Identity
    events: tuple[Event, ...]
    left_out: "tuple[LeftOut, ...]"
    losses: tuple[Loss, ...]
    counted: int

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        identity = self.identity
        return f"{identity.coder}.{identity.pass_id}" if identity.pass_id else identity.coder


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One session to be made, with its media or its clock; ``there``: it is in the study already."""

    source: SourceFile
    id: str
    folder: Path
    observations: tuple[PlannedObservation, ...]
    media: tuple[Medium, ...] = ()
    clock: SessionClock | None = None
    dyad: str = ""
    visit: str = ""
    there: bool = False
    missing: tuple[ForeignMedium, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedScheme:
    """The scheme of all sessions; ``made``: it is made from the files, and ``losses`` are of that."""

    loaded: "LoadedScheme"
    name: str
    made: bool
    new: bool
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that an import would make; nothing of it is on the disk yet."""

    wish: ImportWish
    scheme: PlannedScheme
    sessions: tuple[PlannedSession, ...]

    @property
    def events(self) -> int:
        """How many events there are in all."""
        return sum(len(one.events) for session in self.sessions for one in session.observations)
