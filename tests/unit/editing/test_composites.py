"""Composites: means and sums of what is valid."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.editing.composites import score, scored
from coder.model.rating import NOT_RATABLE, Composite, Item, Level, Rating, Rule, Scale
from tests.ratings import CHECKLIST, WARMTH

MEAN, SUM = WARMTH.composites[0], CHECKLIST.composites[0]


def test_a_mean_turns_reversed_items_around() -> None:
    assert score(WARMTH, MEAN, {"smiles": "6", "soothes": "5", "hurries": "2"}).value == (6 + 5 + 6) / 3


def test_a_mean_is_of_the_items_that_are_valid() -> None:
    found = score(WARMTH, MEAN, {"smiles": "6", "hurries": "1", "soothes": NOT_RATABLE})
    assert (found.value, found.valid, found.asked, found.reason) == (6.5, 2, 3, "")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "0 of 3 items are valid, 2 needed"),
        ({"smiles": "4"}, "1 of 3 items is valid, 2 needed"),
        ({"smiles": "4", "soothes": NOT_RATABLE, "hurries": NOT_RATABLE}, "1 of 3 items is valid, 2 needed"),
        ({"smiles": "4", "soothes": "99"}, "1 of 3 items is valid, 2 needed"),
    ],
)
def test_with_too_few_valid_items_there_is_no_value_and_a_reason(values: dict[str, str], reason: str) -> None:
    found = score(WARMTH, MEAN, values)
    assert (found.value, found.reason) == (None, reason)


def test_a_sum_adds_the_values_of_levels() -> None:
    assert score(CHECKLIST, SUM, {"greets": "2", "names": "1"}).value == 3
    assert score(CHECKLIST, SUM, {"greets": "2"}).value is None


def test_a_level_without_a_number_is_not_valid() -> None:
    items = (Item("a", levels=(Level("none", value=0), Level("other"))), Item("b", levels=(Level("some", value=3),)))
    rating = Rating(items=items, composites=(Composite("c", ("a", "b")),))
    assert score(rating, rating.composites[0], {"a": "other", "b": "some"}).value == 3
    assert scored(rating, "a", {"a": "other"}) is None


def test_an_item_that_is_not_there_is_not_valid() -> None:
    assert scored(WARMTH, "shouts", {"shouts": "1"}) is None


NUMBERS = st.dictionaries(
    st.sampled_from([item.id for item in WARMTH.items]),
    st.one_of(st.integers(1, 7).map(str), st.just(NOT_RATABLE)),
)


@given(NUMBERS, st.integers(1, 3))
def test_a_composite_is_what_the_formula_says(values: dict[str, str], needed: int) -> None:
    numbers = {name: int(value) for name, value in values.items() if value != NOT_RATABLE}
    turned = [8 - number if name == "hurries" else number for name, number in numbers.items()]
    for rule in Rule:
        found = score(WARMTH, replace(MEAN, rule=rule, min_valid=needed), values)
        if len(turned) < needed:
            assert (found.value, bool(found.reason)) == (None, True)
            continue
        wanted = Fraction(sum(turned), len(turned) if rule is Rule.MEAN else 1)
        assert found.value == pytest.approx(float(wanted))
        assert not found.reason


@given(NUMBERS)
def test_a_mean_lies_within_the_scale_and_does_not_depend_on_the_order(values: dict[str, str]) -> None:
    found = score(WARMTH, replace(MEAN, min_valid=1), values)
    if found.value is not None:
        assert 1 <= found.value <= 7
    other = replace(MEAN, of=MEAN.of[::-1], min_valid=1)
    assert score(WARMTH, other, dict(reversed(values.items()))).value == pytest.approx(found.value)


@given(st.sampled_from([Scale(1, 7), Scale(-2, 2, 0.5), Scale(0, 100)]), st.data())
def test_turning_around_twice_is_nothing_and_stays_on_the_scale(scale: Scale, data: st.DataObject) -> None:
    item = Item("x", scale, reverse=True)
    number = float(data.draw(st.sampled_from(scale.values)))
    assert item.scored(number) in scale
    assert item.scored(item.scored(number)) == pytest.approx(number)
