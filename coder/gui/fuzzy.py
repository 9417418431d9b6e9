"""Find titles by a few of their letters."""

from collections.abc import Iterable


def score(query: str, title: str) -> int | None:
    """Return how badly the letters of a query fit a title, in order; None when they do not.

    Letters that follow each other and beginnings of words fit best: ``nf`` finds "Next frame".
    """
    low, place, total = title.lower(), -1, 0
    for letter in query.lower().replace(" ", ""):
        found = _nearest(low, letter, place)
        if found < 0:
            return None
        begins = found == 0 or not low[found - 1].isalnum()
        total += 0 if found == place + 1 or begins else 2 + found - place
        place = found
    return total * 100 + len(title)


def _nearest(low: str, letter: str, place: int) -> int:
    """Return where the letter comes next: right here, else at the beginning of a word, else anywhere."""
    if low[place + 1 : place + 2] == letter:
        return place + 1
    start = low.find(f" {letter}", max(place, 0))
    return start + 1 if start >= 0 else low.find(letter, place + 1)


def find_best(query: str, titles: Iterable[str]) -> list[int]:
    """Return the places of the titles that fit, best first; all of them, in order, for an empty query."""
    scored = [(score(query, title), place) for place, title in enumerate(titles)]
    fitting = [(points, place) for points, place in scored if points is not None]
    return [place for _, place in (sorted(fitting) if query.strip() else fitting)]
