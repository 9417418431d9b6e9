"""What training shows: the status of each coder and pass, the gold sessions of one, and drift over time."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from coder.app.drift_charts import STATISTICS, DriftScope, drift_chart, kinds_of, tiers_of
from coder.app.training_lists import attempt_listing, standing_listing
from coder.app.training_look import TrainingLook
from coder.app.training_words import describe_figure
from coder.gui.charts.curves import CurvesView
from coder.gui.charts.listing_view import ListingView
from coder.gui.theme import Theme
from coder.model.drift import DriftPoint
from coder.model.training import Attempt, Standing

ALL = "All coders"


class TrainingBody(QWidget):
    """``attempt_chosen`` tells the gold session whose clips are to be played, ``point_chosen`` a point of the chart."""

    attempt_chosen = Signal(object)
    point_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standings, self.attempts, self.chart = ListingView(theme), ListingView(theme), CurvesView(theme)
        self.figures, self.pointed = QLabel(), QLabel()
        self.against, self.tier, self.coder, self.statistic = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._look: TrainingLook | None = None
        for key, words in STATISTICS.items():
            self.statistic.addItem(words, key)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left, right, fields = QWidget(), QWidget(), QHBoxLayout()
        for words, box in (
            ("A&gainst", self.against),
            ("&Tier", self.tier),
            ("&Coder", self.coder),
            ("&Figure", self.statistic),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(words.replace("&", ""))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            fields.addWidget(label)
            fields.addWidget(box)
        fields.addStretch(1)
        for label in (self.figures, self.pointed):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.pointed.setMinimumHeight(32)
        scores = QVBoxLayout(left)
        for part, stretch in (
            (self.standings, 2),
            (QLabel("Gold sessions in order of submission · Enter plays where one differs from gold"), 0),
            (self.attempts, 3),
            (self.figures, 0),
        ):
            scores.addWidget(part, stretch)
        drift = QVBoxLayout(right)
        drift.addLayout(fields)
        drift.addWidget(self.chart, 1)
        drift.addWidget(self.pointed)
        for column in (scores, drift):
            column.setContentsMargins(0, 0, 0, 0)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setChildrenCollapsible(False)
        halves.setSizes([540, 460])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(halves)

    def _connect(self) -> None:
        self.standings.gone.connect(self._show_standing)
        self.standings.chosen.connect(lambda _standing: self.attempts.setFocus())
        self.attempts.gone.connect(self._show_figures)
        self.attempts.chosen.connect(self._choose)
        self.chart.pointed.connect(self.pointed.setText)
        self.chart.chosen.connect(self._choose_point)
        self.against.activated.connect(self._offer_tiers)
        for box in (self.tier, self.coder, self.statistic):
            box.activated.connect(self._draw)

    # ------------------------------------------------------------------ what is shown

    def show_look(self, look: TrainingLook, today: date) -> None:
        """Show what came of looking."""
        self._look = look
        self.standings.show_listing(standing_listing(look, today))
        self.attempts.show_listing(attempt_listing(None, look.waiting))
        self.figures.setText("")
        if look.standings:
            self.standings.go_to(0)
        drift = look.drift
        fill(self.against, kinds_of(drift) if drift is not None else ())
        fill(self.coder, (ALL, *(drift.coders if drift is not None else ())))
        self._offer_tiers()

    def show_reason(self, words: str) -> None:
        """Show in words why there is nothing."""
        self.chart.show_reason(words)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for part in (self.standings, self.attempts, self.chart):
            part.set_theme(theme)

    def _show_standing(self, standing: object) -> None:
        if isinstance(standing, Standing) and self._look is not None:
            left = [one for one in self._look.waiting if (one.coder, one.pass_id) == (standing.coder, standing.pass_id)]
            self.attempts.show_listing(attempt_listing(standing, left))
            self.attempts.go_to(len(standing.attempts) - 1)

    def _show_figures(self, attempt: object) -> None:
        if isinstance(attempt, Attempt):
            self.figures.setText("\n".join((attempt.reason, *map(describe_figure, attempt.figures))).strip())

    def _choose(self, attempt: object) -> None:
        if isinstance(attempt, Attempt):
            self.attempt_chosen.emit(attempt)

    def _choose_point(self, point: object) -> None:
        if isinstance(point, DriftPoint):
            self.point_chosen.emit(point)

    # ------------------------------------------------------------------ the chart

    def _offer_tiers(self) -> None:
        drift = self._look.drift if self._look is not None else None
        fill(self.tier, tiers_of(drift, self.against.currentText()) if drift is not None else ())
        self._draw()

    def scope(self) -> DriftScope:
        """Return what the chart is to show."""
        coder = "" if self.coder.currentText() == ALL else self.coder.currentText()
        statistic = str(self.statistic.currentData())
        return DriftScope(self.against.currentText(), self.tier.currentText(), coder, statistic)

    def _draw(self) -> None:
        look = self._look
        if look is None or look.drift is None:
            self.chart.show_reason("" if look is None else look.drift_reason)
            return
        found = drift_chart(look.drift, self.scope())
        if isinstance(found, str):
            self.chart.show_reason(found)
        else:
            self.chart.show_chart(found)
        self.pointed.setText("← → go from session to session, ↑ ↓ from line to line; Enter opens the session.")


def fill(box: QComboBox, names: tuple[str, ...]) -> None:
    """Offer other names; what was chosen stays chosen where it still is among them."""
    before = box.currentText()
    box.clear()
    box.addItems(list(names))
    if before in names:
        box.setCurrentText(before)
    box.setEnabled(bool(names))
