"""What keys mean in the form for ratings."""

import pytest

from coder.editing.rating_keys import FORM_KEYS, FREE_KEYS, FormKey, choices, is_typed, read_key
from coder.model.rating import NOT_RATABLE, Item, Level, Scale
from coder.model.text import plain

SEVEN = Item("warm", Scale(1, 7), anchors=(("1", plain("not at all")), ("7", plain("throughout"))))
LEVELS = Item("calm", levels=(Level("away", "a"), Level("near", "2")))


def test_every_value_of_a_small_scale_has_its_digit_and_its_anchor() -> None:
    assert [(level.id, level.key, str(level.label)) for level in choices(SEVEN)][::6] == [
        ("1", "1", "not at all"),
        ("7", "7", "throughout"),
    ]
    assert len(choices(SEVEN)) == 7
    assert choices(LEVELS) == LEVELS.levels


def test_ten_has_the_key_0_where_nothing_else_has() -> None:
    ten, eleven = Item("ten", Scale(1, 10)), Item("eleven", Scale(0, 10))
    assert (choices(ten)[-1].key, is_typed(ten)) == ("0", False)
    assert (choices(eleven), is_typed(eleven)) == ((), True)


@pytest.mark.parametrize("scale", [Scale(1, 5, 0.5), Scale(-2, 2), Scale(0, 100), Scale(0, 1, 0.25)])
def test_values_that_are_no_single_digits_are_typed(scale: Scale) -> None:
    item = Item("fine", scale)
    assert is_typed(item)
    assert not any(level.key for level in choices(item))


@pytest.mark.parametrize(
    ("item", "chord", "value"),
    [(SEVEN, "3", "3"), (SEVEN, "num3", "3"), (LEVELS, "a", "away"), (LEVELS, "2", "near"), (LEVELS, "n", NOT_RATABLE)],
)
def test_one_key_rates_an_item(item: Item, chord: str, value: str) -> None:
    assert read_key(item, chord) == FormKey(value)


@pytest.mark.parametrize("chord", ["8", "0", "x", "enter", "backspace", "shift+3", "ctrl+3", "space", "num."])
def test_other_keys_mean_nothing(chord: str) -> None:
    assert read_key(SEVEN, chord) is None


def test_a_number_is_typed_and_finished_with_enter() -> None:
    item, typed = Item("share", Scale(-100, 100, 0.5)), ""
    for chord in ("-", "4", "3", "backspace", "num2", ".", "5"):
        key = read_key(item, chord, typed)
        assert key is not None
        assert key.value is None
        typed = key.typed
    assert read_key(item, "enter", typed) == FormKey("-42.5")
    assert read_key(item, "n", typed) == FormKey(NOT_RATABLE)
    assert [read_key(item, chord) for chord in ("enter", "backspace", "x")] == [None] * 3


def test_no_level_gets_a_key_by_itself_that_the_form_or_the_player_needs() -> None:
    assert not FORM_KEYS.keys() & set(FREE_KEYS)
    assert not set("ijklo") & set(FREE_KEYS)
