"""The line over the picture: which session, which phase it is in, who codes, and whether all is saved."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from coder.app.viewing import share_words
from coder.app.workspace import Workspace
from coder.gui.pass_words import pass_title
from coder.gui.phase_words import phase_words
from coder.gui.saved_light import SavedLight
from coder.gui.style import SMALL_PX, TEXT_PX, tabular
from coder.gui.theme import Theme
from coder.model.session import Session
from coder.model.viewing import Viewing

HEIGHT = 27
_ORIGIN_PX = 72


class Header(QWidget):
    """Painted in one go: session on the left, phase in the middle, coder and scheme beside the saved light."""

    def __init__(self, workspace: Workspace, light: SavedLight, theme: Theme) -> None:
        super().__init__()
        self._workspace, self._theme, self.light = workspace, theme, light
        self._phase = self._watched = ""
        self.setObjectName("header")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.addStretch(1)
        row.addWidget(light)
        self.set_now(0)

    def sizeHint(self) -> QSize:
        """Return a line's height."""
        return QSize(480, HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.light.set_theme(theme)
        self.update()

    def set_now(self, ms: int) -> None:
        """Show the phase at an instant; nothing is painted when its words stay the same."""
        phase = phase_words(self._workspace, ms)
        if phase != self._phase:
            self._phase = phase
            self._name()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.title}. {self._phase}. {self.origin}")

    @property
    def phase(self) -> str:
        """The words for the phase."""
        return self._phase

    @property
    def title(self) -> str:
        """The words for the session."""
        procedure, session, name = self._workspace.scheme.procedure, self._workspace.session, self._workspace.name
        words = str(procedure.label) or procedure.id
        return title_of(session, words) if name == session.id else " · ".join(word for word in (name, words) if word)

    @property
    def origin(self) -> str:
        """The words for the coder, the pass and the scheme."""
        identity, scheme = self._workspace.observation.identity, self._workspace.scheme
        passing = f" · pass {pass_title(identity.pass_id, scheme)}" if identity.pass_id else ""
        record = "" if identity.record == "primary" else f" · {identity.record}"
        return f"coder {identity.coder}{passing}{self._watched}{record} · {scheme.id} {scheme.version}"

    def show_viewing(self, viewing: Viewing) -> None:
        """Show how much of the session has been watched."""
        words = f" · {share_words(viewing)}" if viewing.begun else ""
        if words != self._watched:
            self._watched = words
            self._name()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint session, phase and origin; the line's ground is painted below."""
        painter = QPainter(self)
        right = self.light.x() - 16
        middle = self._paint_title(painter, QRectF(12, 0, right * 0.4, self.height() - 1))
        painter.setFont(tabular(self.font(), SMALL_PX))
        painter.setPen(self._theme.color("dim"))
        room = int(right * (0.4 if self._phase else 0.55))
        if self._phase:  # how much of a phase is left is looked at all the time, who codes is known
            phase = painter.fontMetrics().horizontalAdvance(self._phase)
            room = min(room, max(_ORIGIN_PX, int(right - middle - phase - 20)))
        origin = painter.fontMetrics().elidedText(self.origin, Qt.TextElideMode.ElideRight, room)
        start = right - painter.fontMetrics().horizontalAdvance(origin)
        painter.drawText(QRectF(start, 0, right - start, self.height() - 1), Qt.AlignmentFlag.AlignVCenter, origin)
        self._paint_phase(painter, QRectF(middle, 0, start - 16 - middle, self.height() - 1))

    def _paint_title(self, painter: QPainter, rect: QRectF) -> float:
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        title = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, title)
        return rect.left() + painter.fontMetrics().horizontalAdvance(title) + 16

    def _paint_phase(self, painter: QPainter, rect: QRectF) -> None:
        painter.setFont(tabular(self.font(), SMALL_PX))
        painter.setPen(self._theme.color("text"))
        words = painter.fontMetrics().elidedText(self._phase, Qt.TextElideMode.ElideRight, max(0, int(rect.width())))
        middle = QRectF(0, 0, self.width() * 0.92, rect.height())
        width = painter.fontMetrics().horizontalAdvance(words)
        fits = rect.left() <= middle.center().x() - width / 2 and middle.center().x() + width / 2 <= rect.right()
        painter.drawText(middle if fits else rect, Qt.AlignmentFlag.AlignCenter, words)


def title_of(session: Session, procedure: str = "") -> str:
    """Return a session's name for people: id, visit, procedure."""
    visit = f"visit {session.visit}" if session.visit else ""
    dyad = f"dyad {session.dyad}" if session.dyad and session.dyad != session.id else ""
    return " · ".join(word for word in (session.id, dyad, visit, procedure) if word)
