"""Responses around cues: what counts in a bin, and what chance alone would put there."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.cue_histogram import NO_CUE, NO_RESPONSE, cue_histogram
from coder.model.contingency import Pair
from coder.model.cue_histogram import CueHistogram
from coder.model.regulation import Place, Trains
from coder.model.spans import Span

PAIR = Pair("caregiver.smile", "infant.smile")


def trains(cues: list[int], responses: list[int], *codable: Span, session: str = "s1") -> Trains:
    return Trains(Place("D01", session), PAIR, tuple(cues), tuple(responses), codable)


def counts(found: CueHistogram) -> list[tuple[int, int]]:
    return [(one.responses, one.cues) for one in found.bins]


def test_a_response_counts_in_the_bin_that_begins_at_it_and_not_in_the_one_that_ends_there() -> None:
    found = cue_histogram([trains([5_000], [4_999, 5_000, 6_000], (0, 10_000))], 2_000, 1_000, 0)
    assert [(one.low_ms, one.high_ms) for one in found.bins] == [
        (-2_000, -1_000),
        (-1_000, 0),
        (0, 1_000),
        (1_000, 2_000),
    ]
    assert counts(found) == [(0, 1), (1, 1), (1, 1), (1, 1)]


def test_a_bin_that_uncodable_time_cuts_has_neither_cue_nor_response() -> None:
    found = cue_histogram([trains([5_000], [3_200, 6_800], (3_500, 6_500), (6_700, 9_000))], 2_000, 1_000, 0)
    assert counts(found) == [(0, 0), (0, 1), (0, 1), (0, 0)]
    assert found.bins[0].per_min is None


def test_the_rate_is_by_the_minutes_of_the_bins_that_count() -> None:
    found = cue_histogram([trains([1_000, 5_000], [1_500], (0, 10_000))], 1_000, 1_000, 0)
    assert found.bins[1].per_min == pytest.approx(1 / (2 / 60))
    assert found.bins[1].chance is None


def test_what_follows_every_cue_stands_above_the_band_and_what_does_not_lies_in_it() -> None:
    drawn = random.Random(3)
    cues = sorted(drawn.sample(range(2_000, 298_000), 30))
    found = cue_histogram([trains(cues, sorted({cue + 1_200 for cue in cues}), (0, 300_000))], 3_000, 500, 200)
    after = next(one for one in found.bins if one.low_ms == 1_000)
    before = next(one for one in found.bins if one.low_ms == -2_500)
    assert (after.per_min or 0.0) > 3 * (after.chance_high or 0.0) > 0
    assert (before.per_min or 0.0) <= (before.chance_high or 0.0)


def test_a_turn_keeps_every_response_in_codable_time() -> None:
    spans: tuple[Span, ...] = ((0, 20_000), (40_000, 50_000))
    found = cue_histogram([trains([10_000], list(range(0, 20_000, 1_000)), *spans)], 10_000, 10_000, 50)
    mean = sum(one.chance or 0.0 for one in found.bins) / len(found.bins)
    assert 0 < mean < 120


def test_sessions_are_added_up_and_the_same_seed_gives_the_same_band() -> None:
    both = [trains([5_000], [5_500], (0, 10_000)), trains([5_000], [5_600], (0, 10_000), session="s2")]
    found = cue_histogram(both, 1_000, 1_000, 20)
    assert counts(found)[1] == (2, 2)
    assert (found.cues, found.responses, found.sessions) == (2, 2, 2)
    assert found == cue_histogram(both, 1_000, 1_000, 20)


def test_nothing_is_said_in_words() -> None:
    assert cue_histogram([trains([], [500], (0, 1_000))], 1_000, 500).reason == NO_CUE
    assert cue_histogram([trains([500], [], (0, 1_000))], 1_000, 500).reason == NO_RESPONSE
    assert cue_histogram([trains([500], [600])], 1_000, 500).reason == NO_CUE
    assert cue_histogram([], 1_000, 500).reason == NO_CUE


def test_bins_that_do_not_fill_the_reach_are_refused() -> None:
    with pytest.raises(ValueError, match="fill the reach"):
        cue_histogram([], 1_000, 300)


INSTANTS = st.lists(st.integers(0, 60), max_size=6)
EDGES = st.lists(st.integers(0, 60), max_size=6, unique=True).map(sorted)


@given(INSTANTS, INSTANTS, EDGES)
def test_the_bins_are_those_of_looking_at_each_cue(cues: list[int], responses: list[int], edges: list[int]) -> None:
    spans = list(zip(edges[::2], edges[1::2], strict=False))
    expected = []
    for low in range(-12, 12, 4):
        bins = [
            (cue + low, cue + low + 4)
            for cue in cues
            if any(on <= min(cue, cue + low) and max(cue + 1, cue + low + 4) <= off for on, off in spans)
        ]
        expected.append((sum(on <= one < off for on, off in bins for one in responses), len(bins)))
    assert counts(cue_histogram([trains(cues, responses, *spans)], 12, 4, 0)) == expected
