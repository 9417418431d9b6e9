from hypothesis import given
from hypothesis import strategies as st

from coder.editing.edits import MoveEdge
from coder.gui.timeline.dragging import begin_drag, dragged, snapped, tag_of
from coder.model.event import Event
from tests.gui.timeline.sessions import EvenFrames, build_workspace

TWO = (Event(1, "in_gaze", "caregiver", 10_000, 20_000), Event(2, "in_gaze", "object", 20_000, 30_000))


def test_an_edge_goes_from_frame_to_frame() -> None:
    workspace = build_workspace(*TWO)
    drag = dragged(begin_drag(workspace, TWO[1], "offset"), workspace.frames, 31_013)
    assert drag.to_ms == 31_000
    assert drag.edit == MoveEdge(2, "offset", 31_000)
    assert tag_of(drag, workspace.frames) == "0:31.000 · frame 775"


def test_an_edge_that_is_back_where_it_was_asks_for_nothing() -> None:
    workspace = build_workspace(*TWO)
    drag = dragged(begin_drag(workspace, TWO[1], "onset"), workspace.frames, 20_004)
    assert drag.edit is None


def test_an_edge_stops_before_it_swallows_its_neighbour() -> None:
    workspace = build_workspace(*TWO)
    back = dragged(begin_drag(workspace, TWO[1], "onset"), workspace.frames, 0)
    assert 10_000 < back.to_ms <= 10_040
    on = dragged(begin_drag(workspace, TWO[0], "offset"), workspace.frames, 99_000)
    assert 29_960 <= on.to_ms < 30_000
    for drag in (back, on):
        assert drag.edit is not None
        assert workspace.do(drag.edit)
        workspace.undo()


def test_an_onset_stays_on_a_frame_and_an_offset_may_be_the_end() -> None:
    workspace = build_workspace(TWO[0], Event(3, "in_signal", "bid", 5_000, point=True))
    point = workspace.observation.event(3)
    assert dragged(begin_drag(workspace, point, "onset"), workspace.frames, 200_000).to_ms == 99_960
    assert dragged(begin_drag(workspace, TWO[0], "offset"), workspace.frames, 200_000).to_ms == 100_000


@given(st.integers(-1_000, 101_000), st.integers(0, 100_000), st.integers(0, 5_000))
def test_a_snapped_time_is_always_within_its_limits(ms: int, earliest: int, length: int) -> None:
    frames = EvenFrames(2_500)
    latest = min(100_000, earliest + length)
    found = snapped(frames, ms, earliest, latest)
    assert earliest <= found <= latest
    assert found % 40 == 0 or latest - earliest < 40
