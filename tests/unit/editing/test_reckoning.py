"""What every table needs of an observation, computed once."""

from dataclasses import replace

from coder.editing.reckoning import Reckoning, counted_lanes
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Derived
from tests.lab import END_MS, SCHEME

MUTUAL = Derived("mutual_gaze", "dyad", all_of=("cg_gaze.at_face", "in_gaze.caregiver"))
RICH = replace(SCHEME, derived=(MUTUAL, Derived("fuss", "infant", any_of=("in_voice.cry",))))


def reckon(*events: Event) -> Reckoning:
    return Reckoning(RICH, Observation(Identity("s1", "ana"), events), END_MS)


def spell(event_id: int, onset_ms: int, offset_ms: int | None, reason: str) -> Event:
    return Event(event_id, "uncodable", "uncodable", onset_ms, offset_ms, modifiers=(("reason", reason),))


def test_ratings_have_no_time_and_derived_codes_need_all_their_tiers() -> None:
    tiers = [lane.tier.id for lane in counted_lanes(RICH)]
    assert "attuned" not in tiers
    assert tiers[-2:] == ["mutual_gaze", "fuss"]
    assert [lane.tier.id for lane in counted_lanes(RICH, "gaze")] == ["cg_gaze", "in_gaze", "mutual_gaze"]


def test_a_derived_code_cannot_be_judged_where_any_of_its_tiers_cannot() -> None:
    reckoning = reckon(spell(1, 5_000, 9_000, "face_hidden"), spell(2, 8_000, 11_000, "off_camera"))
    mutual = next(lane for lane in reckoning.lanes if lane.tier.id == "mutual_gaze")
    assert reckoning.spells(mutual.rests_on) == [(5_000, 11_000)]
    assert reckoning.spells(["cg_gaze"]) == [(8_000, 11_000)]


def test_uncodable_time_that_runs_lasts_to_the_end() -> None:
    assert reckon(spell(1, 50_000, None, "off_camera")).spells(["cg_gaze"]) == [(50_000, 60_000)]


def test_codes_that_the_scheme_does_not_know_come_last() -> None:
    reckoning = reckon(Event(1, "cg_touch", "poke", 1_000, 2_000))
    touch = next(lane for lane in reckoning.lanes if lane.tier.id == "cg_touch")
    assert [code.id for code in reckoning.codes(touch)] == ["touch", "hold", "wipe", "poke"]
