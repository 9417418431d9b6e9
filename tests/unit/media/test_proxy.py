"""Frame n of a proxy is frame n of the video, whatever happened while it was built."""

import os
import threading
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media import proxy_build, proxy_files
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import FrameIndex, read_index
from coder.media.frames import FrameReader
from coder.media.proxy import Proxy, find_proxy
from coder.media.proxy_build import build_proxy
from coder.media.proxy_files import ProxyFiles, prune
from coder.media.stopping import Stopped
from coder.model.media import Fingerprint
from tests.unit.media.clips import CLIPS, read_number
from tests.unit.media.conftest import Draw
from tests.unit.media.test_engine import place_of_packet

HIDDEN = {"begin edited away": 5}


def build(path: Path, folder: Path) -> Proxy:
    index = read_index(path)
    return build_proxy(path, index, read_fingerprint(path, index), folder)


@pytest.mark.parametrize("name", CLIPS)
def test_every_frame_of_a_proxy_is_the_frame_of_that_number(name: str, draw: Draw, tmp_path: Path) -> None:
    with closing(build(draw(name), tmp_path)) as proxy:
        assert proxy.complete
        assert len(proxy) == len(proxy.index)
        for n in range(len(proxy) - 1, -1, -1):
            picture = proxy.find_picture(n)
            assert picture is not None
            assert (picture.n, picture.time_ms, picture.draft) == (n, proxy.index.time_ms(n), True)
            assert read_number(picture.bgra) == n + HIDDEN.get(name, 0)


@pytest.mark.parametrize("name", ["rotated by 90", "wide pixels", "dv in avi"])
def test_a_draft_is_upright_and_as_large_as_the_full_picture(name: str, draw: Draw, tmp_path: Path) -> None:
    path = draw(name)
    with closing(build(path, tmp_path)) as proxy, FrameReader(path, proxy.index) as reader:
        draft, full = proxy.find_picture(7), reader.picture(7)
        assert draft is not None
        assert draft.bgra.shape == full.bgra.shape
        assert np.abs(draft.bgra.astype(int) - full.bgra.astype(int)).mean() < 6
        small = proxy.find_picture(7, (60, 40))
        assert small is not None
        assert small.bgra.shape == (40, 60, 4)


def test_a_proxy_is_smaller_than_the_picture(draw: Draw, tmp_path: Path) -> None:
    with closing(build(draw("dv in avi"), tmp_path)) as proxy:
        frame = proxy.find_frame(3)
        assert frame is not None
        assert (frame.height, frame.width) == (360, round(720 * 16 / 15 * 360 / 576 / 2) * 2)


def test_work_given_up_is_gone_on_with(draw: Draw, tmp_path: Path) -> None:
    path = draw("h264 in mp4")
    index, told = read_index(path), list[float]()
    fingerprint = read_fingerprint(path, index)
    with pytest.raises(Stopped):
        build_proxy(path, index, fingerprint, tmp_path, cancel=lambda: len(told) >= 40, progress=told.append)
    part = find_proxy(index, fingerprint, tmp_path)
    assert part is not None
    assert len(part) == 40
    assert not part.complete
    assert 39 in part
    assert 40 not in part
    files = ProxyFiles(tmp_path, fingerprint.digest)
    with files.pictures.open("ab") as file:
        file.write(b"cut off in the middle")
    with closing(build_proxy(path, index, fingerprint, tmp_path, progress=told.append)) as whole:
        assert len(told) == 101
        for n in range(len(index)):
            picture = whole.find_picture(n)
            assert picture is not None
            assert read_number(picture.bgra) == n


def test_a_proxy_can_be_used_as_it_grows(draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_build, "COMMIT_S", 0.0)
    path, lengths = draw("h264 in mp4"), list[int]()

    def look(grown: Proxy) -> None:
        with closing(grown):
            picture = grown.find_picture(len(grown) - 1)
            assert picture is not None
            lengths.append(read_number(picture.bgra) + 1)

    index = read_index(path)
    build_proxy(path, index, read_fingerprint(path, index), tmp_path, on_growth=look).close()
    assert lengths == list(range(1, 101))


def test_the_work_waits_while_the_foreground_is_busy(draw: Draw, tmp_path: Path) -> None:
    path, asked = draw("dv in avi"), list[bool]()

    def busy() -> bool:
        asked.append(len(asked) % 2 == 0)
        return asked[-1]

    index = read_index(path)
    build_proxy(path, index, read_fingerprint(path, index), tmp_path, busy=busy).close()
    assert len(asked) == 40


def test_a_frame_that_cannot_be_decoded_is_not_in_the_proxy(draw: Draw, tmp_path: Path) -> None:
    whole = draw("mjpeg in avi")
    content = bytearray(whole.read_bytes())
    place, size = place_of_packet(whole, 50)
    content[place : place + size] = bytes(size)
    path = tmp_path / "damaged.avi"
    path.write_bytes(content)
    index = read_index(whole)
    with closing(build_proxy(path, index, read_fingerprint(path, index), tmp_path / "cache")) as proxy:
        assert proxy.complete
        assert [n for n in range(100) if proxy.find_picture(n) is None] == [50]
        after = proxy.find_picture(51)
        assert after is not None
        assert read_number(after.bgra) == 51


def test_a_proxy_serves_only_the_numbering_it_was_made_for(draw: Draw, tmp_path: Path) -> None:
    path = draw("h264 in mp4")
    proxy = build(path, tmp_path)
    fingerprint = read_fingerprint(path)
    assert find_proxy(proxy.index, fingerprint, tmp_path) is not None
    assert find_proxy(proxy.index.without_first(1), fingerprint, tmp_path) is None
    assert find_proxy(proxy.index, Fingerprint(1, 1, 1, "0" * 64), tmp_path) is None


@pytest.mark.parametrize("suffix", [".npz", ".mjpeg"])
def test_a_damaged_proxy_is_none_and_is_built_anew(suffix: str, draw: Draw, tmp_path: Path) -> None:
    path = draw("h264 in mp4")
    proxy = build(path, tmp_path)
    (damaged,) = tmp_path.glob(f"*{suffix}")
    damaged.write_bytes(b"nonsense")
    assert find_proxy(proxy.index, read_fingerprint(path), tmp_path) is None
    with closing(build(path, tmp_path)) as again:
        picture = again.find_picture(99)
        assert picture is not None
        assert read_number(picture.bgra) == 99


def test_a_picture_damaged_on_the_disk_is_not_shown(draw: Draw, tmp_path: Path) -> None:
    with closing(build(draw("h264 in mp4"), tmp_path)) as proxy:
        begin = int(proxy.table.offsets[5])
        with proxy.files.pictures.open("r+b") as file:
            file.seek(begin)
            file.write(bytes(4))
        assert proxy.find_picture(5) is None
        assert proxy.find_picture(6) is not None


def test_the_proxies_unused_for_longest_go_first(tmp_path: Path) -> None:
    names = ["a" * 64, "b" * 64, "c" * 64]
    for age, name in enumerate(names):
        files = ProxyFiles(tmp_path, name)
        files.pictures.write_bytes(bytes(1000))
        files.table.write_bytes(b"")
        os.utime(files.table, (1000 - age, 1000 - age))
    prune(tmp_path, 2000)
    assert [ProxyFiles(tmp_path, name).pictures.exists() for name in names] == [True, True, False]
    prune(tmp_path, 0, [ProxyFiles(tmp_path, names[1])])
    assert [ProxyFiles(tmp_path, name).pictures.exists() for name in names] == [False, True, False]


def test_the_proxies_of_one_session_do_not_push_each_other_out(draw: Draw, tmp_path: Path) -> None:
    first, second, third = (draw(name) for name in ("dv in avi", "bare dv", "mjpeg in mov at 15"))
    build(first, tmp_path).close()
    index, own = read_index(second), read_fingerprint(second)
    build_proxy(second, index, own, tmp_path, limit_bytes=1, beside=[own, read_fingerprint(first)]).close()
    assert find_proxy(read_index(first), read_fingerprint(first), tmp_path) is not None
    build_proxy(third, read_index(third), read_fingerprint(third), tmp_path, limit_bytes=1).close()
    assert find_proxy(read_index(first), read_fingerprint(first), tmp_path) is None


def test_two_programs_do_not_build_the_same_proxy_at_once(draw: Draw, tmp_path: Path) -> None:
    path = draw("dv in avi")
    index = read_index(path)
    fingerprint = read_fingerprint(path, index)
    waited = threading.Event()
    claim = ProxyFiles(tmp_path, fingerprint.digest).claim
    claim.touch()

    def cancel() -> bool:
        waited.set()
        return False

    thread = threading.Thread(target=lambda: build_proxy(path, index, fingerprint, tmp_path, cancel=cancel).close())
    thread.start()
    assert waited.wait(20)
    assert find_proxy(index, fingerprint, tmp_path) is None
    claim.unlink()
    thread.join(20)
    assert not thread.is_alive()
    assert find_proxy(index, fingerprint, tmp_path) is not None
    assert not claim.exists()


def test_a_claim_left_behind_by_a_crash_is_taken_over(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxy_files, "STALE_S", -1.0)
    path = draw("dv in avi")
    claim = ProxyFiles(tmp_path, read_fingerprint(path).digest).claim
    claim.touch()
    with closing(build(path, tmp_path)) as proxy:
        assert proxy.complete
        assert proxy.find_picture(len(proxy) - 1) is not None
    assert not claim.exists()


def test_a_cache_that_cannot_be_written_is_said_to_be_so(draw: Draw, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(CoderError, match="proxy"):
        build(draw("dv in avi"), blocked)


def test_a_full_disk_ends_the_work(draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proxy_build, "COMMIT_S", 0.0)
    monkeypatch.setattr(proxy_build, "SPARE_BYTES", 1 << 62)
    with pytest.raises(CoderError, match="no room"):
        build(draw("dv in avi"), tmp_path)


def test_long_videos_have_smaller_proxies(draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.media.proxy_writing.HEIGHTS", ((10, 360), (1000, 100)))
    with closing(build(draw("dv in avi"), tmp_path)) as proxy:
        frame = proxy.find_frame(0)
        assert frame is not None
        assert frame.height == 100
        picture = proxy.find_picture(0)
        assert picture is not None
        assert picture.height == 576


def test_pictures_full_of_noise_are_kept_coarser(draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fine = build(draw("h264 in mp4"), tmp_path / "fine")
    monkeypatch.setattr("coder.media.proxy_writing.MOST_BYTES", 10)
    monkeypatch.setattr("coder.media.proxy_writing.MEAN_OF", 10)
    with closing(build(draw("h264 in mp4"), tmp_path / "coarse")) as coarse:
        assert coarse.size_bytes < fine.size_bytes
        for n in range(100):
            picture = coarse.find_picture(n)
            assert picture is not None
            assert read_number(picture.bgra) == n


def test_an_index_of_one_frame_is_enough(draw: Draw, tmp_path: Path) -> None:
    path = draw("h264 in mp4")
    whole = read_index(path)
    one = FrameIndex(whole.time_base, whole.pts[:1], whole.dts[:1], whole.keys[:1], int(whole.pts[1]))
    with closing(build_proxy(path, one, read_fingerprint(path, one), tmp_path)) as proxy:
        picture = proxy.find_picture(0)
        assert picture is not None
        assert (read_number(picture.bgra), len(proxy), proxy.complete) == (0, 1, True)
        assert proxy.find_picture(1) is None
