"""Motion energy on drawn pictures whose motion is known."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from coder.model.region import MotionPlan, Region, rectangle
from coder.vision.motion import draw_mask, measure_motion

WIDTH, HEIGHT = 80, 40
LEFT, RIGHT = rectangle("caregiver", 0, 0, 0.5, 1), rectangle("infant", 0.5, 0, 0.5, 1)
HALVES = MotionPlan((LEFT, RIGHT), 10)
NOTHING = np.nan


def still(grey: int = 100) -> NDArray[np.uint8]:
    return np.full((HEIGHT, WIDTH), grey, np.uint8)


def with_square(x: int, y: int, side: int, grey: int = 200) -> NDArray[np.uint8]:
    picture = still()
    picture[y : y + side, x : x + side] = grey
    return picture


def numbered(pictures: list[NDArray[np.uint8]]) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    yield from enumerate(pictures)


def test_a_square_that_comes_and_goes_moves_its_share_of_its_own_region() -> None:
    pictures = [still(), with_square(10, 5, 8), with_square(10, 5, 8), still(), still()]
    shares = measure_motion(numbered(pictures), 5, HALVES)
    assert shares.shape == (5, 2)
    assert shares[:, 0] == pytest.approx([NOTHING, 64 / 1600, 0, 64 / 1600, 0], nan_ok=True)
    assert shares[1:, 1].tolist() == [0, 0, 0, 0]


def test_a_square_that_steps_moves_what_it_leaves_and_what_it_covers() -> None:
    shares = measure_motion(numbered([with_square(50 + x, 8, 8) for x in (0, 2, 4, 12)]), 4, HALVES)
    assert shares[1:, 1] == pytest.approx([2 * 2 * 8 / 1600, 2 * 2 * 8 / 1600, 2 * 64 / 1600])
    assert not shares[1:, 0].any()


def test_a_square_that_crosses_the_border_counts_in_both_regions() -> None:
    shares = measure_motion(numbered([still(), with_square(37, 0, 8)]), 2, HALVES)
    assert shares[1] == pytest.approx([3 * 8 / 1600, 5 * 8 / 1600])


@pytest.mark.parametrize(("change", "moved"), [(10, 0.0), (11, 1.0), (-10, 0.0), (-11, 1.0)])
def test_only_a_change_beyond_the_threshold_counts(change: int, moved: float) -> None:
    shares = measure_motion(numbered([still(100), still(100 + change)]), 2, HALVES)
    assert shares[1].tolist() == [moved, moved]


def test_a_missing_frame_is_not_compared_over() -> None:
    frames = [(0, still()), (1, still()), (3, with_square(0, 0, 8)), (4, with_square(0, 0, 8))]
    shares = measure_motion(frames, 6, HALVES)
    assert shares[:, 0] == pytest.approx([NOTHING, 0, NOTHING, NOTHING, 0, NOTHING], nan_ok=True)


def test_pictures_that_change_their_size_begin_anew() -> None:
    frames = [(0, still()), (1, np.zeros((20, 40), np.uint8)), (2, np.full((20, 40), 255, np.uint8))]
    shares = measure_motion(frames, 3, HALVES)
    assert shares[:, 0] == pytest.approx([NOTHING, NOTHING, 1.0], nan_ok=True)


def test_in_a_triangle_only_its_own_pixels_count() -> None:
    triangle = Region("toy", ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0)))
    mask = draw_mask(triangle, WIDTH, HEIGHT)
    assert mask.mean() == pytest.approx(0.5, abs=0.02)
    assert mask[0, 0]
    assert not mask[-1, -1]
    shares = measure_motion(numbered([still(), with_square(64, 24, 16)]), 2, MotionPlan((triangle,)))
    assert shares[1].tolist() == [0]
    shares = measure_motion(numbered([still(), still(200)]), 2, MotionPlan((triangle,)))
    assert shares[1].tolist() == [1]


def test_a_region_smaller_than_a_pixel_is_the_pixel_it_lies_in() -> None:
    mask = draw_mask(rectangle("dot", 0.501, 0.501, 0.001, 0.001), WIDTH, HEIGHT)
    assert np.argwhere(mask).tolist() == [[20, 40]]


def test_a_concave_region_is_filled_as_drawn() -> None:
    letter_u = Region("u", ((0, 0), (0.25, 0), (0.25, 0.5), (0.75, 0.5), (0.75, 0), (1, 0), (1, 1), (0, 1)))
    assert draw_mask(letter_u, 80, 40).sum() == 80 * 40 - 40 * 20
