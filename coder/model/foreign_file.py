"""Files for other programs, before they are on a disk: where they go, what is in them, what they cannot say."""

from dataclasses import dataclass

from coder.model.foreign_scheme import Loss


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """One file: its path below the folder, written with ``/``, and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Handover:
    """Files that belong together, the main one first, and everything of the coding that is not in them as it was."""

    files: tuple[ForeignFile, ...]
    losses: tuple[Loss, ...] = ()
