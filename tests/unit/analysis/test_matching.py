import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.matching import Held, matching
from coder.model.survival import Waiting


def test_a_mismatch_lasts_until_the_partners_are_in_the_same_state_again() -> None:
    first = [(0, 10_000, "pos"), (10_000, 60_000, "neu")]
    second = [(0, 20_000, "pos"), (20_000, 30_000, "neu"), (30_000, 60_000, "neg")]
    found = matching(first, second, [(0, 60_000)])
    assert (found.matched_ms, found.codable_ms) == (20_000, 60_000)
    assert found.share == pytest.approx(1 / 3)
    assert (found.repairs, found.repairs_per_min) == (1, 1)
    assert found.mismatches == (Waiting(10_000, came=True), Waiting(30_000, came=False))


def test_one_mismatch_may_go_through_several_states() -> None:
    first = [(0, 10, "pos"), (10, 20, "neu"), (20, 30, "neg")]
    found = matching(first, [(0, 30, "neg")], [(0, 30)])
    assert found.mismatches == (Waiting(20, came=True),)


@pytest.mark.parametrize("runs", [[(0, 15), (15, 30)], [(0, 15), (16, 30)]])
def test_no_repair_reaches_over_the_border_of_a_phase_or_an_interruption(runs: list[tuple[int, int]]) -> None:
    found = matching([(0, 30, "pos")], [(0, 15, "neg"), (15, 30, "pos")], runs)
    assert found.repairs == 0
    assert found.mismatches == (Waiting(15, came=False),)


def test_time_in_which_one_has_no_state_is_no_codable_time() -> None:
    found = matching([(0, 10, "pos"), (20, 30, "pos")], [(0, 30, "neg")], [(0, 30)])
    assert found.codable_ms == 20
    assert found.mismatches == (Waiting(10, came=False), Waiting(10, came=False))
    assert matching([], [(0, 9, "neg")], [(0, 9)]).reason.startswith("there is no codable time")


STATES = st.lists(st.sampled_from(["neg", "neu", "pos"]), min_size=1, max_size=12)


def _held(states: list[str]) -> list[Held]:
    return [(10 * at, 10 * at + 10, state) for at, state in enumerate(states)]


@given(STATES, STATES, st.integers(0, 120))
def test_all_codable_time_is_match_or_mismatch(first: list[str], second: list[str], cut: int) -> None:
    found = matching(_held(first), _held(second), [(0, cut), (cut, 200)])
    assert found.codable_ms == 10 * min(len(first), len(second))
    assert found.matched_ms + sum(wait.ms for wait in found.mismatches) == found.codable_ms
    assert found.repairs == sum(wait.came for wait in found.mismatches)


GAPPED = st.lists(st.sampled_from(["neg", "neu", "pos", ""]), min_size=1, max_size=20)
RUNS = st.lists(st.integers(0, 25), max_size=6, unique=True).map(sorted)


@given(GAPPED, GAPPED, RUNS)
def test_matches_and_repairs_are_those_of_looking_at_every_instant(
    first: list[str], second: list[str], edges: list[int]
) -> None:
    runs = list(zip(edges[::2], edges[1::2], strict=False))
    waits, matched, whole = [], 0, 0
    for begin, end in runs:
        waited = 0
        for ms in range(begin, end + 1):
            inside = ms < min(end, len(first), len(second)) and first[ms] and second[ms]
            same = bool(inside) and first[ms] == second[ms]
            whole, matched = whole + bool(inside), matched + same
            if inside and not same:
                waited += 1
            elif waited:
                waits.append(Waiting(waited, came=same))
                waited = 0
    held = [[(ms, ms + 1, state) for ms, state in enumerate(side) if state] for side in (first, second)]
    found = matching(held[0], held[1], runs)
    assert (found.codable_ms, found.matched_ms) == (whole, matched)
    assert sorted(found.mismatches, key=repr) == sorted(waits, key=repr)
