"""Ratings in a consensus: what both rated alike is there from the start, the rest is decided."""

from dataclasses import replace

import pytest

from coder.editing.consensus_ratings import rating_disputes, rating_pieces
from coder.editing.disputing import Ground, disputes_of, plan_beginning, plan_rulings
from coder.model.agreement import DisagreementType
from coder.model.consensus import RATING, Dispute, Part, Ruled, Ruling, mark_of, read_mark
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.rating import Item, Level, Rating, Scale, Scope
from coder.model.scheme import Code, Kind, Phase, Procedure, Tier
from tests.deciding import END_MS, SCHEME, ground, observation
from tests.unit.editing.test_consensus_whens import MADE, begun

ITEMS = (Item("warmth", Scale(1, 5)), Item("intrusive", levels=(Level("none"), Level("some"))))
CODES = (Code("warmth"), Code("intrusive"))
MOOD = Tier("mood", "caregiver", Kind.RATING, codes=CODES, rating=Rating(items=ITEMS))
EACH = replace(MOOD, id="each", rating=Rating(Scope.PHASE, ITEMS))
RATED = replace(SCHEME, tiers=(*SCHEME.tiers, MOOD, EACH), procedure=Procedure(phases=(Phase("play"), Phase("still"))))


def rated(tier: str, comment: str = "", **values: str) -> tuple[Event, ...]:
    """Return ratings of the session."""
    return tuple(
        Event(number, tier, item, 0, END_MS, modifiers=(("value", value),), comment=comment)
        for number, (item, value) in enumerate(values.items(), 1)
    )


def of_play(value: str, number: int = 1, until_ms: int = 30_000, *, marked: bool = True) -> tuple[Event, ...]:
    """Return the phase of play, and how warm it was."""
    rating = Event(number, "each", "warmth", 0, until_ms, modifiers=(("value", value), ("phase", "play")))
    return (Event(number + 1, "phase", "play", 0, until_ms), rating) if marked else (rating,)


def values(consensus: Observation, tier: str = "mood") -> dict[str, str | None]:
    """Return the ratings of the consensus."""
    return {event.code: event.modifier("value") for event in consensus.lane(tier)}


def decide(consensus: Observation, on: Ground, *ruled: Ruled) -> None:
    """Decide the disagreements in order."""
    ids = [one.id for one in disputes_of(consensus)]
    consensus.perform(plan_rulings(consensus, on, dict(zip(ids, ruled, strict=True)), "Decide"))


def test_what_both_rated_alike_is_taken_over_and_the_rest_is_a_disagreement() -> None:
    on = ground(rated("mood", warmth="4", intrusive="none"), rated("mood", warmth="2", intrusive="none"), RATED)
    (one,) = on.disputes
    assert (one.tier, one.stream, one.code_a, one.code_b, one.asked) == ("mood", "warmth", "4", "2", RATING)
    assert (one.type, one.onset_ms, one.offset_ms) == (DisagreementType.CATEGORY, 0, END_MS)
    assert values(begun(on)) == {"intrusive": "none"}


@pytest.mark.parametrize(
    ("ruled", "value"),
    [
        (Ruled(Ruling.A), "4"),
        (Ruled(Ruling.B), "2"),
        (Ruled(Ruling.THIRD, (Part(0, END_MS, "3"),)), "3"),
        (Ruled(Ruling.THIRD, (Part(0, END_MS, "not_ratable"),)), "not_ratable"),
        (Ruled(Ruling.THIRD, (Part(0, END_MS, ""),)), None),
    ],
)
def test_a_rating_is_decided_and_undone(ruled: Ruled, value: str | None) -> None:
    on = ground(rated("mood", warmth="4"), rated("mood", warmth="2"), RATED)
    consensus = begun(on)
    before = list(consensus)
    (one,) = disputes_of(consensus)
    change = plan_rulings(consensus, on, {one.id: ruled}, "Decide")
    consensus.perform(change)
    assert values(consensus).get("warmth") == value
    assert disputes_of(consensus)[0].ruled == ruled
    consensus.perform(change.inverse())
    assert list(consensus) == before


def test_an_item_that_one_of_them_left_out_was_missed() -> None:
    on = ground(rated("mood", warmth="4"), rated("mood", intrusive="none"), RATED)
    assert [(one.stream, one.type) for one in on.disputes] == [
        ("warmth", DisagreementType.MISSED_BY_B),
        ("intrusive", DisagreementType.MISSED_BY_A),
    ]
    consensus = begun(on)
    decide(consensus, on, Ruled(Ruling.B), Ruled(Ruling.B))
    assert values(consensus) == {"intrusive": "none"}


def test_a_level_called_none_is_no_missing_rating() -> None:
    (one,) = ground(rated("mood", intrusive="none"), rated("mood", warmth="1"), RATED).disputes[1:]
    assert (one.code_a, one.code_b, one.type) == ("none", "", DisagreementType.MISSED_BY_B)
    assert read_mark(mark_of(replace(one, id=4))) == replace(one, id=4)


def test_comments_of_those_who_rated_so_go_with_it() -> None:
    first, second = rated("mood", "soft voice", warmth="4", intrusive="some"), rated("mood", "sings", warmth="4")
    on = ground(first, second, RATED)
    consensus = begun(on)
    assert [event.comment for event in consensus.lane("mood")] == ["soft voice / sings"]
    decide(consensus, on, Ruled(Ruling.A))
    assert [event.comment for event in consensus.lane("mood")] == ["soft voice / sings", "soft voice"]


def test_each_phase_is_decided_by_itself_over_the_time_that_both_mark() -> None:
    on = ground(of_play("4"), of_play("2", until_ms=28_000), RATED)
    (one,) = on.disputes
    assert (one.phase, one.onset_ms, one.offset_ms) == ("play", 0, 28_000)
    consensus = begun(on)
    decide(consensus, on, Ruled(Ruling.B))
    (event,) = consensus.lane("each")
    assert (event.onset_ms, event.offset_ms, event.modifier("phase")) == (0, 28_000, "play")


def test_a_decision_stays_when_a_phase_is_marked_otherwise_later() -> None:
    on = ground(of_play("4"), of_play("2"), RATED)
    consensus = begun(on)
    decide(consensus, on, Ruled(Ruling.A, reason="smiles"))
    later = ground(of_play("4"), of_play("2", until_ms=25_000), RATED)
    consensus.perform(plan_beginning(consensus, later, MADE, "Compare again"))
    (one,) = disputes_of(consensus)
    assert (one.ruled.reason, one.offset_ms) == ("smiles", 25_000)
    assert [(event.offset_ms, event.modifier("value")) for event in consensus.lane("each")] == [(25_000, "4")]


def test_a_phase_that_only_one_of_them_rated_keeps_that_coders_time() -> None:
    pair = (observation("ana", of_play("4")), observation("ben", ()))
    (piece,) = rating_pieces(RATED, EACH, pair, (), END_MS)
    (dispute,) = rating_disputes([piece])
    assert (dispute.onset_ms, dispute.offset_ms, dispute.type) == (0, 30_000, DisagreementType.MISSED_BY_B)
    assert isinstance(dispute, Dispute)
