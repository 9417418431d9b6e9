"""Whom an act is directed to is asked where a code names several actors."""

from dataclasses import replace

import pytest

from coder.editing.edits import Press, SetModifier
from coder.editing.keypad import Pending, ask_after, ask_all, interpret, settle
from coder.editing.planning import plan
from coder.editing.targets import TARGET
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from tests import lab


def scheme_with(*targets: str) -> Scheme:
    signal = lab.tier("in_signal")
    bid = replace(signal.codes[0], target=targets)
    tiers = tuple(replace(tier, codes=(bid,)) if tier.id == signal.id else tier for tier in lab.TIERS)
    return replace(lab.SCHEME, tiers=tiers)


def pressed(scheme: Scheme, observation: Observation) -> Pending:
    change = plan(scheme, observation, Press("in_signal", "bid", 1_000))
    observation.perform(change)
    return ask_after(scheme, observation, change)


def done(scheme: Scheme, observation: Observation, value: str | None) -> Change:
    change = plan(scheme, observation, SetModifier(1, TARGET, value))
    observation.perform(change)
    return change


def test_it_is_asked_before_the_modifiers_and_answered_by_a_key() -> None:
    scheme, observation = scheme_with("caregiver", "dyad"), lab.empty()
    pending = pressed(scheme, observation)
    assert [question.modifier.id for question in pending.questions] == [TARGET, "with"]
    reading = interpret(scheme, pending, "2", 1_000)
    assert reading.edit == SetModifier(1, TARGET, "dyad")
    assert done(scheme, observation, "dyad").words == "Set target"
    (event,) = observation
    assert (event.target, event.modifiers) == ("dyad", ())
    assert settle(observation, ask_all(scheme, event)).held == "dyad"


def test_a_code_that_names_one_actor_or_none_asks_nothing() -> None:
    for targets, target in ((("caregiver",), "caregiver"), ((), "")):
        observation = lab.empty()
        assert [question.modifier.id for question in pressed(scheme_with(*targets), observation).questions] == ["with"]
        assert observation.event(1).target == target


def test_it_is_taken_back_and_only_actors_of_the_code_are_taken() -> None:
    scheme, observation = scheme_with("caregiver", "dyad"), lab.empty()
    pressed(scheme, observation)
    done(scheme, observation, "dyad")
    done(scheme, observation, None)
    assert observation.event(1).target == ""
    with pytest.raises(CoderError, match="bid cannot be directed to infant"):
        plan(scheme, observation, SetModifier(1, TARGET, "infant"))
