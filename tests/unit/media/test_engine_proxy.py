"""With a proxy a frame is there at once, exact, and then in full."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coder.media import decoding
from coder.media.engine import VideoEngine
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import read_index
from coder.media.proxy import Proxy, find_proxy
from coder.media.proxy_build import build_proxy
from coder.media.stopping import Stopped
from tests.unit.media.clips import read_number
from tests.unit.media.conftest import Draw
from tests.unit.media.test_engine import Screen

CLIP = "long gop at 59.94"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proxies")


@pytest.fixture
def proxy(draw: Draw, cache: Path) -> Proxy:
    path = draw(CLIP)
    index = read_index(path)
    return build_proxy(path, index, read_fingerprint(path, index), cache)


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def engine(draw: Draw, proxy: Proxy, screen: Screen) -> Iterator[VideoEngine]:
    made = VideoEngine(draw(CLIP), proxy.index, screen.show, screen.fail, proxy=proxy)
    yield made
    assert made.close()
    assert not screen.errors


def test_a_far_frame_comes_as_a_draft_and_then_in_full(engine: VideoEngine, screen: Screen) -> None:
    engine.request(150)
    screen.wait_for_full(150)
    assert [(p.n, p.draft, read_number(p.bgra), p.time_ms) for p in screen.pictures] == [
        (150, True, 150, engine.index.time_ms(150)),
        (150, False, 150, engine.index.time_ms(150)),
    ]
    assert screen.pictures[0].bgra.shape == screen.pictures[1].bgra.shape


def test_a_near_frame_comes_in_full_at_once(engine: VideoEngine, screen: Screen) -> None:
    engine.request(100)
    screen.wait_for_full(100)
    seen = len(screen.pictures)
    engine.request(99)
    screen.wait_for_full(99)
    assert len(screen.pictures) == seen + 1


def test_jumps_end_in_the_full_picture_and_show_nothing_wrong(engine: VideoEngine, screen: Screen) -> None:
    dice = random.Random(11)
    for _ in range(30):
        n = dice.randrange(len(engine.index))
        engine.request(n, (120, 60))
        screen.wait_for_full(n)
    assert all(read_number(p.bgra) == p.n for p in screen.pictures)
    assert any(p.draft for p in screen.pictures)


def test_a_drag_shows_drafts_and_the_full_picture_once_it_rests(
    engine: VideoEngine, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "REST_S", 0.5)
    way = [*range(0, 160, 8)]
    for n in way:
        seen = len(screen.pictures)
        engine.scrub(n)
        screen.wait_for(lambda seen=seen: len(screen.pictures) > seen)  # type: ignore[misc]
    screen.wait_for_full(way[-1])
    assert [p.n for p in screen.pictures] == [*way, way[-1]]
    assert [p.draft for p in screen.pictures] == [True] * len(way) + [False]
    assert all(read_number(p.bgra) == p.n for p in screen.pictures)


def test_a_drag_without_a_proxy_is_exact_too(draw: Draw, screen: Screen) -> None:
    path = draw(CLIP)
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail)
    engine.scrub(70)
    assert read_number(screen.wait_for_full(70).bgra) == 70
    assert engine.close()


def test_where_the_proxy_does_not_reach_yet_the_full_picture_comes(draw: Draw, screen: Screen, tmp_path: Path) -> None:
    path = draw(CLIP)
    index, told = read_index(path), list[float]()
    fingerprint = read_fingerprint(path, index)
    with pytest.raises(Stopped):
        build_proxy(path, index, fingerprint, tmp_path, cancel=lambda: len(told) >= 40, progress=told.append)
    engine = VideoEngine(path, index, screen.show, screen.fail)
    engine.use_proxy(find_proxy(index, fingerprint, tmp_path))
    engine.request(120)
    screen.wait_for_full(120)
    engine.request(30)
    screen.wait_for_full(30)
    assert [(p.n, p.draft) for p in screen.pictures] == [(120, False), (30, True), (30, False)]
    assert engine.close()


def test_playing_shows_drafts_until_decoding_has_caught_up(engine: VideoEngine, screen: Screen) -> None:
    engine.play_from(60)
    screen.wait_for(lambda: bool(screen.pictures))
    assert screen.pictures[0].draft
    for n in range(61, 150):
        seen = len(screen.pictures)
        engine.play_from(n)
        screen.wait_for(lambda seen=seen: len(screen.pictures) > seen)  # type: ignore[misc]
    engine.rest()
    screen.wait_for_full(149)
    assert all(read_number(p.bgra) == p.n for p in screen.pictures)
    assert {p.n for p in screen.pictures} == set(range(60, 150))
    assert engine.dropped == 0


def test_after_playing_back_the_last_draft_becomes_a_full_picture(engine: VideoEngine, screen: Screen) -> None:
    for n in range(155, 90, -1):
        seen = len(screen.pictures)
        engine.play_from(n, rate=-1.0)
        screen.wait_for(lambda seen=seen: len(screen.pictures) > seen)  # type: ignore[misc]
    engine.rest()
    screen.wait_for_full(91)
    assert all(read_number(p.bgra) == p.n for p in screen.pictures)
    assert [p.n for p in screen.pictures if p.n > 91] == list(range(155, 91, -1))


def test_a_proxy_that_is_gone_from_the_disk_only_means_full_pictures(
    draw: Draw, proxy: Proxy, screen: Screen, tmp_path: Path
) -> None:
    path = draw("h264 in mp4")
    index = read_index(path)
    with closing(build_proxy(path, index, read_fingerprint(path, index), tmp_path)) as built:
        built.files.pictures.unlink()
        engine = VideoEngine(path, index, screen.show, screen.fail, proxy=built)
        engine.request(77)
        assert read_number(screen.wait_for_full(77).bgra) == 77
        assert not any(p.draft for p in screen.pictures)
        assert engine.close()
