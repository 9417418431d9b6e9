"""A seal: an observation was submitted, and is changed no more until somebody opens it again and says why."""

from dataclasses import dataclass

SUBMIT, REOPEN = "submit", "reopen"
"""What the change log calls it."""
FACTS = ", facts "
"""What stands in the entry of a submission before a hash of whose it is, its scheme, media and segments."""
SUBMITTED, REOPENED = "Submitted", "Reopened"


@dataclass(frozen=True, slots=True)
class Seal:
    """That an observation is submitted: when (UTC, ISO 8601), by whom, with how many events.

    ``hash`` is that of the log's entry ``seq``, which stands for all that was logged until then.
    """

    sealed_at: str
    coder: str
    hash: str
    seq: int
    events: int

    @property
    def day(self) -> str:
        """The day it was submitted on, as YYYY-MM-DD (UTC)."""
        return self.sealed_at[:10]


@dataclass(frozen=True, slots=True)
class SealAct:
    """That an observation was submitted or opened again (``kind``), when (UTC, ISO 8601), by whom and why."""

    kind: str
    time: str
    coder: str
    reason: str = ""
