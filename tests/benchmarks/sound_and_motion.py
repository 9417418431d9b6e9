"""An hour of sound as waveform and spectrogram, two hours laid to each other, an hour of 720p measured for motion."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from coder.media.alignment import Heard, align
from coder.media.decoder import Decoder
from coder.media.frame_index import read_index
from coder.media.greys import read_greys
from coder.media.sound import SoundReader
from coder.media.spectrogram import build_spectrogram
from coder.media.thumbnails import build_thumbnails
from coder.media.waveform import build_waveform
from coder.model.region import MotionPlan, rectangle
from coder.vision.motion import measure_motion
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.in_step import measure_in_step

HZ = 48_000
PART_S, PARTS = 300, 12
RATE, FILM_PART_S, FILM_PARTS = 30, 20, 6
PLAN = MotionPlan((rectangle("caregiver", 0, 0, 0.5, 1), rectangle("infant", 0.5, 0, 0.5, 1)))


def measure() -> Sequence[Figure]:
    """Draw an hour of sound and two minutes of 720p at 5 Mbit/s, and do with them what coders wait for."""
    with tempfile.TemporaryDirectory() as folder:
        sound, film = draw_hour(Path(folder)), draw_film(Path(folder))
        return [*_measure_sound(sound), *measure_in_step(), *_measure_motion(film)]


def _measure_sound(path: Path) -> Iterator[Figure]:
    wall, cpu = _seconds(lambda: build_waveform(path))
    yield Figure("waveform of an hour, wall", wall, "s", 15.0)
    yield Figure("  CPU", cpu, "s")
    wall, cpu = _seconds(lambda: build_spectrogram(path))
    yield Figure("spectrogram of an hour, wall", wall, "s", 15.0)
    yield Figure("  CPU", cpu, "s")
    wall, cpu = _seconds(lambda: align([Heard(path)], [Heard(path, start_s=2.5)]))
    yield Figure("two hours of sound laid to each other, wall", wall, "s")
    yield Figure("  CPU", cpu, "s")
    places = np.random.default_rng(0).uniform(0, 3_500_000, 100).tolist()
    with SoundReader(path) as reader:
        waits = [_seconds(lambda at=at: reader.snippet(at))[0] * 1000 for at in places]  # type: ignore[misc]
    yield Figure("scrub snippet anywhere in an hour, p95", percentile(waits, 0.95), "ms", 33.0)


def _measure_motion(path: Path) -> Iterator[Figure]:
    index = read_index(path)
    hours = index.duration_ms / 3_600_000
    alone_wall, alone_cpu = _seconds(lambda: _decode(path))
    wall, cpu = _seconds(lambda: measure_motion(read_greys(path, index), len(index), PLAN))
    yield Figure("motion of an hour of 720p30 (from 2 min), wall", wall / hours, "s", 360.0)
    yield Figure("  decoding alone, wall", alone_wall / hours, "s")
    yield Figure("  CPU", cpu / hours, "s", 720.0)
    yield Figure("  decoding alone, CPU", alone_cpu / hours, "s")
    wall, _ = _seconds(lambda: build_thumbnails(path, index))
    yield Figure("thumbnails, each", wall * 1000 / max(1, len(index.keyframes)), "ms")


def _decode(path: Path) -> int:
    index = read_index(path)
    with closing(Decoder(path, index)) as decoder:
        return sum(1 for _ in decoder.frames(0, len(index) - 1))


def _seconds(act: Callable[[], object]) -> tuple[float, float]:
    """Return wall and CPU time of an act."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def draw_hour(folder: Path) -> Path:
    """Write an hour of AAC: five minutes of noise bursts, twelve times."""
    rng = np.random.default_rng(1)
    part, whole = folder / "part.m4a", folder / "hour.m4a"
    with av.open(str(part), "w") as container:
        stream: Any = container.add_stream("aac", rate=HZ, layout="stereo")
        for second in range(PART_S):
            loud = rng.uniform(0, 9_000, 8).repeat(HZ // 8)
            wave = (rng.standard_normal(HZ) * loud / 3).clip(-32_000, 32_000).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(wave.repeat(2).reshape(1, -1), "s16", "stereo")
            frame.sample_rate, frame.pts, frame.time_base = HZ, second * HZ, Fraction(1, HZ)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return repeat(part, whole, PARTS)


def draw_film(folder: Path) -> Path:
    """Write two minutes of 1280 × 720 at 30 a second and 5 Mbit/s: grain, and a patch that moves."""
    rng = np.random.default_rng(2)
    part, whole = folder / "part.mp4", folder / "film.mp4"
    y, x = np.mgrid[0:720, 0:1280]
    room = (100 + 60 * np.sin(x / 70) + 40 * np.cos(y / 50)).astype(np.float32)
    grain = (rng.standard_normal((720, 1280)) * 8).astype(np.float32)
    options = {"preset": "veryfast", "b:v": "5000000"}
    with av.open(str(part), "w") as container:
        stream: Any = container.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 1280, 720, "yuv420p", 150
        stream.bit_rate = 5_000_000
        for n in range(FILM_PART_S * RATE):
            picture = room + np.roll(grain, rng.integers(0, 700, 2).tolist(), (0, 1))
            left, top = int(500 + 400 * np.sin(n / 40)), int(250 + 150 * np.cos(n / 25))
            picture[top : top + 200, left : left + 150] += 60 * np.sin(x[:200, :150] / 8)
            frame = av.VideoFrame.from_ndarray(picture.clip(0, 255).astype(np.uint8), "gray")
            frame = frame.reformat(format="yuv420p")
            frame.pts, frame.time_base = n, Fraction(1, RATE)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return repeat(part, whole, FILM_PARTS)


def repeat(part: Path, whole: Path, times: int) -> Path:
    """Write the packets of a file again and again, each time later."""
    with av.open(str(part)) as old, av.open(str(whole), "w") as new:
        stream = old.streams[0]
        copy: Any = new.add_stream_from_template(stream)
        packets = [packet for packet in old.demux(stream) if packet.size and packet.pts is not None]
        first = min(packet.dts or 0 for packet in packets)
        length = sum(packet.duration or 0 for packet in packets)
        for number in range(times):
            for packet in packets:
                later: Any = av.Packet(bytes(packet))
                later.pts = (packet.pts or 0) - first + number * length
                later.dts = (packet.dts or 0) - first + number * length
                later.duration, later.time_base, later.stream = packet.duration, packet.time_base, copy
                later.is_keyframe = packet.is_keyframe
                new.mux(later)
    return whole
