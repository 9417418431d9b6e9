from dataclasses import replace

import pytest

from coder.editing.occurrences import occurrences
from coder.model.event import Event
from coder.model.scheme import Derived, Gap
from tests import lab

PLAY = Event(1, "phase", "play", 2_000, 22_000)
STILL = Event(2, "phase", "still", 30_000, 40_000)

Row = tuple[str, int, int | None, str, tuple[bool, bool]]


def rows(*events: Event, tier: str = "") -> list[Row]:
    found = occurrences(lab.SCHEME, lab.observed(*events), 60_000)
    return [
        (one.code.id, one.onset_ms, one.offset_ms, one.source, one.censored)
        for one in found
        if tier in ("", one.tier.id) and (tier or one.source == "coder")
    ]


def test_a_state_that_was_never_ended_ends_with_the_last_phase() -> None:
    assert rows(PLAY, STILL, lab.touch(3, 35_000), tier="cg_touch") == [
        ("touch", 35_000, 40_000, "coder", (False, True))
    ]


def test_a_state_that_was_never_ended_ends_with_the_session_where_no_phase_follows() -> None:
    assert rows(PLAY, lab.touch(3, 35_000), tier="cg_touch")[0][2] == 60_000
    assert rows(lab.touch(3, 35_000), tier="cg_touch") == [("touch", 35_000, 60_000, "coder", (False, True))]


def test_what_was_coded_is_told_as_it_was_coded_also_where_nothing_counts() -> None:
    assert rows(
        PLAY, lab.touch(3, 0, 1_000), lab.touch(4, 1_000, 3_000), lab.touch(5, 21_000, 25_000), tier="cg_touch"
    ) == [
        ("touch", 0, 1_000, "coder", (True, False)),
        ("touch", 1_000, 3_000, "coder", (True, False)),
        ("touch", 21_000, 25_000, "coder", (False, True)),
    ]


def test_defaults_are_computed_in_the_phases_only_and_cut_where_they_begin_and_end() -> None:
    assert rows(PLAY, STILL, tier="in_gaze") == [
        ("away", 2_000, 22_000, "default", (True, True)),
        ("away", 30_000, 40_000, "default", (True, True)),
    ]


def test_a_default_goes_on_from_one_phase_into_the_next() -> None:
    still = replace(STILL, onset_ms=22_000)
    assert rows(PLAY, still, tier="in_gaze") == [("away", 2_000, 40_000, "default", (True, True))]


def test_derived_codes_hold_in_the_phases_only() -> None:
    both_away = Derived("apart", "dyad", all_of=("cg_gaze.away", "in_gaze.away"))
    found = occurrences(replace(lab.SCHEME, derived=(both_away,)), lab.observed(PLAY, STILL), 60_000)
    derived = [(one.onset_ms, one.offset_ms, one.censored) for one in found if one.source == "derived"]
    assert derived == [(2_000, 22_000, (True, True)), (30_000, 40_000, (True, True))]


def test_a_phase_beyond_the_end_of_the_video_leaves_all_that_was_coded() -> None:
    assert ("touch", 1_000, 2_000, "coder", (False, False)) in rows(
        Event(1, "phase", "play", 70_000, 80_000), lab.touch(2, 1_000, 2_000), tier="cg_touch"
    )


def intervals(gap: Gap, *events: Event, end_ms: int = 35_000) -> list[Row]:
    tier = replace(lab.tier("in_state"), gap=gap)
    scheme = replace(lab.SCHEME, tiers=(tier,), passes=())
    found = occurrences(scheme, lab.observed(*events), end_ms)
    return [
        (one.code.id, one.onset_ms, one.offset_ms, one.source, one.censored) for one in found if one.tier.id == tier.id
    ]


AWAKE = Event(3, "in_state", "awake", 10_000, 20_000)
WHOLE = (False, False)


@pytest.mark.parametrize(("gap", "source"), [(Gap.ABSENT, "absent"), (Gap.NOT_CODED, "not_coded")])
def test_an_interval_without_a_code_is_told_as_what_silence_means(gap: Gap, source: str) -> None:
    assert intervals(gap, AWAKE) == [
        ("", 0, 10_000, source, WHOLE),
        ("awake", 10_000, 20_000, "coder", WHOLE),
        ("", 20_000, 30_000, source, WHOLE),
        ("", 30_000, 35_000, source, WHOLE),
    ]


def test_intervals_are_told_in_the_phases_only_and_where_they_could_be_judged() -> None:
    unseen = Event(9, "uncodable", "uncodable", 12_000, 22_000, modifiers=(("reason", "off_camera"),))
    assert [row[1:3] for row in intervals(Gap.ABSENT, PLAY, unseen)] == [(2_000, 12_000)]


def test_a_derived_code_may_have_held_longer_where_one_of_its_tiers_could_not_be_judged() -> None:
    both_away = Derived("apart", "dyad", all_of=("cg_gaze.away", "in_gaze.away"))
    unseen = Event(9, "uncodable", "uncodable", 5_000, 9_000, modifiers=(("reason", "face_hidden"),))
    found = occurrences(replace(lab.SCHEME, derived=(both_away,)), lab.observed(PLAY, unseen), 60_000)
    derived = [(one.onset_ms, one.offset_ms, one.censored) for one in found if one.source == "derived"]
    assert derived == [(2_000, 5_000, (True, True)), (9_000, 22_000, (True, True))]
