"""Motion is drawn as the greatest share in every column of time."""

import numpy as np
import pytest

from coder.vision.motion_curve import MotionCurve, build_curves

NAN = float("nan")
TIMES = [0, 40, 80, 120, 160]


def curve(*shares: float, full: float = 1.0) -> MotionCurve:
    return MotionCurve(np.array(TIMES, np.int64), np.array(shares, np.float32), 200, full, 200)


def test_a_column_shows_the_greatest_share_of_its_frames() -> None:
    drawn = curve(NAN, 0.2, 0.8, 0.4, 0.0).slice(0, 200, 2)
    assert drawn.tolist() == pytest.approx([0.8, 0.8])
    assert curve(NAN, 0.2, 0.8, 0.4, 0.0).slice(0, 200, 5).tolist() == pytest.approx([0.0, 0.2, 0.8, 0.4, 0.0])


def test_looked_at_from_near_a_frame_is_seen_as_long_as_it_is_shown() -> None:
    drawn = curve(NAN, 0.2, 0.8, 0.4, 0.0).slice(80, 120, 8)
    assert drawn.tolist() == pytest.approx([0.8] * 8)


def test_outside_the_film_and_where_nothing_is_known_there_is_none() -> None:
    assert curve(NAN, NAN, 0.8, NAN, 0.1).slice(-80, 280, 9).tolist() == pytest.approx([0, 0, 0, 0, 0.8, 0, 0.1, 0, 0])


def test_little_motion_is_drawn_high_enough_to_be_seen() -> None:
    rng = np.random.default_rng(2)
    table = rng.uniform(0, 0.05, (2_000, 2))
    table[7, 1] = 0.9
    curves = build_curves(list(range(0, 80_000, 40)), table.tolist(), ["caregiver", "infant"])
    assert list(curves) == ["caregiver", "infant"]
    assert curves["infant"].full == pytest.approx(0.05, rel=0.05)
    assert curves["infant"].slice(0, 80_000, 100).max() == 1.0


def test_a_region_in_which_nothing_moves_is_flat() -> None:
    still = build_curves([0, 40, 80], [[NAN], [0.0], [0.0]], ["wall"])["wall"]
    assert still.slice(0, 120, 3).tolist() == [0.0, 0.0, 0.0]


def test_a_curve_says_how_far_it_is_measured() -> None:
    table = [[NAN, NAN], [0.1, NAN], [0.0, 0.2], [NAN, 0.3], [NAN, NAN]]
    curves = build_curves(TIMES, table, ["caregiver", "infant"])
    assert [(found.known_ms, found.end_ms) for found in curves.values()] == [(120, 200), (160, 200)]
    nothing = build_curves([0], [[NAN]], ["wall"])["wall"]
    assert (nothing.known_ms, nothing.end_ms, nothing.slice(0, 40, 2).tolist()) == (0, 1, [0.0, 0.0])
