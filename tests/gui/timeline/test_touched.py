from coder.editing.edits import Delete, MoveEdge, Press
from coder.editing.planning import plan
from coder.gui.timeline.density import PARTS, EventDensity
from coder.gui.timeline.onsets import LONG_LANE, Onsets
from coder.gui.timeline.rows import Measured, build_rows
from coder.gui.timeline.touched import touched_rows
from coder.model.event import Event
from tests.gui.timeline.sessions import SCHEME, build_crowd, build_workspace

ROWS = build_rows(SCHEME, SCHEME.lanes, Measured(sound=True))
THREE = (
    Event(1, "cg_gaze", "at_face", 10_000, 20_000),
    Event(2, "cg_gaze", "at_face", 30_000, 40_000),
    Event(3, "cg_gaze", "at_face", 50_000, 60_000),
)


def test_a_change_is_seen_on_its_lane_and_on_what_is_computed_from_it() -> None:
    workspace = build_workspace(*THREE)
    change = plan(SCHEME, workspace.observation, MoveEdge(2, "onset", 31_000))
    workspace.observation.perform(change)
    rows = touched_rows(ROWS, workspace.observation, change, workspace.end_ms)
    assert set(rows) == {"cg_gaze", "derived.mutual_gaze"}
    assert rows["cg_gaze"] == (10_000, 60_000)


def test_uncodable_time_is_seen_on_every_lane_but_phases_and_sound() -> None:
    workspace = build_workspace(*THREE)
    change = plan(SCHEME, workspace.observation, Press("uncodable", "uncodable", 35_000))
    workspace.observation.perform(change)
    rows = touched_rows(ROWS, workspace.observation, change, workspace.end_ms)
    assert set(rows) == {row.id for row in ROWS} - {"phase", "sound"}
    assert rows["cg_gaze"] == (30_000, 100_000)


def test_the_first_phase_is_seen_on_everything_that_is_computed() -> None:
    workspace = build_workspace(*THREE)
    change = plan(SCHEME, workspace.observation, Press("phase", "play", 35_000))
    workspace.observation.perform(change)
    rows = touched_rows(ROWS, workspace.observation, change, workspace.end_ms)
    assert rows == {"phase": (0, 100_000), "derived.mutual_gaze": (0, 100_000)}


def test_the_density_follows_changes_both_ways() -> None:
    workspace = build_crowd(300, 60_000)
    density = EventDensity(workspace.observation, workspace.end_ms)
    before = list(density.counts)
    change = workspace.do(Delete((1, 2, 3)))
    assert change is not None
    density.follow(change)
    assert sum(density.counts) == 297
    density.follow(change.inverse())
    assert density.counts == before


def test_a_column_that_holds_any_event_is_seen() -> None:
    events = [
        Event(1, "cg_gaze", "away", 0, 10),
        *(Event(n, "in_signal", "bid", 50_000, point=True) for n in range(2, 900)),
    ]
    columns = EventDensity(events, 100_000).columns(PARTS // 4)
    assert columns[0] > 0.1
    assert max(columns) == 1.0
    assert columns[-1] == 0


def test_onsets_of_a_long_lane_follow_its_changes() -> None:
    workspace = build_crowd(3 * LONG_LANE, 600_000)
    row = next(row for row in ROWS if row.id == "cg_gaze")
    onsets = Onsets()
    onsets.of(row, workspace.observation.lane("cg_gaze"))
    workspace.changed.add(onsets.follow)
    for at_ms in (0, 123_456, 599_000):
        workspace.code("cg_gaze", "at_face", at_ms)
        workspace.code("cg_gaze", "away", at_ms + 77)
    workspace.do(Delete((5, 9)))
    workspace.undo()
    lane = workspace.observation.lane("cg_gaze")
    assert list(onsets.of(row, lane) or ()) == [event.onset_ms for event in lane]
