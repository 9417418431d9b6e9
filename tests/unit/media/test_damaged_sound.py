"""Sound is read as far as it goes, whatever its file is like: torn, changed in the middle, or damaged."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.container import open_media
from coder.media.mono import MonoReader
from coder.media.sound import RATE_HZ, SoundReader
from coder.media.sound_frames import sound_frames
from coder.media.sound_only import find_sound_times
from coder.media.waveform import build_waveform
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.sounds import draw_sound

FAR = 8_000 * 50_000  # 50 000 s on


def mono_s(path: Path) -> float:
    """Return how much sound there is, as waveform and spectrogram read it."""
    with MonoReader(path) as reader:
        return sum(len(piece.samples) for piece in reader.pieces()) / reader.hz


def heard_s(path: Path, from_ms: float = 0.0) -> float:
    """Return how much sound there is, as it is heard."""
    with SoundReader(path) as reader:
        return sum(len(chunk.samples) for chunk in reader.chunks(from_ms)) / RATE_HZ


def join(target: Path, *sources: Path) -> Path:
    target.write_bytes(b"".join(source.read_bytes() for source in sources))
    return target


@pytest.fixture(scope="module")
def late_streams(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a sound in the middle of which two more appear."""
    folder = tmp_path_factory.mktemp("late")
    one, three = draw_sound(folder / "one.mpg", length_s=10), draw_sound(folder / "three.mpg", streams=3)
    return join(folder / "late.mpg", one, three, one)


def test_streams_that_appear_in_the_middle_do_not_stop_the_reading(late_streams: Path) -> None:
    with open_media(late_streams) as container:
        assert len(container.streams) == 1
    assert mono_s(late_streams) == pytest.approx(22, abs=0.2)
    assert heard_s(late_streams, 500) > 9
    times = find_sound_times(late_streams)
    assert times is not None
    assert times.duration_ms == pytest.approx(10_000, abs=50)


@pytest.mark.parametrize(("first", "second"), [(2, 1), (1, 2)])
def test_a_sound_that_changes_from_stereo_to_mono_is_read_on(tmp_path: Path, first: int, second: int) -> None:
    parts = [draw_sound(tmp_path / f"{name}.mp2", name) for name in (first, second)]
    whole = join(tmp_path / "whole.mp2", *parts)
    assert mono_s(whole) == pytest.approx(4, abs=0.1)
    with SoundReader(whole) as reader:
        samples = np.concatenate([chunk.samples for chunk in reader.chunks(0)])
    assert len(samples) / RATE_HZ == pytest.approx(4, abs=0.1)
    for begin_s in (0.5, 2.5):
        part = samples[int(begin_s * RATE_HZ) : int((begin_s + 1) * RATE_HZ), 0].astype(float)
        assert int(np.argmax(np.abs(np.fft.rfft(part)))) == pytest.approx(440, abs=1)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return draw_clip(tmp_path / "clip.mp4", Recipe(frames=75, audio_s=3))


def patch(path: Path, begin: int, found: bytes) -> Path:
    content = bytearray(path.read_bytes())
    content[begin : begin + len(found)] = found
    path.write_bytes(content)
    return path


def test_a_packet_that_cannot_be_read_ends_the_sound_and_says_nothing(clip: Path) -> None:
    sizes = clip.read_bytes().rindex(b"stsz")  # the sound's, as the last track
    patch(clip, sizes + 16 + 4 * 100, (0x7FFF_FFF0).to_bytes(4, "big"))
    assert mono_s(clip) == pytest.approx(100 * 1024 / 48_000, abs=0.1)
    assert heard_s(clip) == pytest.approx(100 * 1024 / 48_000, abs=0.1)


def test_a_sound_of_unknown_codec_says_so(clip: Path) -> None:
    for box in (b"mp4a", b"esds"):
        patch(clip, clip.read_bytes().rindex(box), b"zzzz")
    for read in (MonoReader, SoundReader):
        with pytest.raises(CoderError, match=r"The codec of the sound in clip.mp4 is unknown"):
            read(clip)


def test_a_time_that_cannot_be_makes_no_hours_of_silence(tmp_path: Path) -> None:
    path = tmp_path / "far.mkv"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("pcm_s16le", rate=8_000, layout="mono")
        for begin, tick in ((0, 0), (8_000, 8_000), (16_000, FAR), (24_000, FAR + 8_000)):
            frame = av.AudioFrame.from_ndarray(np.full((1, 8_000), 9_000, np.int16), "s16", "mono")
            frame.sample_rate, frame.pts = 8_000, begin
            for packet in stream.encode(frame):
                packet.pts = packet.dts = tick
                container.mux(packet)
    drawn = build_waveform(path)
    assert drawn.end_ms == pytest.approx(4_000, abs=50)
    assert float(drawn.slice(2_000, 3_000, 10)[1].min()) > 0.2


def test_a_file_that_went_away_is_named(clip: Path) -> None:
    class Gone:
        """A drive that was pulled out."""

        def demux(self, _stream: object) -> Iterator[object]:
            raise av.error.ExitError(5, "Input/output error")

    gone: Any = Gone()
    assert list(sound_frames(gone, gone, clip)) == []
    clip.unlink()
    with pytest.raises(CoderError, match=r"clip.mp4 is not there any more"):
        list(sound_frames(gone, gone, clip))
