"""Play a film with sound in the whole window: how far the picture is from what the sound device took."""

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.playing import open_film, spin

SECONDS, SETTLED_S = 30, 2.0
RATE, HZ = 25, 48_000
APART_MS = 20.0
_PLAY = """
import sys
from pathlib import Path
from tests.benchmarks.in_step import play
play(Path(sys.argv[1]), float(sys.argv[2]))
"""


def measure_in_step(seconds: float = SECONDS) -> Iterator[Figure]:
    """Play for some seconds at 1×; where there is no sound device, say so."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _PLAY, folder, str(seconds)],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env={"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"ATTUNE_SETTINGS": folder, "ATTUNE_CACHE": folder},
        )
    behind = json.loads(done.stdout.splitlines()[-1])
    if not behind:
        yield Figure("sound: picture to sink, not measured: no sound device", math.nan, "ms")
        return
    half, usual = len(behind) // 2, statistics.median(behind)
    drift = statistics.median(behind[half:]) - statistics.median(behind[:half])
    apart = percentile([abs(ms - usual) for ms in behind], 0.95)
    # How much the device holds before it is heard is its own, and the same all the time.
    yield Figure("sound: picture to what the sink took, median", usual, "ms")
    yield Figure("sound: picture to sink, latest of 95 in 100 frames", apart, "ms", APART_MS)
    yield Figure(f"sound: picture to sink, drift in {seconds:g} s", abs(drift), "ms", APART_MS)


def play(folder: Path, seconds: float) -> None:
    """Print, for each frame as it is first painted, how much more the device took than the frame's time, in ms."""
    application, window = open_film(draw_beats(folder / "beats.mkv", seconds + 5), folder)
    spin(3.0)
    print(json.dumps(_behind(window, seconds)))  # noqa: T201
    window.close()
    application.processEvents()


def _behind(window: Any, seconds: float) -> list[float]:
    sitting = window.sitting
    hearing, playback = sitting.company.hearing, sitting.playback
    if hearing.sound is None:
        return []
    sink, times = hearing.sound._sink, sitting.desk.workspace.frames
    seen: dict[int, float] = {}
    sitting.video.painted.connect(lambda n: seen.setdefault(n, sink.processed_us() / 1000 - times.time_ms(n)))
    playback.play()
    spin(seconds)
    playback.pause()
    return [behind_ms for n, behind_ms in seen.items() if times.time_ms(n) > SETTLED_S * 1000]


def draw_beats(path: Path, seconds: float) -> Path:
    """Draw a film that flashes and clicks at each whole second."""
    click = np.zeros(HZ, np.int16)
    click[: HZ // 100] = 25_000 * np.sin(np.arange(HZ // 100) * 2 * np.pi * 2_000 / HZ)
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = 320, 180, "yuv420p"
        audio: Any = container.add_stream("pcm_s16le", rate=HZ, layout="stereo")
        for second in range(math.ceil(seconds)):
            for n in range(second * RATE, (second + 1) * RATE):
                grey = np.full((180, 320), 230 if n % RATE == 0 else 30, np.uint8)
                frame = av.VideoFrame.from_ndarray(grey, "gray").reformat(format="yuv420p")
                frame.pts, frame.time_base = n, Fraction(1, RATE)
                container.mux(video.encode(frame))
            heard = av.AudioFrame.from_ndarray(click.repeat(2).reshape(1, -1), "s16", "stereo")
            heard.sample_rate, heard.pts, heard.time_base = HZ, second * HZ, Fraction(1, HZ)
            container.mux(audio.encode(heard))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    return path
