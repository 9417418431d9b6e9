"""The charts, one a tab, each with its words, and the moments that the chosen mark rests on."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSplitter, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from coder.app.regulation_grid import follow, place_at
from coder.app.regulation_view import GRID, ODDS, PROFILE, RESPONSE, SURVIVAL, Figure
from coder.app.report_words import plural
from coder.gui.charts.chart_view import ChartView
from coder.gui.charts.curves import CurvesView
from coder.gui.charts.forest import ForestView
from coder.gui.charts.heat_map import HeatMapView
from coder.gui.charts.histogram import HistogramView
from coder.gui.charts.listing_view import ListingView
from coder.gui.theme import Theme
from coder.model.listing import Listing, ListingRow
from coder.model.moment import Moment, Moments
from coder.model.time import format_time

_TABS = {RESPONSE: "Responses", SURVIVAL: "Latency", GRID: "Grid", PROFILE: "Lags", ODDS: "Log odds"}
_HEADS = ("Session", "Time", "What happens")
_POINT = "Point at a mark, or go to it with the arrows; Enter or a click plays the moments behind it, one by one."

_CHART_PX, _LOW_PX, _LEAST_PX, _SHORT_PX = 330, 130, 46, 430
_TWO_LINES_PX = 540
"""So wide that what is said of a mark has room in two lines."""
_CLOSE_TABS = "QTabBar::tab { padding: 6px; }"


class RegulationBody(QWidget):
    """``moment_chosen`` tells a moment that is to be played."""

    moment_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views: dict[str, ChartView] = {
            RESPONSE: HistogramView(theme),
            SURVIVAL: CurvesView(theme),
            GRID: HeatMapView(theme),
            PROFILE: CurvesView(theme),
            ODDS: ForestView(theme),
        }
        self.tabs, self.said, self.words, self.reading = QTabWidget(), QLabel(_POINT), QLabel(), QScrollArea()
        self.moments, self.whose, self.constructs = ListingView(theme), QLabel(), QTextBrowser()
        self._figures: dict[str, Figure] = {}
        self._mark: tuple[str, Moments] | None = None
        self._turn, self._moved = -1, False
        self._place: object = None
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn_page)
        self.moments.chosen.connect(self._choose_row)
        for name, view in self.views.items():
            self.tabs.addTab(view, _TABS[name])
            view.chosen.connect(self._choose)
            view.pointed.connect(self._say)
        self.tabs.addTab(self.constructs, "Constructs")
        self.show_constructs(())
        pages = (*self.views.values(), self.constructs)
        for one, following in pairwise((self.tabs.tabBar(), *pages, self.reading, self.moments)):
            self.setTabOrder(one, following)

    def _lay_out(self) -> None:
        self.tabs.setAccessibleName("Charts of regulation")
        self.tabs.tabBar().setAccessibleName("Which chart")
        self.tabs.setDocumentMode(True)
        for label in (self.said, self.words, self.whose):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setContentsMargins(0, 0, 6, 0)
        self.reading.setWidget(self.words)
        self.reading.setWidgetResizable(True)
        self.reading.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reading.setFrameShape(QScrollArea.Shape.NoFrame)
        self.reading.setAccessibleName("What the chart shows")
        self.reading.setMinimumHeight(_LEAST_PX)
        self.constructs.setAccessibleName("Constructs with their evidence")
        self.constructs.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.moments.setMinimumHeight(_LEAST_PX)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.said)
        lower = self._lower = QWidget()
        beneath = QVBoxLayout(lower)
        beneath.setContentsMargins(0, 2, 0, 0)
        beneath.setSpacing(2)
        beneath.addWidget(self.whose)
        beneath.addWidget(self.moments, 1)
        whole = self._parts = QSplitter(Qt.Orientation.Vertical)
        for part in (upper, self.reading, lower):
            whole.addWidget(part)
        whole.setChildrenCollapsible(False)
        whole.setStretchFactor(0, 1)
        whole.splitterMoved.connect(self._keep_parts)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(whole)

    def _keep_parts(self) -> None:
        self._moved = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the chart what room there is, as long as nobody has moved a handle."""
        super().resizeEvent(event)
        narrow = event.size().width() < _TWO_LINES_PX
        style = _CLOSE_TABS if narrow else ""
        if style != self.tabs.tabBar().styleSheet():
            self.tabs.tabBar().setStyleSheet(style)
        lines = 2 if not narrow or event.size().height() < _SHORT_PX else 3
        self.said.setFixedHeight(lines * self.said.fontMetrics().height() + 4)
        if not self._moved:
            low = max(_LEAST_PX, min(_LOW_PX, (event.size().height() - _CHART_PX) // 2))
            self._parts.setSizes([event.size().height() - 2 * low, low, low])

    def sizeHint(self) -> QSize:
        """Return a size at which all can be read."""
        return QSize(560, 640)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for view in self.views.values():
            view.set_theme(theme)
        self.moments.set_theme(theme)

    # ------------------------------------------------------------------ what is shown

    @property
    def _name(self) -> str:
        """The chart in front; empty where constructs are."""
        return ([*self.views][self.tabs.currentIndex() :] or [""])[0]

    @property
    def figure(self) -> Figure | None:
        """The figure in front."""
        return self._figures.get(self._name)

    @property
    def view(self) -> ChartView:
        """The chart in front; the first one where constructs are."""
        return self.views[self._name or RESPONSE]

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other charts, or in words why there is none."""
        self._figures = {one.name: one for one in figures}
        for one in figures:
            if one.chart is not None:
                self.views[one.name].show_chart(one.chart)
            else:
                self.views[one.name].show_reason(_sentence(one.reason))
        self._place = None
        self._turn_page()

    def show_constructs(self, constructs: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Show constructs, each a heading and lines, on a page of their own where there are any."""
        parts = [
            f"<h4>{escape(name)}</h4>{''.join(f'<p>{escape(one)}</p>' for one in lines)}" for name, lines in constructs
        ]
        self.constructs.setHtml("".join(parts))
        self.tabs.setTabVisible(len(self.views), bool(parts))

    def show_reason(self, words: str) -> None:
        """Show in words why there are no charts."""
        self._figures = {}
        for view in self.views.values():
            view.show_reason(words)
        self._turn_page()

    def follow(self, session: str, ms: int) -> None:
        """Move the way through the grid along with the video of a session."""
        figure, view = self._figures.get(GRID), self.views[GRID]
        way = figure.trajectory if figure is not None else None
        if way is None or figure is None or way.place.session_id != session:
            return
        moved = follow(figure.chart, way, ms)  # type: ignore[arg-type]
        if moved.path != self._place:
            self._place, view.chart = moved.path, moved
            cell = place_at(way, ms)
            where = f"now {cell[0]} with {cell[1]}" if cell is not None else "now it cannot be told"
            view.setAccessibleDescription(where)
            view.update()

    def _turn_page(self) -> None:
        """Show what belongs to the chart in front: its words, and no moments of another one."""
        self._list(None)
        for part in (self.said, self.reading, self._lower):
            part.setVisible(bool(self._name))  # constructs say all there is to say
        figure = self.figure
        self.words.setText("\n".join(figure.words) if figure is not None else "")
        self.reading.setAccessibleDescription(self.words.text())
        self._say("")

    @property
    def _has_chart(self) -> bool:
        return self.figure is not None and self.figure.chart is not None

    def _say(self, words: str) -> None:
        self.said.setText(words or (_POINT if self._has_chart else ""))

    # ------------------------------------------------------------------ back to the video

    def _choose(self, datum: object) -> None:
        """Play the first moment of a mark; chosen again, the next one."""
        if not isinstance(datum, Moments) or not datum.places:
            return
        mark = (self._name, datum)
        if mark != self._mark:
            self._list(datum)
            self._mark = mark
        self._turn = (self._turn + 1) % len(datum.places)
        self.moments.go_to(self._turn)
        self.moment_chosen.emit(datum.places[self._turn])

    def _choose_row(self, datum: object) -> None:
        if isinstance(datum, Moment) and self._mark is not None:
            self._turn = self._mark[1].places.index(datum)
            self.moment_chosen.emit(datum)

    def _list(self, moments: Moments | None) -> None:
        self._mark, self._turn = None, -1
        places = moments.places if moments is not None else ()
        rows = tuple(
            ListingRow((one.session_id, format_time(one.ms), one.words), f"{one.session_id}, {one.words}", one)
            for one in places
        )
        chosen = "" if moments is None else f"{plural(len(places), 'moment')}: {moments.words}"
        self.whose.setText(chosen)
        self.whose.setVisible(bool(chosen))
        title = chosen or "Moments of the mark that is chosen"
        reason = "No mark is chosen yet." if self._has_chart and not rows else ""
        self.moments.show_listing(Listing(title, _HEADS, rows, frozenset({1}), reason))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
