"""In which columns a line may begin, judged by the lines above it."""

import re
from collections.abc import Iterator

_DASH = re.compile(r"- +(?=\S)|-$")
_KEY = re.compile(r"[^\s'\"{\[#&*!|>-][^:]*:(\s|$)|['\"].*['\"]:(\s|$)")


def suggest_columns(lines: list[str], number: int) -> str:
    """Say where line ``number`` (from 1) may begin, as which lines above it; empty when nothing above says so."""
    line = lines[number - 1] if number <= len(lines) else ""
    own = len(line) - len(line.lstrip()) + 1
    dash = _DASH.match(line.lstrip()) is not None
    places = sorted(_places(lines[: number - 1], dash), key=lambda place: (abs(place[0] - own), -place[0]))[:2]
    if not places:
        return ""
    said = ", or in ".join(f"column {column} as in line {where}" for column, where in places)
    return f"Begin it in {said}."


def _places(lines: list[str], dash: bool) -> Iterator[tuple[int, int]]:
    """Yield the columns that are still open at the end of the lines, with the last line that begins there."""
    limit = 1000
    for number in range(len(lines), 0, -1):
        line = lines[number - 1]
        rest = line.lstrip()
        column = len(line) - len(rest) + 1
        if not rest or rest.startswith("#") or column >= limit:
            continue
        below, limit = limit, column
        while found := _DASH.match(rest):
            if dash and column < below:
                yield column, number
            rest = rest[found.end() :]
            column += found.end()
        if not dash and column < below and _KEY.match(rest):
            yield column, number
