"""Counts, time and latencies of codes: the parts make the whole, and codable time is the denominator."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from coder.analysis.summary import summarise, summarise_together
from coder.editing.reckoning import Reckoning
from coder.model.code_summary import CodeSummary, NoLatency, NoLength
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from tests.lab import END_MS, SCHEME

PHASES = (Event(1, "phase", "play", 0, 30_000), Event(2, "phase", "still", 30_000, 50_000))


def uncodable(event_id: int, onset_ms: int, offset_ms: int | None, reason: str = "off_camera") -> Event:
    return Event(event_id, "uncodable", "uncodable", onset_ms, offset_ms, modifiers=(("reason", reason),))


def touches(*spans: tuple[int, int | None]) -> list[Event]:
    return [Event(number, "cg_touch", "touch", *span) for number, span in enumerate(spans, 10)]


def reckon(*events: Event) -> Reckoning:
    return Reckoning(SCHEME, Observation(Identity("s1", "ana"), events), END_MS)


def of(found: Sequence[CodeSummary], code: str, phase: str) -> CodeSummary:
    return next(one for one in found if (one.code, one.place.phase) == (code, phase))


def touch_in(phase: str, *events: Event) -> CodeSummary:
    return of(list(summarise(reckon(*PHASES, *events))), "touch", phase)


def test_three_whole_states_have_a_mean_a_median_and_an_sd() -> None:
    found = touch_in("play", *touches((1_000, 2_000), (5_000, 7_000), (10_000, 16_000)))
    assert (found.count, found.total_ms, found.truncated, found.latency_ms) == (3, 9_000, 0, 1_000)
    assert (found.lengths.n, found.lengths.sum_ms, found.lengths.twice_median_ms) == (3, 9_000, 4_000)
    assert found.lengths.sd_ms is not None
    assert round(found.lengths.sd_ms, 3) == 2645.751  # √((2² + 1² + 3²) / 2) s


def test_a_state_over_a_border_is_truncated_on_both_sides_and_counted_where_it_begins() -> None:
    events = touches((28_000, 33_000), (40_000, 41_000))
    play, still = touch_in("play", *events), touch_in("still", *events)
    assert (play.count, play.total_ms, play.truncated, play.lengths.reason) == (1, 2_000, 1, NoLength.ONLY_TRUNCATED)
    assert (still.count, still.total_ms, still.truncated, still.lengths.reason) == (1, 4_000, 1, NoLength.ONLY_ONE)
    assert (play.latency_ms, still.latency_ms, still.no_latency) == (28_000, None, NoLatency.ALREADY_THERE)


def test_a_state_that_ends_as_the_phase_does_is_whole() -> None:
    assert touch_in("play", *touches((28_000, 30_000))).lengths.n == 1


def test_uncodable_time_is_in_neither_numerator_nor_denominator() -> None:
    found = touch_in(
        "play", uncodable(3, 10_000, 20_000), *touches((5_000, 12_000), (14_000, 15_000), (25_000, 26_000))
    )
    assert (found.judged.codable_ms, found.count, found.total_ms) == (20_000, 2, 6_000)
    assert (found.truncated, found.lengths.n) == (1, 1)


def test_a_state_that_ends_as_uncodable_time_begins_is_truncated() -> None:
    found = touch_in("play", uncodable(3, 10_000, 20_000), *touches((5_000, 10_000)))
    assert (found.total_ms, found.truncated, found.lengths.reason) == (5_000, 1, NoLength.ONLY_TRUNCATED)


def test_a_state_that_could_not_be_judged_in_its_middle_is_truncated() -> None:
    found = touch_in("play", uncodable(3, 10_000, 12_000), *touches((5_000, 20_000)))
    assert (found.count, found.total_ms, found.truncated) == (1, 13_000, 1)
    assert found.lengths.reason == NoLength.ONLY_TRUNCATED


def test_there_is_no_latency_when_an_earlier_one_may_have_been_missed() -> None:
    found = touch_in("play", uncodable(3, 1_000, 2_000), *touches((5_000, 6_000)))
    assert (found.latency_ms, found.no_latency) == (None, NoLatency.NOT_SEEN)
    assert touch_in("play", uncodable(3, 8_000, 9_000), *touches((5_000, 6_000))).latency_ms == 5_000
    assert touch_in("play").no_latency is NoLatency.NEVER
    assert touch_in("play", uncodable(3, 0, 30_000)).no_latency is NoLatency.NOT_SEEN


def test_points_have_a_count_and_a_latency_and_no_length() -> None:
    signals = (Event(10, "in_signal", "bid", 4_000, point=True), Event(11, "in_signal", "bid", 30_000, point=True))
    found = list(summarise(reckon(*PHASES, *signals)))
    play, still = of(found, "bid", "play"), of(found, "bid", "still")
    assert (play.count, play.latency_ms, play.total_ms, play.truncated) == (1, 4_000, None, None)
    assert (still.count, still.latency_ms, still.lengths.reason) == (1, 0, NoLength.POINT)


def test_every_code_has_a_row_in_every_phase_even_if_it_never_occurred() -> None:
    codes = [(tier.id, code.id) for tier in SCHEME.tiers[:-1] for code in tier.codes]
    found = [(one.place.phase, one.tier, one.code) for one in summarise(reckon(*PHASES))]
    assert found == [(phase, *code) for phase in ("play", "still") for code in codes]


def test_a_code_that_the_scheme_does_not_know_has_a_row_as_well() -> None:
    found = list(summarise(reckon(*PHASES, Event(10, "cg_touch", "poke", 1_000, 2_000))))
    assert of(found, "poke", "play").count == 1


def test_a_phase_that_was_marked_twice_is_one_when_put_together() -> None:
    again = Event(3, "phase", "play", 50_000, 60_000)
    found = list(summarise_together(reckon(*PHASES, again, *touches((5_000, 6_000), (49_000, 52_000)))))
    play, whole = of(found, "touch", "play"), of(found, "touch", "")
    assert (play.judged.whole_ms, play.count, play.total_ms, play.truncated) == (40_000, 1, 3_000, 1)
    assert (whole.judged.whole_ms, whole.count, whole.total_ms, whole.truncated) == (60_000, 2, 4_000, 0)


def test_where_no_phase_is_marked_all_of_the_session_counts() -> None:
    found = list(summarise(reckon(*touches((5_000, None)))))
    touch = of(found, "touch", "")
    assert (touch.judged.whole_ms, touch.total_ms, touch.truncated) == (60_000, 55_000, 1)


@st.composite
def coded(draw: st.DrawFn) -> list[Event]:
    """Draw phases, states on two tiers, points and uncodable time."""
    borders = sorted(draw(st.lists(st.integers(0, END_MS), min_size=2, max_size=4, unique=True)))
    spans = list(pairwise(borders))
    events = [Event(0, "phase", name, *span) for name, span in zip(("play", "still", "reunion"), spans, strict=False)]
    for tier, codes in (("cg_touch", ("touch", "hold")), ("in_gaze", ("caregiver", "object"))):
        edges = sorted(draw(st.lists(st.integers(0, END_MS), max_size=12, unique=True)))
        events += [
            Event(0, tier, draw(st.sampled_from(codes)), onset, offset)
            for onset, offset in zip(edges[::2], edges[1::2], strict=False)
        ]
    events += [
        Event(0, "in_signal", "bid", ms, point=True) for ms in draw(st.lists(st.integers(0, END_MS), max_size=6))
    ]
    for reason in ("off_camera", "face_hidden"):
        edges = sorted(draw(st.lists(st.integers(0, END_MS), max_size=4, unique=True)))
        events += [uncodable(0, *span, reason) for span in zip(edges[::2], edges[1::2], strict=False)]
    return [
        Event(n, one.tier, one.code, one.onset_ms, one.offset_ms, one.point, one.modifiers)
        for n, one in enumerate(events, 1)
    ]


@given(coded())
@settings(max_examples=60)
def test_whatever_was_coded_the_parts_make_the_whole(events: list[Event]) -> None:
    reckoning = reckon(*events)
    found, together = list(summarise(reckoning)), list(summarise_together(reckoning))
    for one in found:
        assert 0 <= one.judged.codable_ms <= one.judged.whole_ms
        assert one.total_ms is None or 0 <= one.total_ms <= one.judged.codable_ms
        assert one.lengths.sum_ms <= (one.total_ms or 0)
    for whole in (one for one in together if not one.place.phase):
        parts = [one for one in found if (one.tier, one.code) == (whole.tier, whole.code)]
        assert sum(part.count for part in parts) == whole.count
        assert sum(part.total_ms or 0 for part in parts) == (whole.total_ms or 0)
        assert sum(part.judged.codable_ms for part in parts) == whole.judged.codable_ms


@given(coded())
@settings(max_examples=60)
def test_the_codes_of_an_exhaustive_tier_fill_its_codable_time(events: list[Event]) -> None:
    for phase in (one for one in summarise(reckon(*events)) if (one.tier, one.code) == ("in_gaze", "away")):
        same = [one for one in summarise(reckon(*events)) if (one.tier, one.place) == ("in_gaze", phase.place)]
        assert sum(one.total_ms or 0 for one in same) == phase.judged.codable_ms
