"""A BORIS project as it lies in its file: JSON, packed with gzip or not, with sizes held in bounds."""

import json
import zlib
from typing import Any

from coder.errors import CoderError

MOST_BYTES = 64 << 20
"""The largest project that is read, unpacked."""
MOST_EXPANSION = 200
_GZIP = b"\x1f\x8b"


def read_project(content: bytes, name: str) -> dict[str, Any]:
    """Return a project as dictionaries, lists and values; raise CoderError when it is none."""
    text = _decode(unpack(content, name), name)
    try:
        project = json.loads(text)
    except RecursionError as error:
        raise CoderError(f"{name} is nested too deeply to be a BORIS project.", "Is this the right file?") from error
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CoderError(
            f"{name} is no whole BORIS project: its JSON cannot be read{where}.",
            "Save it again in BORIS, or use a copy.",
        ) from error
    if not isinstance(project, dict) or not isinstance(project.get("behaviors_conf"), dict):
        raise CoderError(f"{name} is no BORIS project: it has no “behaviors_conf”.", "Choose a .boris file.")
    return project


def unpack(content: bytes, name: str) -> bytes:
    """Return the bytes of a file that may be packed with gzip; raise CoderError when it is damaged or too large."""
    if not content.startswith(_GZIP):
        if len(content) > MOST_BYTES:
            raise _too_large(name)
        return content
    most = min(MOST_BYTES, len(content) * MOST_EXPANSION)
    packed = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        whole = packed.decompress(content, most + 1)
    except zlib.error as error:
        raise CoderError(f"{name} is damaged: it cannot be unpacked.", "Use a copy of it.") from error
    if len(whole) > most:
        raise _too_large(name)
    if not packed.eof:
        raise CoderError(f"{name} is damaged: its end is missing.", "Use a copy of it.")
    return whole


def _too_large(name: str) -> CoderError:
    return CoderError(f"{name} is far too large for a project.", "Nothing was read. Is this the right file?")


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CoderError(f"{name} is not UTF-8, as BORIS writes.", "Save it again in BORIS.") from error
