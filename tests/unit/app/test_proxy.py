"""A proxy is prepared where it helps, and found by its fingerprint the next time."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from coder.app.proxy import needs_proxy, prepare_proxy
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import read_index
from coder.media.stopping import Stopped
from tests.unit.media.clips import Recipe, draw_clip


def prepare(path: Path, grown: list[Any], *, cancel: bool = False) -> Any:
    index = read_index(path)
    return prepare_proxy(
        path,
        index,
        read_fingerprint(path, index),
        cancel=lambda: cancel,
        progress=lambda share: None,
        on_growth=grown.append,
        busy=lambda: False,
    )


def test_it_is_found_by_its_fingerprint_even_under_another_name(clip: Path, tmp_path: Path) -> None:
    built = prepare(clip, [])
    assert built.complete
    grown: list[Any] = []
    found = prepare(Path(shutil.copy(clip, tmp_path / "moved.mp4")), grown, cancel=True)
    assert found.complete
    assert [len(part) for part in grown] == [100]


def test_a_video_of_key_frames_needs_none(tmp_path: Path) -> None:
    path = draw_clip(tmp_path / "intra.mp4", Recipe(frames=20, gop=1, b_frames=0))
    assert not needs_proxy(read_index(path))
    assert prepare(path, []) is None


def test_one_long_group_is_enough_to_need_one(clip: Path) -> None:
    assert needs_proxy(read_index(clip))


def test_it_is_given_up_when_asked(clip: Path) -> None:
    with pytest.raises(Stopped):
        prepare(clip, [], cancel=True)
