"""Read the index of a video: from its tables, from its packets, or by decoding it once where they are not the truth.

Imports av and numpy: import this module lazily.
"""

from pathlib import Path

from coder.media import index_cache
from coder.media.container import explain
from coder.media.decode_pass import first_times, read_by_decoding
from coder.media.frame_times import FrameIndex
from coder.media.moov_index import find_packets
from coder.media.packets import Packets, read_packets
from coder.media.stopping import Cancel, Progress, tell

__all__ = ["FrameIndex", "read_index"]


def read_index(
    path: Path, *, cancel: Cancel | None = None, progress: Progress | None = None, cache_dir: Path | None = None
) -> FrameIndex:
    """Return the frame index of the video at ``path``, from ``cache_dir`` when it is known there.

    Raises CoderError when there is no video to index, and Stopped when ``cancel`` says so.
    """
    if cache_dir is not None and (known := index_cache.find_index(path, cache_dir)) is not None:
        return known
    try:
        index = _build(path, cancel, progress)
    except OSError as error:
        raise explain(path, error) from error
    if cache_dir is not None:
        index_cache.write_index(path, cache_dir, index)
    tell(progress, 1.0)
    return index


def _build(path: Path, cancel: Cancel | None, progress: Progress | None) -> FrameIndex:
    listed = find_packets(path)
    proven = _prove(path, listed, cancel) if listed is not None else None
    if proven is not None:
        return proven
    packets = read_packets(path, cancel, progress)
    proven = _prove(path, packets, cancel)
    return proven if proven is not None else read_by_decoding(path, packets.complaints, cancel, progress)


def _prove(path: Path, packets: Packets, cancel: Cancel | None) -> FrameIndex | None:
    """Return the packets' index if the first pictures that come out of the decoder bear its times, else None.

    Frames before the first one that can be decoded (a file that begins between two key frames) are left out.
    """
    if not packets.tell:
        return None
    index = packets.in_order()
    seen = first_times(path, cancel)
    begin = index.find_pts(seen[0]) if seen else None
    if begin is None or seen != index.pts[begin : begin + len(seen)].tolist():
        return None
    return index if begin == 0 else index.without_first(begin)
