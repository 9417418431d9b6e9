"""The same video small and in key frames only: any frame at once, with the same number and time.

Imports av and numpy: import this module lazily.
"""

from pathlib import Path
from typing import BinaryIO

from av.codec import CodecContext
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from coder.media.container import FFmpegError
from coder.media.frame_times import FrameIndex
from coder.media.picture import Picture, PictureMaker
from coder.media.proxy_files import ProxyFiles, ProxyTable
from coder.model.media import Fingerprint

BEGIN, END = b"\xff\xd8", b"\xff\xd9"


class Proxy:
    """Frames of a proxy by number, whole or still growing. Not safe for threads."""

    def __init__(self, files: ProxyFiles, table: ProxyTable, index: FrameIndex) -> None:
        self.files = files
        self.table = table
        self.index = index
        self._file: BinaryIO | None = None
        self._maker = PictureMaker(turn=table.turn)
        self._decoder: VideoCodecContext | None = None

    def __contains__(self, n: int) -> bool:
        return 0 <= n < self.table.done and bool(self.table.offsets[n] < self.table.offsets[n + 1])

    def __len__(self) -> int:
        return self.table.done

    @property
    def complete(self) -> bool:
        """Say whether it reaches to the end of the video."""
        return self.table.done == self.table.frames

    @property
    def size_bytes(self) -> int:
        """Return how many bytes its pictures take."""
        return int(self.table.offsets[-1])

    def close(self) -> None:
        """Close the file; it is opened again when a picture is asked for."""
        if self._file is not None:
            self._file.close()
        self._file = self._decoder = None

    def find_picture(self, n: int, size: tuple[int, int] | None = None) -> Picture | None:
        """Return frame ``n`` as a draft, ``size`` pixels wide and high (default: as large as the video is shown).

        None where the proxy does not hold it.
        """
        frame = self.find_frame(n)
        if frame is None:
            return None
        size = size if size is not None else (self.table.width, self.table.height)
        return self._maker.make(frame, n, self.index.time_ms(n), size, draft=True)

    def find_frame(self, n: int) -> VideoFrame | None:
        """Return frame ``n`` as the proxy holds it: small, and not yet upright."""
        if n not in self:
            return None
        try:
            coded = self._read(int(self.table.offsets[n]), int(self.table.offsets[n + 1]))
            if coded[:2] != BEGIN or coded[-2:] != END:
                return None
            frames = self._open_decoder().decode(Packet(coded))
        except (OSError, FFmpegError):
            self.close()
            return None
        return frames[0] if frames else None

    def _read(self, begin: int, end: int) -> bytes:
        if self._file is None:
            self._file = self.files.pictures.open("rb")
        self._file.seek(begin)
        return self._file.read(end - begin)

    def _open_decoder(self) -> VideoCodecContext:
        if self._decoder is None:
            made = CodecContext.create("mjpeg", "r")
            assert isinstance(made, VideoCodecContext)
            made.thread_count = 1
            self._decoder = made
        return self._decoder


def find_proxy(index: FrameIndex, fingerprint: Fingerprint, folder: Path) -> Proxy | None:
    """Return the proxy in ``folder`` of the video with this fingerprint, as far as it is built, or None."""
    files = ProxyFiles(folder, fingerprint.digest)
    table = files.find_table(index)
    if table is None:
        return None
    files.touch()
    return Proxy(files, table, index)
