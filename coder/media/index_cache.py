"""Keep frame indexes between runs. Imports av and numpy: import this module lazily."""

from fractions import Fraction
from pathlib import Path

import numpy as np

from coder.media.array_cache import find_arrays, write_arrays
from coder.media.frame_times import FrameIndex

KIND = "frames 2"


def find_index(path: Path, cache_dir: Path) -> FrameIndex | None:
    """Return the index kept for the file at ``path``, or None; a damaged one counts as none."""
    kept = find_arrays(path, cache_dir, KIND)
    if kept is None:
        return None
    try:
        return FrameIndex(
            Fraction(*kept["tick"].astype(int).tolist()),
            kept["pts"].astype(np.int64),
            kept["dts"].astype(np.int64),
            kept["keys"].astype(np.bool_),
            int(kept["end"].astype(int)),
            kept["places"].astype(np.int64),
            tuple(str(text) for text in kept["complaints"]),
        )
    except (KeyError, ValueError, IndexError):
        return None


def write_index(path: Path, cache_dir: Path, index: FrameIndex) -> None:
    """Keep ``index`` of the file at ``path``."""
    arrays = {
        "tick": np.array([index.time_base.numerator, index.time_base.denominator]),
        "pts": index.pts,
        "dts": index.dts,
        "keys": index.keys,
        "end": np.array(index.end_pts),
        "places": index.places,
        "complaints": np.array(index.complaints, np.str_),
    }
    write_arrays(path, cache_dir, KIND, arrays)
