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
