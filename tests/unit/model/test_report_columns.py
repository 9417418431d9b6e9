"""The columns of a table on paper."""

import pytest

from coder.model.report import Column, Grid
from coder.model.report_columns import GAP, SIZE, SMALL_SIZE, Layout, has_room, lay_out

PORTRAIT, LANDSCAPE = 483.0, 730.0


def measure(text: str, size: float) -> float:
    return len(text) * size * 0.6


def table(count: int, cell: str = "0.71", *, heads: int = 1, rows: int = 3) -> Grid:
    columns = (Column("Session"), *(Column(f"Figure {n}", number=True) for n in range(count - 1)))
    return Grid("A table", columns, tuple(("D01", *[cell] * (count - 1)) for _ in range(rows)), heads)


def widths_of(layout: Layout) -> list[float]:
    return [sum(part.widths) for part in layout.parts]


@pytest.mark.parametrize("count", [1, 2, 8, 14, 30, 80])
@pytest.mark.parametrize("room", [PORTRAIT, LANDSCAPE])
def test_no_part_is_wider_than_the_sheet_and_every_column_is_in_one(count: int, room: float) -> None:
    layout = lay_out(table(count), room, measure)

    assert all(width <= room + 1e-6 for width in widths_of(layout))
    assert {place for part in layout.parts for place in part.places} == set(range(count))


def test_few_columns_stand_on_one_sheet_and_many_in_parts_that_repeat_what_a_row_is_of() -> None:
    few, many = lay_out(table(6), PORTRAIT, measure), lay_out(table(40, heads=2), LANDSCAPE, measure)

    assert len(few.parts) == 1
    assert len(many.parts) > 1
    assert all(part.places[:2] == (0, 1) for part in many.parts)
    repeated = [place for part in many.parts for place in part.places[2:]]
    assert repeated == list(range(2, 40))


def test_a_figure_is_never_wrapped_and_no_word_parted_where_there_is_a_way_round_it() -> None:
    grid = table(14, "0.26 [−1.20, 1.73]")

    layout = lay_out(grid, LANDSCAPE, measure)

    assert len(layout.parts) > 1
    assert all(
        width >= measure("0.26 [−1.20, 1.73]", layout.size) for part in layout.parts for width in part.widths[1:]
    )
    assert all(part.widths[0] >= measure("Session", layout.size) + GAP for part in layout.parts)


def test_a_table_that_nearly_fits_is_written_a_little_smaller() -> None:
    wide = next(n for n in range(5, 40) if len(lay_out(table(n), PORTRAIT, measure).parts) > 1)

    assert lay_out(table(wide - 1), PORTRAIT, measure).size in (SIZE, SMALL_SIZE)
    assert has_room(table(wide - 1), PORTRAIT, measure)
    assert not has_room(table(wide), PORTRAIT, measure)


def test_sentences_among_figures_are_wrapped_rather_than_make_the_column_wide() -> None:
    rows = (("D01", "0.71"), ("D02", "there is one code only, for which a fitted kappa says nothing; judge by po"))
    grid = Grid("", (Column("Session"), Column("Interval", number=True), *[Column("n", number=True)] * 6), ())
    grid = Grid("", grid.columns, tuple((*row, *["1"] * 6) for row in rows))

    assert has_room(grid, 300.0, measure)


def test_a_word_that_is_wider_than_the_sheet_is_no_wider_than_the_sheet() -> None:
    layout = lay_out(Grid("", (Column("x" * 400),), (("y" * 900,),)), PORTRAIT, measure)

    assert widths_of(layout)[0] <= PORTRAIT + 1e-6


def test_a_table_without_rows_or_columns_has_a_layout() -> None:
    assert widths_of(lay_out(Grid("", (), ()), PORTRAIT, measure)) == [0.0]


def test_a_column_that_needs_a_little_more_gets_it_before_one_that_needs_a_lot() -> None:
    rows = (("per onset, window 5 s", "a long sentence with many words in it " * 6),)
    layout = lay_out(Grid("", (Column("How"), Column("Why")), rows), 300.0, measure)

    assert layout.parts[0].widths[0] >= measure(rows[0][0], layout.size) + GAP
