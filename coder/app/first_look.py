"""See a session's video while everything else of it is still being read."""

from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError
from coder.media.stopping import Cancel

if TYPE_CHECKING:
    from coder.media.picture import Picture


def read_first_look(
    session: Path, room: tuple[int, int] | None = None, *, cancel: Cancel | None = None
) -> "Picture | None":
    """Return the first picture of the main video, small enough for ``room`` (pixels), or None when there is none.

    Nothing is said of what is missing or damaged: opening the session does. Raises Stopped when ``cancel`` says so.
    """
    from coder.media.first_picture import read_first_picture
    from coder.store.session_folder import load_session

    try:
        found = load_session(session)
        return read_first_picture(found.media_path(), room, cancel) if found.media else None
    except CoderError:
        return None
