"""A cue and a response that are named while regulation is looked at, beside the links of the scheme."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.regulation_look import look_at_regulation
from coder.app.regulation_named import Named, add_named
from coder.app.regulation_view import RegulationLook, sessions_of, tiers_of
from coder.model.contingency import Method, Pair
from coder.model.event import Event
from tests.moving import FIRST, code, create_study
from tests.unit.app.looks import PAIR, build_look

SAMPLE = Path(__file__).parents[3] / "sample_sessions"
SMILES = Named("caregiver.smile", "infant.smile", 3000)
NOT_DRAWN = Named("caregiver.touch", "infant.object", 3000)


@pytest.fixture(scope="module")
def looks() -> dict[Named, RegulationLook]:
    return {one: look_at_regulation(SAMPLE, "ana", named=one) for one in (SMILES, NOT_DRAWN)}


def p_of(look: RegulationLook, named: Named) -> float:
    """Return how often chance gives as many answers in all dyads."""
    own = Method(window_ms=named.window_ms, from_ms=1)
    (row,) = [
        row
        for row in look.contingency
        if (row.pair, row.dyad_id, row.phase, row.method) == (named.pair, "pooled", "", own)
    ]
    assert row.p_permutation is not None
    return row.p_permutation


def test_what_the_script_drew_is_found_and_what_it_did_not_draw_is_not(looks: dict[Named, RegulationLook]) -> None:
    assert p_of(looks[SMILES], SMILES) < 0.05 < p_of(looks[NOT_DRAWN], NOT_DRAWN)


def test_a_named_pair_comes_both_ways_and_by_more_windows_than_its_own(looks: dict[Named, RegulationLook]) -> None:
    look = looks[NOT_DRAWN]
    assert look.pairs == (NOT_DRAWN.pair, Pair("infant.object", "caregiver.touch"))
    windows = {row.method.window_ms for row in look.contingency if row.pair == NOT_DRAWN.pair}
    assert windows == {None, 1000, 2000, 3000, 5000}


def test_what_can_be_named_is_every_code_of_what_was_coded(looks: dict[Named, RegulationLook]) -> None:
    codes = looks[SMILES].codes
    assert {"caregiver.touch", "infant.bid", "dyad.mutual_gaze"} <= set(codes)
    assert list(codes) == sorted(set(codes))


def test_a_named_pair_stands_beside_the_links_and_comes_instead_of_itself(looks: dict[Named, RegulationLook]) -> None:
    links = build_look()
    both = add_named(add_named(links, looks[NOT_DRAWN]), looks[NOT_DRAWN])
    assert both.pairs[: len(links.pairs)] == links.pairs
    assert len(both.pairs) == len(set(both.pairs))
    assert len(both.trains) == len(links.trains) + len(looks[NOT_DRAWN].trains)
    assert [row for row in both.contingency if row.pair == PAIR] == [
        row for row in links.contingency if row.pair == PAIR
    ]
    assert set(sessions_of(both)) == {"D01_v1", "D02_v1", "D03_v1"}


def test_a_grid_that_is_there_is_not_there_twice(looks: dict[Named, RegulationLook]) -> None:
    look = looks[SMILES]
    assert tiers_of(add_named(look, replace(look, pairs=()))) == tiers_of(look)


def test_without_any_link_there_is_what_can_be_named(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", 1, (), FIRST)
    code(study / "D01", "ana", FIRST, (Event(1, "signal", "bid", 1_000, point=True),))
    look = look_at_regulation(study, "ana")
    assert look.pairs == ()
    assert "infant.bid" in look.codes
