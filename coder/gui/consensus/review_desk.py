"""The panels of the disagreement desk, put in the place of the codes and the events, and what keeps them in step."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coder.app.consensus import Review
from coder.app.consensus_keys import Deciding
from coder.app.consensus_words import spoken
from coder.app.desk import Desk
from coder.gui.background import Background
from coder.gui.consensus.deciding_panel import DecidingPanel
from coder.gui.consensus.lanes import LanesView
from coder.gui.consensus.queue_panel import QueuePanel
from coder.gui.theme import Theme
from coder.gui.timeline.view import TimelineView
from coder.model.observation import Observation

SETTLE_MS = 250
"""So long nothing may be decided before agreement with the consensus is reckoned again."""
LEAST_SHOWN_MS, AROUND = 8_000, 8
"""How much time is shown at least around a disagreement, and how many times its length."""


class ReviewDesk(QObject):
    """Follows a Review; ``focus_back`` gives the keys back to the picture."""

    def __init__(
        self, desk: Desk, deciding: Deciding, theme: Theme, timeline: TimelineView, focus_back: Callable[[], object]
    ) -> None:
        super().__init__(timeline)
        self.review: Review = deciding.review
        self.deciding = DecidingPanel(desk, deciding, theme, focus_back)
        self.queue = QueuePanel(self.review, theme)
        self.lanes = LanesView(self.review, theme, lambda: timeline.scale)
        self._timeline = timeline
        self._looked_at: int | None = None
        self._work: Background | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._reckon)
        self.lanes.chosen.connect(self.review.go_to)
        for box in self.queue.boxes:
            box.activated.connect(lambda *_: focus_back())
        timeline.range_changed.connect(lambda *_: self.lanes.update())
        self._stop = self.review.changed.add(self.show_review)

    def over(self, panel: QWidget) -> QWidget:
        """Return the timeline's panel with both coders' lanes over it."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lanes)
        column.addWidget(panel, 1)
        return whole

    def begin(self) -> None:
        """Go to the first disagreement, and reckon agreement with the consensus as it is."""
        self.review.begin()
        self._settle.start()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for part in (self.deciding, self.queue, self.lanes):
            part.set_theme(theme)

    def set_now(self, ms: int) -> None:
        """Move the play head."""
        self.lanes.set_now(ms)

    def close(self) -> None:
        """Follow no more."""
        self._stop()
        self._settle.stop()
        if self._work is not None:
            self._work.leave()

    # ------------------------------------------------------------------ in step

    def show_review(self, review: Review) -> None:
        """Show what is looked at now, and reckon again where something was decided."""
        self.deciding.show_review(review)
        self.queue.show_review(review)
        self.lanes.update()
        current = review.current
        if current is not None and current.id != self._looked_at:
            self._show_time(current.onset_ms, current.onset_ms if current.offset_ms is None else current.offset_ms)
            self._announce(review)
        self._looked_at = None if current is None else current.id
        self._settle.start()

    def _show_time(self, onset_ms: int, offset_ms: int) -> None:
        length = max(LEAST_SHOWN_MS, (offset_ms - onset_ms) * AROUND)
        middle = (onset_ms + offset_ms) // 2
        self._timeline.set_range(middle - length // 2, middle + length // 2)

    def _announce(self, review: Review) -> None:
        one, ids = review.current, [other.id for other in review.shown]
        if one is None or one.id not in ids:
            return
        words = spoken(one, ids.index(one.id) + 1, len(ids), review.pair)
        self.lanes.setAccessibleDescription(words)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.lanes, words))

    def _reckon(self) -> None:
        """Reckon on another thread, on a copy: the consensus may change meanwhile."""
        if self._work is not None:
            self._work.leave()
        consensus = self.review.workspace.observation
        copy = Observation(consensus.identity, tuple(consensus), consensus.next_id)
        self._work = Background(self)
        self._work.done.connect(self.queue.show_after)
        self._work.start("agreement with the consensus", lambda _work: self.review.originals.after(copy))
