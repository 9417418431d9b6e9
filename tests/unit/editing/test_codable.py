from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coder.editing.codable import (
    Codable,
    Stretch,
    codable_time,
    judged_tiers,
    phase_stretches,
    unmarked_ms,
    window_stretches,
)
from coder.editing.coverage import uncodable_spells
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Procedure, Scheme, Window
from tests import lab
from tests.unit.editing.presses import Presses, build_pressed, presses

PLAY = Event(1, "phase", "play", 2_000, 22_000)
STILL = Event(2, "phase", "still", 22_000, 40_000)
WHOLE = Stretch(0, 60_000)


def unseen(event_id: int, onset_ms: int, offset_ms: int | None, reason: str = "") -> Event:
    modifiers = (("reason", reason),) if reason else ()
    return Event(event_id, "uncodable", "uncodable", onset_ms, offset_ms, modifiers=modifiers)


def time_of(observation: Observation, tier: str, stretch: Stretch) -> Codable:
    return codable_time(lab.SCHEME, observation, lab.tier(tier), [stretch])


def test_uncodable_time_is_counted_by_reason_and_only_for_the_tiers_it_blocks() -> None:
    observation = lab.observed(
        unseen(1, 5_000, 9_000, "face_hidden"), unseen(2, 20_000, 21_000), unseen(3, 50_000, None)
    )
    assert time_of(observation, "in_gaze", WHOLE) == Codable(60_000, (("", 11_000), ("face_hidden", 4_000)))
    assert time_of(observation, "cg_touch", WHOLE) == Codable(60_000, (("", 11_000),))


def test_only_what_lies_in_the_stretch_is_counted() -> None:
    observation = lab.observed(PLAY, STILL, unseen(3, 20_000, 25_000, "off_camera"))
    play, still = phase_stretches(lab.SCHEME, observation, 60_000)
    assert (play.phase, time_of(observation, "in_gaze", play)) == ("play", Codable(20_000, (("off_camera", 2_000),)))
    assert time_of(observation, "in_gaze", still).codable_ms == 15_000


def test_the_whole_session_counts_where_no_phase_is_marked() -> None:
    assert phase_stretches(lab.SCHEME, lab.empty(), 60_000) == [WHOLE]
    assert phase_stretches(Scheme("bare", "1.0.0"), lab.observed(PLAY), 60_000) == [WHOLE]


def test_windows_are_stretches_of_their_own() -> None:
    windows = (Window("first5", ("play", "still"), 0, 5), Window("last5", ("play",), 0, 5, "end"))
    scheme = replace(lab.SCHEME, procedure=Procedure("p", lab.SCHEME.procedure.phases, windows))
    found = window_stretches(scheme, lab.observed(PLAY, STILL), 60_000, ("first5",))
    assert found == [Stretch(2_000, 7_000, "play", "first5"), Stretch(22_000, 27_000, "still", "first5")]


def test_a_tier_is_missing_where_more_than_the_share_is_uncodable() -> None:
    assert not Codable(10_000, (("", 5_000),)).is_missing(0.5)
    assert Codable(10_000, (("", 5_001),)).is_missing(0.5)
    assert not Codable(10_000, (("", 10_000),)).is_missing(None)


def test_phases_uncodable_time_and_ratings_are_no_tiers_that_are_judged() -> None:
    judged = [tier.id for tier in judged_tiers(lab.SCHEME)]
    assert judged == ["cg_gaze", "cg_touch", "cg_rock", "in_gaze", "in_voice", "in_signal", "in_state"]
    assert [tier.id for tier in judged_tiers(lab.SCHEME, "gaze")] == ["cg_gaze", "in_gaze"]


def test_time_with_any_mark_is_counted_once() -> None:
    observation = lab.observed(PLAY, STILL, unseen(3, 0, 3_000, "no_sound"), unseen(4, 30_000, 31_000))
    stretches = phase_stretches(lab.SCHEME, observation, 60_000)
    assert unmarked_ms(lab.SCHEME, observation, stretches) == 38_000 - 1_000 - 1_000


@given(presses(4_000, step_ms=40), st.sampled_from(["off_camera", "face_hidden", "no_sound", ""]))
def test_a_phase_is_its_codable_and_its_uncodable_time(keys: Presses, reason: str) -> None:
    observation = build_pressed(keys)
    for event in [*observation.lane("uncodable")]:
        observation = _with_reason(observation, event, reason)
    for stretch in phase_stretches(lab.SCHEME, observation, 4_040):
        for tier in judged_tiers(lab.SCHEME):
            found = codable_time(lab.SCHEME, observation, tier, [stretch])
            spells = uncodable_spells(lab.SCHEME, observation, tier, stretch.onset_ms, stretch.offset_ms)
            assert found.uncodable_ms == sum(offset - onset for onset, offset in spells)
            assert found.codable_ms + found.uncodable_ms == found.whole_ms == stretch.offset_ms - stretch.onset_ms
            assert found.codable_ms >= 0


def _with_reason(observation: Observation, event: Event, reason: str) -> Observation:
    given = event.with_modifier("reason", reason or None)
    return Observation(observation.identity, [given if other.id == event.id else other for other in observation])
