"""Analyse › Agreement…: a sheet over the whole window, whose figures are computed in the background."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from coder.app.agreement_look import AgreementLook
from coder.app.agreement_scope import Pick, Scope, Spot, pairs_of, sessions_of
from coder.app.agreement_wish import AgreementWish, How
from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.agreement.agreement_body import FIRST, AgreementBody, Place
from coder.gui.agreement.agreement_head import AgreementHead
from coder.gui.background import Background
from coder.gui.dialogs.looking_ahead import PAUSE_MS
from coder.gui.errand import Errand
from coder.gui.sheet import MARGIN, Sheet
from coder.gui.theme import Theme

_BELOW_PX = 34
"""Room for the message bar."""
PICTURES = "Pictures for papers (*.svg);;Pictures (*.png);;Pages (*.pdf)"


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does for the view.

    ``flush`` writes what waits, on the reading thread; ``tell`` shows a notice; ``go`` plays a disagreement of two
    coders in a session's folder; ``review`` opens the desk on some of them. ``viewer`` is the coder who looks.
    """

    flush: Callable[[], object]
    tell: Callable[[Notice], object]
    go: Callable[[Path, tuple[str, str], Spot], object]
    review: Callable[[Path, tuple[str, str], Pick], object]
    viewer: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a view was when it closed: the next one of the same folder begins there."""

    how: How
    folder: Path | None = None
    session: str = ""
    place: Place = FIRST


class AgreementSheet(Sheet):
    """One comparison at a time goes on; asking for another, stopping or closing gives it up."""

    def __init__(
        self, parent: QWidget, theme: Theme, sources: Sequence[tuple[str, Path]], ways: Ways, kept: Kept | None = None
    ) -> None:
        super().__init__(parent, theme, "")
        self.setAccessibleName("Agreement")
        self._ways = ways
        self._work: Background | None = None
        self.look: AgreementLook | None = None
        self._session = ""
        self.head, self.body = AgreementHead(sources), AgreementBody(theme)
        self._begin(kept)
        self.column.addWidget(self.head)
        self.column.addWidget(self.body, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.compare)
        self._connect()
        self.compare()

    def _connect(self) -> None:
        head, body = self.head, self.body
        head.asked.connect(self._ask)
        head.again.clicked.connect(self.compare_or_stop)
        head.turned.connect(self._turn)
        head.done.clicked.connect(self.close_sheet)
        head.tables.clicked.connect(self.choose_tables)
        head.picture.clicked.connect(self.choose_picture)
        body.session_chosen.connect(head.go_to_session)
        body.tolerance_chosen.connect(lambda ms: head.tolerance.setValue(ms / 1000))
        body.spot_chosen.connect(self._go)
        body.review_asked.connect(self._review)

    def _begin(self, kept: Kept | None) -> None:
        """Begin where the last view was, as far as what it was of is offered."""
        if kept is None:
            return
        self.head.unit.setValue(kept.how.unit_ms / 1000)
        self.head.tolerance.setValue(kept.how.tolerance_ms / 1000)
        if self.head.choose_folder(kept.folder):
            self._session = kept.session
            self.body.go_to(kept.place)

    def kept(self) -> Kept:
        """Return where the view is."""
        scope = self.head.scope()
        session = scope.session if scope is not None else ""
        return Kept(How(self.head.unit_ms, self.head.tolerance_ms), self.head.folder, session, self.body.place)

    # ------------------------------------------------------------------ comparing

    @property
    def running(self) -> bool:
        """Tell whether something is being compared."""
        return self._work is not None or self._pause.isActive()

    def wish(self) -> AgreementWish | None:
        """Return what is wanted as it stands in the fields."""
        folder = self.head.folder
        how = How(self.head.unit_ms, self.head.tolerance_ms)
        return None if folder is None else AgreementWish(folder, how=how, viewer=self._ways.viewer)

    def _ask(self) -> None:
        """Compare once nothing changes any more."""
        self._give_up()
        self.head.show_running(True)
        self._pause.start()

    def compare(self) -> None:
        """Compare anew, in the background; what is shown stays until there is something else."""
        self._give_up()
        wish = self.wish()
        if wish is None:
            return
        self.head.show_running(True)
        self.head.state.setText("Comparing…")
        self._work = found = Background(self)
        found.progressed.connect(self._show_progress)
        found.done.connect(self._show_look)
        found.refused.connect(self._refuse)
        found.start("agreement", partial(_look, wish, self._ways.flush))

    def _show_progress(self, share: float) -> None:
        self.head.progress.setValue(int(share * 100))

    def compare_or_stop(self) -> None:
        """Give up what is being compared; else compare anew."""
        if self.running:
            self.stop()
        else:
            self.compare()

    def stop(self) -> None:
        """Give up what is being compared."""
        self._give_up()
        self.head.state.setText("The comparison was given up.")
        if self.look is None:
            self.body.show_reason("Nothing is compared yet.")

    def _give_up(self) -> None:
        self._pause.stop()
        if self._work is not None:
            self._work.leave()
            self._work = None
        self.head.show_running(False)

    def _show_look(self, look: AgreementLook) -> None:
        self._work, self.look = None, look
        self.head.show_running(False)
        self.head.offer_pairs(pairs_of(look.found))
        self._turn()
        if self._session:
            self.head.go_to_session(self._session)
            self._session = ""

    def _turn(self) -> None:
        look, scope = self.look, self.head.scope()
        if look is None or scope is None:
            return
        self.head.offer_sessions(sessions_of(look.found, scope.pair))
        scope = self.head.scope() or scope
        self.head.state.setText(_state(look, scope))
        self.body.show_look(look, scope)
        self._allow()

    def _refuse(self, error: CoderError) -> None:
        self._work, self.look = None, None
        self.head.show_running(False)
        words = " ".join(part for part in (error.message, error.hint) if part)
        self.head.state.setText("")
        self.body.show_reason(words)
        self._allow()

    def _allow(self) -> None:
        for part in (self.head.tables, self.head.picture):
            part.setEnabled(self.look is not None)

    # ------------------------------------------------------------------ leading back to the video

    def _go(self, spot: Spot) -> None:
        scope = self.head.scope()
        folder = self.look.folders.get(spot.session) if self.look is not None else None
        if folder is not None and scope is not None:
            self._ways.go(folder, scope.pair, spot)

    def _review(self, pick: Pick) -> None:
        scope, row = self.head.scope(), self.body.spots.current or next(iter(self.body.spots.listing.rows), None)
        if scope is None or self.look is None or row is None or not isinstance(row.datum, Spot):
            return
        folder = self.look.folders.get(row.datum.session)
        if folder is not None:
            self._ways.review(folder, scope.pair, pick)

    # ------------------------------------------------------------------ saving

    def choose_tables(self) -> None:
        """Ask where the tables go, and write those of ``coder agreement``."""
        wish = self.look.wish if self.look is not None else None
        if wish is None:
            return
        near = str(wish.events.parent / f"{wish.events.name} agreement")
        name, _ = QFileDialog.getSaveFileName(self, "Save the tables into a new folder", near)
        if name:
            self.save_tables(Path(name))

    def save_tables(self, folder: Path) -> None:
        """Write the tables of ``coder agreement``, in the background."""
        look = self.look
        if look is None:
            return
        done = partial(self._tell, f"The tables of the agreement are in {folder}.")
        self._save(partial(_write, look.wish, folder, self._ways.flush), done)

    def choose_picture(self) -> None:
        """Ask where the picture of the chart in front goes, and write it."""
        view = self.body.chart
        if view.chart is None:
            return
        near = self.look.wish.events.parent if self.look is not None else Path()
        stem = "kappa against tolerance" if view is self.body.curve else "confusion matrix"
        name, kind = QFileDialog.getSaveFileName(
            self, "Save the picture", str(near / f"{self.body.stream.words} {stem}.svg"), PICTURES
        )
        if name:
            suffix = "" if Path(name).suffix else kind[kind.index("*") + 1 : -1]
            self.save_picture(Path(name + suffix))

    def save_picture(self, path: Path) -> None:
        """Write the chart in front as a picture, in the background."""
        chart = self.body.chart.chart
        self._save(partial(_draw, chart, path), partial(self._tell, f"The picture is in {path}."))

    def _save(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Save in the background; what is being written is written whole, whether the view closes or the window."""
        tell = self._ways.tell
        Errand(self._over, work, done, lambda error: tell(notice_of(error)))

    def _tell(self, words: str, _saved: Any) -> None:
        self._ways.tell(Notice(words, "", Severity.DONE))

    # ------------------------------------------------------------------ the sheet

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        super().set_theme(theme)
        self.body.set_theme(theme)

    def close_sheet(self) -> None:
        """Give up what is being compared, and go."""
        self._give_up()
        super().close_sheet()

    def _place(self) -> None:
        self.setGeometry(self._over.rect().adjusted(MARGIN, MARGIN, -MARGIN, -_BELOW_PX))


def _look(wish: AgreementWish, flush: Callable[[], object], work: Background) -> Any:
    from coder.app.agreement_look import look_at_agreement

    return look_at_agreement(wish, work.progress, work.left, flush)


def _write(wish: AgreementWish, folder: Path, flush: Callable[[], object]) -> Any:
    from coder.app.agreement import write_agreement

    flush()
    return write_agreement(wish, folder)


def _draw(chart: Any, path: Path) -> None:
    from coder.app.pictures import draw_picture

    draw_picture(chart, path)


def _state(look: AgreementLook, scope: Scope) -> str:
    """Say what the figures are of, and what a person should know of them."""
    sessions = sessions_of(look.found, scope.pair)
    counted = "one session" if len(sessions) == 1 else f"{len(sessions)} sessions"
    where = scope.session or counted
    left_out = sum(1 for one in look.found.left_out if one.pair == scope.pair)
    parts = [f"{scope.pair[0]} and {scope.pair[1]}, {where}."]
    if left_out:
        parts.append(f"{left_out} could not be compared: see Sessions.")
    return " ".join((*parts, *look.found.notes))
