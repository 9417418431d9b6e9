import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.event import Event
from coder.model.lane import Lane

HOUR_MS = 3_600_000


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    built: list[Event] = []
    for number in range(draw(st.integers(0, 25))):
        onset_ms = draw(st.integers(0, 1_000) | st.integers(0, HOUR_MS))
        length_ms = draw(st.none() | st.integers(1, 500) | st.integers(1, HOUR_MS))
        point = draw(st.booleans())
        offset_ms = None if point or length_ms is None else onset_ms + length_ms
        built.append(Event(number, "in_gaze", "object", onset_ms, offset_ms, point=point))
    return built


def touching(found: list[Event], from_ms: int, to_ms: int) -> list[Event]:
    """Find by brute force what lies in ``[from_ms, to_ms)``."""
    kept = [
        event
        for event in found
        if event.onset_ms < to_ms
        and (event.onset_ms >= from_ms if event.point else event.onset_ms >= from_ms or event.end_ms(1 << 60) > from_ms)
    ]
    return sorted(kept, key=lambda event: (event.onset_ms, event.id))


@given(events(), st.integers(0, 1_500) | st.integers(0, HOUR_MS), st.integers(1, 500) | st.integers(1, HOUR_MS))
def test_what_lies_between_two_instants_is_what_looking_at_every_event_finds(
    built: list[Event], from_ms: int, length_ms: int
) -> None:
    assert Lane(built).between(from_ms, from_ms + length_ms) == touching(built, from_ms, from_ms + length_ms)


@given(events(), st.data())
def test_a_lane_that_was_added_to_and_taken_from_is_the_lane_built_at_once(
    built: list[Event], data: st.DataObject
) -> None:
    kept = [event for event in built if data.draw(st.booleans())]
    lane = Lane(built)
    for event in built:
        if event not in kept:
            lane.discard(event)
    grown = Lane()
    for event in data.draw(st.permutations(kept)):
        grown.add(event)
    assert list(lane) == list(grown) == sorted(kept, key=lambda event: (event.onset_ms, event.id))
    assert set(lane.running) == set(grown.running) == {event for event in kept if event.running}
    for from_ms in (0, 700, HOUR_MS // 2):
        assert lane.between(from_ms, from_ms + 300) == touching(kept, from_ms, from_ms + 300)


@given(events(), st.integers(0, 1_500))
def test_what_covers_an_instant_is_what_holds_then(built: list[Event], ms: int) -> None:
    assert Lane(built).covering(ms) == [event for event in Lane(built) if event.covers(ms)]


@given(events(), st.integers(0, 1_500))
def test_the_events_beside_an_instant_are_the_nearest_ones(built: list[Event], ms: int) -> None:
    lane = Lane(built)
    assert lane.before(ms) == next((event for event in reversed(list(lane)) if event.onset_ms < ms), None)
    assert lane.after(ms) == next((event for event in lane if event.onset_ms > ms), None)


@given(events())
def test_walking_from_event_to_event_meets_every_one_both_ways(built: list[Event]) -> None:
    lane = Lane(built)
    there, back = _walk(lane, (-1, 0), 1), _walk(lane, (1 << 60, 0), -1)
    assert there == list(lane)
    assert back == list(reversed(there))


def _walk(lane: Lane, here: tuple[int, int], direction: int) -> list[Event]:
    met: list[Event] = []
    while found := lane.beside(here, direction):
        met += found
        here = (found[0].onset_ms, found[0].id)
    return met


def test_an_event_that_is_not_there_as_given_has_no_place() -> None:
    lane = Lane([Event(1, "in_gaze", "object", 0, 1_000)])
    for other in (Event(1, "in_gaze", "object", 0, 900), Event(2, "in_gaze", "object", 0, 1_000)):
        with pytest.raises(KeyError):
            lane.place(other)
        with pytest.raises(KeyError):
            lane.discard(other)
    assert len(lane) == 1


def test_one_long_event_does_not_make_every_question_look_at_all_the_others() -> None:
    short = [Event(number, "in_gaze", "object", number * 100, number * 100 + 90) for number in range(1, 20_001)]
    lane = Lane([*short, Event(0, "in_gaze", "object", 0, 2_000_000)])
    assert [event.id for event in lane.between(1_999_000, 1_999_100)] == [0, 19_990]
    assert lane.reach_ms <= 60_000
