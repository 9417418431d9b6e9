"""Open a session without freezing the window, show what there is meanwhile, and say what stands in the way."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.assignments import Queue, find_queue
from coder.gui.background import Background
from coder.gui.cards import Entry
from coder.gui.departed import Departed
from coder.gui.saving import Saving
from coder.model.consensus import ALL, Wanted

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.app.passes import PassChoice

PATIENCE_MS = 150
"""What takes no longer is opened without a word: a page that is gone at once would only flicker."""
SESSION_FILE = "session.yaml"
PARTS = (
    "coder.gui.waiting_page",
    "coder.media.first_picture",
    "coder.gui.sitting",
    "coder.media.engine",
    "coder.media.playlist_engine",
    "coder.store.motion_file",
    "coder.gui.video.sound_sink",
)
"""What the window's thread will use at once, the first one soonest."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be opened, by whom; the ``sample`` is copied there first if it is not there yet.

    With a ``pair`` it is their consensus, which the coder decides, beginning with the disagreements ``wanted``. What is
    wished ``instead`` is opened when this cannot be: what was left for it; ``told`` says why it came to that.
    """

    path: Path
    coder: str = ""
    pass_id: str = ""
    view_only: bool = False
    sample: bool = False
    pair: tuple[str, str] | None = None
    wanted: Wanted = ALL
    instead: "Wish | None" = None
    told: Notice | None = None

    @property
    def folder(self) -> Path:
        """The folder, also where its session.yaml was named."""
        return self.path.parent if self.path.name == SESSION_FILE else self.path


class Opening(QObject):
    """Tells ``opened`` (an Opened, its Saving, the Wish), ``noticed`` (a Notice), ``listed`` (a study's sessions).

    ``coder_wanted`` asks who codes a session (its folder), ``pass_wanted`` what in this viewing (its folder, the coder,
    the choices there are), ``look_wanted`` (a Wish) that something is to be opened view-only instead.

    What takes long is ``delayed`` (the Wish), then ``progressed`` (how much of the times of the frames is read, 0 to
    1) and ``pictured`` (the first picture, the Wish); ``ended`` tells that nothing was opened after all.
    """

    opened = Signal(object, object, object)
    noticed = Signal(object)
    listed = Signal(str, object)
    coder_wanted = Signal(object)
    pass_wanted = Signal(object, str, object)
    look_wanted = Signal(object)
    delayed = Signal(object)
    progressed = Signal(float)
    pictured = Signal(object, object)
    ended = Signal()

    def __init__(self, parent: QObject, keymap: Callable[[], Keymap], departed: Departed) -> None:
        super().__init__(parent)
        self._keymap, self._departed = keymap, departed
        self._wish: Wish | None = None
        self._work: Background | None = None
        self._look: Background | None = None
        self._share: float | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell_delay)

    @property
    def busy(self) -> bool:
        """Tell whether something is being opened."""
        return self._wish is not None

    # ------------------------------------------------------------------ what is asked

    def open(self, path: Path, coder: str, pass_id: str = "", *, view_only: bool = False) -> None:
        """Open a coder's observation of a session, or begin it, instead of whatever is being opened."""
        self._open(Wish(path, coder, pass_id, view_only))

    def take(self, wish: Wish) -> None:
        """Open what is wished, instead of whatever is being opened."""
        self._open(wish)

    def open_sample(self) -> None:
        """Copy the sample to the person's documents and open it as it was coded."""
        from coder.app.demo import CODED_BY

        self._open(Wish(sample_folder(), CODED_BY, sample=True))

    def find(self, path: Path, coder: str, pass_id: str | None = None) -> None:
        """Open a session's folder, or list the sessions of a study.

        Without a pass (empty: all tiers) it is asked for, where the scheme has some and it is not clear.
        """
        wish = Wish(path, coder, pass_id or "")
        work = self._begin(wish)
        if work is not None:
            work.done.connect(partial(self._found, wish))
            work.refused.connect(self._refuse_plainly)
            chooses = coder if pass_id is None else ""
            work.start("finding", partial(_find, wish, chooses, self._departed))

    def look(self, room: tuple[int, int]) -> None:
        """Read the first picture of what is being opened, small enough for ``room`` (pixels)."""
        wish = self._wish
        if wish is not None and self._look is None:
            self._look = Background(self)
            self._look.done.connect(self._tell_picture)
            self._look.start("first look", partial(_first_look, wish.path, room))

    def cancel(self) -> None:
        """Give up what is being opened: nothing of it stays, and nobody waits for what hangs."""
        wish, works = self._wish, (self._work, self._look)
        self._end()
        for work in works:
            if work is not None:
                work.leave()
            if work is not None and work.worker is not None and wish is not None:
                self._departed.add(wish.folder, work.worker)
        if wish is not None:
            self.ended.emit()

    # ------------------------------------------------------------------ how it goes

    def _open(self, wish: Wish) -> None:
        work = self._begin(wish)
        if work is not None:
            saving, keymap = Saving(self), self._keymap()
            work.progressed.connect(partial(self._tell_progress, work))
            work.done.connect(lambda opened: self._tell(opened, saving, wish))
            work.refused.connect(partial(self._refuse, wish))
            work.start("opening", partial(_open, wish, keymap, saving, self._departed), lambda opened: opened.close())

    def _begin(self, wish: Wish) -> Background | None:
        """Return what works on a wish; None where the same is wished twice, as by a double click."""
        if wish == self._wish:
            return None
        self.cancel()
        self._wish, self._work, self._share = wish, Background(self), None
        self._patience.start()
        return self._work

    def _end(self) -> None:
        self._patience.stop()
        self._wish = self._work = self._look = None

    def _tell_delay(self) -> None:
        self.delayed.emit(self._wish)
        if self._share is not None:
            self.progressed.emit(self._share)

    def _tell_progress(self, work: Background, share: float) -> None:
        if work is self._work:  # else it was given up when this was on its way
            self._share = share
            self.progressed.emit(share)

    def _tell_picture(self, picture: object) -> None:
        if picture is not None and self._look is not None:
            self.pictured.emit(picture, self._wish)

    def _tell(self, opened: "Opened", saving: Saving, wish: Wish) -> None:
        if self._look is not None:
            self._look.leave()
        self._end()
        opened.notices += (wish.told,) if wish.told is not None else ()
        self.opened.emit(opened, saving, wish)

    def _found(self, wish: Wish, found: "Path | list[Entry] | Queue | Choosing") -> None:
        self._end()
        if isinstance(found, Choosing):
            self.ended.emit()
            self.pass_wanted.emit(found.folder, wish.coder, found.choices)
        elif isinstance(found, Queue):
            self.ended.emit()
            self.listed.emit(found.heading, found.entries)
        elif isinstance(found, list):
            self.ended.emit()
            self.listed.emit(f"Sessions of {wish.path.name}", found)
        elif wish.coder:
            self.open(found, wish.coder, wish.pass_id)
        else:
            self.ended.emit()
            self.coder_wanted.emit(found)

    def _refuse_plainly(self, error: CoderError) -> None:
        self._end()
        self.ended.emit()
        self.noticed.emit(notice_of(error))

    def _refuse(self, wish: Wish, error: CoderError) -> None:
        self._end()
        self.ended.emit()
        look = partial(self.look_wanted.emit, replace(wish, view_only=True, instead=None, told=None))
        can_look = not wish.view_only and "view-only" in error.hint
        button = "Open view-only" if can_look else ""
        notice = Notice(error.message, error.hint, Severity.ERROR, button, look if can_look else None)
        if wish.instead is not None:
            self._open(replace(wish.instead, told=notice))
        else:
            self.noticed.emit(notice)


def wish_of(opened: "Opened") -> Wish:
    """Return what opens an observation again."""
    identity = opened.workspace.observation.identity
    looks = bool(opened.workspace.view_only) and opened.file.facts.seal is None
    return Wish(opened.session.folder, identity.coder, identity.pass_id, looks)


def sample_folder() -> Path:
    """Return where the sample is copied to."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Attune sample"


@dataclass(frozen=True, slots=True)
class Choosing:
    """A session of which it has to be chosen what is coded in this viewing."""

    folder: Path
    choices: "tuple[PassChoice, ...]"


# On the thread of the work


def _find(wish: Wish, coder: str, departed: Departed, work: Background) -> "Path | list[Entry] | Queue | Choosing":
    found = _sessions_at(wish.path)
    if isinstance(found, list):
        return find_queue(wish.path, wish.coder) or found
    if not coder:
        return found
    from coder.app.passes import PassReader, find_clear_choice
    from coder.store.session_folder import load_session

    departed.wait(found, work.left)
    choices = PassReader().read(load_session(found), coder)
    return found if find_clear_choice(choices) is not None else Choosing(found, choices)


def _open(wish: Wish, keymap: Keymap, saving: Saving, departed: Departed, work: Background) -> "Opened":
    load_parts()
    departed.wait(wish.folder, work.left)
    if wish.pair is not None:
        return _open_consensus(wish, wish.pair, keymap, saving, work)
    from coder.app.demo import copy_sample
    from coder.app.open_session import open_session

    return open_session(
        copy_sample(wish.path) if wish.sample else wish.path,
        wish.coder,
        wish.pass_id,
        view_only=wish.view_only,
        keymap=keymap,
        on_saved=saving.tell,
        cancel=work.left,
        progress=work.progress,
    )


def _open_consensus(wish: Wish, pair: tuple[str, str], keymap: Keymap, saving: Saving, work: Background) -> "Opened":
    from coder.app.consensus_opening import ReviewWish, open_consensus

    import_module("coder.gui.consensus.review_desk")
    asked = ReviewWish(wish.path, pair, wish.pass_id, wish.coder, wish.wanted, view_only=wish.view_only)
    return open_consensus(asked, keymap=keymap, on_saved=saving.tell, cancel=work.left, progress=work.progress)


def load_parts() -> None:
    """Import what the window is about to need: importing takes long, and the window's own thread has to answer."""
    for name in PARTS:
        import_module(name)
    with suppress(ImportError):  # it may be missing: the sound says so, calmly
        import_module("PySide6.QtMultimedia")


def _first_look(path: Path, room: tuple[int, int], work: Background) -> object:
    from coder.app.first_look import read_first_look

    return read_first_look(path, room, cancel=work.left)


def _sessions_at(path: Path) -> "Path | list[Entry]":
    """Return the folder of a session, or the sessions of a study."""
    if path.name == SESSION_FILE or (path / SESSION_FILE).is_file():
        return path if path.is_dir() else path.parent
    from coder.store.study_folder import find_sessions

    return [
        Entry(session.folder, "", session.id, " · ".join(part for part in (session.study, session.visit) if part))
        for session in find_sessions(path)
    ]
