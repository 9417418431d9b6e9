"""Whose a row of an export is: the columns that its tables begin with, so that any two of them can be joined."""

from typing import Protocol

from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.session import Session

WHOSE = ("study", "session_id", "dyad_id", "visit", "coder_id", "record", "pass", "scheme_id", "scheme_version")


class Observed(Protocol):
    """One observation of a session, under its scheme."""

    @property
    def session(self) -> Session:
        """The session."""

    @property
    def scheme(self) -> Scheme:
        """The scheme it was coded under."""

    @property
    def observation(self) -> Observation:
        """What was coded."""


def whose(log: Observed) -> list[str]:
    """Return the cells of the columns ``WHOSE``."""
    session, identity = log.session, log.observation.identity
    return [
        *(session.study, session.id, session.dyad, session.visit),
        *(identity.coder, identity.record, identity.pass_id),
        *(log.scheme.id, log.scheme.version),
    ]
