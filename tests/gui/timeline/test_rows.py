import itertools
from dataclasses import replace

import pytest

from coder.gui.timeline.layout import DENSITIES, OVERVIEW, RULER, fitted, place_rows, wanted_height
from coder.gui.timeline.paint_bars import bar_box
from coder.gui.timeline.rows import Measured, RowKind, build_rows
from coder.model.scheme import Actor, Pass, Role, plain
from tests.gui.timeline.sessions import SCHEME

ROWS = build_rows(SCHEME, SCHEME.lanes, Measured(sound=True))


def test_rows_stand_together_by_actor_between_phases_and_uncodable_time() -> None:
    assert [row.id for row in ROWS] == [
        "phase",
        "sound",
        "cg_gaze",
        "cg_touch",
        "in_gaze",
        "in_signal",
        "in_hands.wave",
        "in_hands.grip",
        "derived.mutual_gaze",
        "uncodable",
    ]


def test_codes_that_overlap_have_rows_of_their_own_under_one_name() -> None:
    hands = [row for row in ROWS if row.tier is not None and row.tier.id == "in_hands"]
    assert [(row.code, row.label) for row in hands] == [("wave", "hands"), ("grip", "")]


def test_an_actor_is_told_by_a_letter_too() -> None:
    assert {row.initial for row in ROWS if row.actor is not None and row.label} == {"C", "I", "D"}


def test_two_actors_with_the_same_first_letter_are_told_apart() -> None:
    mother = Actor("mother", Role.CAREGIVER, plain("Mother"))
    midwife = Actor("midwife", Role.OTHER, plain("Midwife"))
    tiers = tuple(replace(SCHEME.tiers[0], id=name, actor=name) for name in ("mother", "midwife"))
    scheme = replace(SCHEME, actors=(mother, midwife), tiers=tiers, derived=())
    assert [row.initial for row in build_rows(scheme, tiers, Measured())] == ["Mo", "Mi"]


def test_a_derived_code_is_left_out_when_its_tiers_are_not_of_the_pass() -> None:
    scheme = replace(SCHEME, passes=(Pass("infant", ("in_gaze",)),))
    rows = build_rows(scheme, scheme.lanes_of_pass("infant"), Measured())
    assert [row.id for row in rows] == ["phase", "in_gaze", "uncodable"]


def test_rows_lie_under_each_other_without_a_gap() -> None:
    for density in DENSITIES.values():
        height = wanted_height(ROWS, density)
        placed = place_rows(ROWS, density, 900, height).placed
        assert placed[0].top == RULER
        assert placed[-1].bottom == height - OVERVIEW
        assert all(above.bottom == below.top for above, below in itertools.pairwise(placed))


def test_a_lane_is_as_high_as_its_density_says() -> None:
    for name, pixels in {"compact": 14, "normal": 22, "comfortable": 34}.items():
        placed = place_rows(ROWS, DENSITIES[name], 900, 600).of("cg_gaze")
        assert placed is not None
        assert placed.height == pixels


@pytest.mark.parametrize(("name", "least"), [("compact", 14), ("normal", 14), ("comfortable", 22)])
def test_lanes_are_just_as_low_as_lets_all_of_them_be_seen(name: str, least: int) -> None:
    wished = DENSITIES[name]
    for height in range(100, 700):
        density = fitted(ROWS, wished, height)
        assert least <= density.lane <= wished.lane
        fits = wanted_height(ROWS, density) <= height
        assert fits or density.lane == least
        assert density.lane == wished.lane or wanted_height(ROWS, wished.at(density.lane + 1)) > height
    assert fitted(ROWS, wished, 700) == wished


def test_words_fit_into_lanes_of_any_height() -> None:
    for density in DENSITIES.values():
        for lane in range(density.least, density.lane + 1):
            assert 10 <= density.at(lane).text <= bar_box(0, lane)[1] - 2


def test_lanes_that_do_not_fit_scroll_under_phases_and_sound() -> None:
    layout = place_rows(ROWS, DENSITIES["normal"], 900, 160, scroll=1_000)
    assert layout.overflow > 0
    assert layout.scroll == layout.overflow
    assert layout.lanes[-1].bottom == layout.lanes_bottom == 160 - OVERVIEW
    assert layout.seen(layout.lanes[0])[0] >= layout.seen(layout.lanes[0])[1]
    assert layout.at(layout.lanes_top + 1) not in layout.fixed


def test_an_event_of_overlapping_codes_lies_on_the_row_of_its_code() -> None:
    layout = place_rows(ROWS, DENSITIES["normal"], 900, 600)
    placed = layout.of("in_hands", "grip")
    assert placed is not None
    assert placed.row.code == "grip"
    assert placed.row.kind is RowKind.STATES
