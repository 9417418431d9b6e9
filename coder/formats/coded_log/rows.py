"""Rows of a table as CSV from anywhere: separated by commas, semicolons or tabs, in UTF-8 with or without a mark."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from operator import itemgetter

from coder.errors import CoderError

_BLANKS = " \t\xa0"
_MISSING = "NA"
_LONGEST_S = 10_000_000
_SECONDS = "Write seconds, such as 12.345."


class RowError(Exception):
    """What is wrong with a row; where it stands is added by who reads the table."""

    def __init__(self, what: str, hint: str) -> None:
        super().__init__(what)
        self.what, self.hint = what, hint


class Rows:
    """The heads of a table, and its rows that are not empty."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        # strict: a quote that is never closed would swallow all rows behind it without a word
        sign = max(",;\t", key=text.partition("\n")[0].count)
        self._reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        self._blanks = any(blank in text for blank in _BLANKS)
        with self._told():
            self.head = [cell.strip() for cell in next(self._reader, [])]

    def each(self, columns: Sequence[str], take: Callable[[Sequence[str]], None]) -> None:
        """Hand the cells of some columns to ``take``, row by row, blanks around them cut; "" where there is no column.

        Raises CoderError, with the line, for a RowError of ``take``, and for a row that has other cells than the head.
        """
        width = len(self.head)
        place = {name: at for at, name in reversed(list(enumerate(self.head)))}
        chosen = itemgetter(*(place.get(name, width) for name in columns))
        with self._told():
            for cells in self._reader:
                if not any(cells):
                    continue
                if len(cells) != width:
                    raise RowError(
                        f"there are {len(cells)} cells where the head has {width}",
                        "Quote cells that hold the sign between cells, and fill in what was cut off.",
                    )
                cells.append("")
                take(list(map(str.strip, chosen(cells))) if self._blanks else chosen(cells))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say in which line it was that reading failed."""
        try:
            yield
        except RowError as error:
            raise CoderError(f"{self.name}, line {self._reader.line_num}: {error.what}.", error.hint) from None
        except csv.Error as error:
            what = f"this is no table ({error})"
            raise CoderError(f"{self.name}, line {self._reader.line_num}: {what}.", "Save it as CSV again.") from error


def read_rows(content: bytes, name: str, needed: Sequence[str]) -> Rows:
    """Read a table's heads; raise CoderError for what is no table, or has not all needed columns."""
    try:
        rows = Rows(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise CoderError(f"{name} is not UTF-8.", "Save it as CSV in UTF-8.") from None
    if not rows.head:
        raise CoderError(f"{name} is empty.", "Give a table with the names of its columns in the first line.")
    missing = [column for column in needed if column not in rows.head]
    if missing:
        raise CoderError(f"{name} has no column {missing[0]}.", f"It needs {', '.join(needed)} in the first line.")
    return rows


def parse_ms(column: str, words: str) -> int | None:
    """Return a time in whole ms, None where the cell is empty or NA, as R writes it; a decimal point or comma.

    Raises RowError.
    """
    if not words or words == _MISSING:
        return None
    if words[-4:-3] == "." and len(words) < 12:  # as nearly all are written, and five times as fast
        try:
            return int(words[:-4] + words[-3:])
        except ValueError:
            pass  # said below
    try:
        seconds = Decimal(words.replace(",", "."))
    except InvalidOperation:
        raise RowError(f"{column} is “{words}”, which is no time", _SECONDS) from None
    if not seconds.is_finite() or abs(seconds) > _LONGEST_S:
        raise RowError(f"{column} is “{words}”, which is no time", _SECONDS)
    return round(seconds * 1000)
