"""Which keys a code may have, and how they are written."""

import re

PATTERN = r"^(shift\+)?([a-z0-9]|f([1-9]|1[0-9]|2[0-4]))$"


def find_chord(words: str) -> str | None:
    """Return the chord that words name, such as ``shift+a`` or ``f5``; None when they name no key for a code.

    A capital alone is none: it could mean the letter or the letter with shift.
    """
    chord = words if len(words) == 1 else words.lower().replace(" ", "")
    return chord if re.fullmatch(PATTERN, chord) else None
