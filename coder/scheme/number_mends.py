"""What somebody meant who wrote words where a number belongs: minutes, a decimal comma, a unit."""

import re

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)")
_MINUTES = re.compile(r"(\d{1,3}(?:\.\d+)?) ?min(ute)?s?\.?")
_MEANT = (
    (r"(-?\d+),(\d+)", r"\1.\2"),
    (r"(-?\d+(?:\.\d+)?) ?(?!min)[a-zA-Z]+\.?", r"\1"),
    (r"(-?)0+(\d+(?:\.\d+)?)", r"\1\2"),
    (r"(-?\d+)[_'](\d+)", r"\1\2"),
    (r"(-?\d+(?:\.\d+)?)", r"\1"),
)


def suggest_number(value: object) -> str:
    """Say what to write in place of what is no number."""
    words = value.strip() if isinstance(value, str) else ""
    time = _TIME.fullmatch(words)
    if time is not None:
        hours, minutes, seconds = (int(part or 0) for part in time.groups())
        return f"Write {hours * 3600 + minutes * 60 + seconds}, in seconds."
    minutes_only = _MINUTES.fullmatch(words)
    if minutes_only is not None:
        return f"Write {float(minutes_only[1]) * 60:g}, in seconds."
    for pattern, meant in _MEANT:
        found = re.fullmatch(pattern, words)
        if found is not None:
            return f"Write {found.expand(meant)}, without quotes."
    return "Write digits and a decimal point, without quotes."
