"""Clips drawn at test time, with their frame's number as a bar code in every picture."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

BITS = 12
BLOCK = 12


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to draw: codec, times in ticks of ``tick``, and what the container is told."""

    suffix: str = ".mp4"
    codec: str = "libx264"
    frames: int = 100
    rate: Fraction = Fraction(25)
    times: tuple[int, ...] | None = None
    tick: Fraction | None = None
    gop: int = 30
    b_frames: int = 2
    pixel_format: str = "yuv420p"
    audio_s: float = 0.0
    audio_codec: str = "aac"
    rotation: int = 0
    aspect: Fraction | None = None
    interlaced: bool = False
    size: tuple[int, int] = (BITS * BLOCK, 64)
    options: dict[str, str] = field(default_factory=dict)
    muxer: dict[str, str] = field(default_factory=dict)


def draw_number(n: int, size: tuple[int, int] = (BITS * BLOCK, 64)) -> NDArray[np.uint8]:
    """Return a grey picture whose upper half holds ``n`` in bars and whose lower half the same inverted."""
    width, height = size
    bits = [(n >> bit) & 1 for bit in range(BITS)]
    row = np.repeat(np.array(bits, np.uint8) * 200 + 25, -(-width // BITS))[:width]
    upper = np.tile(row, (height // 2, 1))
    return np.ascontiguousarray(np.vstack([upper, 250 - np.tile(row, (height - height // 2, 1))]))


def read_number(bgra: NDArray[np.uint8]) -> int:
    """Return the number in a picture; a picture whose halves disagree is an error."""
    grey = bgra[..., 1].astype(int)
    height, width = grey.shape
    number = 0
    for bit in range(BITS):
        left, right = (bit + 0.3) * width / BITS, (bit + 0.7) * width / BITS
        columns = grey[:, int(left) : max(int(right), int(left) + 1)]
        upper = columns[height // 8 : 3 * height // 8].mean()
        lower = columns[5 * height // 8 : 7 * height // 8].mean()
        assert abs(upper - lower) > 80, f"bit {bit} is not clear: {upper:.0f} and {lower:.0f}"
        number |= int(upper > lower) << bit
    return number


def draw_clip(path: Path, recipe: Recipe) -> Path:
    """Write the clip that ``recipe`` asks for and return its path."""
    tick = recipe.tick or 1 / recipe.rate
    times: Sequence[int] = recipe.times if recipe.times is not None else range(recipe.frames)
    with av.open(str(path), "w", options=recipe.muxer) as container:
        stream = _add_video(container, recipe, tick)
        if recipe.audio_s:
            _write_sound(container, recipe)
        for n, ticks in enumerate(times):
            upright = draw_number(n, recipe.size)
            stored = np.ascontiguousarray(np.rot90(upright, -recipe.rotation // 90))
            frame = av.VideoFrame.from_ndarray(stored, "gray").reformat(format=recipe.pixel_format)
            frame.pts, frame.time_base = ticks, tick
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def draw_without_frames(path: Path) -> Path:
    """Write a file that promises a video and holds not one frame of it."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        container.start_encoding()
    return path


def _add_video(container: Any, recipe: Recipe, tick: Fraction) -> Any:
    options = dict(recipe.options)
    if recipe.codec == "libx264":
        options = {"preset": "ultrafast", "bf": str(recipe.b_frames), "sc_threshold": "0", "crf": "20"} | options
    stream = container.add_stream(recipe.codec, rate=recipe.rate, options=options)
    stream.width, stream.height = recipe.size if recipe.rotation % 180 == 0 else recipe.size[::-1]
    stream.pix_fmt = recipe.pixel_format
    stream.gop_size = recipe.gop
    stream.codec_context.time_base = tick
    stream.codec_context.thread_count = 1
    if recipe.codec in {"mpeg2video", "mpeg4"}:
        stream.codec_context.max_b_frames = recipe.b_frames
        stream.bit_rate = 2_000_000
    if recipe.interlaced:
        stream.codec_context.flags |= int(av.codec.context.Flags.interlaced_dct)
        stream.codec_context.flags |= int(av.codec.context.Flags.interlaced_me)
    if recipe.aspect:
        stream.codec_context.sample_aspect_ratio = recipe.aspect
    if recipe.rotation:
        stream.set_display_rotation(recipe.rotation)
    return stream


def _write_sound(container: Any, recipe: Recipe) -> None:
    """A tone that jumps from silence to 440 Hz at one second, so that its start can be found again."""
    rate = 48_000
    stream = container.add_stream(recipe.audio_codec, rate=rate, layout="mono")
    seconds = np.arange(int(recipe.audio_s * rate)) / rate
    wave = (np.sin(2 * np.pi * 440 * seconds) * 20_000 * (seconds >= 1)).astype(np.int16)
    for start in range(0, len(wave), 1024):
        piece = wave[start : start + 1024].reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece), "s16", "mono")
        frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def shift_times(source: Path, target: Path, change: Callable[[int], int]) -> Path:
    """Copy the video of ``source`` packet by packet, frame ``n``'s time (in ms) becoming ``change(n)``."""
    with av.open(str(source)) as old, av.open(str(target), "w") as new:
        stream = old.streams.video[0]
        copy = new.add_stream_from_template(stream)
        for n, packet in enumerate(p for p in old.demux(stream) if p.size):
            packet.stream = copy
            packet.time_base = Fraction(1, 1000)
            packet.pts = packet.dts = change(n)
            new.mux(packet)
    return target


def cut(source: Path, target: Path, begin: float = 0.0, end: float = 1.0, unit: int = 1) -> Path:
    """Copy the bytes of ``source`` between two shares of its length, in whole ``unit``s."""
    content = source.read_bytes()
    first, last = (int(len(content) * share) // unit * unit for share in (begin, end))
    target.write_bytes(content[first:last])
    return target


def _phone_times(frames: int = 90) -> tuple[int, ...]:
    """Uneven times in ticks of 1/90000 s: 10 to 67 ms apart, with one gap of 700 ms."""
    steps = np.random.default_rng(7).integers(900, 6000, frames)
    steps[40] = 63_000
    return tuple(int(t) for t in np.cumsum(steps))


NTSC = Fraction(30_000, 1001)
MS = Fraction(1, 90_000)
QUIET_HEVC = {"preset": "ultrafast", "x265-params": "log-level=none:pools=1:frame-threads=1:open-gop=1"}
QUICK_VPX = {"deadline": "realtime", "cpu-used": "8"}

QUICK_AV1 = {"preset": "12", "svtav1-params": "lp=1"}
TOP_FIELD_FIRST = {"x264-params": "interlaced=1:tff=1"}
GAPS = tuple(n * 40 + (n > 20) * 3000 + (n > 40) * 70_000 for n in range(60))

CLIPS: dict[str, Recipe] = {
    "h264 in mp4": Recipe(audio_s=3),
    "long gop at 59.94": Recipe(frames=160, gop=160, rate=Fraction(60_000, 1001), b_frames=3),
    "variable rate": Recipe(times=_phone_times(), tick=MS, rate=Fraction(30)),
    "variable rate in mkv": Recipe(suffix=".mkv", times=_phone_times(), tick=MS, rate=Fraction(30)),
    "late start": Recipe(times=tuple(range(12, 92))),
    "late start with sound": Recipe(times=tuple(range(12, 92)), audio_s=4),
    "begin edited away": Recipe(times=tuple(range(-5, 92))),
    "fragmented": Recipe(muxer={"movflags": "frag_keyframe+empty_moov"}),
    "mov at 23.976": Recipe(suffix=".mov", rate=Fraction(24_000, 1001), audio_s=2, audio_codec="pcm_s16le"),
    "hevc open gop": Recipe(codec="libx265", options=QUIET_HEVC, frames=70),
    "h264 in mkv at 29.97": Recipe(suffix=".mkv", rate=NTSC),
    "vp9 in webm": Recipe(suffix=".webm", codec="libvpx-vp9", options=QUICK_VPX, frames=60),
    "vp8 with hidden pictures": Recipe(
        suffix=".webm", codec="libvpx", options={"auto-alt-ref": "1", "lag-in-frames": "16", "cpu-used": "8"}, frames=60
    ),
    "mpeg2 in ts": Recipe(suffix=".ts", codec="mpeg2video", gop=12),
    "interlaced mpeg2 in ts": Recipe(suffix=".ts", codec="mpeg2video", gop=12, interlaced=True),
    "mpeg2 in ps": Recipe(suffix=".mpg", codec="mpeg2video", gop=12, audio_s=3, audio_codec="mp2"),
    "h264 open gop in mts": Recipe(
        suffix=".mts", options={"x264-params": "open-gop=1"}, gop=15, rate=Fraction(50), audio_s=2, audio_codec="mp2"
    ),
    "mjpeg in avi": Recipe(suffix=".avi", codec="mjpeg", pixel_format="yuvj420p"),
    "h264 with b-frames in avi": Recipe(suffix=".avi"),
    "mpeg4 with b-frames in avi": Recipe(suffix=".avi", codec="mpeg4", gop=12),
    "mpeg4 in mp4": Recipe(codec="mpeg4", gop=12),
    "dv in avi": Recipe(suffix=".avi", codec="dvvideo", size=(720, 576), frames=20),
    "wmv": Recipe(suffix=".wmv", codec="wmv2"),
    "flv": Recipe(suffix=".flv"),
    "rotated by 90": Recipe(rotation=90),
    "rotated by 180": Recipe(rotation=180),
    "rotated by 270": Recipe(rotation=-90),
    "wide pixels": Recipe(aspect=Fraction(16, 11)),
    "av1 in mp4": Recipe(codec="libsvtav1", options=QUICK_AV1, frames=50),
    "av1 in mkv at 23.976": Recipe(
        suffix=".mkv", codec="libsvtav1", options=QUICK_AV1, frames=50, rate=Fraction(24_000, 1001)
    ),
    "hevc in mkv at 50": Recipe(suffix=".mkv", codec="libx265", options=QUIET_HEVC, frames=60, rate=Fraction(50)),
    "hevc in ts": Recipe(suffix=".ts", codec="libx265", options=QUIET_HEVC, frames=60),
    "hevc of 10 bits in mov at 59.94": Recipe(
        suffix=".mov",
        codec="libx265",
        options=QUIET_HEVC,
        frames=40,
        pixel_format="yuv420p10le",
        rate=Fraction(60_000, 1001),
    ),
    "mpeg4 in avi at 59.94": Recipe(suffix=".avi", codec="mpeg4", gop=12, b_frames=0, rate=Fraction(60_000, 1001)),
    "mpeg4 in mkv": Recipe(suffix=".mkv", codec="mpeg4", gop=12),
    "mpeg1 in mpg": Recipe(suffix=".mpg", codec="mpeg1video", gop=12),
    "mpeg2 in vob at 59.94": Recipe(suffix=".vob", codec="mpeg2video", gop=12, rate=Fraction(60_000, 1001)),
    "dv in mov": Recipe(suffix=".mov", codec="dvvideo", size=(720, 576), frames=15),
    "bare dv": Recipe(suffix=".dv", codec="dvvideo", size=(720, 576), frames=15),
    "ntsc dv in avi": Recipe(
        suffix=".avi", codec="dvvideo", size=(720, 480), frames=15, rate=NTSC, pixel_format="yuv411p"
    ),
    "interlaced h264 in mts": Recipe(
        suffix=".mts", interlaced=True, options=TOP_FIELD_FIRST, gop=25, size=(BITS * BLOCK, 96)
    ),
    "interlaced h264 in mp4 at 29.97": Recipe(
        interlaced=True, options=TOP_FIELD_FIRST, gop=25, size=(BITS * BLOCK, 96), rate=NTSC
    ),
    "late start in ts": Recipe(suffix=".ts", times=tuple(range(500, 580))),
    "gaps in mp4": Recipe(times=GAPS, tick=Fraction(1, 1000)),
    "gaps in webm": Recipe(suffix=".webm", codec="libvpx-vp9", options=QUICK_VPX, times=GAPS, tick=Fraction(1, 1000)),
    "h264 that refreshes bit by bit": Recipe(options={"x264-params": "intra-refresh=1:keyint=30"}, b_frames=0),
    "h264 with many b-frames": Recipe(b_frames=8, options={"x264-params": "b-pyramid=normal:open-gop=1"}),
    "h264 of key frames in mov": Recipe(suffix=".mov", gop=1, b_frames=0),
    "mjpeg in mov at 15": Recipe(suffix=".mov", codec="mjpeg", pixel_format="yuvj420p", rate=Fraction(15)),
    "prores in mov": Recipe(suffix=".mov", codec="prores_ks", frames=20, pixel_format="yuv422p10le"),
}
