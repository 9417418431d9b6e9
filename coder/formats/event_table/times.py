"""Times as tables write them: seconds, milliseconds, ``h:mm:ss.mmm``, frames, and ``hh:mm:ss:ff``."""

import re
from collections.abc import Callable, Sequence

from coder.model.import_map import Columns, TimeFormat

_CLOCK = re.compile(r"([-+]?)(?:(?:(\d+):)?(\d+):)?(\d+)(?:[.,:;](\d+))?")
_TIMECODE = re.compile(r"(\d+):(\d\d):(\d\d)[:;.](\d{1,3})")
_HOURS_WITH_MS = re.compile(r"\d+:\d\d:\d\d[.,:;]\d{3,}")
_WHOLE = re.compile(r"[-+]?\d+")
_COMMA = re.compile(r"[-+]?\d+,\d+")
_LONG_MS = 20_000
"""Whole numbers that go beyond this are no seconds: a session would last longer than five hours."""


def is_time(cell: str) -> bool:
    """Tell whether a cell could be a time, in any of the ways that tables write them."""
    return _CLOCK.fullmatch(cell) is not None


def describe_times(columns: Columns) -> str:
    """Say how times are written, and how many frames a second has where they are counted."""
    words = {
        TimeFormat.MILLISECONDS: "milliseconds",
        TimeFormat.CLOCK: "h:mm:ss",
        TimeFormat.FRAMES: f"frames, {columns.frames_per_s:g} a second",
        TimeFormat.TIMECODE: f"hh:mm:ss:frames, {columns.frames_per_s:g} frames a second",
    }
    return words.get(columns.time, columns.time.value)


def build_reader(columns: Columns) -> Callable[[str], int | None]:
    """Return what reads a cell as milliseconds; it returns None for a cell that is no time."""
    factor = {TimeFormat.SECONDS: 1000.0, TimeFormat.MILLISECONDS: 1.0}.get(columns.time)
    if columns.time is TimeFormat.FRAMES:
        factor = 1000.0 / columns.frames_per_s
    if factor is not None:
        return lambda words: _number(words, columns.decimal, factor)
    if columns.time is TimeFormat.TIMECODE:
        return lambda words: _timecode(words, columns.frames_per_s)
    return _clock


def guess_time(cells: Sequence[str]) -> tuple[TimeFormat, str]:
    """Return how some times are written, and the decimal sign."""
    filled = [cell for cell in cells if cell]
    if any(":" in cell for cell in filled):
        frames = all(_TIMECODE.fullmatch(cell) and not _HOURS_WITH_MS.fullmatch(cell) for cell in filled)
        return (TimeFormat.TIMECODE if frames else TimeFormat.CLOCK), "."
    decimal = "," if any(_COMMA.fullmatch(cell) for cell in filled) else "."
    whole = all(_WHOLE.fullmatch(cell) for cell in filled)
    if whole and any(abs(int(cell)) > _LONG_MS for cell in filled):
        return TimeFormat.MILLISECONDS, decimal
    return TimeFormat.SECONDS, decimal


def _number(words: str, decimal: str, factor: float) -> int | None:
    plain = words.replace(decimal, ".") if decimal != "." else words
    try:
        number = float(plain)
    except ValueError:
        return None
    return round(number * factor) if abs(number) < 1e11 else None


def _clock(words: str) -> int | None:
    found = _CLOCK.fullmatch(words)
    if found is None:
        return None
    sign, hour, minute, second, fraction = found.groups()
    whole = int(hour or 0) * 3600 + int(minute or 0) * 60 + int(second)
    ms = whole * 1000 + round(float(f"0.{fraction or 0}") * 1000)
    return -ms if sign == "-" else ms


def _timecode(words: str, frames_per_s: float) -> int | None:
    found = _TIMECODE.fullmatch(words)
    if found is None:
        return None
    hour, minute, second, frame = map(int, found.groups())
    return round((hour * 3600 + minute * 60 + second) * 1000 + frame * 1000 / frames_per_s)
