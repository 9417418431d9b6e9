"""Which days are written along an axis of dates."""

import math

_STEPS = (1, 2, 7, 14, 28, 56, 91, 182)
_YEAR = 364
_MONDAY = 1
"""What ``date.toordinal`` of a Monday leaves when divided by 7."""


def day_ticks(low: float, high: float, most: int) -> list[int]:
    """Return whole days from low to high (as ``date.toordinal`` counts them), evenly apart, at most ``most``.

    Days, every other day, Mondays, and Mondays some weeks apart: never a part of a day.
    """
    first, last = math.ceil(low), math.floor(high)
    if last < first:
        return []
    for step in (*_STEPS, *(_YEAR * years for years in range(1, 1 + math.ceil((last - first) / _YEAR)))):
        start = first + (_MONDAY - first) % 7 if step >= 7 else first
        days = list(range(start, last + 1, step))
        if len(days) <= max(most, 1):
            return days or [first]
    return [first]
