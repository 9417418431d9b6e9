"""When each frame is shown: at an even rate, or as irregularly as a telephone does it."""

from fractions import Fraction

import numpy as np

_TICKS_PER_S = 90_000
_SLOW_S = ((14.0, 22.0), (38.0, 44.0))
"""Dim stretches, in which a telephone halves its rate."""
_STALLS_S = (9.0, 29.5, 51.0)
"""Instants at which it loses frames altogether."""


def frame_ticks(fps: Fraction, length_s: float, seed: int | None) -> tuple[tuple[int, ...], int]:
    """Return the frames' times in ticks, and the ticks per second; a seed makes the rate variable."""
    if seed is None:
        return tuple(k * fps.denominator for k in range(int(length_s * fps))), fps.numerator
    rng = np.random.default_rng(seed)
    ticks: list[int] = []
    time_s = 0.0
    while time_s < length_s - 1 / float(fps):
        ticks.append(round(time_s * _TICKS_PER_S))
        time_s += _gap_s(time_s, float(fps), rng)
    return tuple(ticks), _TICKS_PER_S


def _gap_s(time_s: float, fps: float, rng: np.random.Generator) -> float:
    step = 1 / fps
    if any(start <= time_s < end for start, end in _SLOW_S):
        step *= 2
    jitter = float(rng.uniform(-0.006, 0.006))
    if any(stall <= time_s < stall + step for stall in _STALLS_S):
        return step * 5 + jitter
    return step + jitter
