import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coder.analysis.circular_shifts import draw, onset_shifts, p_value, unit_shifts
from coder.analysis.onset_contingency import count_answered, usable_onsets

FLAGS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=40)


@given(FLAGS)
def test_every_shift_of_units_counts_as_rolling_does(flags: list[tuple[bool, bool]]) -> None:
    given_, target = (np.array(side, dtype=bool) for side in zip(*flags, strict=True))
    expected = [int((given_ & np.roll(target, shift)).sum()) for shift in range(1, len(flags))]
    assert unit_shifts(given_, target).tolist() == expected


@given(
    st.lists(st.integers(0, 99), max_size=8, unique=True),
    st.lists(st.integers(0, 100), max_size=8, unique=True),
    st.integers(1, 20),
    st.integers(0, 20),
)
@example([30], [40], 10, 1)
@example([10], [100], 5, 1)
@example([0], [0], 5, 0)
def test_every_shift_of_onsets_counts_as_moving_each_response_does(
    cues: list[int], responses: list[int], window: int, opens: int
) -> None:
    opens = min(opens, window)
    codable = [(0, 40), (50, 100)]
    usable = usable_onsets(np.array(sorted(cues), dtype=np.int64), codable, window)
    found = onset_shifts(usable, np.array(sorted(responses), dtype=np.int64), codable, (opens, window), 1000, 1)

    def place(ms: int) -> int:
        return ms if ms <= 40 else ms - 10

    # (c, c + w] may end where codable time does, so that a response there is an answer
    held = [place(ms) for ms in responses if ms <= 40 or ms >= 50]
    expected = []
    for shift in range(1, 90):
        moved = [(ms + shift) % 90 for ms in held]
        # a window never runs over the end of codable time, but may end on it: the first instant of what follows
        expected.append(sum(any(opens <= (ms - place(int(cue))) % 90 <= window for ms in moved) for cue in usable))
    assert found.tolist() == expected


def test_without_a_shift_the_count_is_the_observed_one() -> None:
    codable = [(0, 100_000)]
    cues, responses = np.arange(1000, 90_000, 5000), np.arange(1500, 90_000, 5000)
    usable = usable_onsets(cues, codable, 1000)
    observed = count_answered(usable, responses, 1000)
    shifted = onset_shifts(usable, responses, codable, (1, 1000), 500, 7)
    assert (observed, len(shifted)) == (18, 500)
    assert p_value(observed, shifted) < 0.3, "trains with one rhythm often meet by chance as well"


def test_drawn_shifts_are_the_same_for_a_seed() -> None:
    codable = [(0, 100_000)]
    cues, responses = np.array([5000, 9000]), np.array([6000])
    first, again, other = (onset_shifts(cues, responses, codable, (1, 2000), 200, seed) for seed in (3, 3, 4))
    assert first.tolist() == again.tolist() != other.tolist()


def test_p_counts_the_observation_as_one_of_the_shifts() -> None:
    assert p_value(3, np.array([0, 1, 3, 4])) == pytest.approx(3 / 5)
    assert p_value(9, np.zeros(0, dtype=np.int64)) == 1


def test_shifts_of_several_sessions_are_drawn_alike_in_number() -> None:
    assert draw(np.zeros(0, dtype=np.int64), 3, 1).tolist() == [0, 0, 0]
    assert set(draw(np.array([4, 5]), 50, 1).tolist()) == {4, 5}


def test_nothing_to_shift_gives_nothing() -> None:
    none = np.zeros(0, dtype=np.int64)
    assert onset_shifts(none, none, [], (1, 5), 10, 1).tolist() == []
    assert onset_shifts(none, none, [(0, 4)], (1, 5), 10, 1).tolist() == [0, 0, 0]
    assert unit_shifts(np.array([True]), np.array([True])).tolist() == []
