"""The same jumps by others: decoding alone, OpenCV, QMediaPlayer."""

import time
from collections.abc import Sequence
from pathlib import Path

import av

from coder.media.frame_index import FrameIndex
from tests.benchmarks.film import read_number

WAIT_S = 5.0


class Bare:
    """FFmpeg from the key frame to the target and nothing else: no engine can be quicker without a proxy."""

    def __init__(self, path: Path, index: FrameIndex) -> None:
        self._index = index
        self._container = av.open(str(path))
        self._stream = self._container.streams.video[0]
        self._stream.thread_type, self._stream.codec_context.thread_count = "AUTO", 4

    def seek_ms(self, n: int) -> float:
        """Return how long frame ``n`` takes."""
        began = time.perf_counter()
        wanted, key = int(self._index.pts[n]), self._index.key_before(n)
        after = min(
            key + 4, self._index.key_after(n) - 1
        )  # a time just after the key frame finds it in every container
        self._container.seek(int(self._index.pts[after]), stream=self._stream)
        for packet in self._container.demux(self._stream):
            early = packet.pts is not None and packet.pts < wanted
            self._stream.codec_context.skip_frame = "NONREF" if early else "DEFAULT"
            if any(frame.pts == wanted for frame in packet.decode()):
                break
        return (time.perf_counter() - began) * 1000


def opencv_ms(path: Path, targets: Sequence[int]) -> tuple[list[float], int]:
    """Return how long OpenCV takes, and how many of its pictures are those asked for."""
    import cv2
    import numpy as np

    video = cv2.VideoCapture(str(path))
    found, right = [], 0
    for n in targets:
        began = time.perf_counter()
        video.set(cv2.CAP_PROP_POS_FRAMES, n)
        there, picture = video.read()
        found.append((time.perf_counter() - began) * 1000)
        right += bool(there) and read_number(np.asarray(picture, np.uint8)) == n
    video.release()
    return found, right


def qmediaplayer_ms(path: Path, index: FrameIndex, targets: Sequence[int]) -> tuple[list[float], int] | None:
    """Return how long QMediaPlayer takes to show a picture after a seek, and how many are right; None without it."""
    try:
        from PySide6.QtCore import QCoreApplication, QUrl
        from PySide6.QtGui import QImage
        from PySide6.QtMultimedia import QMediaPlayer, QVideoSink
    except ImportError:
        return None
    import numpy as np

    app = QCoreApplication.instance() or QCoreApplication([])
    player, sink, came = QMediaPlayer(), QVideoSink(), list[int]()
    player.setVideoSink(sink)

    def take() -> None:
        image = sink.videoFrame().toImage().convertToFormat(QImage.Format.Format_RGB32)
        if not image.isNull():
            pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
            came.append(read_number(pixels[:, : image.width()]))

    sink.videoFrameChanged.connect(take)
    player.setSource(QUrl.fromLocalFile(str(path)))
    player.pause()
    found, right = [], 0
    for n in targets:
        _spin(app, came, 0.2)
        came.clear()
        began = time.perf_counter()
        player.setPosition(index.time_ms(n) + 1)
        _spin(app, came, WAIT_S)
        found.append((time.perf_counter() - began) * 1000)
        right += bool(came) and came[-1] == n
    return found, right


def _spin(app: object, came: list[int], seconds: float) -> None:
    from PySide6.QtCore import QCoreApplication

    assert isinstance(app, QCoreApplication)
    end, before = time.perf_counter() + seconds, len(came)
    while time.perf_counter() < end and len(came) == before:
        app.processEvents()
