"""Write values so that every YAML reader reads back the text they were."""

import json
import re

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*(?: [A-Za-z0-9_./-]+)*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def format_scalar(text: str) -> str:
    """Return a text as YAML: plain where nobody could mistake it, else in double quotes."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(text, ensure_ascii=False))


def format_flow(pairs: dict[str, str]) -> str:
    """Return a map on one line, its values already formatted; what is empty is left out."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items() if value) + "}"
