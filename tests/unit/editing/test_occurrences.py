from dataclasses import replace

from coder.editing.occurrences import occurrences
from coder.model.event import Event
from coder.model.scheme import Derived
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
