"""How far an observation has been watched, kept in its file beside the events, which know nothing of it."""

import json
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.model.viewing import UNSEEN, Viewing

if TYPE_CHECKING:
    from sqlalchemy import Connection

VIEWING = "viewing"
_QUERY = "SELECT value FROM meta WHERE key = ?"


def write_viewing(connection: "Connection", viewing: Viewing) -> None:
    """Keep how far it has been watched, instead of what was kept before."""
    from sqlalchemy import insert

    from coder.store import schema

    kept = {"head_ms": viewing.head_ms, "seen": viewing.seen, "share": round(viewing.share, 4)}
    row = {"key": VIEWING, "value": json.dumps(kept, separators=(",", ":"))}
    connection.execute(insert(schema.meta).prefix_with("OR REPLACE"), [row])


def parse_viewing(text: str) -> Viewing:
    """Return what was kept; what is missing or spoilt is as new: nobody is kept from the events for it."""
    try:
        return _build(json.loads(text)) if text else UNSEEN
    except (ValueError, TypeError, KeyError, RecursionError):
        return UNSEEN


def read_viewing(path: Path) -> Viewing:
    """Read how far the observation in a file has been watched, also while it is open here or elsewhere.

    Raises CoderError when the file cannot be read; SQLite's errors pass.
    """
    from coder.store.held import GATE, find_held
    from coder.store.snapshot import read_snapshot

    with GATE:
        held = find_held(path)
        memory = held.snapshot() if held is not None else read_snapshot(path)
    with closing(memory):
        found = memory.execute(_QUERY, (VIEWING,)).fetchone()
    return parse_viewing(str(found[0]) if found is not None else "")


def _build(found: Any) -> Viewing:
    seen = tuple((int(onset), int(offset)) for onset, offset in found["seen"])
    apart = all(onset < offset for onset, offset in seen) and all(
        before[1] < after[0] for before, after in pairwise(seen)
    )
    head_ms, share = int(found["head_ms"]), float(found["share"])
    if not apart or head_ms < 0 or not 0 <= share <= 1:
        raise ValueError("it cannot be")
    return Viewing(head_ms, seen, share)
