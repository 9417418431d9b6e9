"""What stands where on the sheets of a PDF: nothing is cut off, nothing lies on anything else."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import pytest
from matplotlib.figure import Figure

from coder.app.report_files import write_report
from coder.formats import report_pdf
from coder.formats.pictures.style import width_of
from coder.model.chart import ForestRow
from coder.model.report import Block, Column, Grid, Heading, Paragraph, Picture, Report
from tests.unit.formats.pictures.some_charts import forest
from tests.unit.formats.some_report import some_report


@dataclass(frozen=True)
class Words:
    """A line of text on a sheet, in points from its left and upper edge."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    words: tuple[Words, ...]

    @property
    def turned(self) -> bool:
        return self.width > self.height

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.words)


class _Kept:
    """Stands for a PDF, and keeps its pages."""

    figures: list[Figure]

    def __init__(self, *_: object, **__: object) -> None:
        _Kept.figures = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was opened."""

    def savefig(self, figure: Figure) -> None:
        _Kept.figures.append(figure)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_pdf, "PdfPages", _Kept)


def sheets(folder: Path, *blocks: Block, title: str = "T") -> list[Sheet]:
    write_report(Report(title, "", blocks), folder / "report.pdf")
    return [_sheet(figure) for figure in _Kept.figures]


def _sheet(figure: Figure) -> Sheet:
    width, height = (float(length) * 72 for length in figure.get_size_inches())
    return Sheet(width, height, tuple(_words(one, width, height) for one in figure.texts))


def _words(text: Any, width: float, height: float) -> Words:
    size, (x, y) = text.get_fontsize(), text.get_position()
    wide = width_of(text.get_text(), size, bold=text.get_fontweight() == "bold")
    left = x * width - (wide if text.get_ha() == "right" else 0.0)
    base = (1 - y) * height
    return Words(text.get_text(), left, left + wide, base - 0.75 * size, base + 0.2 * size)


def overlaps(sheet: Sheet) -> list[tuple[str, str]]:
    return [
        (one.text, other.text)
        for place, one in enumerate(sheet.words)
        for other in sheet.words[place + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > 0.5
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5
    ]


def wide_grid(columns: int, cell: str = "0.{n:03}") -> Grid:
    heads = (Column("Session"), *(Column(f"Figure of {n}", number=True) for n in range(columns - 1)))
    rows = tuple((f"D{row:02}", *(cell.format(n=n, row=row) for n in range(columns - 1))) for row in range(4))
    return Grid("Figures", heads, rows, note="A note.")


def assert_is_clear(found: list[Sheet]) -> None:
    for sheet in found:
        assert all(one.left >= 50 and one.right <= sheet.width - 50 for one in sheet.words), sheet.text
        assert all(one.top > 40 and one.bottom < sheet.height - 20 for one in sheet.words), sheet.text
        assert overlaps(sheet) == []


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("columns", "turned"), [(4, 0), (18, 1), (60, 1)])
def test_a_table_that_is_too_wide_for_an_upright_page_lies_on_turned_ones_and_is_whole(
    tmp_path: Path, columns: int, turned: int
) -> None:
    grid = wide_grid(columns)

    found = sheets(tmp_path, Paragraph("Before."), grid, Paragraph("After."))

    assert_is_clear(found)
    assert (found[0].turned, found[-1].turned) == (False, False)
    assert sum(sheet.turned for sheet in found) >= turned
    texts = {one.text for sheet in found for one in sheet.words}
    assert all(cell in texts for row in grid.rows for cell in row)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    "cell", ["0.26 [−1.20, 1.73]", "there is one code only, for which kappa says nothing", "x" * 90]
)
def test_no_cell_lies_on_another_or_off_the_sheet(tmp_path: Path, cell: str) -> None:
    assert_is_clear(sheets(tmp_path, wide_grid(12, cell)))


@pytest.mark.usefixtures("kept")
def test_tables_that_follow_each_other_stay_on_turned_pages_and_pictures_go_upright(tmp_path: Path) -> None:
    narrow, picture = wide_grid(3), Picture(forest(), "A caption.", "words")
    blocks = (Heading("Wide", 3), wide_grid(18), Heading("Narrow", 3), narrow, Heading("Picture", 3), picture)

    found = sheets(tmp_path, *blocks)

    of = {word: sheet.turned for sheet in found for word in ("Wide", "Narrow", "Picture") if word in sheet.text.split()}
    assert of == {"Wide": True, "Narrow": True, "Picture": False}


@pytest.mark.usefixtures("kept")
def test_a_cell_that_is_higher_than_a_page_goes_on_over_the_pages(tmp_path: Path) -> None:
    words = [f"word{n}" for n in range(2500)]
    grid = Grid("Settings", (Column("What"), Column("How")), (("rule", " ".join(words)),))

    found = sheets(tmp_path, grid)

    assert_is_clear(found)
    assert [word for sheet in found for word in sheet.text.split() if word.startswith("word")] == words


@pytest.mark.usefixtures("kept")
def test_a_heading_stays_with_its_picture_and_the_caption_of_that(tmp_path: Path) -> None:
    picture = Picture(forest(), "A long caption. " * 60, "words")
    blocks = [block for n in range(6) for block in (Paragraph("Words. " * 150), Heading(f"Picture{n}", 3), picture)]

    for sheet in sheets(tmp_path, *blocks):
        assert_is_clear([Sheet(sheet.width, sheet.height, ())])
        for n in range(6):
            assert f"Picture{n}" not in sheet.text or "A long caption" in sheet.text.partition(f"Picture{n}")[2]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("rows", [20, 48, 50, 52, 54, 80])
def test_no_heading_is_left_alone_on_a_page_before_a_high_picture(tmp_path: Path, rows: int) -> None:
    row = ForestRow("D01", 0.5, 0.2, 0.8, "0.50", "words")
    chart = replace(forest(), rows=(row,) * rows, title="")

    found = sheets(tmp_path, Paragraph("Words."), Heading("Odds", 3), Picture(chart, "A caption. " * 20, "words"))

    assert len(found) <= 2
    (page,) = [sheet for sheet in found if "Odds" in sheet.text]
    assert "A caption." in page.text


@pytest.mark.usefixtures("kept")
def test_signs_that_no_font_here_has_are_told(tmp_path: Path) -> None:
    (sheet,) = sheets(tmp_path, Paragraph("It was coded."), title="gaze \U000f0000")

    assert "No font on this computer has a sign of these names" in sheet.text
    assert "U+F0000" in sheet.text


@pytest.mark.usefixtures("kept")
def test_the_words_of_a_report_are_clear_of_each_other_and_of_the_edges(tmp_path: Path) -> None:
    blocks = [block for block in some_report(150).blocks if not isinstance(block, Picture)]

    assert_is_clear(sheets(tmp_path, *blocks))
