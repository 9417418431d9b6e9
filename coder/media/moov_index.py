"""Index an MP4 or MOV file by its tables, without reading its packets: seconds become milliseconds.

Times of decoding, key frames and what edits hide are FFmpeg's own, from its table of the file; the tables tell by how
much each frame is shown later. Imports av and numpy: import this module lazily.
"""

from pathlib import Path

import numpy as np
from av.packet import Packet
from av.video.stream import VideoStream

from coder.media.container import FFmpegError, need_video, open_media, packets_of
from coder.media.frame_times import Ticks
from coder.media.moov import Samples, UnreadableTablesError, read_samples
from coder.media.packets import Packets, check_open, sum_up


def find_packets(path: Path) -> Packets | None:
    """Return what a pass over the packets would find, or None when the tables do not tell all of it.

    That is so for other containers, fragments, several edits, and tables of samples that are not in the file.
    Raises CoderError when there is no video.
    """
    with open_media(path) as container:
        stream = need_video(container, path)
        if "mp4" not in container.format.name.split(","):
            return None
        try:
            samples = read_samples(path, stream.id)
            first = next(packets_of(container, stream))
            check_open(first, path)
            rows, read = _rows(first, stream, samples, path.stat().st_size)
        except (ValueError, IndexError, OverflowError, FFmpegError):  # tables that are damaged, in whatever way
            return None
        return sum_up(container, stream, path, rows, read)


def _rows(first: "Packet[VideoStream]", stream: VideoStream, samples: Samples, size: int) -> tuple[Ticks, int]:
    """Return the rows of frames to show, and how many packets there are in all."""
    if (samples.sizes <= 0).any() or (samples.places + samples.sizes > size).any():
        raise UnreadableTablesError("samples that are not there")
    order = np.argsort(samples.places, kind="stable")
    entries = stream.index_entries
    each = (n for e in entries for n in (e.timestamp, e.is_keyframe, e.is_discard, e.pos, e.size))
    listed = np.fromiter(each, np.int64, 5 * len(entries)).reshape(-1, 5)
    found = np.searchsorted(samples.places[order], listed[:, 3])
    if not len(listed) or (np.diff(samples.places[order]) == 0).any() or found.max() >= len(order):
        raise UnreadableTablesError("places")
    which = order[found]
    if (samples.places[which] != listed[:, 3]).any() or (samples.sizes[which] != listed[:, 4]).any():
        raise UnreadableTablesError("places")
    pts = listed[:, 0] + samples.delays[which] + _shift(first, listed, samples.delays[which])
    rows = np.column_stack([pts, listed[:, 0], listed[:, 1], samples.lengths[which], listed[:, 3]])
    return rows[listed[:, 2] == 0], len(listed)


def _shift(first: "Packet[VideoStream]", listed: Ticks, delays: Ticks) -> int:
    """Return what the first packet says that showing is later than decoding, beyond its own delay."""
    if first.pts is None or first.dts is None or first.dts != listed[0, 0] or first.pos != listed[0, 3]:
        raise UnreadableTablesError("first packet")
    return int(first.pts - first.dts - delays[0])
