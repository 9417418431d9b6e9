"""Files without a moving picture: time is counted in even steps along the sound. Imports av: import lazily."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from av.audio.stream import AudioStream
from av.packet import Packet

from coder.errors import CoderError
from coder.media.container import find_audio, find_video, open_media
from coder.media.frame_index import FrameIndex, read_index
from coder.media.sound_frames import sound_packets
from coder.media.stopping import Cancel, Progress, check

STEP_MS = 10


@dataclass(frozen=True, slots=True)
class SoundTimes:
    """Steps of 10 ms along a sound, in place of frames; ``start_s``: the container's time of the first sample."""

    duration_ms: int
    start_s: float = 0.0

    def __len__(self) -> int:
        return max(1, -(-self.duration_ms // STEP_MS))

    def at(self, ms: float) -> int:
        """Return the step that an instant lies in; the first or last one outside the sound."""
        return max(0, min(len(self) - 1, int(ms // STEP_MS)))

    def time_ms(self, n: int) -> int:
        """Return when step ``n`` begins; raise IndexError outside the sound."""
        if not 0 <= n < len(self):
            raise IndexError(n)
        return n * STEP_MS


def read_times(
    path: Path, *, cancel: Cancel | None = None, progress: Progress | None = None, cache_dir: Path | None = None
) -> FrameIndex | SoundTimes:
    """Return the frames of the video at ``path``, or the steps of its sound where it has no picture.

    Raises CoderError when there is neither, and Stopped when ``cancel`` says so.
    """
    try:
        return read_index(path, cancel=cancel, progress=progress, cache_dir=cache_dir)
    except CoderError:
        found = find_sound_times(path, cancel)
        if found is None:
            raise
        return found


def find_sound_times(path: Path, cancel: Cancel | None = None) -> SoundTimes | None:
    """Return the steps of a file that holds sound alone, or None for any other file."""
    try:
        container = open_media(path)
    except CoderError:
        return None
    with container:
        sound = find_audio(container)
        if sound is None or find_video(container) is not None or getattr(sound, "codec_context", None) is None:
            return None
        begin_s, end_s = _ends_s(sound_packets(container, sound, path), cancel)
    return SoundTimes(round((end_s - begin_s) * 1000), begin_s) if end_s > begin_s else None


def _ends_s(packets: "Iterator[Packet[AudioStream]]", cancel: Cancel | None) -> tuple[float, float]:
    """Return where the packets that are there begin and end: what a header promises may be cut off."""
    begin: float | None = None
    end = 0.0
    for packet in packets:
        check(cancel)
        if packet.pts is None or packet.time_base is None:
            continue
        at_s = float(packet.pts * packet.time_base)
        begin = at_s if begin is None else begin
        end = max(end, at_s + float((packet.duration or 0) * packet.time_base))
    return begin or 0.0, end
