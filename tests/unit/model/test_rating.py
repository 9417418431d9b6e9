"""Scales, levels and items."""

import pytest

from coder.model.rating import Composite, Item, Level, Rating, Scale, read_number, write_number
from coder.model.text import Text, plain

NOTICED = Item("noticed", levels=(Level("0", value=0), Level("2", value=2), Level("other")), reverse=True)
WARM = Item("warm", Scale(1, 7), anchors=(("1", plain("not at all")),), reverse=True)


@pytest.mark.parametrize(
    ("scale", "values"),
    [
        (Scale(1, 7), "1 2 3 4 5 6 7"),
        (Scale(0, 1, 0.1), "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1"),
        (Scale(-2, 2, 2), "-2 0 2"),
        (Scale(0.5, 2, 0.5), "0.5 1 1.5 2"),
    ],
)
def test_a_scale_has_the_values_its_steps_reach(scale: Scale, values: str) -> None:
    assert " ".join(scale.values) == values
    assert len(scale) == len(scale.values)
    assert all(float(value) in scale for value in scale.values)


@pytest.mark.parametrize("number", [0, 8, 1.5, -1, 7.1])
def test_a_number_outside_or_between_the_steps_is_not_on_the_scale(number: float) -> None:
    assert number not in Scale(1, 7)


@pytest.mark.parametrize(
    ("words", "number"), [("3", 3), (" -1.5 ", -1.5), ("05", 5), (".5", 0.5), ("", None), ("1e3", None), ("³", None)]
)
def test_numbers_are_read_as_people_write_them(words: str, number: float | None) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    ("number", "words"), [(3.0, "3"), (4.25, "4.25"), (10 / 3, "3.333333"), (-0.0, "0"), (123456.5, "123456.5")]
)
def test_numbers_are_written_without_needless_digits(number: float, words: str) -> None:
    assert write_number(number) == words


def test_a_value_is_a_number_by_its_scale_or_its_level() -> None:
    assert [WARM.number(value) for value in ("3", "3.0", "8", "warm")] == [3, 3, None, None]
    assert [NOTICED.number(value) for value in ("0", "2", "other", "1")] == [0, 2, None, None]


def test_a_reversed_item_is_turned_around_the_middle_of_its_scale_or_levels() -> None:
    assert [WARM.scored(number) for number in (1, 2, 7)] == [7, 6, 1]
    assert [NOTICED.scored(number) for number in (0, 2)] == [2, 0]
    assert Item("plain", Scale(1, 7)).scored(2) == 2
    assert Item("nominal", levels=(Level("a"),), reverse=True).scored(2) == 2


def test_anchors_and_items_are_found_by_value_and_id() -> None:
    assert (str(WARM.anchor("1")), WARM.anchor("2")) == ("not at all", Text())
    rating = Rating(items=(WARM, NOTICED), composites=(Composite("both", ("warm", "noticed")),))
    assert (rating.item("noticed"), rating.item("cool")) == (NOTICED, None)
