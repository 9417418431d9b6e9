import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.co_occurrence import co_occurrence
from coder.model.spans import Span

SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda two: (min(two), max(two))), max_size=5)


def test_mutual_gaze_is_the_time_both_look_in_codable_time() -> None:
    found = co_occurrence([(0, 40), (70, 100)], [(20, 80)], [(0, 90)])
    assert (found.first_ms, found.second_ms, found.both_ms) == (60, 60, 30)
    assert (found.share_of_first, found.share_of_second) == (0.5, 0.5)
    assert found.jaccard == pytest.approx(30 / 90)
    assert found.expected_ms == pytest.approx(40)


def test_what_never_held_or_could_not_be_judged_is_said() -> None:
    assert co_occurrence([(0, 5)], [], [(0, 9)]).reason == "the second state never held"
    assert co_occurrence([(0, 5)], [], [(0, 9)]).share_of_second is None
    assert co_occurrence([], [], [(0, 9)]).jaccard is None
    assert co_occurrence([(0, 5)], [(0, 5)], []).reason.startswith("there is no codable time")


@given(SPANS, SPANS, SPANS)
def test_the_same_two_states_the_other_way_round(first: list[Span], second: list[Span], codable: list[Span]) -> None:
    one, other = co_occurrence(first, second, codable), co_occurrence(second, first, codable)
    assert (one.both_ms, one.jaccard, one.expected_ms) == (other.both_ms, other.jaccard, other.expected_ms)
    assert one.both_ms <= min(one.first_ms, one.second_ms) <= one.codable_ms


@given(SPANS, SPANS, SPANS)
def test_the_times_are_those_of_looking_at_every_instant(
    first: list[Span], second: list[Span], codable: list[Span]
) -> None:
    judged = [ms for ms in range(51) if any(on <= ms < off for on, off in codable)]
    one, other = ({ms for ms in judged if any(on <= ms < off for on, off in side)} for side in (first, second))
    found = co_occurrence(first, second, codable)
    assert (found.codable_ms, found.first_ms, found.second_ms) == (len(judged), len(one), len(other))
    assert found.both_ms == len(one & other)
    assert found.jaccard == (pytest.approx(len(one & other) / len(one | other)) if one | other else None)
    assert found.expected_ms == (pytest.approx(len(one) * len(other) / len(judged)) if judged else None)
