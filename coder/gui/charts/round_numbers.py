"""Round numbers for the ticks of an axis."""

import math

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_LEAST = 1e-9


def round_ticks(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from low to high, evenly apart, no more than ``most`` where that can be."""
    span = high - low
    if not span > _LEAST or most < 1:
        return [low]
    step = _round_step(span / most)
    first, last = math.ceil(low / step - _LEAST), math.floor(high / step + _LEAST)
    return [number * step for number in range(first, last + 1)]


def format_tick(value: float, ticks: list[float]) -> str:
    """Write a tick with as many decimals as its neighbours need, and a true minus."""
    step = abs(ticks[1] - ticks[0]) if len(ticks) > 1 else abs(value)
    decimals = next((n for n in range(6) if abs(step * 10**n - round(step * 10**n)) < _LEAST * 10**n + 1e-6), 6)
    return format_number(value, decimals)


def format_number(value: float, decimals: int) -> str:
    """Write a number with a true minus, and never a minus zero."""
    text = f"{value:.{decimals}f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def _round_step(least: float) -> float:
    power = float(10.0 ** math.floor(math.log10(least)))
    return next(step * power for step in _STEPS if step * power >= least * (1 - _LEAST))
