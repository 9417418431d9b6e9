"""Another tone and another turn change how a frame looks and nothing else."""

import numpy as np
import pytest

from coder.media.picture import Picture
from coder.media.tone import PLAIN, Tone, build_table, dress

CORNERS = np.arange(2 * 3 * 4, dtype=np.uint8).reshape(2, 3, 4)


def picture() -> Picture:
    return Picture(7, 280, 3, 2, CORNERS, draft=True)


def test_nothing_asked_for_is_nothing_done() -> None:
    shown = picture()
    assert dress(shown, PLAIN) is shown
    assert (build_table(PLAIN) == np.arange(256)).all()


@pytest.mark.parametrize("turns", [1, 2, 3, 5])
def test_a_turn_is_clockwise_and_keeps_number_and_time(turns: int) -> None:
    turned = dress(picture(), PLAIN, turns)
    assert (turned.n, turned.time_ms, turned.draft) == (7, 280, True)
    assert (turned.bgra == np.rot90(CORNERS, -turns)).all()
    assert (turned.height, turned.width) == turned.bgra.shape[:2]
    assert turned.bgra.flags.c_contiguous


def test_each_tone_does_what_it_says() -> None:
    assert build_table(Tone(brightness=3))[100] > 100 > build_table(Tone(brightness=-3))[100]
    clear = build_table(Tone(contrast=3))
    assert clear[60] < 60
    assert clear[200] > 200
    lifted = build_table(Tone(gamma=4))
    assert lifted[40] > 40
    assert (lifted[0], lifted[255]) == (0, 255)
    assert (np.diff(build_table(Tone(2, 3, -2)).astype(int)) >= 0).all()


def test_a_tone_is_given_to_every_pixel() -> None:
    bright = dress(picture(), Tone(brightness=2), 1)
    assert (bright.bgra == build_table(Tone(brightness=2))[np.rot90(CORNERS, -1)]).all()
