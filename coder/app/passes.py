"""In which viewings a coder codes a session, one pass of its scheme each or all tiers at once, and how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.schemes import scheme_folders, scheme_of
from coder.errors import CoderError
from coder.model.session import Session
from coder.model.viewing import UNSEEN, Viewing

if TYPE_CHECKING:
    from coder.model.scheme import Pass, Scheme

DONE = 0.995
"""The last frames of a session are seldom waited for: from here on a viewing is done."""


@dataclass(frozen=True, slots=True)
class PassChoice:
    """A pass (none: all tiers at once), with the scheme it is of, and how far its coder is; None: not begun."""

    scheme: "Scheme | None" = None
    one: "Pass | None" = None
    viewing: Viewing | None = None

    @property
    def pass_id(self) -> str:
        """The pass's id, empty for all tiers at once."""
        return "" if self.one is None else self.one.id

    @property
    def begun(self) -> bool:
        """Tell whether there is an observation of it."""
        return self.viewing is not None

    @property
    def done(self) -> bool:
        """Tell whether all of it was watched."""
        return self.viewing is not None and self.viewing.share >= DONE


class PassReader:
    """Reads the choices of many sessions; a scheme that lies in many folders is loaded once."""

    def __init__(self) -> None:
        self._loaded: dict[tuple[bytes, str], Scheme | None] = {}

    def read(self, session: Session, coder: str, scheme: "Scheme | None" = None) -> tuple[PassChoice, ...]:
        """Return all tiers at once, then every pass of the session's scheme, with how far the coder is in each.

        ``scheme`` is looked at instead of the session's file, where it is given.
        """
        scheme = scheme or self._find(session)
        passes = scheme.passes if scheme is not None else ()
        return tuple(PassChoice(scheme, one, _read_viewing(session, coder, one)) for one in (None, *passes))

    def _find(self, session: Session) -> "Scheme | None":
        from coder.scheme.loader import load_scheme

        try:
            path = scheme_of(session)
            content = path.read_bytes()
            known = (content, str(path.parent) if b"extends" in content else "")
            if known not in self._loaded:
                self._loaded[known] = load_scheme(path, search=scheme_folders(path)).scheme
        except (CoderError, OSError):
            return None  # Opening the session says what is wrong with it.
        return self._loaded[known]


def _read_viewing(session: Session, coder: str, one: "Pass | None") -> Viewing | None:
    from coder.store.session_folder import observation_path

    try:
        path = observation_path(session, coder, one.id if one is not None else "")
        return read_viewing_at(path) if path.exists() else None
    except CoderError:
        return None


def read_viewing_at(path: Path) -> Viewing:
    """Read how far an observation has been watched; one that cannot be read has been begun, no more is known."""
    import sqlite3

    from coder.store.viewing import read_viewing

    try:
        return read_viewing(path)
    except (CoderError, sqlite3.Error, UnicodeDecodeError):
        return UNSEEN


def find_clear_choice(choices: Sequence[PassChoice]) -> str | None:
    """Return the pass to open without a question; None where the coder has to choose.

    Where there are passes, nothing is taken for granted but that who began with all tiers goes on so.
    """
    begun = [choice.pass_id for choice in choices if choice.begun]
    return "" if len(choices) == 1 or begun == [""] else None


def likely_choice(choices: Sequence[PassChoice]) -> int:
    """Return which choice is the likeliest: the first pass that is not done once any is begun, else all tiers."""
    if any(choice.begun and choice.pass_id for choice in choices):
        return next((place for place, one in enumerate(choices) if one.pass_id and not one.done), 0)
    return 0
