"""Pictures made before anybody asks for them: those next to the play head. Imports numpy: import lazily."""

from collections.abc import Container

from coder.media.picture import Picture
from coder.media.request import Size

LIMIT = 32 << 20
FEWEST = 3  # the one shown and one either side, whatever their size
NEAR = 2

Look = tuple[Size | None, bool]


class Prepared:
    """Pictures by number, all made for one look: a size, and one field or both. Belongs to one thread.

    Making a picture of a 4K frame takes longer than a step may; made while nobody waits, it is only handed out.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        """``limit``: bytes of pixels."""
        self._limit = limit
        self._look: Look = (None, False)
        self._pictures: dict[int, Picture] = {}

    def find(self, n: int, look: Look) -> Picture | None:
        """Return picture ``n`` if it is here and looks so."""
        return self._pictures.get(n) if look == self._look else None

    def keep(self, picture: Picture, look: Look, head: int) -> None:
        """Keep a picture; those farthest from ``head`` go when there are too many, all when the look changes."""
        if look != self._look:
            self._pictures.clear()
            self._look = look
        self._pictures[picture.n] = picture
        while len(self._pictures) > max(FEWEST, self._limit // picture.bgra.nbytes):
            del self._pictures[max(self._pictures, key=lambda n: abs(n - head))]

    def next(self, head: int, step: int, look: Look, decoded: Container[int]) -> int | None:
        """Return which picture to make next around a resting ``head``; ``step``: which way it goes, 0 either."""
        if look[0] is None:
            return None  # the first picture only tells the shape of all
        width, height = look[0]
        room = max(FEWEST, self._limit // (4 * width * height))
        ways = (step,) if step else (1, -1)
        near = (head + way * far for far in range(1, min(NEAR, (room - 1) // 2) + 1) for way in ways)
        return next((n for n in near if n in decoded and self.find(n, look) is None), None)
