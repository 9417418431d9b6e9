"""A moment of sound, as it is heard while the play head is dragged. Imports av and numpy: import this module lazily."""

from collections.abc import Generator, Iterable
from contextlib import closing
from typing import Any

import numpy as np

from coder.media.tempo import RATE_HZ, Samples

SNIPPET_MS = 80.0
FADE_MS = 12.0


def make_snippet(pieces: Iterable[Samples], length_ms: float = SNIPPET_MS) -> Samples:
    """Return the beginning of some sound, ``length_ms`` long (48 kHz, n × 2), faded in and out; silent past its end."""
    whole = np.zeros((round(length_ms * RATE_HZ / 1000), 2), np.int16)
    filled = 0
    for piece in pieces:
        part = piece[: len(whole) - filled]
        whole[filled : filled + len(part)] = part
        filled += len(part)
        if filled == len(whole):
            break
    fade = min(round(FADE_MS * RATE_HZ / 1000), len(whole) // 2)
    rise = 0.5 - 0.5 * np.cos(np.pi * (np.arange(fade) + 0.5) / max(1, fade))
    whole[:fade] = (whole[:fade] * rise[:, None]).astype(np.int16)
    whole[len(whole) - fade :] = (whole[len(whole) - fade :] * rise[::-1, None]).astype(np.int16)
    return whole


def snippet_of(chunks: Generator[Any, None, None], length_ms: float = SNIPPET_MS) -> Samples:
    """Return the snippet that a reader's chunks begin with, and let the reader go."""
    with closing(chunks) as open_chunks:
        return make_snippet((chunk.samples for chunk in open_chunks), length_ms)
