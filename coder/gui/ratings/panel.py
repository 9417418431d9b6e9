"""The form for ratings: every item on a line, the one that is asked with what it can be rated; composites below."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from coder.app.desk import Desk
from coder.app.rating_words import value_words
from coder.app.ratings import Entry, RatingForm
from coder.gui.palette.rows import LEFT_PX, ActorRow
from coder.gui.ratings.details import ItemDetails
from coder.gui.ratings.item_row import ItemRow
from coder.gui.ratings.phase_switch import PhaseSwitch
from coder.gui.ratings.score_row import ScoreRow
from coder.gui.style import SMALL_PX, TEXT_PX, tabular
from coder.gui.theme import Theme
from coder.gui.timeline.code_colors import actor_color
from coder.gui.words import actor_words, plain_words, tier_words
from coder.model.scheme import Tier

HINT = "↑ ↓ other item · ⌫ takes back · Esc to the codes"
_HEAD_PX = 30


class RatingHead(QWidget):
    """The title, how much is rated, and a bar of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.rated, self.total = theme, 0, 0
        self.setFixedHeight(_HEAD_PX)

    @property
    def words(self) -> str:
        """How much is rated: "7 of 12 rated"."""
        return f"{self.rated} of {self.total} rated"

    def show_progress(self, rated: int, total: int) -> None:
        """Show how many items are rated."""
        self.rated, self.total = rated, total
        self.setAccessibleName(f"Ratings, {self.words}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, count and bar."""
        painter = QPainter(self)
        room = self.rect().adjusted(LEFT_PX, 0, -12, -4)
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), "Ratings")
        painter.setFont(tabular(self.font(), SMALL_PX))
        done = bool(self.total) and self.rated == self.total
        painter.setPen(self._theme.color("good" if done else "dim"))
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(room, right, f"✓ {self.words}" if done else self.words)
        track = QRectF(LEFT_PX, self.height() - 4, self.width() - LEFT_PX - 12, 2)
        painter.fillRect(track, self._theme.color("line"))
        if self.total:
            track.setWidth(track.width() * self.rated / self.total)
            painter.fillRect(track, self._theme.color("good" if done else "accent"))


class _Scroll(QScrollArea):
    """Scrolls by wheel, and leaves the keys to the form."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take no key."""
        event.ignore()


class RatingPanel(QWidget):
    """Shows a RatingForm as it is, and decides nothing."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self.form, self._theme = desk.workspace, desk.ratings, theme
        self.head, self.phases = RatingHead(theme), PhaseSwitch(theme)
        self.details = ItemDetails(self.form, theme, self)
        self.details.hide()
        self.rows: dict[tuple[str, str], ItemRow] = {}
        self.scores: dict[tuple[str, str], ScoreRow] = {}
        self._titles: dict[str, ActorRow] = {}
        self.hint = QLabel(HINT)
        self._set_up()
        self._fill()
        self.set_theme(theme)
        self.phases.chosen.connect(self.form.show_phase)
        stop_following = self.form.changed.add(self._follow)
        self.destroyed.connect(stop_following)

    def _set_up(self) -> None:
        self.setAccessibleName("Ratings")
        self.setMinimumSize(200, 80)
        self.area = _Scroll()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 2, 0, 8)
        self._column.setSpacing(0)
        self.area.setWidget(self._page)
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        for widget, stretch in ((self.head, 0), (self.phases, 0), (self.area, 1), (self.hint, 0)):
            column.addWidget(widget, stretch)

    def sizeHint(self) -> QSize:
        """Return the width the panel is made for, and room for an item with a scale of seven."""
        return QSize(340, 520)

    # ------------------------------------------------------------------- rows

    def _fill(self) -> None:
        for tier in self.form.tiers:
            self._add_tier(tier)
        self._column.addStretch(1)

    def _add_tier(self, tier: Tier) -> None:
        scheme = self._workspace.scheme
        actor, label = actor_words(scheme, tier.actor), tier_words(tier)
        named = actor if label.lower() == actor.lower() else f"{actor}: {label}"
        title = ActorRow(named, actor_color(scheme, tier.actor), self._theme)
        self._titles[tier.id] = title
        self._column.addWidget(title)
        for item in tier.rating.items if tier.rating else ():
            row = ItemRow(Entry(tier, item).words, self._theme)
            row.chosen.connect(lambda tier_id=tier.id, item_id=item.id: self.form.go_to(tier_id, item_id))
            self.rows[tier.id, item.id] = row
            self._column.addWidget(row)
        for composite in tier.rating.composites if tier.rating else ():
            name = str(composite.label) or plain_words(composite.id)
            score = ScoreRow(name, composite.rule.value, self._theme)
            self.scores[tier.id, composite.id] = score
            self._column.addWidget(score)

    # ------------------------------------------------------------------- what is shown

    def _follow(self, form: RatingForm) -> None:
        if form.is_open:
            self.show_form()

    def show_form(self) -> None:
        """Show the form as it is now."""
        form = self.form
        self.head.show_progress(*form.progress())
        self.phases.show_form(form)
        current = form.current
        for tier in form.tiers:
            asked = {entry.item.id: entry for entry in form.entries_of(tier)}
            self._titles[tier.id].setVisible(bool(asked))
            for item in tier.rating.items if tier.rating else ():
                self._show_row(self.rows[tier.id, item.id], asked.get(item.id), current)
            found = {composite.id: score for composite, score in form.scores(tier)}
            for composite in tier.rating.composites if tier.rating else ():
                row = self.scores[tier.id, composite.id]
                row.setVisible(composite.id in found)
                if composite.id in found:
                    row.show_score(found[composite.id])
        self._show_details(current)

    def _show_row(self, row: ItemRow, entry: Entry | None, current: Entry | None) -> None:
        row.setVisible(entry is not None)
        if entry is None:
            return
        value, event = self.form.value(entry), self.form.event(entry)
        words = None if value is None else value_words(entry.item, value)
        code = entry.tier.code(entry.item.id)
        whose = f"{plain_words(entry.tier.actor)} {tier_words(entry.tier)}"
        row.show_rating(
            words,
            commented=event is not None and bool(event.comment),
            whose=f"{whose}, {plain_words(entry.phase)}" if entry.phase else whose,
            definition=str(code.definition) if code else "",
        )
        row.set_current(entry == current)

    def _show_details(self, current: Entry | None) -> None:
        self.details.setVisible(current is not None)
        if current is None:
            return
        row = self.rows[current.tier.id, current.item.id]
        place = self._column.indexOf(row) + 1
        at = self._column.indexOf(self.details)
        if at != place:
            self._column.removeWidget(self.details)
            self._column.insertWidget(self._column.indexOf(row) + 1, self.details)
        self.details.show_entry(current, actor_color(self._workspace.scheme, current.tier.actor))
        if self.isAncestorOf(self.focusWidget() or self):
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_whole_item)

    def _show_whole_item(self) -> None:
        """Scroll so that the item that is asked is seen with all its values, its own line in any case."""
        current = self.form.current
        if current is None:
            return
        row = self.rows[current.tier.id, current.item.id]
        bar = self.area.verticalScrollBar()
        first = self.form.entries_of(current.tier)[0] == current
        top = self._titles[current.tier.id].y() if first else row.y()
        bottom = self.details.y() + self.details.height()
        room = self.area.viewport().height()
        if bottom > bar.value() + room:
            bar.setValue(bottom - room)
        if top < bar.value():
            bar.setValue(top)

    def focus_current(self) -> None:
        """Give the keys to the item that is asked, so that a screen reader reads it."""
        current = self.form.current
        target: QWidget = self if current is None else self.rows[current.tier.id, current.item.id]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------- looks

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        for part in (self.head, self.phases, self.details):
            part.set_theme(theme)
        rows: list[ActorRow | ItemRow | ScoreRow] = [*self._titles.values(), *self.rows.values(), *self.scores.values()]
        for row in rows:
            row.set_theme(theme)
        self.hint.setStyleSheet(f"color: {theme.dim}; font-size: {SMALL_PX - 1}px; padding: 2px {LEFT_PX}px;")
        if self.form.is_open:
            self.show_form()
