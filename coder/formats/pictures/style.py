"""How pictures look, whatever a person has told matplotlib: fonts, and colours that colour-blind readers tell apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from threading import RLock
from typing import Any
from unicodedata import bidirectional
from warnings import catch_warnings, filterwarnings

import matplotlib as mpl
from matplotlib import rcdefaults, rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from coder.formats.pictures.fonts import FAMILY

INK, SOFT, LINE, PAPER, EMPTY = "#1a1a1a", "#555555", "#b8b8b8", "#ffffff", "#efefef"
ACCENT, SECOND = "#0072B2", "#D55E00"
SHADES = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C8C8C")
"""Okabe–Ito, with grey in the place of black."""
MARKS = ("o", "s", "^", "D", "v", "P", "X", "*")
HATCHES = ("", "///", "+++", "\\\\\\", "xxx", "---")
"""After eight shades they come again, each time with another hatch: never colour alone."""
TITLE, TEXT, SMALL = 10.0, 8.0, 7.0
_LOCK = RLock()
_LEFT_FIRST = "\u200e"
_STYLE: dict[Any, Any] = {
    "font.family": [FAMILY],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": True,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "grid.color": "#e4e4e4",
    "grid.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "svg.hashsalt": "attune",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "path.simplify": False,
}


_drawn_with: ContextVar[tuple[str, ...]] = ContextVar("_drawn_with", default=(FAMILY,))


@contextmanager
def our_style(families: tuple[str, ...] = (FAMILY,)) -> Iterator[None]:
    """Draw in our style, and leave what was set before as it was; one thread at a time.

    What the first family lacks is taken from the others.
    """
    with _LOCK, mpl.rc_context(), catch_warnings():
        # a sign that no font has is drawn as a box, and a report says so in words
        filterwarnings("ignore", message="Glyph .* missing from font")
        rcdefaults()
        rcParams.update({**_STYLE, "font.family": list(families)})
        before = _drawn_with.set(families)
        try:
            yield
        finally:
            _drawn_with.reset(before)


def width_of(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """Return how wide a text is, in points."""
    return _width_of(text, size, bold, _drawn_with.get()) if text else 0.0


@lru_cache(maxsize=20_000)
def _width_of(text: str, size: float, bold: bool, families: tuple[str, ...]) -> float:
    font = FontProperties(family=list(families), size=size, weight="bold" if bold else "normal")
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0])


def left_first(text: str) -> str:
    """Return a text that is read from the left, also where it begins with a name that is not: a mark says so."""
    first = next((way for sign in text if (way := bidirectional(sign)) in ("L", "R", "AL")), "L")
    return text if first == "L" else f"{_LEFT_FIRST}{text}"


def shorten(text: str, points: float, size: float = TEXT) -> str:
    """Return as much of a text as has room, with … for the rest."""
    if width_of(text, size) <= points:
        return text
    while text and width_of(f"{text}…", size) > points:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrap(text: str, points: float, size: float = TEXT, *, bold: bool = False) -> list[str]:
    """Return the lines of a text in a column; a word that is wider than it is parted."""
    words = text.split()
    if width_of(" ".join(words), size, bold=bold) <= points:
        return [" ".join(words)]
    lines: list[str] = []
    place = 0
    while place < len(words):
        count = _fitting(words[place:], points, size, bold=bold)
        if not count:  # what is left of a parted word begins the next line
            *parts, words[place] = _parts(words[place], points, size, bold=bold)
            lines += parts
            count = int(not parts)
        if count:
            lines.append(" ".join(words[place : place + count]))
        place += count
    return lines


def _fitting(words: list[str], points: float, size: float, *, bold: bool) -> int:
    """Return how many words stand in a line: by their own widths, as each text is measured anew, and then for sure."""
    between = width_of("n n", size, bold=bold) - 2 * width_of("n", size, bold=bold)
    count, wide = 0, -between
    for word in words:
        wide += between + width_of(word, size, bold=bold)
        if wide > points:
            break
        count += 1
    while count > 1 and width_of(" ".join(words[:count]), size, bold=bold) > points:
        count -= 1
    return count


def _parts(word: str, points: float, size: float, *, bold: bool) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and width_of(parts[-1] + sign, size, bold=bold) > points:
            parts.append("")
        parts[-1] += sign
    return parts


def shade(place: int) -> tuple[str, str]:
    """Return the colour and the hatch of the n-th of many."""
    return SHADES[place % len(SHADES)], HATCHES[place // len(SHADES) % len(HATCHES)]


def warmth(share: float | None) -> tuple[str, str]:
    """Return the colour of a cell from pale (0) to deep blue (1), and that of what is written on it."""
    if share is None:
        return EMPTY, INK
    share = min(max(share, 0.0), 1.0)
    pale, deep = (0xF7, 0xFB, 0xFF), (0x08, 0x3D, 0x77)
    mixed = [round(one + (other - one) * share) for one, other in zip(pale, deep, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed), PAPER if share > 0.5 else INK
