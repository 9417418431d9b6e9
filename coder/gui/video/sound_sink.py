"""The computer's sound device, by Qt. QtMultimedia is loaded here and nowhere else, and may be missing."""

from typing import TYPE_CHECKING

from coder.errors import CoderError

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSink

BUFFER_MS = 200
HZ = 48_000
FATAL = frozenset({"OpenError", "IOError", "FatalError"})


def open_sink() -> "QtSink":
    """Open the sound device; raise CoderError, meant to be told once and calmly, when there is none."""
    try:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices
    except ImportError as error:
        words = "There is no sound: Qt cannot load it here."
        raise CoderError(words, "Coding works without it; coder doctor says what is missing.") from error
    device = QMediaDevices.defaultAudioOutput()
    wanted = QAudioFormat()
    wanted.setSampleRate(HZ)
    wanted.setChannelCount(2)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    if device.isNull() or not device.isFormatSupported(wanted):
        raise CoderError("There is no sound device.", "Coding works without it.")
    return QtSink(QAudioSink(device, wanted))


class QtSink:
    """A QAudioSink that is written to."""

    def __init__(self, sink: "QAudioSink") -> None:
        self._sink = sink
        self._sink.setBufferSize(HZ * 4 * BUFFER_MS // 1000)
        self._stream: QIODevice | None = None

    def start(self) -> None:
        """Begin anew."""
        self._stream = self._sink.start()

    def stop(self) -> None:
        """Be silent at once."""
        self._stream = None
        self._sink.reset()

    def bytes_free(self) -> int:
        """Return how many bytes can be written now."""
        return int(self._sink.bytesFree()) if self._stream is not None else 0

    def write(self, samples: bytes) -> None:
        """Take samples."""
        if self._stream is not None:
            self._stream.write(samples)

    def processed_us(self) -> int:
        """Return how much the device took since the start."""
        return int(self._sink.processedUSecs())

    def failed(self) -> bool:
        """Tell whether the device is gone, as when it was unplugged; running dry for a moment is no failure."""
        fatal, stopped = self._sink.error().name in FATAL, self._sink.state().name == "StoppedState"
        return self._stream is not None and (fatal or stopped)

    def set_volume(self, volume: float) -> None:
        """Set the loudness, 0 to 1, as the ear hears it."""
        from PySide6.QtMultimedia import QAudio

        scale = QAudio.VolumeScale
        self._sink.setVolume(QAudio.convertVolume(volume, scale.LogarithmicVolumeScale, scale.LinearVolumeScale))
