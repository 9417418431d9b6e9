"""A video that was re-encoded, cut or swapped is recognised, and what differs is said."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.media.difference import Kind, compare
from coder.media.fingerprint import read_fingerprint
from coder.model.media import Fingerprint
from tests.unit.media.clips import Recipe, cut, draw_clip
from tests.unit.media.conftest import Draw

KNOWN = Fingerprint(1000, 60_000, 1500, "a" * 64)


def other(**changes: int) -> Fingerprint:
    return replace(KNOWN, digest="b" * 64, **changes)


def test_the_same_file_has_no_difference() -> None:
    found = compare(KNOWN, KNOWN)
    assert (found.kind, found.sentence(), found.times_hold) == (Kind.SAME, "", True)


@pytest.mark.parametrize(
    ("found", "kind", "words"),
    [
        (other(size_bytes=700), Kind.RE_ENCODED, "re-encoded"),
        (other(duration_ms=60_040), Kind.RE_ENCODED, "re-encoded"),
        (other(frames=1400, duration_ms=56_000), Kind.CUT, "100 frames fewer, 4.000 s shorter"),
        (other(frames=1499, duration_ms=59_960), Kind.CUT, "1 frame fewer, 0.040 s shorter"),
        (other(frames=1600, duration_ms=64_000), Kind.EXTENDED, "100 frames more, 4.000 s longer"),
        (other(frames=1800), Kind.OTHER_RATE, "300 frames more, the same length: it has another frame rate"),
        (other(duration_ms=50_000), Kind.OTHER_RATE, "the same number of frames, 10.000 s shorter"),
        (other(frames=900, duration_ms=90_000), Kind.OTHER, "another video"),
    ],
)
def test_what_differs_is_said(found: Fingerprint, kind: Kind, words: str) -> None:
    difference = compare(KNOWN, found)
    assert difference.kind is kind
    assert words in difference.sentence()
    assert difference.times_hold is (kind is Kind.RE_ENCODED)


def test_real_clips_are_told_apart(draw: Draw, tmp_path: Path) -> None:
    known = read_fingerprint(draw("h264 in mkv at 29.97"))
    part = cut(draw("h264 in mkv at 29.97"), tmp_path / "part.mkv", end=0.6)
    assert compare(known, read_fingerprint(part)).kind is Kind.CUT
    recoded = draw_clip(tmp_path / "recoded.mkv", Recipe(suffix=".mkv", codec="mpeg4", rate=Recipe().rate))
    twin = draw_clip(tmp_path / "twin.mkv", Recipe(suffix=".mkv", codec="mjpeg", pixel_format="yuvj420p"))
    assert compare(read_fingerprint(recoded), read_fingerprint(twin)).kind is Kind.RE_ENCODED
