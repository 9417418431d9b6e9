import pytest

from coder.gui.timeline.hit import Area, Ground, hit_at
from coder.gui.timeline.layout import DENSITIES, GUTTER, place_rows
from coder.gui.timeline.rows import Measured, build_rows
from coder.gui.timeline.scale import TimeScale
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from tests.gui.timeline.sessions import SCHEME

END_MS = 100_000
LAYOUT = place_rows(build_rows(SCHEME, SCHEME.lanes, Measured()), DENSITIES["normal"], GUTTER + 1_000, 400)
SCALE = TimeScale(0, END_MS, GUTTER, 1_000)


def _ground(*events: Event) -> Ground:
    return Ground(Observation(Identity("D01", "ana"), events), LAYOUT, SCALE, END_MS)


def _y(tier: str) -> int:
    placed = LAYOUT.of(tier)
    assert placed is not None
    return placed.top + placed.height // 2


TWO = (Event(1, "cg_gaze", "at_face", 10_000, 20_000), Event(2, "cg_gaze", "away", 20_000, 30_000))


@pytest.mark.parametrize(
    ("x", "y", "area"),
    [(300, 5, Area.RULER), (10, 60, Area.GUTTER), (300, 395, Area.OVERVIEW), (300, 340, Area.NOTHING)],
)
def test_the_parts_of_the_timeline_are_told_apart(x: int, y: int, area: Area) -> None:
    assert hit_at(_ground(), x, y).area is area


def test_a_bar_is_found_under_the_pointer() -> None:
    hit = hit_at(_ground(*TWO), SCALE.x(15_000), _y("cg_gaze"))
    assert (hit.event, hit.edge) == (TWO[0], None)


def test_nothing_is_found_beside_bars_and_on_other_lanes() -> None:
    ground = _ground(*TWO)
    assert hit_at(ground, SCALE.x(50_000), _y("cg_gaze")).event is None
    assert hit_at(ground, SCALE.x(15_000), _y("in_gaze")).event is None


@pytest.mark.parametrize(("at_px", "event_id", "edge"), [(-2, 1, "offset"), (2, 2, "onset")])
def test_of_two_edges_that_meet_the_one_on_the_pointers_side_is_taken(at_px: int, event_id: int, edge: str) -> None:
    hit = hit_at(_ground(*TWO), SCALE.x(20_000) + at_px, _y("cg_gaze"))
    assert hit.event is not None
    assert (hit.event.id, hit.edge) == (event_id, edge)


def test_the_selected_events_edge_comes_first() -> None:
    hit = hit_at(_ground(*TWO), SCALE.x(20_000) + 2, _y("cg_gaze"), selected=1)
    assert hit.event is not None
    assert (hit.event.id, hit.edge) == (1, "offset")


def test_an_edge_is_found_from_outside_the_bar() -> None:
    hit = hit_at(_ground(TWO[0]), SCALE.x(10_000) - 3, _y("cg_gaze"))
    assert (hit.event, hit.edge) == (TWO[0], "onset")


def test_a_narrow_bar_is_selected_first_and_then_taken_by_its_edge() -> None:
    narrow = Event(1, "cg_gaze", "at_face", 10_000, 10_800)
    assert hit_at(_ground(narrow), SCALE.x(10_400), _y("cg_gaze")).edge is None
    assert hit_at(_ground(narrow), SCALE.x(10_700), _y("cg_gaze"), selected=1).edge == "offset"


def test_a_running_state_has_no_offset_to_take() -> None:
    running = Event(1, "cg_gaze", "at_face", 10_000)
    hit = hit_at(_ground(running), SCALE.x(END_MS) - 1, _y("cg_gaze"))
    assert (hit.event, hit.edge) == (running, None)


def test_the_nearest_point_is_found() -> None:
    points = (Event(1, "in_signal", "bid", 10_000, point=True), Event(2, "in_signal", "vocal", 10_500, point=True))
    hit = hit_at(_ground(*points), SCALE.x(10_400), _y("in_signal"))
    assert (hit.event, hit.edge) == (points[1], "onset")
    assert hit_at(_ground(*points), SCALE.x(12_000), _y("in_signal")).event is None
