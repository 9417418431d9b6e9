"""A report as PDF: pages of text that can be selected, tables that go on from page to page, pictures as lines.

Imports matplotlib: import this module lazily.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from coder.model.report import Block, Column, Grid, Heading, Items, Paragraph, Picture, Report


@dataclass(frozen=True, slots=True)
class Pen:
    """How text is measured and pictures are drawn: what this format leaves to others. Lengths are points."""

    wrap: Callable[[str, float, float, bool], list[str]]
    """The lines of a text in a column of a width, at a size, bold or not."""
    width: Callable[[str, float], float]
    """How wide a text is at a size."""
    height: Callable[[Picture, float], float]
    """How high a picture is at a width."""
    draw: Callable[[Figure, Picture, tuple[float, float, float, float]], None]
    """Draw a picture into left, bottom, width and height of a figure."""


_WIDTH, _HEIGHT = 595.28, 841.89  # A4
_MARGIN, _FOOT = 56.0, 64.0
_ROOM = _WIDTH - 2 * _MARGIN
_BODY, _SMALL = 9.5, 8.0
_CELL, _SMALL_CELL, _MANY_COLUMNS = 7.5, 6.2, 9
_LEADING = 1.4
_INK, _SOFT, _LINE, _SHADE = "#1a1a1a", "#555555", "#b8b8b8", "#eef2f6"
_SIZES = {1: 17.0, 2: 13.0, 3: 10.5}
_GAP = 8.0
_LEAST_COLUMN = 26.0
_METADATA: dict[str, str | None] = {"CreationDate": None, "Creator": "Attune", "Producer": "Attune"}


def report_pdf(report: Report, pen: Pen) -> bytes:
    """Return the whole document; call it where matplotlib has the style that pictures take."""
    out = BytesIO()
    with PdfPages(out, metadata={**_METADATA, "Title": report.title}) as pdf:
        sheets = _Sheets(pdf, pen, report.title)
        sheets.lines(report.title, _SIZES[1], bold=True)
        sheets.lines(report.lead, _BODY, soft=True)
        for place, block in enumerate(report.blocks):
            _lay(sheets, block, report.blocks[place + 1] if place + 1 < len(report.blocks) else None)
        sheets.turn()
    return out.getvalue()


def _sheet() -> Figure:
    return Figure((_WIDTH / 72, _HEIGHT / 72), facecolor="#ffffff")


@dataclass(slots=True)
class _Sheets:
    """The page that is written, and how far down it is; a full one goes to the file."""

    pdf: PdfPages
    pen: Pen
    title: str
    page: int = 1
    top: float = _MARGIN
    order: int = 0
    figure: Figure = field(default_factory=_sheet)

    def turn(self) -> None:
        """Write the page and take a new one."""
        foot = self.pen.wrap(self.title, _ROOM - 60, _SMALL, False)[0]
        self.text(foot, _MARGIN, _HEIGHT - 40, _SMALL, soft=True)
        self.text(str(self.page), _WIDTH - _MARGIN, _HEIGHT - 40, _SMALL, soft=True, right=True)
        self.pdf.savefig(self.figure)  # type: ignore[no-untyped-call]
        self.figure, self.page, self.top = _sheet(), self.page + 1, _MARGIN

    def next(self) -> int:
        """Return what follows in the order of reading: so text is selected, copied and read out."""
        self.order += 1
        return self.order

    def need(self, height: float) -> None:
        """Turn the page where there is not so much room left."""
        if self.top + height > _HEIGHT - _FOOT and self.top > _MARGIN:
            self.turn()

    def text(
        self,
        text: str,
        x: float,
        top: float,
        size: float,
        *,
        bold: bool = False,
        soft: bool = False,
        right: bool = False,
    ) -> None:
        """Write one line at a place of the page, the baseline of its first line at ``top`` and its size."""
        if text:
            self.figure.text(
                x / _WIDTH,
                1 - (top + size) / _HEIGHT,
                text,
                fontsize=size,
                fontweight="bold" if bold else "normal",
                color=_SOFT if soft else _INK,
                ha="right" if right else "left",
                va="baseline",
                zorder=self.next(),
            )

    def lines(
        self, text: str, size: float, *, bold: bool = False, soft: bool = False, indent: float = 0.0, first: str = ""
    ) -> None:
        """Write a text over the width, line by line, over pages where it takes them."""
        for place, words in enumerate(self.pen.wrap(text, _ROOM - indent, size, bold)):
            self.need(size * _LEADING)
            if place == 0 and first:
                self.text(first, _MARGIN + indent - 10, self.top, size)
            self.text(words, _MARGIN + indent, self.top, size, bold=bold, soft=soft)
            self.top += size * _LEADING
        self.top += size * 0.5

    def rule(self, colour: str = _LINE, width: float = 0.5) -> None:
        """Draw a line across the page."""
        y = 1 - self.top / _HEIGHT
        ends = [_MARGIN / _WIDTH, 1 - _MARGIN / _WIDTH]
        self.figure.add_artist(Line2D(ends, [y, y], color=colour, linewidth=width))

    def band(self, height: float) -> None:
        """Shade the page beside what is quoted."""
        corner = ((_MARGIN) / _WIDTH, 1 - (self.top + height) / _HEIGHT)
        box = Rectangle(corner, 3 / _WIDTH, height / _HEIGHT, facecolor="#0072B2", edgecolor="none")
        box.set_transform(self.figure.transFigure)
        self.figure.add_artist(box)


def _lay(sheets: _Sheets, block: Block, following: Block | None) -> None:
    match block:
        case Heading(text, level):
            sheets.top += 14 if level == 2 else 6
            sheets.need(_after_heading(sheets, following))
            sheets.lines(text, _SIZES[level], bold=True)
        case Paragraph(text, True):
            _lay_quoted(sheets, text)
        case Paragraph(text):
            sheets.lines(text, _BODY)
        case Items(texts):
            for text in texts:
                sheets.lines(text, _BODY, indent=14, first="•")
        case Grid():
            _lay_grid(sheets, block)
        case Picture():
            _lay_picture(sheets, block)


def _after_heading(sheets: _Sheets, following: Block | None) -> float:
    """Return how much must have room with a heading, so that it does not stand alone at the foot."""
    picture = sheets.pen.height(following, _ROOM) if isinstance(following, Picture) else 0.0
    table = 90 if isinstance(following, Grid | Heading) else 0.0
    return min(60 + picture + table, _HEIGHT - _MARGIN - _FOOT)


def _lay_quoted(sheets: _Sheets, text: str) -> None:
    for words in sheets.pen.wrap(text, _ROOM - 16, _BODY, False):
        sheets.need(_BODY * _LEADING)
        sheets.band(_BODY * _LEADING)
        sheets.text(words, _MARGIN + 14, sheets.top, _BODY)
        sheets.top += _BODY * _LEADING
    sheets.top += _GAP


def _lay_picture(sheets: _Sheets, picture: Picture) -> None:
    height = sheets.pen.height(picture, _ROOM)
    caption = sheets.pen.wrap(picture.caption, _ROOM, _SMALL, False)
    whole = height + len(caption) * _SMALL * _LEADING + 2 * _GAP
    most = _HEIGHT - _MARGIN - _FOOT
    sheets.need(min(whole, most))
    scale = min(1.0, (most - (whole - height)) / height)
    size = (_ROOM, height * scale)
    before = set(sheets.figure.get_children())
    sheets.pen.draw(sheets.figure, picture, (_MARGIN, _HEIGHT - sheets.top - size[1], *size))
    order = sheets.next()
    for artist in sheets.figure.get_children():
        if artist not in before:
            artist.set_zorder(order)
    sheets.top += size[1] + 4
    sheets.lines(picture.caption, _SMALL, soft=True)
    sheets.top += _GAP


# ---------------------------------------------------------------------------- tables


def _lay_grid(sheets: _Sheets, grid: Grid) -> None:
    size = _CELL if len(grid.columns) <= _MANY_COLUMNS else _SMALL_CELL
    widths = _widths(sheets.pen, grid, size)
    sheets.need(80)
    sheets.lines(grid.caption, _SMALL, bold=True)
    _lay_heads(sheets, grid.columns, widths, size)
    for row in grid.rows:
        cells = _wrapped(sheets.pen, row, widths, size, bold=False)
        if sheets.top + _row_height(cells, size) > _HEIGHT - _FOOT:
            sheets.turn()
            _lay_heads(sheets, grid.columns, widths, size)
        _lay_row(sheets, cells, grid.columns, widths, size, bold=False)
        sheets.rule()
    sheets.top += 4
    if grid.note:
        sheets.lines(grid.note, _SMALL, soft=True)
    sheets.top += _GAP


def _lay_heads(sheets: _Sheets, columns: tuple[Column, ...], widths: list[float], size: float) -> None:
    heads = _wrapped(sheets.pen, [column.title for column in columns], widths, size, bold=True)
    _lay_row(sheets, heads, columns, widths, size, bold=True)
    sheets.rule(_SOFT, 1.0)


def _lay_row(
    sheets: _Sheets,
    cells: list[list[str]],
    columns: tuple[Column, ...],
    widths: list[float],
    size: float,
    *,
    bold: bool,
) -> None:
    x = _MARGIN
    for lines, column, width in zip(cells, columns, widths, strict=True):
        for place, words in enumerate(lines):
            top = sheets.top + 2.5 + place * size * 1.25
            at = x + width - 6 if column.number else x
            sheets.text(words, at, top, size, bold=bold, right=column.number)
        x += width
    sheets.top += _row_height(cells, size)


def _wrapped(
    pen: Pen, row: "tuple[str, ...] | list[str]", widths: list[float], size: float, *, bold: bool
) -> list[list[str]]:
    return [pen.wrap(cell, width - 6, size, bold) for cell, width in zip(row, widths, strict=True)]


def _row_height(cells: list[list[str]], size: float) -> float:
    return max((len(lines) for lines in cells), default=1) * size * 1.25 + 5


def _widths(pen: Pen, grid: Grid, size: float) -> list[float]:
    """Return the widths of columns: what their cells take, and where that is too much, less for the widest."""
    wanted = []
    for place, column in enumerate(grid.columns):
        words = max((pen.width(word, size) * 1.15 for word in column.title.split()), default=0.0)
        cells = max((pen.width(row[place], size) for row in grid.rows), default=0.0)
        wanted.append(max(words, cells, _LEAST_COLUMN - 8) + 8)
    spare = _ROOM - sum(wanted)
    if spare < 0:
        most = _highest(wanted)
        wanted = [min(one, most) for one in wanted]
        spare = _ROOM - sum(wanted)
    return [one + min(spare / len(wanted), 24.0) for one in wanted] if wanted else []


def _highest(wanted: list[float]) -> float:
    """Return how wide a column may be so that all of them have room."""
    left, most = _ROOM, 0.0
    for place, one in enumerate(sorted(wanted)):
        most = left / (len(wanted) - place)
        if one >= most:
            return most
        left -= one
    return most
