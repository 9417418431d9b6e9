"""Which group each dyad is of: a table with the columns dyad_id and group, read for comparisons between groups."""

import csv
from io import StringIO
from pathlib import Path

from coder.errors import CoderError

_COLUMNS = ("dyad_id", "group")
_HINT = "Give a table (CSV, UTF-8) with the columns dyad_id and group, a row a dyad."


def read_groups(path: Path | None) -> dict[str, str]:
    """Return the group of each dyad; none for no file. Raises CoderError for what cannot be read or is said twice."""
    if path is None:
        return {}
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CoderError(f"{path.name} cannot be read: {error.strerror or error}.", _HINT) from None
    except UnicodeDecodeError:
        raise CoderError(f"{path.name} is no text in UTF-8.", _HINT) from None
    rows = csv.DictReader(StringIO(text))
    if not set(_COLUMNS) <= set(rows.fieldnames or ()):
        raise CoderError(f"{path.name} has not both columns dyad_id and group.", _HINT)
    groups: dict[str, str] = {}
    for row in rows:
        dyad, group = ((row[name] or "").strip() for name in _COLUMNS)
        if dyad and group and groups.setdefault(dyad, group) != group:
            raise CoderError(f"{path.name} says of dyad {dyad} that it is {groups[dyad]} and {group}.", _HINT)
    return groups
