from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.editing.edits import SetModifier
from coder.gui.theme import DARK, LIGHT
from coder.gui.timeline.layout import DENSITIES
from coder.gui.timeline.paint_states import Blocked, union_of
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.view import TimelineView
from coder.model.event import Event
from tests.gui.timeline.sessions import SCHEME, PaintWatch, build_crowd, build_view, build_workspace, row

FEW = (
    Event(1, "cg_gaze", "at_face", 10_000, 20_000),
    Event(2, "cg_gaze", "away", 20_000, 30_000),
    Event(3, "in_gaze", "caregiver", 15_000, 40_000),
    Event(4, "in_signal", "bid", 25_000, point=True),
    Event(5, "cg_touch", "touch", 35_000),
)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    return shown(qtbot, build_view(build_workspace(*FEW)))


def shown(qtbot: QtBot, view: TimelineView) -> TimelineView:
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    return view


def settled(qtbot: QtBot, view: TimelineView, watch: PaintWatch) -> None:
    qtbot.waitUntil(lambda: bool(watch.regions))


def rows_painted(view: TimelineView) -> list[str]:
    view.grab()
    return list(view.painted.rows)


def color_at(view: TimelineView, x: float, y: int) -> str:
    return view.grab().toImage().pixelColor(QPoint(round(x), y)).name()


def middle(view: TimelineView, row_id: str) -> int:
    placed = row(view, row_id)
    return placed.top + 5


def test_it_can_be_found_by_a_screen_reader_and_never_takes_the_keyboard(view: TimelineView) -> None:
    assert view.accessibleName() == "Timeline"
    assert "events table" in view.accessibleDescription()
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_a_bar_has_its_codes_colour_between_onset_and_offset(view: TimelineView) -> None:
    y = middle(view, "cg_gaze")
    assert color_at(view, view.scale.x(15_000), y) == "#0072b2"
    assert color_at(view, view.scale.x(5_000), y) != "#0072b2"


def test_a_derived_code_is_seen_where_both_hold(view: TimelineView) -> None:
    y = middle(view, "derived.mutual_gaze")
    ground = color_at(view, view.scale.x(5_000), y)
    assert color_at(view, view.scale.x(17_000), y) != ground
    assert color_at(view, view.scale.x(22_000), y) == ground


def test_a_running_state_is_full_up_to_the_play_head_and_pale_behind_it(view: TimelineView) -> None:
    view.set_now(50_000)
    y = middle(view, "cg_touch")
    full, pale, ground = (color_at(view, view.scale.x(ms), y) for ms in (45_000, 70_000, 30_000))
    assert len({full, pale, ground}) == 3
    view.set_now(80_000)
    assert color_at(view, view.scale.x(70_000), y) == full


def test_the_theme_changes_everything(view: TimelineView) -> None:
    dark = color_at(view, view.scale.x(90_500), middle(view, "in_gaze"))
    view.set_theme(LIGHT)
    assert dark == DARK.window
    assert color_at(view, view.scale.x(90_500), middle(view, "in_gaze")) == LIGHT.window


def test_density_changes_the_height_of_lanes(view: TimelineView) -> None:
    for name in DENSITIES:
        view.set_density(name)
        assert row(view, "cg_gaze").height == DENSITIES[name].lane
        view.grab()


def test_sound_has_a_lane_when_there_is_sound(view: TimelineView) -> None:
    asked: list[tuple[int, int, int]] = []

    class Tone:
        def slice(self, from_ms: int, to_ms: int, columns: int) -> tuple[list[float], list[float]]:
            asked.append((from_ms, to_ms, columns))
            return [-0.5] * columns, [0.5] * columns

    view.set_waveform(Tone())
    placed = row(view, "sound")
    ground = color_at(view, view.scale.x(50_000) + 3, placed.top + 2)
    assert color_at(view, view.scale.x(50_000) + 3, placed.top + placed.height // 2) != ground
    assert asked[-1] == (0, 100_000, 900)
    view.set_shown(RowKind.SOUND, False)
    assert "sound" not in [known.row.id for known in view.scene.layout.placed]
    view.set_shown(RowKind.SOUND, True)
    view.set_waveform(None)
    assert "sound" not in [known.row.id for known in view.scene.layout.placed]


def test_zoom_keeps_the_play_head_where_it_is_seen(view: TimelineView) -> None:
    view.set_now(40_000)
    view.zoom(2)
    assert view.shown == (20_000, 70_000)
    view.show_all()
    assert view.shown == (0, 100_000)


def test_pan_moves_by_a_share(view: TimelineView) -> None:
    view.set_range(10_000, 20_000)
    view.pan(0.5)
    assert view.shown == (15_000, 25_000)


def test_a_long_session_opens_on_a_minute(qtbot: QtBot) -> None:
    view = build_view(build_workspace(end_ms=600_000))
    qtbot.addWidget(view)
    assert view.shown == (0, 60_000)
    view.show_around(300_000)
    assert view.shown == (270_000, 330_000)


def test_the_page_turns_with_the_play_head(qtbot: QtBot, view: TimelineView) -> None:
    view.set_range(0, 10_000)
    with qtbot.waitSignal(view.range_changed):
        for ms in range(9_000, 9_600, 40):
            view.set_now(ms)
    assert view.shown[0] > 8_000
    assert view.scale.shows(view.now_ms)


def test_a_tick_paints_only_thin_columns(qtbot: QtBot, view: TimelineView) -> None:
    view.set_now(30_000)
    view.grab()
    watch = PaintWatch(view)
    view.set_now(30_040)
    settled(qtbot, view, watch)
    assert max(rect.width() for rect in watch.rects()) < 40
    assert watch.area() < view.width() * view.height() / 20


def test_a_tick_paints_no_lane_again(view: TimelineView) -> None:
    view.set_now(30_000)
    view.grab()
    before = view.painted
    view.set_now(30_040)
    view.grab()
    assert view.painted is before


def test_a_change_paints_only_the_rows_it_touched(view: TimelineView) -> None:
    view.workspace.code("in_signal", "vocal", 60_000)
    assert rows_painted(view) == ["in_signal"]
    view.workspace.code("cg_gaze", "at_face", 60_000)
    assert rows_painted(view) == ["cg_gaze", "derived.mutual_gaze"]


def test_a_change_out_of_sight_paints_no_row(view: TimelineView) -> None:
    view.set_range(0, 5_000)
    view.grab()
    view.workspace.code("in_signal", "vocal", 60_000)
    assert rows_painted(view) == []


@pytest.mark.parametrize(("crowd", "shown_ms"), [(3, 100_000), (300, 20_000), (3_000, 100_000)])
def test_painting_again_where_it_changed_gives_the_same_picture(qtbot: QtBot, crowd: int, shown_ms: int) -> None:
    workspace, chance = build_crowd(crowd, 100_000), Random(crowd)
    view = shown(qtbot, build_view(workspace))
    view.reduced_motion = True
    view.set_range(30_000, 30_000 + shown_ms)
    codes = [(tier.id, code.id) for tier in SCHEME.lanes for code in tier.codes]
    for _ in range(20):
        workspace.code(*chance.choice(codes), chance.randrange(2_500) * 40)
        if chance.random() < 0.2:
            workspace.undo()
        if chance.random() < 0.3 and len(blocks := workspace.observation.lane("uncodable")):
            workspace.do(SetModifier(chance.choice(list(blocks)).id, "reason", "hidden"))
        view.set_now(chance.randrange(100_000))
        pieced = view.grab().toImage()
        view.set_theme(view.theme)
        assert pieced == view.grab().toImage()


@pytest.mark.parametrize("seed", range(4))
def test_everything_that_changes_lies_in_what_is_painted(qtbot: QtBot, seed: int) -> None:
    chance, workspace = Random(seed), build_crowd(30, 100_000)
    view = shown(qtbot, build_view(workspace))
    view.set_range(20_000, 60_000)
    codes = [(tier.id, code.id) for tier in SCHEME.lanes for code in tier.codes]
    for _ in range(8):
        before = painted_now(view)
        watch = PaintWatch(view)
        match chance.randrange(4):
            case 0:
                workspace.code(*chance.choice(codes), chance.randrange(2_500) * 40)
            case 1:
                workspace.select(chance.choice([event.id for event in workspace.observation]))
            case 2:
                view.set_now(min(59_000, view.now_ms + 40))
            case _:
                view.set_now(chance.randrange(20_000, 56_000))
        QApplication.processEvents()
        view.removeEventFilter(watch)
        after = painted_now(view)
        for rect in watch.rects():
            copied = after.copy(rect)
            painter = QPainter(before)
            painter.drawImage(rect.topLeft(), copied)
            painter.end()
        assert before == after


def painted_now(view: TimelineView) -> QImage:
    image = view.grab().toImage()
    QApplication.processEvents()
    return image


def test_a_crowd_takes_no_more_marks_than_pixels(qtbot: QtBot) -> None:
    view = shown(qtbot, build_view(build_crowd(30_000, 600_000)))
    view.show_all()
    view.grab()
    assert view.painted.marks < 900 * 3


def test_uncodable_time_is_hatched_on_the_lanes_its_reason_blocks(view: TimelineView) -> None:
    workspace = view.workspace
    for at_ms in (60_000, 70_000):
        workspace.code("uncodable", "uncodable", at_ms)
    before = view.grab().toImage()
    workspace.do(SetModifier(workspace.observation.lane("uncodable")[0].id, "reason", "hidden"))
    after = view.grab().toImage()
    x = range(round(view.scale.x(61_000)), round(view.scale.x(69_000)))

    def differs(row_id: str) -> bool:
        y = row(view, row_id).top + 3
        return any(before.pixel(place, y) != after.pixel(place, y) for place in x)

    assert differs("in_signal")
    assert not differs("in_gaze")


def test_two_reasons_at_once_have_a_row_each_for_as_long_as_they_overlap(view: TimelineView) -> None:
    workspace = view.workspace
    workspace.press("u", 60_000)
    workspace.press("1", 60_000)
    workspace.press("shift+u", 65_000)
    workspace.press("2", 65_000)
    lanes = [row(view, name).row.lane(workspace.observation) for name in ("uncodable", "uncodable.1")]
    assert [[event.onset_ms for event in lane] for lane in lanes] == [[60_000], [65_000]]
    assert workspace.selected is not None
    placed = view.scene.layout.holding(workspace.observation.event(workspace.selected), workspace.observation)
    assert placed == row(view, "uncodable.1")
    workspace.undo()
    workspace.undo()
    assert [placed.row.id for placed in view.scene.layout.placed if placed.row.id.startswith("uncodable.")] == []


def test_a_lane_that_two_reasons_block_is_hatched_once_over_both() -> None:
    first, second, apart = Blocked(60, 75, "off_camera"), Blocked(65, 85, "hidden"), Blocked(85, 90, "off_camera")
    assert union_of([second, apart, first]) == [Blocked(60, 85, "off_camera"), apart]


def test_the_lane_a_key_touched_flashes_for_a_moment(qtbot: QtBot, view: TimelineView) -> None:
    view.workspace.code("in_gaze", "object", 50_000)
    assert view.live.flashed == {"in_gaze"}
    qtbot.waitUntil(lambda: not view.live.flashed)


def test_nothing_flashes_where_less_motion_is_asked_for(view: TimelineView) -> None:
    view.reduced_motion = True
    view.workspace.code("in_gaze", "object", 50_000)
    assert not view.live.flashed


def test_hiding_ends_the_flash(view: TimelineView) -> None:
    view.workspace.code("in_gaze", "object", 50_000)
    view.hide()
    assert not view.live.flashed


def test_a_lane_that_a_key_touched_is_scrolled_into_sight(qtbot: QtBot) -> None:
    view = shown(qtbot, build_view(build_workspace(*FEW), height=140))
    view.workspace.code("in_hands", "grip", 50_000)
    top, bottom = view.scene.layout.seen(row(view, "in_hands.grip"))
    assert bottom > top


def test_the_selected_event_is_outlined(view: TimelineView) -> None:
    placed = row(view, "in_gaze")
    at = round(view.scale.x(30_000)), placed.top + 2
    before = color_at(view, *at)
    view.workspace.select(3)
    assert view.live.selected == FEW[2]
    assert color_at(view, *at) != before
    view.workspace.select(None)
    assert color_at(view, *at) == before


def test_a_timeline_that_is_gone_hears_nothing_more(qtbot: QtBot) -> None:
    workspace = build_workspace(*FEW)
    view, gone = TimelineView(workspace, DARK), list[object]()
    view.destroyed.connect(lambda *_: gone.append(None))
    view.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    workspace.code("in_signal", "bid", 1_000)
    workspace.select(1)
    assert len(workspace.observation) == len(FEW) + 1


def test_a_session_without_frames_to_show_is_painted(qtbot: QtBot) -> None:
    view = build_view(build_workspace(end_ms=40))
    qtbot.addWidget(view)
    assert not view.grab().isNull()
    view.resize(60, 30)
    assert not view.grab().isNull()
