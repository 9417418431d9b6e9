import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.analysis.turn_taking import turn_taking
from coder.model.spans import Span, runs_of, union

MINUTE = [(0, 60_000)]


def test_the_floor_passes_with_a_gap_or_an_overlap() -> None:
    found = turn_taking([(0, 1000), (3000, 5000)], [(1400, 2000), (4600, 6000)], MINUTE)
    assert (found.first_to_second.transfers, found.second_to_first.transfers) == (2, 1)
    assert found.first_to_second.gaps_ms == (400,)
    assert found.first_to_second.overlaps_ms == (400,)
    assert found.second_to_first.gaps_ms == (1000,)
    assert found.together_ms == 400


def test_a_turn_inside_the_partners_passes_nothing() -> None:
    found = turn_taking([(0, 5000), (6000, 7000)], [(1000, 2000)], MINUTE)
    assert (found.first_to_second.transfers, found.second_to_first.transfers) == (0, 0)
    assert found.together_ms == 1000


@pytest.mark.parametrize("turns", [([(0, 5000)], [(0, 2000)]), ([(0, 2000)], [(0, 5000)]), ([(0, 5000)], [(0, 5000)])])
def test_who_begins_at_the_same_instant_takes_the_floor_from_nobody(turns: tuple[list[Span], list[Span]]) -> None:
    found = turn_taking(*turns, MINUTE)
    assert (found.first_to_second.transfers, found.second_to_first.transfers) == (0, 0)


def test_turns_are_answered_within_the_window_to_the_millisecond() -> None:
    own = [(0, 1000), (20_000, 21_000), (40_000, 41_000)]
    other = [(3000, 3500), (23_001, 24_000), (41_000, 42_000)]
    found = turn_taking(own, other, MINUTE, 2000)
    assert found.first_to_second.response_rate == pytest.approx(2 / 3)


def test_nothing_reaches_across_an_interruption() -> None:
    found = turn_taking([(0, 1000)], [(3000, 4000)], [(0, 1500), (2500, 9000)], 2000)
    assert found.first_to_second.transfers == 0
    assert found.first_to_second.response_rate is None, "no turn's window was seen to its end"


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="some length"):
        turn_taking([], [], MINUTE, 0)


SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda two: (min(two), max(two))), max_size=6)


@given(SPANS, SPANS, SPANS)
def test_in_each_stretch_the_floor_goes_there_and_back(
    first: list[Span], second: list[Span], codable: list[Span]
) -> None:
    found = turn_taking(first, second, codable, 5)
    there, back = found.first_to_second, found.second_to_first
    assert abs(there.transfers - back.transfers) <= len(runs_of(codable))
    for way in (there, back):
        assert len(way.gaps_ms) + len(way.overlaps_ms) == way.transfers
        assert all(ms > 0 for ms in way.overlaps_ms)
        assert way.response_rate is None or 0 <= way.response_rate <= 1


def test_the_floor_never_passes_from_one_phase_into_the_next() -> None:
    first, second = [(1000, 4000)], [(6000, 8000)]
    assert turn_taking(first, second, [(0, 10_000)]).first_to_second.transfers == 1
    apart = turn_taking(first, second, [(0, 5000), (5000, 10_000)]).first_to_second
    assert (apart.transfers, apart.response_rate) == (0, None)
    ends_there = turn_taking([(1000, 5000)], [(5000, 6000)], [(0, 5000), (5000, 10_000)], 2000)
    assert (ends_there.first_to_second.transfers, ends_there.first_to_second.response_rate) == (0, None)


def test_a_turn_that_goes_on_into_the_next_phase_is_one_in_each() -> None:
    found = turn_taking([(1000, 6000)], [(6500, 8000)], [(0, 5000), (5000, 10_000)])
    assert (found.first_to_second.turns, found.first_to_second.gaps_ms) == (2, (500,))


@settings(max_examples=40)
@given(SPANS, SPANS, SPANS)
def test_transfers_and_answers_are_those_of_looking_at_every_instant(
    first: list[Span], second: list[Span], codable: list[Span]
) -> None:
    stretches = union(codable)
    passed: tuple[list[int], list[int]] = ([], [])
    turns: list[tuple[int, int, int]] = []
    for begin, end in stretches:
        here = [
            (ms, next(stop for stop in range(ms, end + 1) if stop == end or not _heard(side, stop)), who)
            for ms in range(begin, end)
            for who, side in enumerate((first, second))
            if _heard(side, ms) and (ms == begin or not _heard(side, ms - 1))
        ]
        floor = None
        for turn in sorted(here, key=lambda turn: (turn[0], -turn[1])):
            if floor and turn[2] != floor[2] and turn[1] > floor[1]:
                passed[floor[2]].append(turn[0] - floor[1])
            if not floor or turn[2] == floor[2] or turn[1] > floor[1]:
                floor = turn
        turns += here
    found = turn_taking(first, second, codable, 5)
    for who, way in enumerate((found.first_to_second, found.second_to_first)):
        assert way.transfers == len(passed[who])
        assert [*way.gaps_ms, *(-ms for ms in way.overlaps_ms)] == sorted(passed[who], key=lambda ms: ms < 0)
        ends = [off for _, off, own in turns if own == who and any(on <= off <= end - 5 for on, end in stretches)]
        hits = [off for off in ends if any(own != who and off <= on <= off + 5 for on, _, own in turns)]
        assert way.response_rate == (pytest.approx(len(hits) / len(ends)) if ends else None)


def _heard(spans: list[Span], ms: int) -> bool:
    return any(on <= ms < off for on, off in spans)
