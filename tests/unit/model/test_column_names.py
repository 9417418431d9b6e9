"""Names of columns that are put together from ids."""

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from coder.model.column_names import make_names

LONG = ("reunion_with_the_caregiver_after_a_pause", "caregiver_touch_of_the_face", "strokes", "median_s")
ids = st.text("ab_1", min_size=0, max_size=30).map("c".__add__)


def test_ids_are_joined_and_empty_ones_left_out() -> None:
    assert make_names([("play", "", "cg_touch", "touch", "count")]) == {
        ("play", "", "cg_touch", "touch", "count"): "play_cg_touch_touch_count"
    }


def test_a_name_that_is_too_long_keeps_its_beginning_and_its_last_part() -> None:
    name = make_names([LONG])[LONG]
    assert len(name) == 64
    assert name.startswith("reunion_with_the_caregiver_after_a_pause_careg_")
    assert name.endswith("_median_s")


def test_ids_that_join_to_one_name_get_two() -> None:
    names = make_names([("cg", "touch_x", "s"), ("cg_touch", "x", "s"), ("cg", "y", "s")])
    assert len(set(names.values())) == 3
    assert names["cg", "y", "s"] == "cg_y_s"


def test_a_name_that_is_taken_is_not_used() -> None:
    assert make_names([("pass", "")], ["pass"])["pass", ""] != "pass"


@given(st.lists(st.tuples(ids, ids, ids, ids), unique=True, max_size=5), st.randoms(use_true_random=False))
def test_names_are_safe_different_and_the_same_in_any_order(keys: list[tuple[str, ...]], random: Random) -> None:
    names = make_names(keys)
    assert list(names) == keys
    assert len(set(names.values())) == len(keys)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name) for name in names.values())
    mixed = random.sample(keys, len(keys))
    assert make_names(mixed) == names
