"""Regulation beside the picture: computed in the background, so that the window never waits for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.app.regulation_named import NO_CUE_AND_RESPONSE, Named
from coder.app.regulation_view import Asked, Figure, RegulationLook
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.keys import chord_of
from coder.gui.regulation.regulation_body import RegulationBody
from coder.gui.regulation.regulation_head import RegulationHead
from coder.gui.theme import Theme

PICTURES = "Pictures for papers (*.svg);;Pictures (*.png);;Pages (*.pdf)"
LEAST_WIDTH = 400
_MARGIN = 10
_MOST_TOLD = 2
"""How many sentences on what is left out stand above the charts; all of them are among their words."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be computed: a folder, whose events, a cue and a response that no link has; what is known already."""

    folder: Path
    coder: str = ""
    named: Named | None = None
    known: RegulationLook | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does for the panel.

    ``compute`` finds what is wanted, on the background thread, and gives ``grow`` all coders;
    ``tell`` shows a notice; ``go`` plays a moment in a session's folder, as its coder coded it; ``run`` carries out the
    command of a chord and says whether there is one.
    """

    compute: Callable[[Wanted, Background], RegulationLook]
    tell: Callable[[Notice], object]
    go: Callable[[Path, str, int], object]
    run: Callable[[str], bool]


class RegulationPanel(QWidget):
    """One piece of work at a time goes on; asking for another, stopping or closing gives it up.

    ``drawn`` tells that other charts are shown.
    """

    closed = Signal()
    drawn = Signal()

    def __init__(self, theme: Theme, sources: Sequence[tuple[str, Path]], ways: Ways, coder: str = "") -> None:
        super().__init__()
        self._theme, self._ways = theme, ways
        self._work: Background | None = None
        self.look: RegulationLook | None = None
        self._since: dict[str, None] = {}
        self.head, self.body = RegulationHead(sources, coder), RegulationBody(theme)
        self.setObjectName("regulation")
        self.setAccessibleName("Regulation")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumWidth(LEAST_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.addWidget(self.head)
        column.addWidget(self.body, 1)
        self.head.forget()
        self.head.asked.connect(self.compute)
        self.head.turned.connect(self.draw)
        self.head.named.connect(self.name)
        self.head.again.clicked.connect(self.compute_or_stop)
        self.head.picture.clicked.connect(self.choose_picture)
        self.head.done.clicked.connect(self.closed)
        self.body.moment_chosen.connect(self._go)

    def sizeHint(self) -> QSize:
        """Return the room it would like."""
        return QSize(600, 800)

    # ------------------------------------------------------------------ computing

    @property
    def running(self) -> bool:
        """Tell whether something is being computed."""
        return self._work is not None

    def compute(self) -> None:
        """Compute anew; what is shown stays until there is something else."""
        folder = self.head.folder
        if folder is not None:
            self._compute(Wanted(folder, self.head.coder_id, self.head.named_pair))

    def name(self, named: Named) -> None:
        """Compute a cue and a response beside what is known."""
        folder = self.head.folder
        if folder is not None:
            self._compute(Wanted(folder, self.head.coder_id, named, self.look))

    def _compute(self, wanted: Wanted) -> None:
        self._start("Computing…", partial(self._ways.compute, wanted), partial(self._show_look, wanted))

    def compute_or_stop(self) -> None:
        """Give up what is being computed; else compute anew."""
        if self.running:
            self.stop()
        else:
            self.compute()

    def stop(self) -> None:
        """Give up what is being computed, and say so."""
        self.give_up()
        self.head.say("It was given up.")
        if self.look is None:
            self.body.show_reason("Nothing is computed yet.")

    def give_up(self) -> None:
        """Give up what is being computed."""
        if self._work is not None:
            self._work.leave()
            self._work = None
        self.head.show_running(False)

    def draw(self) -> None:
        """Draw the charts of what is chosen."""
        look, asked = self.look, self.head.shown()
        if look is None:
            return
        if asked is None:
            self.head.say(self._told())
            self.body.show_reason(_why_nothing(look, self.head.named_pair))
            self.head.picture.setEnabled(False)
            return
        self._start("", partial(_draw_figures, look, asked), self._show_figures)

    def _start(self, words: str, work: Callable[[Background], Any], show: Callable[[Any], None]) -> None:
        self.give_up()
        self.head.show_running(True)
        self.head.say(words)
        self._work = found = Background(self)
        found.progressed.connect(lambda share: self.head.progress.setValue(int(share * 100)))
        found.grown.connect(self.head.offer_coders)
        found.done.connect(show)
        found.refused.connect(self._refuse)
        found.start("regulation", work)

    def _show_look(self, wanted: Wanted, look: RegulationLook) -> None:
        self._work, self.look = None, look
        if wanted.known is None:
            self._since = {}
        self.head.show_running(False)
        self.head.offer(look)
        if wanted.named is not None:
            self.head.choose_pair(wanted.named.pair)
        self.draw()

    def _show_figures(self, drawn: "Drawn") -> None:
        self._work = None
        self.head.show_running(False)
        self.head.say(self._told())
        self.body.show_figures(drawn.figures)
        self.body.show_constructs(drawn.constructs)
        self.head.picture.setEnabled(True)
        self.drawn.emit()

    def _refuse(self, error: CoderError) -> None:
        self._work, self.look = None, None
        self.head.show_running(False)
        self.head.forget()
        self.head.say("")
        self.body.show_constructs(())
        self.body.show_reason(" ".join(part for part in (error.message, _hint(error)) if part))
        self.head.picture.setEnabled(False)

    # ------------------------------------------------------------------ back to the video

    def _go(self, moment: Any) -> None:
        look = self.look
        folder = look.folders.get(moment.session_id) if look is not None else None
        if look is not None and folder is not None:
            self._ways.go(folder, look.coders.get(moment.session_id, ""), moment.ms)

    def follow(self, folder: Path, ms: int) -> None:
        """Move along with the video of a session."""
        folders = self.look.folders if self.look is not None else {}
        session = next((name for name, own in folders.items() if own == folder), None)
        if session is not None:
            self.body.follow(session, ms)

    def tell_coded(self, folder: Path, coder: str) -> None:
        """Say that a coder has coded on in a session's folder since the figures were computed, if they rest on that."""
        look = self.look
        names = [] if look is None else [name for name, own in look.folders.items() if own == folder]
        for name in names:
            if look is not None and look.coders.get(name, coder) == coder:
                self._since[name] = None
        if self._since and not self.running:
            self.head.say(self._told())

    def _told(self) -> str:
        """Say what is left out, and whose coding went on since."""
        told = [] if self.look is None else [*self.look.left_out[:_MOST_TOLD]]
        if self._since:
            names = ", ".join(self._since)
            told.append(f"{names} was coded on since: the figures are of before. Compute again shows them anew.")
        return " ".join(told)

    # ------------------------------------------------------------------ pictures

    def choose_picture(self) -> None:
        """Ask where the picture of the chart in front goes, and write it."""
        figure, folder = self.body.figure, self.head.folder
        if figure is None or figure.chart is None:
            self._ways.tell(Notice("There is no chart here to be saved.", "", Severity.WARNING))
            return
        near = (folder.parent if folder is not None else Path()) / f"{figure.title}.svg"
        name, kind = QFileDialog.getSaveFileName(self, "Save the picture", str(near), PICTURES)
        if name:
            suffix = "" if Path(name).suffix else kind[kind.index("*") + 1 : -1]
            self.save_picture(Path(name + suffix))

    def save_picture(self, path: Path) -> None:
        """Write the chart in front as a picture, with its words below, in the background."""
        figure, work = self.body.figure, Background(self)
        words = " ".join(figure.words) if figure is not None else ""
        chart = replace(self.body.view.chart, note=words)
        work.done.connect(lambda _nothing: self._ways.tell(Notice(f"The picture is in {path}.", "", Severity.DONE)))
        work.refused.connect(lambda error: self._ways.tell(notice_of(error)))
        work.start("picture", partial(_save, chart, path))

    # ------------------------------------------------------------------ the panel

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.body.set_theme(theme)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let commands with a modifier or an F key through; close on Escape; no other key may code from here."""
        chord = chord_of(event)
        if chord == "escape":
            self.closed.emit()
        elif chord:
            self._ways.run(chord)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, 0, 1, self.height(), QColor(self._theme.key_edge))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is shown of what is asked: the charts, and constructs with their evidence."""

    figures: tuple[Figure, ...]
    constructs: tuple[tuple[str, tuple[str, ...]], ...]


def _draw_figures(look: RegulationLook, asked: Asked, work: Background) -> Drawn:
    from coder.app.regulation_view import constructs_shown, draw_figures
    from coder.media.stopping import check

    return Drawn(draw_figures(look, asked, lambda: check(work.left)), constructs_shown(look, asked.session))


def _why_nothing(look: RegulationLook, named: Named | None) -> str:
    """Say why nothing is shown where no link is chosen, and what can be done."""
    if named is not None:
        return named.nowhere
    if not look.codes:
        return " ".join(look.notes) or "Nothing was coded here yet."
    return NO_CUE_AND_RESPONSE if look.pairs else f"There are no links here. {NO_CUE_AND_RESPONSE}"


def _hint(error: CoderError) -> str:
    """Return the hint in the words of the window."""
    if "--coder" in error.hint:
        return "Choose the coder above."
    return "Compute again." if "--jobs" in error.hint else error.hint


def _save(chart: Any, path: Path, _work: Background) -> None:
    from coder.app.pictures import draw_picture

    draw_picture(chart, path)
