"""What somebody meant who wrote words where a number belongs: minutes, a decimal comma, a unit."""

import re

_TIME = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)")
_UNITS = {"min": 60, "mins": 60, "minute": 60, "minutes": 60, "h": 3600, "ms": 0.001, "%": 0.01}
_WITH_UNIT = re.compile(r"(\d{1,6}(?:\.\d+)?) ?(%|[a-zA-Z]+)\.?")
_MEANT = (
    (r"(-?\d+),(\d+)", r"\1.\2"),
    (r"(-?\d+(?:\.\d+)?) ?[a-zA-Z]+\.?", r"\1"),
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
    with_unit = _WITH_UNIT.fullmatch(words)
    if with_unit is not None and with_unit[2] in _UNITS:
        unit = "" if with_unit[2] == "%" else ", in seconds"
        return f"Write {round(float(with_unit[1]) * _UNITS[with_unit[2]], 6):g}{unit}."
    for pattern, meant in _MEANT:
        found = re.fullmatch(pattern, words)
        if found is not None:
            return f"Write {found.expand(meant)}, without quotes."
    return "Write digits and a decimal point, without quotes."
