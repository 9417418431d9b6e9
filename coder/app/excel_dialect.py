"""The signs of the region that a computer is set to: what Excel parts the cells of a CSV file with."""

import locale

from coder.model.excel_text import COMMAS, SEMICOLONS, Dialect


def find_dialect() -> Dialect:
    """Return how Excel reads CSV here: with a semicolon where numbers have a decimal comma, else with a comma.

    That is the list separator that regions come with. The locale of numbers is asked for and put back.
    """
    before = locale.setlocale(locale.LC_NUMERIC)
    try:
        locale.setlocale(locale.LC_NUMERIC, "")
        decimal = locale.localeconv()["decimal_point"]
    except locale.Error:
        decimal = "."
    finally:
        locale.setlocale(locale.LC_NUMERIC, before)
    return SEMICOLONS if decimal == "," else COMMAS
