"""Whose a row of an export is: the columns that its tables begin with, so that any two of them can be joined."""

from typing import Protocol

from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.session import Session
from coder.model.table import Column, ColumnType, Level

RECORDS = (
    Level("primary", "primary", "The observation that is analysed."),
    Level(
        "reliability",
        "reliability",
        "Coded a second time, to see whether coders agree: a check that a plan drew, or a trainee's coding.",
    ),
    Level("gold", "gold standard", "What coders in training are compared with."),
    Level("consensus", "consensus", "What coders agreed on afterwards."),
)
STUDY = Column("study", ColumnType.ID, "The study.", missing="the session lies in no study")
SESSION = Column("session_id", ColumnType.ID, "The session, unique in its study.")
DYAD = Column("dyad_id", ColumnType.ID, "The dyad that was observed.", missing="the session names no dyad")
VISIT = Column("visit", ColumnType.ID, "The visit of the dyad.", missing="the session names no visit")
CODER = Column("coder_id", ColumnType.ID, "Who coded; a pseudonym.")
RECORD = Column("record", ColumnType.LEVEL, "What the observation is for, as the study has it.", levels=RECORDS)
PASS = Column("pass", ColumnType.ID, "The pass that was coded.", missing="all tiers were coded in one go")
SCHEME = Column("scheme_id", ColumnType.ID, "The scheme it was coded under.")
SCHEME_VERSION = Column("scheme_version", ColumnType.ID, "The version of that scheme.")
SCHEME_SHA256 = Column("scheme_sha256", ColumnType.ID, "The sha-256 of that scheme as it was used.")
WHOSE_COLUMNS = (STUDY, SESSION, DYAD, VISIT, CODER, RECORD, PASS, SCHEME, SCHEME_VERSION)
WHOSE = tuple(column.name for column in WHOSE_COLUMNS)


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


class Ending(Observed, Protocol):
    """One observation of a session, up to where the session ends."""

    @property
    def end_ms(self) -> int:
        """Where the session ends."""


def whose(log: Observed) -> list[str]:
    """Return the cells of the columns ``WHOSE``."""
    session, identity = log.session, log.observation.identity
    return [
        *(session.study, session.id, session.dyad, session.visit),
        *(identity.coder, identity.record, identity.pass_id),
        *(log.scheme.id, log.scheme.version),
    ]
