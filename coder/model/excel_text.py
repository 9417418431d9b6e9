"""How Excel takes the cells of a CSV file, and how a text stays a text there."""

import re
from dataclasses import dataclass

BOM = "\ufeff"
"""What Excel knows UTF-8 by."""
QUOTE = "'"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_DECIMAL = re.compile(r"'*-?\d+,\d+")
_NUMBER = re.compile(r"-?\d+\.\d+(e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """What parts cells, and what parts the whole from the fraction in numbers."""

    sign: str = ","
    decimal: str = "."


COMMAS, SEMICOLONS = Dialect(), Dialect(";", ",")


def neutralise(text: str) -> str:
    """Return a text that Excel shows and never computes: one that begins as a formula does gets a quote before it.

    So does one that looks like a number with a decimal comma, and one that has such a quote already: ``restore`` gives
    every text back.
    """
    return f"{QUOTE}{text}" if _is_risky(text) else text


def restore(text: str) -> str:
    """Return a text as it was before ``neutralise``."""
    return text[1:] if text.startswith(QUOTE) and _is_risky(text) else text


def localise(number: str, dialect: Dialect) -> str:
    """Write a number as the program expects it; what is none stays as it is."""
    return number.replace(".", dialect.decimal) if _NUMBER.fullmatch(number) else number


def delocalise(text: str) -> str:
    """Return a number with a decimal comma with a point; any other text as it is."""
    return text.replace(",", ".") if text[:1] != QUOTE and _DECIMAL.fullmatch(text) else text


def _is_risky(text: str) -> bool:
    return _FORMULA.match(text) is not None or _DECIMAL.fullmatch(text) is not None
