"""The onsets of long lanes as plain numbers, which are searched several times faster than events are."""

from array import array
from bisect import bisect_left, insort

from coder.gui.timeline.rows import Row
from coder.model.change import Change
from coder.model.event import Event
from coder.model.lane import Lane

LONG_LANE = 2_000


class Onsets:
    """For each long lane, in the order of its events; kept up to date change by change."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], array[int]] = {}

    def of(self, row: Row, lane: Lane) -> "array[int] | None":
        """Find the onsets (ms) of a row's lane; a short lane is searched itself."""
        if row.tier is None or len(lane) < LONG_LANE:
            return None
        name = (row.tier.id, row.code)
        if name not in self._known:
            self._known[name] = array("q", (event.onset_ms for event in lane))
        return self._known[name]

    def follow(self, change: Change) -> None:
        """Take out what a change took, put in what it brought."""
        for event in change.gone:
            for onsets in self._of(event):
                del onsets[bisect_left(onsets, event.onset_ms)]
        for event in change.come:
            for onsets in self._of(event):
                insort(onsets, event.onset_ms)

    def _of(self, event: Event) -> "list[array[int]]":
        names = ((event.tier, ""), (event.tier, event.code))
        return [self._known[name] for name in names if name in self._known]
