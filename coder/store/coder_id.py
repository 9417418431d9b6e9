"""Which coder ids can be file names on every computer."""

import re

from coder.errors import CoderError

LONGEST = 40
_FORBIDDEN = '/\\:*?"<>|'
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
KEPT_ORIGINAL = re.compile(r"\.v\d+\.bak\d*$")
"""How the name of an original ends that a migration kept."""
HINT = "Use letters, digits, - and _, such as anna or c01."


def check_coder_id(text: str) -> str:
    """Return the id unchanged; raise CoderError when it could not be a file name everywhere."""
    return check_id(text, "coder id")


def check_id(text: str, what: str) -> str:
    """Return an id that becomes part of a file name; raise CoderError, naming ``what`` it is, when it cannot."""
    fault = _find_fault(text)
    if fault:
        raise CoderError(f"The {what} {_shown(text)} {fault}.", HINT)
    return text


def _find_fault(text: str) -> str:
    if not text.strip():
        return "is empty"
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if any(not sign.isprintable() for sign in text):
        return "holds characters that cannot be seen"
    found = next((sign for sign in text if sign in _FORBIDDEN), "")
    if found:
        return f"may not hold {found}"
    if ".." in text or text.startswith("."):
        return "may not begin with a dot or hold two in a row"
    if text != text.strip() or text.endswith("."):
        return "may not begin or end with a space or end with a dot"
    if KEPT_ORIGINAL.search(text):
        return "ends as the name of a kept original does"
    if text.partition(".")[0].rstrip().lower() in _RESERVED:
        return "is a name that Windows keeps for itself"
    return ""


def _shown(text: str) -> str:
    visible = "".join(sign if sign.isprintable() else "�" for sign in text)
    return f"“{visible if len(visible) <= LONGEST else visible[:LONGEST] + '…'}”"
