"""How far ratings agree, as the desk and the command tell it before and after a consensus."""

import pytest

from coder.analysis.weighted_kappa import Weights, tally_levels, weighted_kappa
from coder.app.comparing.both_rated import RatedSession, rated_log, rating_figures
from coder.app.consensus_originals import Figure, Rated
from coder.model.event import Event
from tests.deciding import observation
from tests.unit.editing.test_consensus_ratings import RATED, rated

PAIR = ("ana", "ben")


def each(*values: tuple[str, str, str]) -> tuple[Event, ...]:
    """Return ratings of phases: phase, item, value."""
    return tuple(
        Event(number, "each", item, 0, 10_000, modifiers=(("value", value), ("phase", phase)))
        for number, (phase, item, value) in enumerate(values, 1)
    )


def figures(first: tuple[Event, ...], second: tuple[Event, ...]) -> dict[tuple[str, str, Rated], Figure]:
    """Return what two coders' ratings of a session come to."""
    pair = (observation("ana", first), observation("ben", second))
    found = rating_figures(rated_log([RatedSession("D01", RATED, pair)]), PAIR)
    return {(one.tier, one.code, Rated(one.method)): one for one in found}


def test_of_a_session_it_is_counted_how_many_ratings_are_alike_and_what_is_left_out_is_not() -> None:
    found = figures(rated("mood", warmth="4", intrusive="none"), rated("mood", warmth="4"))
    (alike,) = found.values()
    assert (alike.method, alike.po, alike.n, alike.kappa) == (Rated.ALIKE, 0.5, 2, None)


def test_an_item_that_is_rated_in_several_phases_has_weighted_kappa_and_a_correlation() -> None:
    first = each(("play", "warmth", "1"), ("still", "warmth", "5"))
    second = each(("play", "warmth", "1"), ("still", "warmth", "4"))
    found = figures(first, second)
    expected = weighted_kappa(tally_levels([(1, 1), (5, 4)], range(1, 6)), Weights.QUADRATIC).value
    assert found["each", "warmth", Rated.WEIGHTED].kappa == pytest.approx(expected)
    assert found["each", "warmth", Rated.ICC].kappa is not None
    assert found["each", "", Rated.ALIKE].po == 0.5


def test_levels_without_an_order_have_kappa_and_one_level_only_has_a_reason() -> None:
    first = each(("play", "intrusive", "none"), ("still", "intrusive", "some"))
    assert figures(first, first)["each", "intrusive", Rated.KAPPA].kappa == pytest.approx(1)
    same = each(("play", "warmth", "3"), ("still", "warmth", "3"))
    one = figures(same, same)["each", "warmth", Rated.WEIGHTED]
    assert one.kappa is None
    assert one.reason == "both coders gave one level only, so weighted kappa is not defined"
