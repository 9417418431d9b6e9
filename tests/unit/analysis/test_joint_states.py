import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.joint_states import Held, has_overlaps, joint_runs, joint_units


def test_a_stretch_lasts_as_long_as_neither_partner_changes() -> None:
    first = [(0, 20, "face"), (20, 30, "away")]
    second = [(10, 30, "touch")]
    assert joint_runs(first, second, [(0, 25), (28, 40)]) == [
        [(("face", "none"), 0, 10), (("face", "touch"), 10, 20), (("away", "touch"), 20, 25)],
        [(("away", "touch"), 28, 30), (("none", "none"), 30, 40)],
    ]


def test_units_are_told_by_their_midpoints_and_left_out_where_these_are_uncodable() -> None:
    runs = joint_runs([(0, 1500, "a")], [], [(0, 2500), (3600, 6000)])
    found = joint_units(runs, [(0, 6200)], 1000)
    assert found == [[("a", "none"), ("none", "none")], [("none", "none")] * 2]
    assert joint_units(runs, [(500, 2400)], 1000) == [[("a", "none")], []]
    with pytest.raises(ValueError, match="some length"):
        joint_units(runs, [], 0)


def test_overlapping_states_of_one_partner_are_no_one_state() -> None:
    assert not has_overlaps([(10, 20, "b"), (0, 10, "a")])
    assert has_overlaps([(0, 30, "a"), (10, 20, "b"), (20, 25, "c")])
    with pytest.raises(ValueError, match="overlap"):
        joint_runs([(0, 11, "a"), (10, 20, "b")], [], [(0, 30)])


STATES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ab")), max_size=8, unique_by=lambda state: state[0])


def _held(states: list[tuple[int, str]]) -> list[Held]:
    return [(10 * at, 10 * at + 10, code) for at, code in states]


@given(STATES, STATES, st.integers(0, 50), st.integers(51, 110))
def test_every_instant_of_codable_time_has_the_codes_that_hold_there(
    first: list[tuple[int, str]], second: list[tuple[int, str]], begin: int, end: int
) -> None:
    (run,) = joint_runs(_held(first), _held(second), [(begin, end)])
    assert (run[0][1], run[-1][2]) == (begin, end)
    for (x, y), onset, offset in run:
        for ms in range(onset, offset):
            assert x == dict(first).get(ms // 10, "none")
            assert y == dict(second).get(ms // 10, "none")
