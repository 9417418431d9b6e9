"""Coders for the tests: events of one tier written short, and coders made up by hypothesis."""

import numpy as np
from hypothesis import strategies as st

from coder.analysis.tracks import Spans, Track, make_spans, make_track


def track(*events: tuple[int, int, int]) -> Track:
    """Return events of onset, offset and code; a point has the same onset and offset."""
    onset, offset, code = zip(*events, strict=True) if events else ((), (), ())
    return make_track(onset, offset, code)


def spans(*found: tuple[int, int]) -> Spans:
    return make_spans(found)


@st.composite
def exclusive_tracks(draw: st.DrawFn, codes: int = 3, end_ms: int = 2000) -> Track:
    """Draw states that exclude each other, with gaps."""
    edges = sorted(draw(st.sets(st.integers(0, end_ms), min_size=0, max_size=20)))
    pairs = list(zip(edges[::2], edges[1::2], strict=False))
    return track(*((onset, offset, draw(st.integers(0, codes - 1))) for onset, offset in pairs))


@st.composite
def point_tracks(draw: st.DrawFn, codes: int = 2, end_ms: int = 500) -> Track:
    """Draw points."""
    onsets = draw(st.lists(st.integers(0, end_ms), max_size=9))
    return track(*((onset, onset, draw(st.integers(0, codes - 1))) for onset in onsets))


def whole(track_: Track) -> list[tuple[int, int, int]]:
    """Return a track as it was written."""
    return [tuple(map(int, row)) for row in np.stack([track_.onset, track_.offset, track_.code], axis=1)]  # type: ignore[misc]
