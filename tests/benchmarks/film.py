"""Films for the benchmarks: as hard to decode as a room with people in it, with their frame's number in every picture.

They are drawn once and kept in this person's cache.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

BITS = 12
Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Film:
    """What to draw; ``times`` in ms where the rate varies."""

    name: str
    width: int
    height: int
    frames: int
    rate: Fraction
    codec: str = "libx264"
    gop: int = 250
    grain: int = 6
    quality: int = 23
    times: tuple[int, ...] = ()
    options: dict[str, str] = field(default_factory=dict)


def _phone_times(frames: int) -> tuple[int, ...]:
    steps = np.random.default_rng(7).integers(12, 60, frames)
    return tuple(int(t) for t in np.cumsum(steps))


X265 = {"preset": "ultrafast", "x265-params": "log-level=none:keyint=250:min-keyint=250:scenecut=0"}
FULL_HD = Film("1080p30 GOP 250", 1920, 1080, 1500, Fraction(30))
FAST = Film("720p59.94 GOP 250", 1280, 720, 2400, Fraction(60_000, 1001))
VARYING = Film("720p variable rate", 1280, 720, 1200, Fraction(30), times=_phone_times(1200))
ULTRA_HD = Film("4K HEVC 30 GOP 250", 3840, 2160, 500, Fraction(30), "libx265", grain=3, options=X265)
CALM = Film("720p30 calm", 1280, 720, 1800, Fraction(30), gop=250, grain=0, quality=32)
HOURS_3 = 324_000


def films_folder() -> Path:
    """Return the folder of drawn films."""
    folder = user_cache_path("Attune", appauthor=False) / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def draw_film(film: Film) -> Path:
    """Return the film's file, drawing it if it is not there yet."""
    path = films_folder() / f"{film.name} {film.frames} {film.grain}.mp4"
    if not path.exists():
        part = path.with_suffix(".part.mp4")
        with av.open(str(part), "w") as container:
            stream = _add_stream(container, film)
            for n, picture in enumerate(_pictures(film)):
                frame = av.VideoFrame.from_ndarray(picture, "yuv420p")
                frame.pts = film.times[n] if film.times else n
                frame.time_base = stream.codec_context.time_base
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        part.replace(path)
    return path


def _add_stream(container: av.container.OutputContainer, film: Film) -> av.VideoStream:
    options = {"preset": "veryfast", "crf": str(film.quality), "bf": "2", "sc_threshold": "0"} | film.options
    stream = container.add_stream(film.codec, rate=film.rate, options=options)
    assert isinstance(stream, av.VideoStream)
    stream.width, stream.height, stream.pix_fmt = film.width, film.height, "yuv420p"
    stream.gop_size = film.gop
    stream.codec_context.time_base = Fraction(1, 1000) if film.times else 1 / film.rate
    return stream


def _pictures(film: Film) -> Iterator[Pixels]:
    """Yield planes: a still room, something large that moves through it, and the grain of a sensor."""
    dice = np.random.default_rng(3)
    width, height = film.width, film.height
    room = np.kron(dice.integers(40, 180, (height // 8, width // 8)), np.ones((8, 8), int)).astype(np.int16)
    body = np.kron(dice.integers(30, 220, (height // 16, width // 24)), np.ones((8, 8), int)).astype(np.int16)
    spread = max(1, film.grain)
    grains = [dice.normal(0, spread, (height, width)).astype(np.int16) * (film.grain > 0) for _ in range(5)]
    colour = np.full((height // 2, width), 128, np.uint8)
    for n in range(film.frames):
        light = room + grains[n % 5]
        x = int((width - body.shape[1]) * (0.5 + 0.5 * np.sin(n / 37)))
        y = int((height - body.shape[0]) * (0.5 + 0.5 * np.sin(n / 23)))
        light[y : y + body.shape[0], x : x + body.shape[1]] = body
        _mark(light, n)
        yield np.vstack([light.clip(16, 235).astype(np.uint8), colour])


def _mark(light: NDArray[np.int16], n: int) -> None:
    """Draw ``n`` into the topmost sixteenth in bars, and the inverse below."""
    height, width = light.shape
    band = height // 16
    row = np.repeat([200 if (n >> bit) & 1 else 40 for bit in range(BITS)], -(-width // BITS))[:width]
    light[: band // 2] = row
    light[band // 2 : band] = 240 - row


def read_number(bgra: Pixels) -> int:
    """Return the number in a picture."""
    grey = bgra[: bgra.shape[0] // 16, :, 1].astype(int)
    height, width = grey.shape
    upper, lower = grey[height // 8 : 3 * height // 8], grey[5 * height // 8 : 7 * height // 8]
    number = 0
    for bit in range(BITS):
        columns = slice(int((bit + 0.3) * width / BITS), int((bit + 0.7) * width / BITS))
        number |= int(upper[:, columns].mean() > lower[:, columns].mean()) << bit
    return number


def draw_long_film() -> Path:
    """Return a film of three hours: one minute, its packets repeated."""
    path = films_folder() / "three hours.mp4"
    if not path.exists():
        part = path.with_suffix(".part.mp4")
        with av.open(str(draw_film(CALM))) as source, av.open(str(part), "w") as container:
            stream = source.streams.video[0]
            copy = container.add_stream_from_template(stream)
            packets = [(p.pts, p.dts, bytes(p), p.is_keyframe, p.time_base) for p in source.demux(stream) if p.size]
            for number in range(HOURS_3):
                _mux_again(container, copy, packets, number, int(stream.duration or 0))
        part.replace(path)
    return path


def draw_long_mkv() -> Path:
    """Return the film of three hours in a container that lists its frames nowhere."""
    path = films_folder() / "three hours.mkv"
    if not path.exists():
        part = path.with_suffix(".part.mkv")
        with av.open(str(draw_long_film())) as source, av.open(str(part), "w") as container:
            stream = source.streams.video[0]
            copy = container.add_stream_from_template(stream)
            for packet in source.demux(stream):
                if packet.size:
                    packet.stream = copy
                    container.mux(packet)
        part.replace(path)
    return path


def _mux_again(
    container: av.container.OutputContainer,
    stream: av.VideoStream,
    packets: Sequence[tuple[int | None, int | None, bytes, bool, Fraction]],
    number: int,
    length: int,
) -> None:
    turn, which = divmod(number, len(packets))
    pts, dts, content, key, tick = packets[which]
    packet = av.Packet(content)
    packet.pts, packet.dts = (pts or 0) + turn * length, (dts or 0) + turn * length
    packet.time_base, packet.is_keyframe, packet.stream = tick, key, stream
    container.mux(packet)
