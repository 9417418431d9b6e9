from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.pseudo_dyads import Trains, compare_with_strangers

MINUTE = [(0, 60_000)]


def _dyad(shift: int, *, answers: bool = True) -> Trains:
    cues = np.arange(1000 + shift, 50_000, 10_000)
    return Trains(cues, cues + 500 if answers else cues + 5000, MINUTE)


def test_partners_who_answer_each_other_stand_out_among_strangers() -> None:
    found = compare_with_strangers([_dyad(1500 * number) for number in range(5)], 1000)
    assert found.partners == 1
    assert found.strangers == 0
    assert found.pairings == 44, "all pairings of five dyads in which nobody keeps the own partner"
    assert found.p == pytest.approx(1 / 45)


def test_many_dyads_are_paired_by_drawing_the_same_for_a_seed() -> None:
    dyads = [_dyad(900 * number) for number in range(9)]
    first, again = (compare_with_strangers(dyads, 1000, 100, 5) for _ in range(2))
    assert first == again
    assert first.pairings == 100
    assert first.p == pytest.approx(1 / 101)


def test_what_cannot_be_compared_has_its_reason() -> None:
    assert compare_with_strangers([], 1000).reason == "no dyad has a cue that could be used"
    assert compare_with_strangers([_dyad(0)], 1000).reason == "with one dyad there are no strangers"
    apart = Trains(np.array([70_000]), np.array([70_500]), [(60_000, 90_000)])
    assert compare_with_strangers([_dyad(0), apart], 1000).reason == "no cue could be used with a stranger"
    silent = Trains(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), [])
    assert compare_with_strangers([silent, silent], 1000).partners is None


def test_a_window_opens_when_the_link_says_and_never_reaches_into_the_next_phase() -> None:
    assert compare_with_strangers([_dyad(0), _dyad(900)], 1000, from_ms=500).partners == 1
    assert compare_with_strangers([_dyad(0), _dyad(900)], 1000, from_ms=501).partners == 0
    phases = [(0, 1200), (1200, 60_000)]
    cut = Trains(np.array([1000]), np.array([1500]), phases)
    assert compare_with_strangers([cut, cut], 1000).partners is None


INSTANTS = st.lists(st.integers(0, 60), max_size=5, unique=True).map(sorted)
ENDS = st.lists(st.integers(0, 60), min_size=2, max_size=4, unique=True).map(sorted)


@given(st.lists(st.tuples(INSTANTS, INSTANTS, ENDS), min_size=2, max_size=4), st.integers(1, 15))
def test_strangers_are_all_whom_nobody_has_for_a_partner(
    dyads: list[tuple[list[int], list[int], list[int]]], window: int
) -> None:
    spans = [list(zip(ends[::2], ends[1::2], strict=False)) for *_, ends in dyads]

    def share(own: int, other: int) -> float | None:
        def usable(ms: int, who: int) -> bool:
            return any(on <= ms and ms + window <= off for on, off in spans[who])

        cues = [ms for ms in dyads[own][0] if usable(ms, own) and usable(ms, other)]
        hits = [ms for ms in cues if any(ms < one <= ms + window for one in dyads[other][1])]
        return len(hits) / len(cues) if cues else None

    def mean(order: tuple[int, ...]) -> float | None:
        known = [one for pair in enumerate(order) if (one := share(*pair)) is not None]
        return sum(known) / len(known) if known else None

    own = mean(tuple(range(len(dyads))))
    orders = [order for order in permutations(range(len(dyads))) if all(at != to for at, to in enumerate(order))]
    others = [one for order in orders if (one := mean(order)) is not None]
    trains = [
        Trains(np.array(cues, dtype=np.int64), np.array(came, dtype=np.int64), span)
        for (cues, came, _), span in zip(dyads, spans, strict=True)
    ]
    found = compare_with_strangers(trains, window)
    assert found.partners == (None if own is None else pytest.approx(own))
    if own is None or not others:
        assert found.p is None
        return
    assert found.strangers == pytest.approx(sum(others) / len(others))
    assert found.p == pytest.approx((1 + sum(one >= own - 1e-12 for one in others)) / (1 + len(others)))
