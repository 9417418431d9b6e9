"""How far the sessions of a list are, pass by pass: what their coder has watched, and where it was left."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coder.gui.background import Background
from coder.gui.cards import Entry, Far
from coder.gui.pass_words import pass_title

if TYPE_CHECKING:
    from coder.app.passes import PassChoice, PassReader
    from coder.model.viewing import Viewing

AFTER_MS = 300
"""The list is seen first: reading loads what the window can do without until then."""


class HowFar(QObject):
    """``told`` carries an entry and its Far, one after the other."""

    told = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Background | None = None
        self._wait = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._wait.timeout.connect(self._begin)
        self._asked: tuple[Sequence[Entry], str] = ((), "")

    def look(self, entries: Sequence[Entry], coder: str) -> None:
        """Find out how far these are, soon, and no longer how far others are."""
        self.leave()
        self._asked = (entries, coder)
        if entries and (coder or any(entry.coder for entry in entries)):
            self._wait.start()

    def leave(self) -> None:
        """Find out nothing more."""
        self._wait.stop()
        if self._work is not None:
            self._work.leave()
            self._work = None

    def _begin(self) -> None:
        self._work = Background(self)
        self._work.grown.connect(lambda news: self.told.emit(*news))
        self._work.start("how far", partial(_read, *self._asked))


# On the thread of the work


def _read(entries: Sequence[Entry], coder: str, work: Background) -> None:
    from coder.app.passes import PassReader

    reader = PassReader()
    for entry in entries:
        if work.left():
            return
        far = _look_at(reader, entry, entry.coder or coder)
        if far is not None:
            work.grow((entry, far))


def _look_at(reader: "PassReader", entry: Entry, coder: str) -> Far | None:
    from coder.app.passes import find_clear_choice, read_viewing_at
    from coder.errors import CoderError
    from coder.store.session_folder import load_session, observation_path

    try:
        session = load_session(entry.path)
        if entry.pass_id is not None:
            path = observation_path(session, coder, entry.pass_id)
            return far_of(read_viewing_at(path)) if path.exists() else far_of(None)
        choices = reader.read(session, coder)
    except (CoderError, OSError):
        return None  # Opening it says why.
    return far_of(choices[0].viewing) if find_clear_choice(choices) is not None else sum_up(choices)


def far_of(viewing: "Viewing | None") -> Far:
    """Return how far one viewing is."""
    from coder.app.viewing import viewing_words

    share = viewing.share if viewing is not None and viewing.begun else None
    return Far(viewing_words(viewing), share)


def sum_up(choices: "Sequence[PassChoice]") -> Far:
    """Return how far all passes of a session are, and all tiers at once where that was begun."""
    shown = [choice for choice in choices if choice.pass_id or choice.begun]
    shares = [choice.viewing.share if choice.viewing is not None else 0.0 for choice in shown if choice.pass_id]
    return Far(" · ".join(map(_brief, shown)), sum(shares) / len(shares) if any(shares) else None)


def _brief(choice: "PassChoice") -> str:
    viewing, name = choice.viewing, pass_title(choice.pass_id, choice.scheme)
    if viewing is None:
        return f"{name} –"
    return f"{name} {'✓' if choice.done else f'{min(99, round(100 * viewing.share))} %'}"
