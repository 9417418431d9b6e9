"""Which fonts a text is drawn with, and which of its signs no font here has: never boxes that nobody speaks of.

The font of matplotlib has Latin, Greek, Cyrillic, Hebrew, Arabic and more. What it lacks is taken from fonts of this
computer: first from the one that has most of it, among equals in the order of the alphabet, plain sans ones first.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache

from matplotlib.font_manager import FontEntry, fontManager
from matplotlib.ft2font import FT2Font

FAMILY = "DejaVu Sans"
_NO_LETTERS = ("Last Resort",)
"""Fonts whose signs are boxes that name a script."""
_PLAIN_WEIGHTS = (400, "normal", "regular", "book")
_MOST_NAMED = 12
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
"""Categories of what is not to be seen: controls, marks of direction, spaces."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The families that a text takes, the first for all it has; and the signs that none has, in order."""

    families: tuple[str, ...] = (FAMILY,)
    missing: str = ""


def fonts_of(text: str) -> Fonts:
    """Return what a text is drawn with."""
    signs = "".join(sorted({sign for sign in text if unicodedata.category(sign) not in _UNSEEN}))
    lacking = set(signs) - _held(FAMILY, signs)
    families = [FAMILY]
    while lacking:
        found = [(len(held), name) for name in _families() if (held := _held(name, "".join(sorted(lacking))))]
        if not found:
            break
        most = max(count for count, _ in found)
        chosen = next(name for count, name in found if count == most)
        families.append(chosen)
        lacking -= _held(chosen, "".join(sorted(lacking)))
    return Fonts(tuple(families), "".join(sorted(lacking)))


def missing_words(missing: str) -> str:
    """Say which signs no font here has, by script and number, for they cannot be shown; nothing where all are there."""
    if not missing:
        return ""
    scripts: dict[str, list[str]] = {}
    for sign in missing:
        script = unicodedata.name(sign, "other").split()[0].capitalize().replace("Cjk", "Chinese characters")
        scripts.setdefault(script, []).append(f"U+{ord(sign):04X}")
    named = "; ".join(f"{script}: {_some(codes)}" for script, codes in scripts.items())
    signs = "a sign" if len(missing) == 1 else f"{len(missing)} signs"
    return (
        f"No font on this computer has {signs} of these names ({named}): boxes stand in their place here. Install a "
        "font for them, such as one of Noto Sans; in a page (.html) and in SVG they are whole."
    )


def _some(codes: list[str]) -> str:
    more = f" and {len(codes) - _MOST_NAMED} more" if len(codes) > _MOST_NAMED else ""
    return ", ".join(codes[:_MOST_NAMED]) + more


def every_text(value: object) -> Iterator[str]:
    """Give all that is written in a report or a chart."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for one in value:
            yield from every_text(one)
    elif is_dataclass(value):
        for each in fields(value):
            if each.name != "datum":
                yield from every_text(getattr(value, each.name))


# ---------------------------------------------------------------------------- fonts of this computer


def _families() -> list[str]:
    """Return every plain family but ours, in the order in which they are asked."""
    names = {one.name for one in fontManager.ttflist if _is_plain(one) and not one.name.startswith(_NO_LETTERS)}
    return sorted(names - {FAMILY}, key=lambda name: ("sans" not in name.lower(), "mono" in name.lower(), name))


def _is_plain(one: FontEntry) -> bool:
    return one.style == "normal" and one.weight in _PLAIN_WEIGHTS


@lru_cache(maxsize=4096)
def _held(family: str, text: str) -> frozenset[str]:
    """Return the signs of a text that a family has."""
    held: set[str] = set()
    for one in fontManager.ttflist:
        if one.name == family and _is_plain(one):
            try:
                font = FT2Font(one.fname, face_index=one.index)
            except (OSError, RuntimeError):  # a font that is broken, or was taken away since
                continue
            held |= {sign for sign in text if font.get_char_index(ord(sign))}
    return frozenset(held)
