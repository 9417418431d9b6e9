"""Show the first frame of a video before its index is whole. Imports av and numpy: import this module lazily."""

from pathlib import Path

from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, need_video, open_media, packets_of
from coder.media.packets import check_open
from coder.media.picture import Picture, PictureMaker, pixel_aspect
from coder.media.request import Size


def _decode(packet: "Packet[VideoStream]") -> list[VideoFrame]:
    try:
        return packet.decode()
    except FFmpegError:
        return []  # damaged, or a picture that builds on one that is not there


def read_first_picture(path: Path, size: Size | None = None) -> Picture:
    """Return frame 0, ``size`` pixels wide and high (default: as large as it is shown); nothing else is read.

    Raises CoderError when there is no picture.
    """
    with open_media(path) as container:
        stream = need_video(container, path)
        try:
            for packet in packets_of(container, stream):
                check_open(packet, path)
                frames = _decode(packet)
                if frames:
                    return PictureMaker(pixel_aspect(stream)).make(frames[0], 0, 0, size)
        except (FFmpegError, OSError) as error:
            raise explain(path, error) from error
    raise CoderError(f"Not one picture of {path.name} can be decoded.", "Copy the file again, or play it elsewhere.")
