"""How figures of agreement are written for people."""

from coder.model.agreement import Estimate
from coder.model.time import format_seconds

BLANK = "–"


def two(value: float | None) -> str:
    """Write a figure with two decimals and a true minus; what is not there as a dash."""
    if value is None:
        return BLANK
    text = f"{value:.2f}"
    return text.replace("-", "−") if float(text) else text.lstrip("-")


def count(value: float) -> str:
    """Write a tally: a whole number as one, seconds with a decimal."""
    return f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"


def seconds(ms: int) -> str:
    """Write milliseconds as seconds, with no more decimals than it takes."""
    text = format_seconds(ms).rstrip("0")
    return f"{text}0" if text.endswith(".") else text


def kappa_words(kappa: Estimate) -> str:
    """Write a figure, or in words why there is none, or what to know of the one there is."""
    if kappa.value is None:
        return f"none: {kappa.reason or 'it is not defined'}"
    span = f" [{interval(kappa)}]" if kappa.low is not None else ""
    return f"{two(kappa.value)}{span}" + (f" ({kappa.reason})" if kappa.reason else "")


def interval(kappa: Estimate) -> str:
    """Write the interval; nothing where there is none."""
    return f"{two(kappa.low)}, {two(kappa.high)}" if kappa.low is not None and kappa.high is not None else ""
