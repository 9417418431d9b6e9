import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.latencies import Waits, answers, waits_of
from coder.model.answers import Answer, Outcome
from coder.model.spans import Span, union
from coder.model.survival import Waiting

A, U, C = Outcome.ANSWERED, Outcome.UNANSWERED, Outcome.CENSORED
WHOLE: list[Span] = [(0, 60_000)]
CASES: dict[str, tuple[list[int], list[int], list[Span], list[Span], list[Answer]]] = {
    "answered": ([1000], [1500, 1700], [], WHOLE, [Answer(1000, A, 500, response=0)]),
    "begun with the cue": ([1000], [1000], [(1000, 1200)], WHOLE, [Answer(1000, U, None, 3000)]),
    "on the last millisecond": ([1000], [3000], [], WHOLE, [Answer(1000, A, 2000, response=0)]),
    "a millisecond too late": ([1000], [3001], [], WHOLE, [Answer(1000, U, None, 3000)]),
    "in progress": ([1000], [900, 1500], [(900, 1200)], WHOLE, [Answer(1000, C, None, 1000)]),
    "just ended": ([1000], [900, 1500], [(900, 1000)], WHOLE, [Answer(1000, A, 500, response=1)]),
    "cut by the next cue": (
        [1000, 2000],
        [2500],
        [],
        WHOLE,
        [Answer(1000, C, None, 2000), Answer(2000, A, 500, None, 0)],
    ),
    "a response on the next cue": (
        [1000, 2000],
        [2000],
        [],
        WHOLE,
        [Answer(1000, A, 1000, response=0), Answer(2000, U, None, 4000)],
    ),
    "two cues at once": ([1000, 1000], [1500], [], WHOLE, [Answer(1000, A, 500, response=0)] * 2),
    "uncodable": ([1000], [2500], [], [(0, 2000), (2400, 9000)], [Answer(1000, C, None, 2000)]),
    "a cue in uncodable time": ([2100], [2500], [], [(0, 2000), (2400, 9000)], [Answer(2100, C, None, 2100)]),
    "at the end": ([59_000], [], [], WHOLE, [Answer(59_000, C, None, 60_000)]),
    "whole window at the end": ([58_000], [], [], WHOLE, [Answer(58_000, U, None, 60_000)]),
}


@pytest.mark.parametrize("name", CASES)
def test_what_became_of_a_cue(name: str) -> None:
    cues, responses, held, codable, expected = CASES[name]
    assert answers(cues, responses, held, codable, Waits(2000)) == expected


def test_two_cues_may_share_a_response_when_the_next_cue_does_not_cut() -> None:
    found = answers([1000, 2000], [2500], [], WHOLE, Waits(2000, until_next_cue=False))
    assert [one.latency_ms for one in found] == [1500, 500]


def test_cues_never_waited_for_are_in_no_curve() -> None:
    found = [Answer(5, C, None, 5), Answer(7, C, None, 9), Answer(9, A, 4, None, 0), Answer(20, U, None, 30)]
    assert waits_of(found) == [Waiting(2, came=False), Waiting(4, came=True), Waiting(10, came=False)]


def test_a_window_without_length_is_refused() -> None:
    with pytest.raises(ValueError, match="some length"):
        answers([1], [2], [], WHOLE, Waits(0))


TIMES = st.lists(st.integers(0, 100), max_size=10).map(sorted)
SPANS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda two: (min(two), max(two))), max_size=4)


@given(TIMES, TIMES, SPANS, SPANS, st.integers(1, 40), st.booleans())
def test_each_cue_has_one_outcome_and_a_time_within_its_window(
    cues: list[int], responses: list[int], held: list[Span], codable: list[Span], window: int, until: bool
) -> None:
    found = answers(cues, responses, union(held), union(codable), Waits(window, until))
    assert [one.cue_ms for one in found] == cues
    for one in found:
        assert (one.latency_ms is None) != (one.censored_at_ms is None)
        if one.outcome is A:
            assert one.response is not None
            assert responses[one.response] - one.cue_ms == one.latency_ms
            assert 0 < (one.latency_ms or 0) <= window
        elif one.outcome is U:
            assert one.censored_at_ms == one.cue_ms + window
        else:
            assert one.cue_ms <= (one.censored_at_ms or 0) < one.cue_ms + window
