"""What links are computed from: edges that were seen, and the time that counts."""

from dataclasses import replace

from coder.editing.link_trains import link_rule, link_trains
from coder.editing.reckoning import Reckoning
from coder.model.cue_answer import Counted, LinkTrain, Pairing
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Edge, Link
from tests.lab import END_MS, SCHEME

LINK = Link("l", Edge(("in_gaze.caregiver", "in_voice.cry")), Edge(("cg_gaze.away",)), (0.2, 5.0))
PHASES = (Event(1, "phase", "play", 0, 20_000), Event(2, "phase", "still", 20_000, 50_000))


def train(link: Link, *events: Event, pass_id: str = "") -> LinkTrain | None:
    scheme = replace(SCHEME, links=(link,))
    observation = Observation(Identity("s1", "ana", pass_id=pass_id), events)
    return next(link_trains(Reckoning(scheme, observation, END_MS)), None)


def edges(found: LinkTrain | None) -> list[tuple[int, str, str, bool]]:
    assert found is not None
    return [(mark.ms, mark.code, mark.id, mark.seen) for mark in (*found.cues, *found.responses)]


def test_cues_of_several_codes_stand_in_the_order_of_time() -> None:
    found = train(LINK, Event(3, "in_gaze", "caregiver", 4_000, 9_000), Event(4, "in_voice", "cry", 2_000, 3_000))
    assert found is not None
    assert [(mark.ms, mark.actor, mark.tier, mark.id) for mark in found.cues] == [
        (2_000, "infant", "in_voice", "4"),
        (4_000, "infant", "in_gaze", "3"),
    ]


def test_a_computed_default_answers_and_one_that_was_there_already_is_not_seen_to_begin() -> None:
    found = train(LINK, *PHASES, Event(3, "cg_gaze", "at_face", 5_000, 8_000))
    assert edges(found) == [(0, "away", "", False), (8_000, "away", "", True)]


def test_a_state_that_is_cut_by_uncodable_time_was_not_seen_to_begin_again() -> None:
    hidden = Event(3, "uncodable", "uncodable", 5_000, 6_000, modifiers=(("reason", "off_camera"),))
    found = train(LINK, *PHASES, hidden)
    assert edges(found) == [(0, "away", "", False), (6_000, "away", "", False)]
    assert found is not None
    assert found.watched.uncodable == ((5_000, 6_000),)
    assert found.watched.stretches == (Counted("play", 0, 20_000), Counted("still", 20_000, 50_000))


def test_offsets_are_those_that_were_seen_and_points_have_none() -> None:
    link = replace(LINK, cue=Edge(("in_voice.cry", "in_signal.bid"), "offset"))
    events = (Event(3, "in_voice", "cry", 1_000, 3_000), Event(4, "in_voice", "cry", 9_000))
    bid = Event(5, "in_signal", "bid", 4_000, point=True)
    found = train(replace(link, response=Edge(("cg_touch.touch",))), *events, bid)
    assert edges(found) == [(3_000, "cry", "3", True), (60_000, "cry", "4", False)]


def test_a_link_is_left_out_where_one_of_its_tiers_is_not_coded() -> None:
    assert train(LINK, pass_id="gaze") is None
    assert train(replace(LINK, cue=Edge(("in_gaze.caregiver",))), pass_id="gaze") is not None


def test_a_rule_is_in_whole_milliseconds() -> None:
    rule = link_rule(replace(LINK, window_s=(0.1, 2.0), pairing="one_to_one", censor_at=("next_cue",)))
    assert (rule.from_ms, rule.to_ms, rule.pairing) == (100, 2_000, Pairing.ONE_TO_ONE)
    assert rule.censor_at == {"next_cue"}
