"""Both saw the same event and answered its questions differently."""

import pytest

from coder.editing.disputing import disputes_of, plan_rulings
from coder.editing.targets import TARGET
from coder.model.agreement import DisagreementType
from coder.model.consensus import Dispute, Part, Ruled, Ruling, mark_of, read_mark
from coder.model.event import Event
from coder.model.observation import Observation
from tests.deciding import ground
from tests.unit.editing.test_consensus_whens import begun


def look(offset_ms: int = 5_000, target: str = "", onset_ms: int = 1_000, **answers: str) -> tuple[Event, ...]:
    """Return one look with answers."""
    return (Event(1, "gaze", "face", onset_ms, offset_ms, modifiers=tuple(answers.items()), target=target),)


def decide(consensus: Observation, first: tuple[Event, ...], second: tuple[Event, ...], ruled: Ruled) -> Event:
    """Decide the only disagreement; return the look of the consensus."""
    on = ground(first, second)
    (one,) = disputes_of(consensus)
    consensus.perform(plan_rulings(consensus, on, {one.id: ruled}, "Decide"))
    return consensus.lane("gaze")[0]


def test_another_answer_is_a_disagreement_of_type_category_where_both_saw_the_event() -> None:
    (one,) = ground(look(how="long"), look(how="short")).disputes
    assert (one.stream, one.asked, one.code_a, one.code_b) == ("face", "how", "long", "short")
    assert (one.onset_ms, one.offset_ms, one.type) == (1_000, 5_000, DisagreementType.CATEGORY)
    (one,) = ground(look(how="long"), look()).disputes
    assert (one.code_b, one.type) == ("", DisagreementType.MISSED_BY_B)
    (one,) = ground(look(), look(target="caregiver")).disputes
    assert (one.asked, one.code_b, one.type) == (TARGET, "caregiver", DisagreementType.MISSED_BY_A)


@pytest.mark.parametrize(
    ("ruled", "said"),
    [
        (Ruled(Ruling.A), "long"),
        (Ruled(Ruling.B), "short"),
        (Ruled(Ruling.THIRD, (Part(1_000, 5_000, "in between"),)), "in between"),
        (Ruled(Ruling.THIRD, (Part(1_000, 5_000, ""),)), None),
    ],
)
def test_it_is_decided_for_one_coder_for_another_answer_or_for_none(ruled: Ruled, said: str | None) -> None:
    first, second = look(how="long", side="left"), look(how="short", side="left")
    consensus = begun(ground(first, second))
    assert consensus.lane("gaze")[0].modifiers == (("side", "left"),)
    event = decide(consensus, first, second, ruled)
    assert (event.modifier("how"), event.modifier("side")) == (said, "left")


def test_whom_an_act_is_directed_to_is_decided_too() -> None:
    first, second = look(target="infant"), look(target="caregiver")
    consensus = begun(ground(first, second))
    assert consensus.lane("gaze")[0].target == ""
    assert decide(consensus, first, second, Ruled(Ruling.B)).target == "caregiver"


def test_what_only_one_of_them_saw_has_that_coders_answers() -> None:
    on = ground(look(how="long"), look(onset_ms=20_000, offset_ms=22_000, how="short"))
    assert {one.asked for one in on.disputes} == {""}


def test_its_mark_keeps_any_words() -> None:
    ruled = Ruled(Ruling.THIRD, (Part(1_000, None, "a hand-held toy: red"),))
    dispute = Dispute(3, "gaze", "face", 1_000, 5_000, "a b", "", DisagreementType.MISSED_BY_B, ruled, "how")
    assert read_mark(mark_of(dispute)) == dispute
