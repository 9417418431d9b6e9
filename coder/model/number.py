"""Figures as tables say them: a decimal point, no exponent, no more digits than are meant."""


def format_figure(value: float | None) -> str:
    """Write a figure with nine decimals at most; nothing for None, and never a minus before zero."""
    if value is None:
        return ""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def format_ratio(numerator: int, denominator: int, decimals: int) -> str:
    """Write a ratio of whole numbers, 0 or more, with some decimals, rounded half up; nothing where it is over zero."""
    if not denominator:
        return ""
    scale: int = 10**decimals
    whole, rest = divmod((2 * numerator * scale + denominator) // (2 * denominator), scale)
    return f"{whole}.{rest:0{decimals}}"
