"""What the desk says of disagreements."""

from dataclasses import replace

from coder.app.consensus_words import codes_words, decided_words, ruled_words, spoken, tier_words, title_of, when_words
from coder.model.agreement import DisagreementType
from coder.model.consensus import RATING, Dispute, Part, Ruled, Ruling

PAIR = ("ana", "ben")
WARMTH = Dispute(1, "mood", "warmth", 0, 60_000, "6", "", DisagreementType.MISSED_BY_B, asked=RATING, phase="free_play")
BID = Dispute(2, "signal", "", 8_000, 8_200, "bid", "bid", DisagreementType.BOUNDARY, at=(8_200, 8_000))
TOUCH = Dispute(3, "touch", "", 5_000, None, "pat", "pat", DisagreementType.BOUNDARY, at=(None, 5_000), again=True)
WHOM = Dispute(4, "signal", "bid", 8_000, None, "mother", "", DisagreementType.MISSED_BY_B, asked="@target")


def test_it_is_said_what_they_differ_on() -> None:
    assert tier_words(WARMTH) == "mood warmth (free play)"
    assert tier_words(WHOM) == "signal bid: to whom"
    assert [codes_words(one, PAIR) for one in (WARMTH, BID, TOUCH, WHOM)] == [
        "6 / not rated",
        "bid, ana 0.20 s later",
        "one pat / another",
        "mother / no answer",
    ]


def test_a_rating_is_of_the_session_or_of_the_time_of_a_phase() -> None:
    assert when_words(WARMTH) == "0:00.000–1:00.000"
    assert when_words(replace(WARMTH, phase="")) == "session"


def test_decisions_are_said_and_logged_in_words() -> None:
    another = Ruled(Ruling.THIRD, (Part(5_400, None, "pat"),), reason="lifts the hand")
    assert ruled_words(replace(TOUCH, ruled=another), PAIR) == "another pat at 0:05.400"
    assert title_of(TOUCH, another, PAIR) == "Decide touch at 0:05.000 – another pat at 0:05.400 (lifts the hand)"
    assert decided_words(WARMTH, Ruled(Ruling.B), PAIR) == "Decided mood warmth (free play): ben: not rated."
    assert ruled_words(replace(TOUCH, ruled=Ruled(Ruling.A)), PAIR) == "ana: one pat"


def test_the_screen_reader_gets_no_time_of_what_is_rated() -> None:
    assert spoken(WARMTH, 2, 9, PAIR) == (
        "Disagreement 2 of 9: mood warmth (free play), missed by ben. ana: 6. ben: not rated."
    )
