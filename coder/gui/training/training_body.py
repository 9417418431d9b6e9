"""What training shows: the status of each coder and pass, the gold sessions of one, and drift over time."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSplitter, QVBoxLayout, QWidget

from coder.app.drift_charts import STATISTICS, DriftScope, drift_chart, kinds_of, tiers_of
from coder.app.training_lists import attempt_listing, figure_listing, standing_listing
from coder.app.training_look import TrainingLook
from coder.gui.charts.curves import CurvesView
from coder.gui.charts.listing_view import ListingView
from coder.gui.named_field import named_field
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.theme import Theme
from coder.model.drift import DriftPoint
from coder.model.training import Attempt, Standing

ALL = "All coders"
HEADING = "Gold sessions in order of submission, the lowest kappa of each · Enter plays where one differs from gold"


class TrainingBody(QWidget):
    """``attempt_chosen`` tells the gold session whose clips are to be played, ``point_chosen`` a point of the chart."""

    attempt_chosen = Signal(object)
    point_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.standings, self.attempts, self.figures = (ListingView(theme, fits=True) for _ in range(3))
        self.chart, self.told, self.pointed = CurvesView(theme), QLabel(), QLabel()
        self.told.hide()
        self.against, self.tier, self.coder, self.statistic = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._look: TrainingLook | None = None
        for key, words in STATISTICS.items():
            self.statistic.addItem(words, key)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left, right, fields = QWidget(), QWidget(), FlowLayout(gap=10, line_gap=6)
        for words, box in (
            ("A&gainst", self.against),
            ("&Tier", self.tier),
            ("&Coder", self.coder),
            ("&Figure", self.statistic),
        ):
            box.setAccessibleName(words.replace("&", ""))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            fields.addWidget(named_field(words, box))
        heading = QLabel(
            "Gold sessions in order of submission, the lowest kappa of each · Enter plays where one differs from gold"
        )
        for label in (heading, self.told, self.pointed):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.pointed.setMinimumHeight(32)
        scores = QVBoxLayout(left)
        for part, stretch in (
            (self.standings, 2),
            (heading, 0),
            (self.attempts, 3),
            (self.told, 0),
            (self.figures, 3),
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
        for part in (self.chart, self.standings, self.figures):
            part.pointed.connect(self.pointed.setText)
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
        self._show_figures(None)
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
        for part in (self.standings, self.attempts, self.figures, self.chart):
            part.set_theme(theme)

    def _show_standing(self, standing: object) -> None:
        if isinstance(standing, Standing) and self._look is not None:
            left = [one for one in self._look.waiting if (one.coder, one.pass_id) == (standing.coder, standing.pass_id)]
            self.attempts.show_listing(attempt_listing(standing, left))
            self.attempts.go_to(len(standing.attempts) - 1)

    def _show_figures(self, attempt: object) -> None:
        shown = attempt if isinstance(attempt, Attempt) else None
        self.figures.show_listing(figure_listing(shown))
        reason = shown.reason if shown is not None and shown.figures else ""
        self.told.setText(f"It does not count: {reason}." if reason else "")
        self.told.setVisible(bool(reason))

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
