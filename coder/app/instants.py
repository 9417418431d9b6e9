"""Instants as people and scripts write them."""

from decimal import Decimal, InvalidOperation

from coder.errors import CoderError


def parse_instant(text: str) -> int:
    """Read seconds as the whole millisecond they lie in, so that the frame shown then is found; raise CoderError."""
    try:
        seconds = Decimal(text.strip())
    except InvalidOperation:
        seconds = Decimal("NaN")
    if not seconds.is_finite():
        raise CoderError(f"{text!r} is no time in seconds.", "Write seconds with a decimal point, such as 12.480.")
    if seconds < 0:
        raise CoderError(f"{text} lies before the first frame.", "Media time 0 is the first frame of the main video.")
    return int(seconds * 1000)
