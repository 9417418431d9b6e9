"""One line of the change log before it is written."""

from dataclasses import dataclass
from datetime import UTC, datetime

from coder.model.change import Change

KINDS = ("do", "undo", "redo", "import", "migrate", "phases", "submit", "reopen")


@dataclass(frozen=True, slots=True)
class Entry:
    """A change, why it came about (``KINDS``), by whom, and when (UTC, ISO 8601)."""

    change: Change
    kind: str
    coder: str
    time: str


def build_entry(change: Change, kind: str, coder: str) -> Entry:
    """Return the entry of a change made now; raise ValueError for a kind that is none."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")
    return Entry(change, kind, coder, now_utc())


def now_utc() -> str:
    """Return the time now as UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
