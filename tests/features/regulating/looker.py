"""Who plays the scenarios of regulation on the core, and the study they are played in."""

from pathlib import Path
from typing import Protocol

from coder.app.regulation_look import look_at_regulation
from coder.app.regulation_named import Named, add_named
from coder.app.regulation_view import RESPONSE, Asked, Figure, draw_figures
from coder.model.chart import Bar, Histogram
from coder.model.event import Event
from coder.model.moment import Moments
from tests.moving import FIRST, code, create_study

BEFORE_MS = 1_000
"""How long before a moment it is played from."""
EVERY_MS, LATE_MS = 30_000, 1_200
LINKED = f"""\
{FIRST}links:
  - id: bid_answered
    cue: {{codes: [signal.bid]}}
    response: {{codes: [touch.pat]}}
    window_s: [0.2, 4.0]
"""


class Looker(Protocol):
    """What a scenario can do."""

    def look(self, link: str) -> None:
        """Look at a link of the scheme."""

    def ask(self, named: Named) -> None:
        """Look at a cue and a response that no link has."""

    @property
    def figure(self) -> Figure:
        """What is shown around the cue."""

    def choose(self, words: str) -> None:
        """Choose a bar by its place; chosen again, it plays the next of its moments."""

    def playing(self) -> tuple[str, int]:
        """Return which session plays, and from when (ms)."""

    def end(self) -> None:
        """Put everything away."""


class CoreLooker:
    """The core alone: what would be played is told."""

    def __init__(self, study: Path) -> None:
        self._study, self._look = study, look_at_regulation(study, "ana")
        self._asked = Asked(self._look.pairs[0])
        self._chosen: Moments | None = None
        self._turn = -1

    def look(self, link: str) -> None:
        """Look at a link of the scheme."""
        self._asked = Asked(next(pair for pair in self._look.pairs if pair.link == link))

    def ask(self, named: Named) -> None:
        """Look at a cue and a response that no link has."""
        self._look = add_named(self._look, look_at_regulation(self._study, "ana", named=named))
        self._asked = Asked(named.pair)

    @property
    def figure(self) -> Figure:
        """What is shown around the cue."""
        return next(one for one in draw_figures(self._look, self._asked) if one.name == RESPONSE)

    def choose(self, words: str) -> None:
        """Choose a bar by its place."""
        found = next(bar for bar in bars_of(self.figure) if place_of(bar) == words).datum
        assert isinstance(found, Moments)
        self._turn = (self._turn + 1) % len(found.places) if found == self._chosen else 0
        self._chosen = found

    def playing(self) -> tuple[str, int]:
        """Return which session plays, and from when (ms)."""
        assert self._chosen is not None
        moment = self._chosen.places[self._turn]
        return moment.session_id, moment.ms - BEFORE_MS

    def end(self) -> None:
        """Nothing is open."""


def bars_of(figure: Figure) -> tuple[Bar, ...]:
    """Return the bars that are shown."""
    assert isinstance(figure.chart, Histogram)
    return figure.chart.bars


def place_of(bar: Bar) -> str:
    """Return where a bar lies, in words."""
    return bar.words.partition(":")[0]


def create_answered(folder: Path) -> Path:
    """Make a study of two sessions in which every bid is answered by a pat after 1.2 s, and no fuss is answered."""
    study = create_study(folder, 2, (), LINKED)
    for number, first_ms in enumerate((20_000, 25_000), 1):
        events: list[Event] = []
        for ms in range(first_ms, first_ms + 6 * EVERY_MS, EVERY_MS):
            events += [
                Event(len(events) + 1, "signal", "bid", ms, point=True),
                Event(len(events) + 2, "touch", "pat", ms + LATE_MS, ms + 2 * LATE_MS),
                Event(len(events) + 3, "signal", "fuss", ms + EVERY_MS // 2, point=True),
            ]
        code(study / f"D{number:02}", "ana", LINKED, tuple(events))
    return study
