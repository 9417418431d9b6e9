"""Figures as tables say them: a decimal point, no exponent, no more digits than are meant."""


def format_figure(value: float | None) -> str:
    """Write a figure with nine decimals at most; nothing for None, and never a minus before zero."""
    if value is None:
        return ""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
