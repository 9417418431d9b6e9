"""Submit an observation: it is sealed as it is, and opened again only with a reason."""

from pathlib import Path

from coder.errors import CoderError
from coder.model.seal import Seal


def submit_session(path: Path, coder: str, pass_id: str = "") -> Seal:
    """Submit a coder's observation of a session that nobody has open; raise CoderError, having changed nothing."""
    from coder.store.seal import submit_observation

    return submit_observation(find_observation(path, coder, pass_id), coder)


def reopen_session(path: Path, coder: str, reason: str, pass_id: str = "", *, person: str = "") -> None:
    """Open a submitted observation again; the reason is logged, as is the ``person`` (else the coder).

    Raises CoderError, having changed nothing.
    """
    from coder.store.coder_id import check_coder_id
    from coder.store.seal import reopen_observation

    where = find_observation(path, coder, pass_id)
    if person:
        check_coder_id(person)
    reopen_observation(where, person or coder, reason)


def find_observation(path: Path, coder: str, pass_id: str = "") -> Path:
    """Return the file of a coder's observation of a session; raise CoderError where there is none."""
    from coder.store.session_folder import load_session, observation_path

    session = load_session(path)
    where = observation_path(session, coder, pass_id)
    if not where.is_file():
        which = f" in the pass {pass_id}" if pass_id else ""
        raise CoderError(f"{coder} has coded nothing in {session.id}{which}.", "Check the coder's id and the pass.")
    return where
