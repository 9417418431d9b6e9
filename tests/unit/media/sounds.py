"""Sound drawn at test time: clicks at known samples, noise, tones; in a film or alone."""

import wave
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Mono = NDArray[np.int16]
CLICK_S = 0.001


def draw_clicks(hz: int, at_s: Sequence[float], length_s: float, noise: float = 0.0, seed: int = 0) -> Mono:
    """Return silence, or noise, with clicks that begin at exactly the samples nearest to ``at_s``."""
    rng = np.random.default_rng(seed)
    wave_ = rng.standard_normal(round(length_s * hz)) * noise
    for second in at_s:
        begin = round(second * hz)
        wave_[begin : begin + max(1, round(CLICK_S * hz))] = 20_000
    return wave_.clip(-32_000, 32_000).astype(np.int16)


def find_clicks(samples: NDArray[np.int16], hz: int = 48_000, apart_s: float = 0.2) -> list[float]:
    """Return when clicks begin, in seconds from the first sample."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 6_000)
    begins = loud[np.concatenate([[True], np.diff(loud) > apart_s * hz])] if len(loud) else loud
    return [float(begin) / hz for begin in begins]


def write_wave(path: Path, samples: Mono, hz: int) -> Path:
    """Write samples as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(hz)
        file.writeframes(samples.tobytes())
    return path


@dataclass(frozen=True, slots=True)
class Sounding:
    """One sound of a film."""

    samples: Mono
    hz: int = 48_000
    codec: str = "pcm_s16le"
    language: str = ""
    title: str = ""


def draw_sound(path: Path, channels: int = 1, streams: int = 1, length_s: float = 2.0) -> Path:
    """Write a tone in some streams alike, coded as MPEG layer 2."""
    tone = (np.sin(2 * np.pi * 440 * np.arange(round(length_s * 48_000)) / 48_000) * 12_000).astype(np.int16)
    layout = "stereo" if channels == 2 else "mono"
    with av.open(str(path), "w") as container:
        made: list[Any] = [container.add_stream("mp2", rate=48_000, layout=layout) for _ in range(streams)]
        for begin in range(0, len(tone), 1152):
            piece = np.repeat(tone[begin : begin + 1152], channels).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(piece), "s16", layout)
            frame.sample_rate, frame.pts, frame.time_base = 48_000, begin, Fraction(1, 48_000)
            for stream in made:
                container.mux(stream.encode(frame))
        for stream in made:
            container.mux(stream.encode(None))
    return path


def draw_film(path: Path, sounds: Sequence[Sounding], video_s: float = 1.0, video_codec: str = "mpeg4") -> Path:
    """Write a film of grey pictures, 25 a second, with some sounds."""
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(video_codec, rate=25)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        streams = [_add_sound(container, sound) for sound in sounds]
        for n in range(round(video_s * 25)):
            frame = av.VideoFrame(64, 64, "yuv420p")
            frame.pts, frame.time_base = n, Fraction(1, 25)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        for stream, sound in zip(streams, sounds, strict=True):
            for begin in range(0, len(sound.samples), 1024):
                container.mux(stream.encode(_frame(sound, begin)))
            container.mux(stream.encode(None))
    return path


def _add_sound(container: Any, sound: Sounding) -> Any:
    stream = container.add_stream(sound.codec, rate=sound.hz, layout="mono")
    for name, value in (("language", sound.language), ("title", sound.title)):
        if value:
            stream.metadata[name] = value
    return stream


def _frame(sound: Sounding, begin: int) -> av.AudioFrame:
    piece = np.ascontiguousarray(sound.samples[begin : begin + 1024].reshape(1, -1))
    frame = av.AudioFrame.from_ndarray(piece, "s16", "mono")
    frame.sample_rate, frame.pts, frame.time_base = sound.hz, begin, Fraction(1, sound.hz)
    return frame
