"""Make a picture brighter, clearer or turned for the eye: what is coded from it stays the same frame.

Standard library only until a picture comes; numpy is imported then.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coder.media.picture import Picture

STEPS = 10
_BRIGHTER = 0.04  # of full white, a step
_CLEARER = 1.15  # times, a step
_LIFTED = 1.15


@dataclass(frozen=True, slots=True)
class Tone:
    """Steps of brightness, contrast and gamma, each from -10 to 10; 0 leaves it as it is."""

    brightness: int = 0
    contrast: int = 0
    gamma: int = 0


PLAIN = Tone()


def dress(picture: "Picture", tone: Tone, turns: int = 0) -> "Picture":
    """Return a picture in another tone, turned clockwise by quarters of a circle."""
    import numpy as np

    pixels = picture.bgra
    if turns % 4:
        whole = np.ascontiguousarray(pixels).view(np.uint32)[..., 0]
        pixels = np.ascontiguousarray(np.rot90(whole, -turns)).view(np.uint8).reshape(*_turned(whole.shape, turns), 4)
    if tone != PLAIN:
        pixels = build_table(tone).take(pixels)
    if pixels is picture.bgra:
        return picture
    return replace(picture, width=pixels.shape[1], height=pixels.shape[0], bgra=pixels)


def _turned(shape: tuple[int, ...], turns: int) -> tuple[int, ...]:
    return shape[::-1] if turns % 2 else shape


@cache
def build_table(tone: Tone) -> "NDArray[np.uint8]":
    """Return what each of the 256 values becomes: gamma first, then contrast around the middle, then brightness."""
    import numpy as np

    value = np.linspace(0, 1, 256) ** (_LIFTED**-tone.gamma)
    value = (value - 0.5) * _CLEARER**tone.contrast + 0.5 + tone.brightness * _BRIGHTER
    table: NDArray[np.uint8] = np.rint(np.clip(value, 0, 1) * 255).astype(np.uint8)
    return table
