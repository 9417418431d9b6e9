"""The figures of two coders, and of one tier its matrix, its curve, its codes, and where they differ."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QTabWidget, QVBoxLayout, QWidget

from coder.app.agreement_charts import METHOD_WORDS, confusion_chart, tolerance_chart
from coder.app.agreement_lists import (
    list_codes,
    list_figures,
    list_ratings,
    list_scores,
    list_sessions,
    list_spots,
    pick_words,
)
from coder.app.agreement_look import AgreementLook
from coder.app.agreement_scope import (
    WITH_TALLIES,
    Pick,
    Scope,
    Stream,
    judged_in,
    sessions_of,
    streams_in,
    tallies_in,
)
from coder.gui.charts.chart_view import ChartView
from coder.gui.charts.curves import CurvesView
from coder.gui.charts.heat_map import HeatMapView
from coder.gui.charts.listing_view import ListingView
from coder.gui.theme import Theme
from coder.model.agreement import Method
from coder.model.listing import Listing

_FIGURE_PX = 112
_TABS = ("Confusion", "Tolerance", "Codes", "Sessions", "Ratings", "Scores")


@dataclass(frozen=True, slots=True)
class Place:
    """Which tier, which disagreements, which page."""

    stream: Stream
    pick: Pick
    page: int = 0


FIRST = Place(Stream(""), Pick(Stream("")))


class AgreementBody(QWidget):
    """``spot_chosen`` tells a disagreement to go to, ``review_asked`` which ones are to be reviewed.

    ``session_chosen`` tells a session to turn to, ``tolerance_chosen`` a tolerance to compare with, in ms.
    """

    spot_chosen = Signal(object)
    review_asked = Signal(object)
    session_chosen = Signal(str)
    tolerance_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: AgreementLook | None = None
        self._scope: Scope | None = None
        self.stream = Stream("")
        self.pick = Pick(self.stream)
        self.figures = ListingView(theme, widest=_FIGURE_PX)
        self.codes, self.sessions = ListingView(theme), ListingView(theme)
        self.ratings, self.scores, self.spots = ListingView(theme), ListingView(theme), ListingView(theme)
        self.matrix, self.curve = HeatMapView(theme), CurvesView(theme)
        self.method, self.said, self.differ = QComboBox(), QLabel(), QLabel()
        self.review = QPushButton("&Review these…")
        self.tabs = QTabWidget()
        self._lay_out()
        self._connect()

    # ------------------------------------------------------------------ how it lies

    def _lay_out(self) -> None:
        self.method.setAccessibleName("What the matrix counts")
        self.method.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setMinimumHeight(2 * self.said.fontMetrics().height() + 4)
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.review.setAutoDefault(False)
        pages = (self._matrix_page(), self.curve, self.codes, self.sessions, self.ratings, self.scores)
        for words, page in zip(_TABS, pages, strict=True):
            self.tabs.addTab(page, words)
        self.tabs.setAccessibleName("Figures of the tier")
        below = QSplitter(Qt.Orientation.Horizontal)
        below.addWidget(self.tabs)
        below.addWidget(self._differ_part())
        below.setSizes([560, 440])
        below.setChildrenCollapsible(False)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(self.figures)
        whole.addWidget(below)
        whole.setSizes([220, 440])
        whole.setChildrenCollapsible(False)
        self.figures.setMinimumHeight(90)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(whole, 1)
        column.addWidget(self.said)

    def _matrix_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 6, 0, 0)
        row = QHBoxLayout()
        label = QLabel("Cou&nted")
        label.setBuddy(self.method)
        row.addWidget(label)
        row.addWidget(self.method)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.matrix, 1)
        return page

    def _differ_part(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(8, 0, 0, 0)
        row = QHBoxLayout()
        self.differ.setWordWrap(True)
        self.differ.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self.differ, 1)
        row.addWidget(self.review)
        column.addLayout(row)
        column.addWidget(self.spots, 1)
        part.setMinimumWidth(300)
        return part

    def _connect(self) -> None:
        self.figures.gone.connect(self._go_to_stream)
        self.figures.chosen.connect(lambda _stream: self.spots.setFocus())
        self.method.activated.connect(self._show_matrix)
        self.matrix.chosen.connect(self._show_pick)
        self.codes.chosen.connect(self._show_pick)
        self.curve.chosen.connect(lambda ms: self.tolerance_chosen.emit(int(ms)))
        self.sessions.chosen.connect(lambda session: self.session_chosen.emit(str(session)))
        self.spots.chosen.connect(self.spot_chosen)
        self.review.clicked.connect(lambda: self.review_asked.emit(self.pick))
        for chart in (self.matrix, self.curve):
            chart.pointed.connect(self._say)
        for listing in (self.codes, self.sessions, self.ratings, self.scores, self.spots, self.figures):
            listing.pointed.connect(self._say)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for listing in (self.figures, self.codes, self.sessions, self.ratings, self.scores, self.spots):
            listing.set_theme(theme)
        for chart in (self.matrix, self.curve):
            chart.set_theme(theme)

    @property
    def place(self) -> Place:
        """Where the view is."""
        return Place(self.stream, self.pick, self.tabs.currentIndex())

    def go_to(self, place: Place) -> None:
        """Begin at a place, if it is still there once something is shown."""
        self.stream, self.pick = place.stream, place.pick
        self.tabs.setCurrentIndex(place.page)

    @property
    def chart(self) -> ChartView:
        """The chart that is in front, or the matrix."""
        return self.curve if self.tabs.currentWidget() is self.curve else self.matrix

    # ------------------------------------------------------------------ what is shown

    def show_look(self, look: AgreementLook, scope: Scope) -> None:
        """Show what was found of two coders, of the tier that was shown before if it is there."""
        self._look, self._scope = look, scope
        streams = streams_in(look.found, scope)
        if self.stream not in streams:
            self.stream = streams[0] if streams else Stream("")
            self.pick = Pick(self.stream)
        self.figures.show_listing(list_figures(look.found, scope), self.stream)
        self.ratings.show_listing(list_ratings(look.found, scope.pair))
        self.scores.show_listing(list_scores(look.found, scope.pair))
        for tab, listing in ((4, self.ratings), (5, self.scores)):
            self.tabs.setTabVisible(tab, bool(listing.listing.rows))
        self._show_stream()

    def show_reason(self, words: str) -> None:
        """Show in words why there is nothing to show."""
        self._look = self._scope = None
        nothing = Listing("Agreement", (), (), reason=words)
        self.figures.show_listing(nothing)
        for listing in (self.codes, self.sessions, self.ratings, self.scores, self.spots):
            listing.show_listing(Listing("", (), ()))
        for chart in (self.matrix, self.curve):
            chart.show_reason("")
        self.said.setText("")
        self.differ.setText("")
        self.review.setEnabled(False)

    def _go_to_stream(self, datum: object) -> None:
        if isinstance(datum, Stream) and datum != self.stream:
            self.stream, self.pick = datum, Pick(datum)
            self._show_stream()

    def _show_stream(self) -> None:
        look, scope = self._look, self._scope
        if look is None or scope is None:
            return
        self._offer_methods(look, scope)
        self._show_matrix()
        self._show_curve(look, scope)
        self.codes.show_listing(list_codes(look.found, scope, self.stream))
        self.sessions.show_listing(list_sessions(look.found, scope.pair, self.stream), scope.session)
        self._show_pick(self.pick)
        row = self.figures.current
        self.said.setText(row.words if row is not None else "")

    def _offer_methods(self, look: AgreementLook, scope: Scope) -> None:
        known = [
            method for method in WITH_TALLIES if any(map(any, tallies_in(look.found, scope, self.stream, method)[1]))
        ]
        before = self.method.currentData()
        with QSignalBlocker(self.method):
            self.method.clear()
            for method in known:
                self.method.addItem(METHOD_WORDS[method], method)
            self.method.setCurrentIndex(max(0, self.method.findData(before)))

    def _show_matrix(self) -> None:
        method = self.method.currentData()
        if self._look is None or self._scope is None:
            return
        if method is None:
            self.matrix.show_reason("There is nothing to count here.")
            return
        names, tallies = tallies_in(self._look.found, self._scope, self.stream, Method(method))
        self.matrix.show_chart(confusion_chart(self._scope, self.stream, Method(method), names, tallies))

    def _show_curve(self, look: AgreementLook, scope: Scope) -> None:
        session = scope.session if len(sessions_of(look.found, scope.pair)) > 1 else ""
        whose = (session, scope.pair, self.stream.tier, self.stream.code)
        found = [one for one in look.curves if (one.session, one.pair, one.tier, one.code) == whose]
        if found:
            judged = judged_in(look.found, scope, self.stream)
            self.curve.show_chart(tolerance_chart(found[0], look.wish.how.tolerance_ms, judged))
        else:
            self.curve.show_reason("There is nothing to compare here.")

    def _show_pick(self, pick: object) -> None:
        if self._look is None or self._scope is None or not isinstance(pick, Pick):
            return
        self.pick = pick
        listing = list_spots(self._look.found, self._scope, pick)
        self.differ.setText(f"{pick_words(self._scope, pick)} ({len(listing.rows)})")
        self.spots.show_listing(listing)
        self.review.setEnabled(bool(listing.rows) and bool(self._look.folders))

    def _say(self, words: str) -> None:
        row = self.figures.current
        self.said.setText(words or (row.words if row is not None else ""))
