import pytest

from coder.editing.windows import window_spans
from coder.model.event import Event
from coder.model.scheme import Phase, Procedure, Window
from tests import lab

PHASES = (Phase("play"), Phase("still"), Phase("reunion"))


def spans(window: Window, *events: Event) -> list[tuple[str, str, int, int, bool]]:
    found = window_spans(Procedure("p", PHASES, (window,)), lab.observed(*events), 60_000)
    return [(span.window, span.phase.phase, span.onset_ms, span.offset_ms, span.whole) for span in found]


@pytest.mark.parametrize(
    ("anchor", "from_s", "onset_ms", "offset_ms"),
    [
        ("start", 0, 10_000, 16_000),
        ("start", 2, 12_000, 18_000),
        ("end", 0, 24_000, 30_000),
        ("end", 2, 22_000, 28_000),
        ("middle", 0, 17_000, 23_000),
        ("middle", 2, 19_000, 25_000),
    ],
)
def test_a_window_is_counted_from_where_its_phase_really_lies(
    anchor: str, from_s: float, onset_ms: int, offset_ms: int
) -> None:
    window = Window("six", ("play",), from_s, 6, anchor)
    assert spans(window, Event(1, "phase", "play", 10_000, 30_000)) == [("six", "play", onset_ms, offset_ms, True)]


def test_a_window_is_cut_where_its_phase_ended_early_and_says_so() -> None:
    window = Window("first30", ("play", "still"), 0, 30)
    marked = (Event(1, "phase", "play", 0, 30_000), Event(2, "phase", "still", 30_000, 42_000))
    assert spans(window, *marked) == [("first30", "play", 0, 30_000, True), ("first30", "still", 30_000, 42_000, False)]


def test_a_window_that_its_phase_does_not_reach_is_not_there() -> None:
    assert spans(Window("late", ("play",), 20, 10), Event(1, "phase", "play", 0, 20_000)) == []


def test_a_window_is_in_its_own_phases_only_and_in_each_of_them() -> None:
    window = Window("first", ("still",), 0, 1)
    marked = (Event(1, "phase", "play", 0, 9_000), Event(2, "phase", "still", 9_000, 20_000))
    again = Event(3, "phase", "still", 30_000)
    assert [span[2] for span in spans(window, *marked, again)] == [9_000, 30_000]


def test_where_no_phase_is_marked_there_is_no_window() -> None:
    assert spans(Window("first", ("play",), 0, 1)) == []
