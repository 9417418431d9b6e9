"""Guess of a table's heads and first rows which column is what, so that a person has only to check it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coder.errors import CoderError
from coder.formats.code_list.table import SIGNS, read_rows
from coder.formats.event_table.times import guess_time, is_time
from coder.model.import_map import Columns, TimeFormat

HEADS: Mapping[str, tuple[str, ...]] = {
    "onset": ("onset", "start", "begin", "start time", "begin time", "onset time", "time", "time relative",
              "timestamp", "t", "from", "beginn", "anfang", "startzeit", "zeit", "début", "inicio", "inizio"),
    "offset": ("offset", "stop", "end", "stop time", "end time", "offset time", "to", "ende", "endzeit", "fin", "fine"),
    "duration": ("duration", "dur", "length", "event duration", "dauer", "durée", "duración", "durata"),
    "code": ("code", "behavior", "behaviour", "event", "annotation", "annotation value", "label", "value",
             "event name", "behavior code", "trial type", "verhalten", "kode", "comportement", "comportamiento",
             "comportamento"),
    "tier": ("tier", "column", "category", "behavioral category", "behavior category", "behavioural category",
             "variable", "lane", "group", "tier name", "ebene", "kategorie"),
    "actor": ("actor", "subject", "participant", "who", "focal subject", "person", "personne", "sujet", "sujeto"),
    "target": ("target", "recipient", "directed to"),
    "comment": ("comment", "comments", "note", "notes", "memo", "remark", "comment start", "kommentar",
                "bemerkung", "commentaire", "comentario", "commento"),
    "session": ("session", "session id", "observation id", "observation", "file", "filename", "file name",
                "beobachtung", "sitzung"),
    "coder": ("coder", "coder id", "annotator", "observer", "rater", "coded by"),
    "media": ("media", "media file", "media file path", "media file name", "video", "video file", "file path"),
}  # fmt: skip
"""The words that each column may be headed by, in any case, with or without a unit; the first of them counts."""
STATUS = ("status", "event type", "type", "behavior type", "behaviour type", "edge", "kind")
STARTS = ("start", "state start", "begin", "on", "onset", "state begin")
STOPS = ("stop", "state stop", "end", "off", "offset", "state end")
POINTS = ("point", "point event", "p", "event", "momentary")
STATES = ("state", "state event", "s", "duration", "durational")
_UNITS: Mapping[str, TimeFormat] = {
    "s": TimeFormat.SECONDS, "sec": TimeFormat.SECONDS, "seconds": TimeFormat.SECONDS, "ss msec": TimeFormat.SECONDS,
    "sf": TimeFormat.SECONDS, "ms": TimeFormat.MILLISECONDS, "msec": TimeFormat.MILLISECONDS,
    "milliseconds": TimeFormat.MILLISECONDS, "hh mm ss ms": TimeFormat.CLOCK, "hh mm ss": TimeFormat.CLOCK,
    "hms": TimeFormat.CLOCK, "frame": TimeFormat.FRAMES, "frames": TimeFormat.FRAMES,
}  # fmt: skip
_NO_MODIFIER = re.compile(
    r"ordinal|index|row|number|event id|total|fps|frame|media duration|observation d|description|image|"
    r"begin time|end time|duration|subtitle|start date|date|creation|project|format|time"
)
_LOOKED_AT = 40
_SAMPLE = 2_000
Rows = Sequence[tuple[int, tuple[str, ...]]]


def guess_columns(text: str, name: str) -> Columns:
    """Return how a table seems to be meant; raise CoderError when no column says when anything was."""
    sign = _guess_sign(text)
    rows = read_rows(text, sign, name)
    for place, (_, row) in enumerate(rows[:_LOOKED_AT]):
        if found := _guess(row, rows[place + 1 : place + 1 + _SAMPLE], Columns(sign, head_line=place + 1)):
            return found
    heads = ", ".join(rows[0][1][:8]) if rows else "none"
    raise CoderError(
        f"{name}: no column is known to say when an event was; its heads are {heads}.",
        "Say which is which under Columns…, or in a mapping file: --mapping MAP.yaml writes one to begin with.",
    )


def begin_columns(text: str, name: str) -> Columns:
    """Return how a table seems to be meant, without an onset where no head is known; raise CoderError for no table."""
    try:
        return guess_columns(text, name)
    except CoderError:
        sign = _guess_sign(text)
        rows = read_rows(text, sign, name)
        cells = [cell for _, row in rows[1:_SAMPLE] for cell in row]
        time, decimal = guess_time([cell for cell in cells if is_time(cell)])
        return Columns(sign, decimal if decimal != sign else ".", time)


def find_blocks(head: Sequence[str]) -> dict[str, list[int]]:
    """Find tiers that stand side by side: by name, the places of their columns; onset and offset are among them."""
    blocks: dict[str, list[int]] = {}
    for place, cell in enumerate(head):
        tier, dot, _ = cell.rpartition(".")
        if dot and tier:
            blocks.setdefault(tier, []).append(place)
    heads = [cell.lower() for cell in head]
    return {tier: places for tier, places in blocks.items() if f"{tier.lower()}.onset" in heads}


def _guess_sign(text: str) -> str:
    """Return the sign that parts most cells, of lines that have equally many of it."""
    lines = [line for line in text[:200_000].splitlines() if line.strip()][:_LOOKED_AT]

    def parted(sign: str) -> int:
        counts = Counter(line.count(sign) for line in lines)
        return max((count * often for count, often in counts.items()), default=0)

    return max(SIGNS, key=parted)


def _guess(head: Sequence[str], rows: Rows, begun: Columns) -> Columns | None:
    if find_blocks(head):
        onsets = [cell for cell in head if cell.lower().endswith((".onset", ".offset"))]
        time, decimal = guess_time([words for cell in onsets for words in _cells(head, rows, cell)])
        return replace(begun, time=time, decimal=decimal, side_by_side=True)
    found, units = _find(head, rows)
    if "onset" not in found or not ({"code", "tier", "actor", "offset", "duration"} & set(found)):
        return None
    cells = _cells(head, rows, found["onset"]) + _cells(head, rows, found.get("offset", ""))
    time, decimal = guess_time(cells)
    unit = units.get(found["onset"])
    if unit is not None and (time is not TimeFormat.CLOCK or unit is TimeFormat.CLOCK):
        time = unit if time is not TimeFormat.TIMECODE else time
    roles: dict[str, Any] = dict(found)
    decimal = decimal if decimal != begun.sign else "."
    modifiers = _modifiers(head, rows, set(found.values()))
    return replace(begun, time=time, decimal=decimal, modifiers=modifiers, **roles)


def _plain(head: str) -> tuple[str, TimeFormat | None]:
    """Return the words of a head without its unit, and the unit."""
    words = " ".join(re.sub(r"[-_.:()\[\]#/]", " ", head.lower()).split())
    for unit in sorted(_UNITS, key=len, reverse=True):
        if words.endswith(f" {unit}"):
            return words[: -len(unit) - 1], _UNITS[unit]
    return words, None


def _find(head: Sequence[str], rows: Rows) -> tuple[dict[str, str], dict[str, TimeFormat | None]]:
    plain = {cell: _plain(cell) for cell in head if cell}
    found: dict[str, str] = {}
    for role, names in HEADS.items():
        cells = [cell for name in names for cell, (words, _) in plain.items() if words == name]
        cell = next((cell for cell in cells if cell not in found.values()), "")
        if cell:
            found[role] = cell
    for name in STATUS:
        for cell, (words, _) in plain.items():
            role = _status(_cells(head, rows, cell)) if words == name and cell not in found.values() else ""
            if role:
                found.setdefault(role, cell)
    return found, {cell: unit for cell, (_, unit) in plain.items()}


def _status(cells: Sequence[str]) -> str:
    """Return what a column of such words says: that states begin and end, or which kind the events are."""
    words = {cell.lower() for cell in cells if cell}
    if words & {*STARTS, *STOPS} and words <= {*STARTS, *STOPS, *POINTS}:
        return "edge"
    return "kind" if words and words <= {*STATES, *POINTS} else ""


def _cells(head: Sequence[str], rows: Rows, cell: str) -> list[str]:
    if cell not in head:
        return []
    place = list(head).index(cell)
    return [row[place] for _, row in rows if place < len(row)]


def _modifiers(head: Sequence[str], rows: Rows, used: set[str]) -> tuple[str, ...]:
    """Return the other columns that say something of an event: they vary, and are no number of a row."""
    found = []
    for cell in head:
        if not cell or cell in used or cell in found:
            continue
        values = set(_cells(head, rows, cell))
        words = _plain(cell)[0]
        named = words.startswith(("modifier", "mod "))
        if named or (len(values) > 1 and not _NO_MODIFIER.match(words)):
            found.append(cell)
    return tuple(found)
