import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.onset_contingency import onset_contingency
from coder.model.contingency import Tally, TwoByTwo
from coder.model.spans import union

WHOLE = [(0, 60_000)]


def test_a_response_counts_after_the_cue_up_to_the_end_of_its_window_to_the_millisecond() -> None:
    def answered(response: int) -> int:
        return onset_contingency([10_000], [response], WHOLE, 2000).table.a

    assert [answered(ms) for ms in (9999, 10_000, 10_001, 12_000, 12_001)] == [0, 0, 1, 1, 0]


def test_a_cue_is_usable_when_its_whole_window_is_codable() -> None:
    spans = [(1000, 20_000), (30_000, 40_000)]
    cues = [999, 1000, 18_000, 18_001, 25_000, 38_000]
    assert onset_contingency(cues, [], spans, 2000).usable == 3


def test_control_windows_lie_end_to_end_in_codable_time_without_cues() -> None:
    found = onset_contingency([10_000, 11_000], [5000, 10_500, 13_500, 20_000], [(0, 20_000)], 2000)
    # five windows before the cues; the cues' time is 10–13; (13, 15], (15, 17], (17, 19] after it
    assert found == Tally(TwoByTwo(1, 1, 2, 6), 2, 2)


def test_two_cues_may_share_a_response() -> None:
    assert onset_contingency([1000, 2000], [2500], WHOLE, 2000).table.a == 2


def test_without_codable_time_or_with_a_window_longer_than_it_nothing_is_usable() -> None:
    assert onset_contingency([5], [7], [], 100) == Tally(TwoByTwo(), 1, 0)
    assert onset_contingency([5], [7], [(0, 1000)], 5000) == Tally(TwoByTwo(), 1, 0)
    with pytest.raises(ValueError, match="some length"):
        onset_contingency([5], [7], WHOLE, 0)


TIMES = st.lists(st.integers(0, 200), max_size=12)
SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)).map(lambda two: (min(two), max(two))), max_size=4)


@given(TIMES, TIMES, SPANS, st.integers(1, 40))
def test_the_table_is_what_looking_at_every_instant_gives(
    cues: list[int], responses: list[int], spans: list[tuple[int, int]], window: int
) -> None:
    codable = union(spans)
    found = onset_contingency(cues, responses, codable, window)

    def whole(start: int) -> bool:
        return any(onset <= start and start + window <= offset for onset, offset in codable)

    def answered(start: int) -> bool:
        return any(start < response <= start + window for response in responses)

    usable = [cue for cue in cues if whole(cue)]
    assert found.usable == len(usable) == found.table.a + found.table.b
    assert found.table.a == sum(map(answered, usable))
    controls, start = [], 0
    while start <= 200:
        instants = range(start, start + window)
        if whole(start) and not any(cue <= ms < cue + window for cue in cues for ms in instants):
            controls.append(start)
            start += window
        else:
            start += 1
    assert (found.table.c, found.table.d) == (
        sum(map(answered, controls)),
        len(controls) - sum(map(answered, controls)),
    )


@pytest.mark.parametrize(
    ("opens", "inside", "outside"), [(0, (10_000, 12_000), (9999, 12_001)), (200, (10_200, 12_000), (10_199, 12_001))]
)
def test_the_window_of_a_link_has_both_its_ends(opens: int, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    def answered(response: int) -> int:
        return onset_contingency([10_000], [response], WHOLE, 2000, opens).table.a

    assert [answered(ms) for ms in (*inside, *outside)] == [1, 1, 0, 0]


def test_no_window_reaches_over_a_border_where_two_phases_touch() -> None:
    phases = [(0, 5000), (5000, 9000)]
    found = onset_contingency([4000, 6000], [5500], phases, 2000)
    # usable: 6000 alone; controls: (0, 2], (2, 4] before the first cue, none of 2 s in (8, 9]
    assert found == Tally(TwoByTwo(0, 1, 0, 2), 2, 1)
    assert onset_contingency([], [5500], phases, 3000).table == TwoByTwo(0, 0, 1, 1)


@given(TIMES, TIMES, SPANS, st.integers(1, 40), st.integers(0, 40))
def test_a_window_that_opens_later_is_what_looking_at_every_instant_gives(
    cues: list[int], responses: list[int], spans: list[tuple[int, int]], window: int, opens: int
) -> None:
    opens, codable = min(opens, window), union(spans)
    usable = [cue for cue in cues if any(on <= cue and cue + window <= off for on, off in codable)]
    answered = [cue for cue in usable if any(cue + opens <= one <= cue + window for one in responses)]
    taken = {ms for cue in cues for ms in range(cue + min(opens, 1), cue + window + 1)}
    controls = []
    for on, off in codable:
        ms = on + 1
        while ms <= off:
            reach = range(ms, ms + window - opens + 1)
            if reach[-1] <= off and taken.isdisjoint(reach):
                controls.append(reach)
                ms = reach[-1] + 1
            else:
                ms += 1
    also = sum(1 for reach in controls if any(one in reach for one in responses))
    found = onset_contingency(cues, responses, codable, window, opens)
    assert found.table == TwoByTwo(len(answered), len(usable) - len(answered), also, len(controls) - also)
