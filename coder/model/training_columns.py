"""Columns that the tables of training and of drift share."""

from coder.model.table import Column, ColumnType

_NONE = "it cannot be computed: see reason"
CODER = Column("coder_id", ColumnType.ID, "The coder.")
PASS = Column("pass", ColumnType.ID, "The pass.", missing="all tiers at once")
SESSION = Column("session_id", ColumnType.ID, "The session.")
TIER = Column("tier", ColumnType.ID, "The tier.")
CODE = Column("code", ColumnType.ID, "The code.", missing="a whole tier of exclusive codes")
FIGURES = (
    Column("time_kappa", ColumnType.NUMBER, "Kappa in units of 1 s.", missing=_NONE),
    Column("event_kappa", ColumnType.NUMBER, "Kappa of events, by overlap, or nearness of points.", missing=_NONE),
    Column(
        "event_agreement", ColumnType.NUMBER, "Positive agreement on events of one code.", missing="a kappa is beside"
    ),
)
REASON = Column("reason", ColumnType.TEXT, "Why a figure cannot be computed, or does not count.", missing="all is said")
