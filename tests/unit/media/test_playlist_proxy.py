"""Each file of one film has a proxy of its own; drafts bear the numbers of the whole."""

from pathlib import Path
from queue import Queue

import pytest

from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import FrameIndex, read_index
from coder.media.frames import Picture
from coder.media.playlist_engine import PlaylistEngine
from coder.media.proxy import Proxy
from coder.media.proxy_build import build_proxy
from tests.unit.media.clips import Recipe, draw_clip, read_number

WAIT_S = 20.0
Films = list[tuple[Path, FrameIndex, Proxy]]


@pytest.fixture
def films(tmp_path: Path) -> Films:
    found = []
    for name in ("a.mp4", "b.mp4"):
        path = draw_clip(tmp_path / name, Recipe(frames=60, gop=60))
        index = read_index(path)
        found.append((path, index, build_proxy(path, index, read_fingerprint(path, index), tmp_path / "proxy")))
    return found


def shown(engine: PlaylistEngine, pictures: Queue[Picture], n: int) -> list[Picture]:
    engine.request(n)
    found = [pictures.get(timeout=WAIT_S)]
    while found[-1].n != n or found[-1].draft:
        found.append(pictures.get(timeout=WAIT_S))
    return found


def test_drafts_come_from_the_file_that_is_shown(films: Films) -> None:
    pictures: Queue[Picture] = Queue()
    engine = PlaylistEngine([path for path, _, _ in films], [index for _, index, _ in films], pictures.put)
    try:
        for file, (_, _, proxy) in enumerate(films):
            engine.use_proxy(proxy, file)
        for n in (50, 110, 45):
            both = shown(engine, pictures, n)
            assert [(picture.n, read_number(picture.bgra)) for picture in both] == [(n, n % 60)] * 2
        engine.use_proxy(None, 1)
        assert [picture.draft for picture in shown(engine, pictures, 100)] == [False]
    finally:
        engine.close()
