"""The JSON Schema of schemes, and where it lies so that editors find it."""

from pathlib import Path

NAME = "scheme.schema.json"
_OURS = '"title": "An Attune coding scheme"'


def schema_text() -> str:
    """Return the JSON Schema (draft-07) that scheme files are completed and checked with in editors."""
    from coder.scheme.json_schema import format_json_schema

    return format_json_schema()


def place_schema(folder: Path) -> Path:
    """Put the JSON Schema beside the schemes of a folder, and return its file; raise CoderError when it cannot be.

    An older one of ours is replaced; another file of that name is left alone.
    """
    from coder.store.atomic import write_atomic

    path, text = folder / NAME, schema_text()
    if path.exists():
        there = path.read_text(encoding="utf-8", errors="replace")
        if there == text or _OURS not in there:
            return path
    write_atomic(path, text)
    return path
