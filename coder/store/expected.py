"""Whether an observation file is the one that was expected at its place."""

from pathlib import Path

from coder.errors import CoderError
from coder.model.observation import Identity


def find_difference(found: Identity, expected: Identity, path: Path) -> CoderError | None:
    """Return the error for an observation of another session, coder or pass; None where it is the one expected."""
    for word, one, other in (
        ("session", found.session, expected.session),
        ("coder", found.coder, expected.coder),
        ("pass", found.pass_id, expected.pass_id),
    ):
        if one != other:
            message = f"{path.name} is the observation of {word} “{one}”, not of {word} “{other}”."
            return CoderError(message, "Put it back where it belongs; nothing in it was changed.")
    return None
