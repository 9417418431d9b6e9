"""Figures as tables say them: a decimal point, no exponent, no more digits than are meant."""

_SMALL = 0.001


def format_figure(value: float | None) -> str:
    """Write a figure with nine decimals at most, small ones with up to twelve; nothing for None, no minus before zero.

    A p of 0.0001668335 keeps as many digits as one of 0.17; below that lies what processors differ in.
    """
    if value is None:
        return ""
    decimals = 12 if abs(value) < _SMALL else 9
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_ratio(numerator: int, denominator: int, decimals: int) -> str:
    """Write a ratio of whole numbers, 0 or more, with some decimals, rounded half up; nothing where it is over zero."""
    if not denominator:
        return ""
    scale: int = 10**decimals
    whole, rest = divmod((2 * numerator * scale + denominator) // (2 * denominator), scale)
    return f"{whole}.{rest:0{decimals}}"
