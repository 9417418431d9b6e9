"""Media time: whole milliseconds since the first frame of the session's main video."""

import re

_THOUSANDTHS = tuple(f".{milli:03}" for milli in range(1000))
_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+)(?:\.(\d{1,3})\d*)?")


def format_time(ms: int) -> str:
    """Write milliseconds as ``h:mm:ss.mmm``."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    seconds, milli = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{sign}{hour}:{minute:02}:{second:02}.{milli:03}"


def format_short_time(ms: int) -> str:
    """Write milliseconds as ``m:ss.mmm``, with hours only when there are any."""
    text = format_time(ms)
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    hour, minute, rest = text.split(":")
    return f"{sign}{text}" if hour != "0" else f"{sign}{int(minute)}:{rest}"


def format_seconds(ms: int) -> str:
    """Write milliseconds as seconds with three decimals, as exports do, millions of times."""
    if ms < 0:
        return f"-{format_seconds(-ms)}"
    return f"{ms // 1000}{_THOUSANDTHS[ms % 1000]}"


def parse_time(text: str) -> int:
    """Read ``h:mm:ss.mmm``, ``m:ss.mmm`` or seconds as milliseconds; raise ValueError for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time")
    hour, minute, second, fraction = found.groups()
    whole = int(hour or 0) * 3600 + int(minute or 0) * 60 + int(second)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))
