"""Correct the clock of a session without media, without touching what was coded by it."""

from dataclasses import replace

from coder.errors import CoderError
from coder.model.session import Session


def correct_clock(session: Session, offset_s: float) -> Session:
    """Write into the session what is to be added to its clock's times to have the right ones; return the session.

    Coded times stay as they are; exports state the offset. Raises CoderError when the session has media.
    """
    from coder.store.session_folder import save_session

    if session.clock is None:
        raise CoderError(f"{session.id} has no clock of its own.", "Set the offsets of its videos instead.")
    corrected = replace(session, clock=replace(session.clock, offset_s=offset_s))
    save_session(corrected)
    return corrected
