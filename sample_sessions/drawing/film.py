"""Write a session as H.264 and AAC in MP4, each frame at its own time."""

import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from drawing.canvas import HEIGHT, WIDTH
from drawing.scene import Scene
from drawing.script import Script
from drawing.sound import RATE_HZ, Samples, draw_sound

_ENCODERS = (
    ("libx264", {"crf": "26", "preset": "veryslow", "tune": "animation", "g": "125"}),
    ("libopenh264", {"b": "160k", "g": "125"}),
    ("mpeg4", {"q": "5", "g": "50"}),
)
_AUDIO_BITS_PER_S = 48_000
_CHUNK = 1024


def write_film(script: Script, path: Path) -> None:
    """Draw every frame and every sound of a session into an MP4 file."""
    scene, sound = Scene(script), draw_sound(script)
    name, options = find_encoder()
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        video: Any = container.add_stream(name, rate=script.fps, options=options)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.time_base = video.codec_context.time_base = Fraction(1, script.ticks_per_s)
        audio: Any = container.add_stream("aac", rate=RATE_HZ, layout="mono")
        audio.bit_rate = _AUDIO_BITS_PER_S
        chunks = _chunks(sound)
        for number, time_s in enumerate(script.frame_times_s):
            container.mux(video.encode(_picture(scene, number)))
            for chunk in _until(chunks, time_s):
                container.mux(audio.encode(chunk))
            _show_progress(number + 1, len(script.frame_ticks))
        container.mux(video.encode(None))
        for chunk in chunks:
            container.mux(audio.encode(chunk))
        container.mux(audio.encode(None))


def find_encoder() -> tuple[str, dict[str, str]]:
    """Find the best video encoder there is, with its options."""
    for name, options in _ENCODERS:
        if name in av.codecs_available:
            return name, options
    raise SystemExit("This build of FFmpeg has no encoder for H.264 or MPEG-4: install PyAV from its wheel.")


def _picture(scene: Scene, number: int) -> av.VideoFrame:
    frame = av.VideoFrame.from_ndarray(scene.draw(number), format="rgb24")
    frame.pts = scene.script.frame_ticks[number]
    frame.time_base = Fraction(1, scene.script.ticks_per_s)
    return frame


def _chunks(sound: Samples) -> Iterator[av.AudioFrame]:
    for start in range(0, len(sound), _CHUNK):
        part = np.ascontiguousarray(sound[None, start : start + _CHUNK])
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, start, Fraction(1, RATE_HZ)
        yield frame


def _until(chunks: Iterator[av.AudioFrame], time_s: float) -> Iterator[av.AudioFrame]:
    """Give chunks until one begins after the time."""
    for chunk in chunks:
        yield chunk
        if chunk.pts is not None and chunk.pts / RATE_HZ > time_s:
            return


def _show_progress(done: int, whole: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{whole} frames{'' if done < whole else chr(10)}")
