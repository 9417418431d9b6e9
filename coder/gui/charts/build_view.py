"""The view that suits a chart."""

from PySide6.QtWidgets import QWidget

from coder.gui.charts.chart_view import ChartView
from coder.gui.charts.curves import CurvesView
from coder.gui.charts.forest import ForestView
from coder.gui.charts.heat_map import HeatMapView
from coder.gui.charts.histogram import HistogramView
from coder.gui.theme import Theme
from coder.model.chart import Chart, Curves, Forest, HeatMap


def build_view(chart: Chart, theme: Theme, parent: QWidget | None = None) -> ChartView:
    """Build the view of a chart, and show it there."""
    view: ChartView
    if isinstance(chart, HeatMap):
        view = HeatMapView(theme, parent)
    elif isinstance(chart, Curves):
        view = CurvesView(theme, parent)
    elif isinstance(chart, Forest):
        view = ForestView(theme, parent)
    else:
        view = HistogramView(theme, parent)
    view.show_chart(chart)
    return view
