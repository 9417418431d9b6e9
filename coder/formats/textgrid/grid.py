"""A TextGrid as it lies in its file: the long and the short form are one, since only what stands free counts."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coder.errors import CoderError

MOST_BYTES = 128 << 20
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_TOKEN = re.compile(
    r'"(?P<words>(?:[^"]|"")*)"|(?P<flag><(?:exists|absent)>)|(?<!\S)(?P<number>[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)(?!\S)|![^\n]*',
)
_MOST = 1e11
"""No time and no count is larger."""
_HINT = "Save it again in Praat as a text file, or use a copy."


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on a tier: onset and offset in seconds, none for a point, and its words."""

    onset_s: float
    offset_s: float | None
    words: str


@dataclass(frozen=True, slots=True)
class GridTier:
    """A tier of intervals, or of points."""

    name: str
    points: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole TextGrid; times in seconds."""

    onset_s: float
    offset_s: float
    tiers: tuple[GridTier, ...]


def read_grid(content: bytes, name: str) -> tuple[Grid, bool]:
    """Return a TextGrid, and whether its encoding was guessed; raise CoderError when it is none or not whole."""
    if len(content) > MOST_BYTES:
        raise CoderError(f"{name} is larger than {MOST_BYTES >> 20} MiB.", "Nothing was read. Is this the right file?")
    if content.startswith(b"ooBinaryFile"):
        raise CoderError(f"{name} is a binary file of Praat.", "Save it in Praat with “Save as text file…”.")
    text, guessed = _decode(content)
    reader = _Reader(text, name)
    kind, what = reader.words(), reader.words()
    if kind != "ooTextFile" or what != "TextGrid":
        raise CoderError(f"{name} is no TextGrid of Praat.", "Choose a .TextGrid file.")
    onset_s, offset_s = reader.number(), reader.number()
    reader.flag()
    tiers = tuple(_tier(reader) for _ in range(reader.count()))
    return Grid(onset_s, offset_s, tiers), guessed


def _tier(reader: "_Reader") -> GridTier:
    kind, name = reader.words(), reader.words()
    if kind not in ("IntervalTier", "TextTier"):
        raise reader.damaged()
    reader.number(), reader.number()
    points = kind == "TextTier"
    marks = tuple(_mark(reader, points=points) for _ in range(reader.count()))
    return GridTier(name.strip(), points, marks)


def _mark(reader: "_Reader", *, points: bool) -> Mark:
    onset_s = reader.number()
    return Mark(onset_s, None if points else reader.number(), reader.words())


class _Reader:
    """Gives what stands free in the text, one after another: words in quotes, numbers, flags."""

    def __init__(self, text: str, name: str) -> None:
        self._name, self._tokens = name, _free(text)

    def words(self) -> str:
        """Return the next words in quotes."""
        found = self._next()["words"]
        if found is None:
            raise self.damaged()
        return str(found).replace('""', '"')

    def number(self) -> float:
        """Return the next number."""
        found = self._next()["number"]
        number = math.inf if found is None else float(found)
        if not abs(number) < _MOST:
            raise self.damaged()
        return number

    def count(self) -> int:
        """Return the next number as a count."""
        number = self.number()
        if not 0 <= number <= 10_000_000 or number != int(number):
            raise self.damaged()
        return int(number)

    def flag(self) -> None:
        """Pass over the flag that says that there are tiers."""
        if self._next()["flag"] != "<exists>":
            raise CoderError(f"{self._name} has no tiers.", "Choose a TextGrid that has some.")

    def damaged(self) -> CoderError:
        """Return the error for a file that goes on otherwise than a TextGrid does."""
        return CoderError(f"{self._name} is no whole TextGrid.", _HINT)

    def _next(self) -> "re.Match[str]":
        found = next(self._tokens, None)
        if found is None:
            raise self.damaged()
        return found


def _free(text: str) -> Iterator["re.Match[str]"]:
    return (found for found in _TOKEN.finditer(text) if found.lastgroup)


def _decode(content: bytes) -> tuple[str, bool]:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace").removeprefix("\ufeff"), False
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), True
