"""Any chart as a picture: SVG, PNG or PDF, the same bytes on any day."""

from dataclasses import replace
from io import BytesIO
from typing import assert_never

from matplotlib.figure import Figure

from coder.errors import CoderError
from coder.formats.pictures.curves import curves_height, draw_curves
from coder.formats.pictures.fonts import every_text, fonts_of, missing_words
from coder.formats.pictures.forest import draw_forest, forest_height
from coder.formats.pictures.frame import Frame
from coder.formats.pictures.heat_map import draw_heat_map, heat_map_height
from coder.formats.pictures.histogram import draw_histogram, histogram_height
from coder.formats.pictures.strips import draw_strips, strips_height
from coder.formats.pictures.style import PAPER, our_style
from coder.model.chart import Curves, Forest, HeatMap, Histogram
from coder.model.report import Drawn
from coder.model.strips import Strips

KINDS = ("svg", "png", "pdf")
WIDTH = 6.5
"""Inches: the text of a page between its margins."""
_EDGE = 0.1
_DPI = 300
_FONTS = b"font-family: 'DejaVu Sans'", b"font-family: 'DejaVu Sans', Verdana, Arial, sans-serif"
"""Where the font is not installed, another one without serifs is as good."""
_WITHOUT_DATE: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": "Attune"},
    "png": {"Software": "Attune"},
    "pdf": {"CreationDate": None, "Creator": "Attune", "Producer": "Attune"},
}


def picture_bytes(chart: Drawn, kind: str) -> bytes:
    """Return a picture of a kind (svg, png, pdf); raise CoderError for another."""
    if kind not in KINDS:
        raise CoderError(f"“{kind}” is no kind of picture.", "Name the file with .svg, .png or .pdf.")
    fonts = fonts_of("".join(every_text(chart)))
    if fonts.missing and kind != "svg":  # there text stays text, and who opens it has other fonts
        chart = replace(chart, note=" ".join(filter(None, (chart.note, missing_words(fonts.missing)))))
    with our_style(fonts.families):
        height = height_of(chart, WIDTH)
        figure = Figure((WIDTH + 2 * _EDGE, height + 2 * _EDGE), facecolor=PAPER)
        draw_on(Frame(figure, _EDGE, _EDGE, WIDTH, height), chart)
        out = BytesIO()
        figure.savefig(out, format=kind, dpi=_DPI if kind == "png" else "figure", metadata=_WITHOUT_DATE[kind])
    return out.getvalue().replace(*_FONTS) if kind == "svg" else out.getvalue()


def height_of(chart: Drawn, width: float) -> float:
    """Return how high a chart is at a width, in inches."""
    match chart:
        case HeatMap():
            return heat_map_height(chart, width)
        case Curves():
            return curves_height(chart, width)
        case Histogram():
            return histogram_height(chart, width)
        case Forest():
            return forest_height(chart, width)
        case Strips():
            return strips_height(chart, width)
        case _:
            assert_never(chart)


def draw_on(frame: Frame, chart: Drawn) -> None:
    """Draw a chart into a frame as high as ``height_of`` says."""
    match chart:
        case HeatMap():
            draw_heat_map(frame, chart)
        case Curves():
            draw_curves(frame, chart)
        case Histogram():
            draw_histogram(frame, chart)
        case Forest():
            draw_forest(frame, chart)
        case Strips():
            draw_strips(frame, chart)
        case _:
            assert_never(chart)
