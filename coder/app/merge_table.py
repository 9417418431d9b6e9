"""The table of a merge: what becomes of each observation that is brought."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What becomes of an observation that is brought."""

    NEW = "new"
    SAME = "the same"
    LONGER = "goes on further than the study's"
    SHORTER = "the study's goes on further"
    DIVERGED = "went another way"


@dataclass(frozen=True, slots=True)
class Row:
    """One observation that is brought: from which folder, what becomes of it, and where it is then, if it is kept."""

    session: str
    observation: str
    source: str
    what: What
    entries: int
    place: str = ""
    whole: bool = True


def has_diverged(rows: Sequence[Row]) -> bool:
    """Tell whether an observation is there in two versions."""
    return any(row.what is What.DIVERGED for row in rows)


def describe_merge(rows: Sequence[Row], notes: Sequence[str]) -> Iterator[str]:
    """Give the table of a merge as lines, then what needs a person's eye."""
    widths = [max([len(word) for word in column], default=0) for column in zip(*map(_cells, rows), strict=True)]
    for row in rows:
        yield "  ".join(word.ljust(width) for word, width in zip(_cells(row), widths, strict=True)).rstrip()
    yield from notes
    for row in rows:
        if not row.whole:
            yield f"{row.session} {row.observation} from {row.source}: its log is not whole; see coder audit verify."
    if has_diverged(rows):
        yield (
            "Observations that went another way lie in observations/diverged and are not exported: "
            "compare them (coder audit show FILE), and decide which one counts."
        )


def _cells(row: Row) -> tuple[str, ...]:
    entries = f"{row.entries} {'entry' if row.entries == 1 else 'entries'}"
    place = f"→ {row.place}" if row.place else ""
    return row.session, row.observation, row.source, entries, row.what.value, place


def rows_to_json(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return the rows for a machine."""
    return [
        {
            "session": row.session,
            "observation": row.observation,
            "source": row.source,
            "what": row.what.name.lower(),
            "entries": row.entries,
            "place": row.place,
            "whole": row.whole,
        }
        for row in rows
    ]
