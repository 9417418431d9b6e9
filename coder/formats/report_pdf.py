"""A report as PDF: pages of text that can be selected, tables that go on from page to page, pictures as lines.

A table that an upright page is too narrow for lies on pages that are turned, and where those are too narrow its columns
are parted. Imports matplotlib: import this module lazily.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from coder.model.report import Block, Grid, Heading, Items, Paragraph, Picture, Report, is_prose
from coder.model.report_columns import GAP, Columns, has_room, lay_out


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


_SHORT, _LONG = 595.28, 841.89  # A4
_MARGIN, _FOOT = 56.0, 64.0
_UPRIGHT_ROOM = _SHORT - 2 * _MARGIN
_BODY, _SMALL = 9.5, 8.0
_LEADING, _CELL_LEADING = 1.4, 1.25
_CELL_AIR = 5.0
_INK, _SOFT, _LINE, _SHADE = "#1a1a1a", "#555555", "#b8b8b8", "#eef2f6"
_SIZES = {1: 17.0, 2: 13.0, 3: 10.5}
_GAP = 8.0
_LEAST_SCALE = 0.85
"""A picture is made so much lower where it then has room beside its heading."""
_HEADING = 70.0
_METADATA: dict[str, str | None] = {"CreationDate": None, "Creator": "Attune", "Producer": "Attune"}


def report_pdf(report: Report, pen: Pen) -> bytes:
    """Return the whole document; call it where matplotlib has the style that pictures take."""
    out = BytesIO()
    with PdfPages(out, metadata={**_METADATA, "Title": report.title}) as pdf:
        sheets = _Sheets(pdf, pen, report.title)
        sheets.lines(report.title, _SIZES[1], bold=True)
        sheets.lines(report.lead, _BODY, soft=True)
        turned = _turned(report.blocks, pen)
        for place, block in enumerate(report.blocks):
            sheets.orient(turned=turned[place])
            _lay(sheets, block, report.blocks[place + 1] if place + 1 < len(report.blocks) else None)
        sheets.turn()
    return out.getvalue()


def _turned(blocks: Sequence[Block], pen: Pen) -> list[bool]:
    """Tell which blocks lie on turned pages: tables that need it, those right after them, and headings of both."""
    needs = [isinstance(one, Grid) and not has_room(one, _UPRIGHT_ROOM, pen.width) for one in blocks]
    turned: list[bool] = []
    for place, one in enumerate(blocks):
        following = next((n for n in range(place, len(blocks)) if not isinstance(blocks[n], Heading)), None)
        before = bool(turned) and turned[-1] and not _begins(one)
        turned.append(following is not None and (needs[following] or (before and isinstance(blocks[following], Grid))))
    return turned


def _begins(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 2


def _sheet(size: tuple[float, float]) -> Figure:
    return Figure((size[0] / 72, size[1] / 72), facecolor="#ffffff")


@dataclass(slots=True)
class _Sheets:
    """The page that is written, and how far down it is; a full one goes to the file."""

    pdf: PdfPages
    pen: Pen
    title: str
    page: int = 1
    top: float = _MARGIN
    order: int = 0
    size: tuple[float, float] = (_SHORT, _LONG)
    figure: Figure = field(default_factory=lambda: _sheet((_SHORT, _LONG)))

    @property
    def room(self) -> float:
        """How wide what is written may be."""
        return self.size[0] - 2 * _MARGIN

    @property
    def bottom(self) -> float:
        """How far down what is written may go."""
        return self.size[1] - _FOOT

    def orient(self, *, turned: bool) -> None:
        """Go on with pages that are turned, or upright: on a new one where this one is not."""
        size = (_LONG, _SHORT) if turned else (_SHORT, _LONG)
        if size != self.size:
            if self.top > _MARGIN:
                self.turn()
            self.size, self.figure = size, _sheet(size)

    def turn(self) -> None:
        """Write the page and take a new one."""
        foot = self.pen.wrap(self.title, self.room - 60, _SMALL, False)[0]
        self.text(foot, _MARGIN, self.size[1] - 40, _SMALL, soft=True)
        self.text(str(self.page), self.size[0] - _MARGIN, self.size[1] - 40, _SMALL, soft=True, right=True)
        self.pdf.savefig(self.figure)  # type: ignore[no-untyped-call]
        self.figure, self.page, self.top = _sheet(self.size), self.page + 1, _MARGIN

    def next(self) -> int:
        """Return what follows in the order of reading: so text is selected, copied and read out."""
        self.order += 1
        return self.order

    def need(self, height: float) -> None:
        """Turn the page where there is not so much room left."""
        if self.top + height > self.bottom and self.top > _MARGIN:
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
                x / self.size[0],
                1 - (top + size) / self.size[1],
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
        for place, words in enumerate(self.pen.wrap(text, self.room - indent, size, bold)):
            self.need(size * _LEADING)
            if place == 0 and first:
                self.text(first, _MARGIN + indent - 10, self.top, size)
            self.text(words, _MARGIN + indent, self.top, size, bold=bold, soft=soft)
            self.top += size * _LEADING
        self.top += size * 0.5

    def rule(self, colour: str = _LINE, width: float = 0.5) -> None:
        """Draw a line across the page."""
        y = 1 - self.top / self.size[1]
        ends = [_MARGIN / self.size[0], 1 - _MARGIN / self.size[0]]
        self.figure.add_artist(Line2D(ends, [y, y], color=colour, linewidth=width))

    def band(self, height: float) -> None:
        """Shade the page beside what is quoted."""
        corner = (_MARGIN / self.size[0], 1 - (self.top + height) / self.size[1])
        box = Rectangle(corner, 3 / self.size[0], height / self.size[1], facecolor="#0072B2", edgecolor="none")
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
    picture = _least(sheets, following) - 24 if isinstance(following, Picture) else 0.0
    table = 90 if isinstance(following, Grid | Heading) else 0.0
    return min(60 + picture + table, sheets.bottom - _MARGIN)


def _whole(sheets: _Sheets, picture: Picture) -> float:
    """Return how high a picture is with its caption."""
    caption = sheets.pen.wrap(picture.caption, sheets.room, _SMALL, False)
    return sheets.pen.height(picture, sheets.room) + len(caption) * _SMALL * _LEADING + 2 * _GAP


def _least(sheets: _Sheets, picture: Picture) -> float:
    """Return with how much room a picture is content: a high one with a page that its heading is on too."""
    return min(_LEAST_SCALE * _whole(sheets, picture), sheets.bottom - _MARGIN - _HEADING)


def _lay_quoted(sheets: _Sheets, text: str) -> None:
    for words in sheets.pen.wrap(text, sheets.room - 16, _BODY, False):
        sheets.need(_BODY * _LEADING)
        sheets.band(_BODY * _LEADING)
        sheets.text(words, _MARGIN + 14, sheets.top, _BODY)
        sheets.top += _BODY * _LEADING
    sheets.top += _GAP


def _lay_picture(sheets: _Sheets, picture: Picture) -> None:
    height = sheets.pen.height(picture, sheets.room)
    whole = _whole(sheets, picture)
    if sheets.bottom - sheets.top < _least(sheets, picture):
        sheets.need(min(whole, sheets.bottom - _MARGIN))
    scale = min(1.0, (sheets.bottom - sheets.top - (whole - height)) / height)
    size = (sheets.room, height * scale)
    before = set(sheets.figure.get_children())
    sheets.pen.draw(sheets.figure, picture, (_MARGIN, sheets.size[1] - sheets.top - size[1], *size))
    order = sheets.next()
    for artist in sheets.figure.get_children():
        if artist not in before:
            artist.set_zorder(order)
    sheets.top += size[1] + 4
    sheets.lines(picture.caption, _SMALL, soft=True)
    sheets.top += _GAP


# ---------------------------------------------------------------------------- tables


def _lay_grid(sheets: _Sheets, grid: Grid) -> None:
    layout = lay_out(grid, sheets.room, sheets.pen.width)
    for number, columns in enumerate(layout.parts, 1):
        part = f" (columns, part {number} of {len(layout.parts)})" if len(layout.parts) > 1 else ""
        sheets.need(80)
        sheets.lines(f"{grid.caption}{part}", _SMALL, bold=True)
        table = _Table(sheets, grid, columns, layout.size)
        table.lay_heads()
        for row in grid.rows:
            table.lay_row(row)
        sheets.top += 4
    if grid.note:
        sheets.lines(grid.note, _SMALL, soft=True)
    sheets.top += _GAP


@dataclass(frozen=True, slots=True)
class _Table:
    """Columns of a table that stand beside each other on the sheets."""

    sheets: _Sheets
    grid: Grid
    columns: Columns
    size: float

    def lay_heads(self) -> None:
        """Write what each column is."""
        cells = self._wrapped([column.title for column in self.grid.columns], bold=True)
        self._write(cells, bold=True)
        self.sheets.rule(_SOFT, 1.0)

    def lay_row(self, row: Sequence[str]) -> None:
        """Write a row; one that is higher than a whole page goes on over the pages."""
        cells = self._wrapped(row, bold=False)
        if self.sheets.top + self._height(cells) > self.sheets.bottom:
            self.sheets.turn()
            self.lay_heads()
        while any(cells):
            fit = max(int((self.sheets.bottom - self.sheets.top - _CELL_AIR) / self._line), 1)
            self._write([lines[:fit] for lines in cells], row)
            cells = [lines[fit:] for lines in cells]
            if any(cells):
                self.sheets.turn()
                self.lay_heads()
        self.sheets.rule()

    @property
    def _line(self) -> float:
        return self.size * _CELL_LEADING

    def _height(self, cells: Sequence[Sequence[str]]) -> float:
        return max(map(len, cells), default=1) * self._line + _CELL_AIR

    def _wrapped(self, row: Sequence[str], *, bold: bool) -> list[list[str]]:
        pairs = zip(self.columns.places, self.columns.widths, strict=True)
        return [self.sheets.pen.wrap(row[place], width - GAP + 0.5, self.size, bold) for place, width in pairs]

    def _write(self, cells: Sequence[Sequence[str]], row: Sequence[str] = (), *, bold: bool = False) -> None:
        x = _MARGIN
        for lines, place, width in zip(cells, self.columns.places, self.columns.widths, strict=True):
            right = self.grid.columns[place].number and not (row and is_prose(row[place]))
            for number, words in enumerate(lines):
                top = self.sheets.top + 2.5 + number * self._line
                at = x + width - GAP if right else x
                self.sheets.text(words, at, top, self.size, bold=bold, right=right)
            x += width
        self.sheets.top += self._height(cells)
