"""Charts are gone through with keys or a pointer; what is chosen tells its datum, what is pointed at its words."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from coder.gui.charts.build_view import build_view
from coder.gui.charts.chart_colors import line_color, warmth
from coder.gui.charts.chart_view import ChartView
from coder.gui.charts.plot import Plot, clearest
from coder.gui.charts.round_numbers import format_number, format_tick, round_ticks
from coder.gui.theme import DARK, LIGHT, Theme, contrast, readable_on
from coder.model.chart import Axis, Bar, Chart
from tests.gui.charts.drawn import NAMES, curves, forest, heat_map, histogram
from tests.gui.stage import press

CHARTS: dict[str, Chart] = {"heat map": heat_map(), "curves": curves(), "histogram": histogram(), "forest": forest()}
SIZES = [(240, 160), (420, 300), (900, 600)]


def shown(qtbot: QtBot, chart: Chart, size: tuple[int, int] = (420, 300), theme: Theme = DARK) -> ChartView:
    view = build_view(chart, theme)
    qtbot.addWidget(view)
    view.resize(*size)
    view.show()
    return view


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_mark_of_a_chart_lies_on_it_at_every_size(
    qtbot: QtBot, name: str, size: tuple[int, int], theme: Theme
) -> None:
    view = shown(qtbot, CHARTS[name], size, theme)
    marks = [mark for mark in view.marks if mark.row < 3]
    assert marks
    for mark in marks:
        assert view.rect().toRectF().adjusted(-8, -8, 8, 8).contains(mark.area), mark
    colors = image_colors(view.grab().toImage())
    assert len(colors) > 5  # words and marks, not the ground alone


def image_colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


def test_a_click_on_a_cell_tells_which_two_codes_it_is_of(qtbot: QtBot) -> None:
    view = shown(qtbot, heat_map())
    cell = next(mark for mark in view.marks if mark.datum == ("smile", "neutral"))
    with qtbot.waitSignal(view.chosen) as told:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=cell.area.center().toPoint())
    assert told.args == [("smile", "neutral")]


def test_arrows_go_from_cell_to_cell_and_enter_chooses(qtbot: QtBot) -> None:
    view = shown(qtbot, heat_map())
    view.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left):
        press(view, key)
    with qtbot.waitSignal(view.chosen) as told:
        press(view, Qt.Key.Key_Return, "\r")
    assert told.args == [("none", "smile")]
    assert view.accessibleDescription() == "none and smile"


def test_home_and_end_go_to_the_first_and_the_last_mark(qtbot: QtBot) -> None:
    view = shown(qtbot, histogram())
    press(view, Qt.Key.Key_End)
    assert view.accessibleDescription() == "from 5"
    press(view, Qt.Key.Key_Home)
    assert view.accessibleDescription() == "from 0"


def test_a_gap_in_a_line_is_stepped_over(qtbot: QtBot) -> None:
    view = shown(qtbot, curves())
    view.go_to(1, 1)
    press(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "other at 3"
    press(view, Qt.Key.Key_Up)
    assert view.accessibleDescription() == "one at 3"


def test_what_leads_nowhere_is_not_chosen(qtbot: QtBot) -> None:
    view = shown(qtbot, forest())
    with qtbot.assertNotEmitted(view.chosen):
        press(view, Qt.Key.Key_End)
        press(view, Qt.Key.Key_Return, "\r")
    assert view.accessibleDescription() == "mean: 0.50"


def test_what_is_under_the_pointer_is_said(qtbot: QtBot) -> None:
    view = shown(qtbot, curves())
    mark = next(mark for mark in view.marks if mark.datum == ("one", 3))
    told: list[str] = []
    view.pointed.connect(told.append)
    QTest.mouseMove(view, (mark.area.center() + QPointF(9, 0)).toPoint())
    qtbot.waitUntil(lambda: told[-1:] == ["one at 3"])
    QToolTip.hideText()


def test_the_place_of_the_keys_stays_when_the_figures_change(qtbot: QtBot) -> None:
    view = shown(qtbot, heat_map())
    view.go_to(2, 1)
    view.show_chart(heat_map())
    assert view.current is not None
    assert view.current.datum == ("neutral", "none")
    view.show_chart(heat_map(NAMES[:1]))
    assert view.current is None


def test_a_chart_that_cannot_be_says_why(qtbot: QtBot) -> None:
    view = shown(qtbot, heat_map())
    view.show_reason("neither coder has events here")
    assert view.accessibleName() == "neither coder has events here"
    assert not view.marks
    assert len(image_colors(view.grab().toImage())) > 1


def test_a_key_that_is_not_for_a_chart_goes_on_to_what_it_lies_on(qtbot: QtBot) -> None:
    view = shown(qtbot, heat_map())
    view.setFocus()
    assert not QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.chart is not None


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_numbers_can_be_read_in_cold_cells_and_in_warm_ones(theme: Theme) -> None:
    for part in range(21):
        ground = warmth(theme, part / 20).name()
        assert contrast(readable_on(ground), ground) >= 4.5
    assert all(contrast(line_color(theme, place).name(), theme.panel) >= 3 for place in range(6))


@pytest.mark.parametrize(
    ("low", "high", "most", "words"),
    [
        (0, 3, 6, ["0.0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"][:7]),
        (-0.2, 1, 6, ["−0.2", "0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (0, 100, 5, ["0", "20", "40", "60", "80", "100"]),
        (2, 2, 5, ["2"]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, most: int, words: list[str]) -> None:
    ticks = round_ticks(low, high, most)
    assert [format_tick(tick, ticks) for tick in ticks] == words


def test_nothing_is_written_as_less_than_nothing() -> None:
    assert format_number(-0.001, 2) == "0.00"
    assert format_number(-0.25, 2) == "−0.25"


def test_days_are_written_as_dates_and_each_once() -> None:
    first = date(2026, 3, 1).toordinal()
    plot = Plot(QRectF(0, 0, 600, 100), Axis("Coded on", first, first + 2, dates=True))
    ticks = plot.x_ticks()
    assert [plot.x_words(tick, ticks) for tick in ticks] == ["2026-03-01", "2026-03-02", "2026-03-03"]


def test_words_of_a_rule_are_written_where_they_hide_the_fewest_points() -> None:
    rooms = [QRectF(0, 0, 40, 12), QRectF(100, 0, 40, 12), QRectF(100, 50, 40, 12)]
    assert clearest(rooms, []) == rooms[0]
    assert clearest(rooms, [QPointF(5, 5), QPointF(9, 9), QPointF(104, 3)]) == rooms[2]


def test_where_there_is_chance_its_legend_has_room_above_the_bars(qtbot: QtBot) -> None:
    chart = histogram()
    bars = tuple(replace(bar, chance=None, chance_low=None, chance_high=None) for bar in chart.bars)
    tops = [min(mark.area.top() for mark in shown(qtbot, one).marks) for one in (chart, replace(chart, bars=bars))]
    assert tops[0] > tops[1]


def test_a_tool_tip_breaks_into_lines_and_takes_words_as_they_are(qtbot: QtBot) -> None:
    view = shown(qtbot, replace(histogram(), bars=(Bar(0.0, 1.0, 2.0, "a < b"),)))
    QTest.mouseMove(view, view.marks[0].area.center().toPoint())
    qtbot.waitUntil(lambda: QToolTip.text() == "<p>a &lt; b</p>", timeout=20_000)
