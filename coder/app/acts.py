"""What the commands do at the desk."""

from typing import Literal

from coder.app.desk import Desk
from coder.app.notices import Notice, Severity
from coder.editing.edits import Delete, Merge, MoveEdge, Split
from coder.model.event import Event
from coder.model.scheme import Kind

RATES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0)


def _selected(desk: Desk) -> Event | None:
    event = desk.workspace.selection
    if event is None:
        hint = "Click an event, or go to one with ↑ and ↓."
        desk.workspace.noticed.tell(Notice("No event is selected.", hint, Severity.WARNING))
    return event


def delete(desk: Desk) -> None:
    """Delete the selected event."""
    event = _selected(desk)
    if event is not None and desk.workspace.do(Delete((event.id,))):
        desk.workspace.noticed.tell(Notice(f"Deleted {event.words}.", "Undo brings it back."))


def split(desk: Desk) -> None:
    """Split the selected event at the frame on the screen."""
    event = _selected(desk)
    if event is not None:
        desk.workspace.do(Split(event.id, desk.player.now_ms()))


def merge(desk: Desk) -> None:
    """Join the selected event with the next of its code."""
    event = _selected(desk)
    if event is not None:
        desk.workspace.do(Merge(event.id))


def set_edge(desk: Desk, edge: Literal["onset", "offset"]) -> None:
    """Move the selected event's edge to the frame on the screen."""
    event = _selected(desk)
    if event is not None:
        desk.workspace.do(MoveEdge(event.id, edge, desk.player.now_ms()))


def nudge(desk: Desk, edge: Literal["onset", "offset"], frames: int) -> None:
    """Move the selected event's edge by whole frames."""
    event = _selected(desk)
    if event is None:
        return
    edge_ms = event.onset_ms if edge == "onset" or event.point else event.offset_ms
    if edge_ms is None:
        hint = "End it first, with its key or with “Set offset to now”."
        desk.workspace.noticed.tell(Notice(f"{event.words} is still running.", hint, Severity.WARNING))
        return
    to_ms = frame_time(desk, edge_ms, frames)
    if desk.workspace.do(MoveEdge(event.id, "onset" if event.point else edge, to_ms)):
        desk.player.seek_ms(to_ms)


def frame_time(desk: Desk, ms: int, frames: int) -> int:
    """Return the time some frames from an instant; the end of the video counts as a frame."""
    times = desk.workspace.frames
    if frames < 0 and ms >= times.duration_ms:
        return times.time_ms(max(0, len(times) + frames))
    number = times.at(ms) + frames
    return times.duration_ms if number >= len(times) else times.time_ms(max(0, number))


def change_rate(desk: Desk, steps: int) -> None:
    """Play at the next slower or faster rate."""
    rate = abs(desk.player.rate)
    nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - rate))
    desk.player.set_rate(RATES[max(0, min(len(RATES) - 1, nearest + steps))])


def reset_rate(desk: Desk) -> None:
    """Play at the rate of life."""
    desk.player.set_rate(1.0)


def seek_start(desk: Desk) -> None:
    """Go to the first frame."""
    desk.player.seek_ms(0)


def seek_end(desk: Desk) -> None:
    """Go to the last frame."""
    desk.player.seek_ms(desk.workspace.frames.duration_ms)


def go_to_event(desk: Desk, direction: int) -> None:
    """Select the next or previous event on any lane and show its onset."""
    event = neighbour(desk, direction)
    if event is None:
        word = "after" if direction > 0 else "before"
        desk.workspace.noticed.tell(Notice(f"There is no event {word} this frame.", "", Severity.WARNING))
        return
    desk.workspace.select(event.id)
    desk.player.seek_ms(event.onset_ms)


def neighbour(desk: Desk, direction: int) -> Event | None:
    """Find the event before or after the selected one, or else before or after the frame on the screen."""
    workspace, now_ms = desk.workspace, desk.player.now_ms()
    selected = workspace.selection
    here = (now_ms, 0 if direction < 0 else 1 << 62)
    if selected is not None and workspace.frames.at(selected.onset_ms) == workspace.frames.at(now_ms):
        here = (selected.onset_ms, selected.id)
    found: list[Event] = []
    for tier in workspace.lanes:
        if tier.kind is Kind.RATING:
            continue  # they are of the whole session or a phase, and gone about in their form
        found += workspace.observation.lane(tier.id).beside(here, direction)
    if not found:
        return None
    pick = min if direction > 0 else max
    return pick(found, key=lambda event: (event.onset_ms, event.id))


def loop_selected(desk: Desk) -> None:
    """Play the selected event over and over, or stop doing so."""
    if desk.player.looping:
        desk.player.end_loop()
        return
    event = _selected(desk)
    if event is not None:
        end_ms = max(event.end_ms(desk.workspace.end_ms), event.onset_ms + 1000 * event.point)
        desk.player.loop(event.onset_ms, end_ms, desk.pre_roll_ms)


def toggle_intervals(desk: Desk) -> None:
    """Pause at the end of each uncoded interval from now on, or play on; the window remembers which."""
    desk.sampling.pause(not desk.sampling.wanted)
    desk.view.ask("intervals")
