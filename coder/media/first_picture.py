"""Show the first frame of a video before its index is whole. Imports av and numpy: import this module lazily."""

from pathlib import Path

from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, need_video, open_media, packets_of
from coder.media.packets import check_open
from coder.media.picture import Picture, PictureMaker, pixel_aspect, shown_size
from coder.media.request import Size
from coder.media.stopping import Cancel, check


def _decode(packet: "Packet[VideoStream]") -> list[VideoFrame]:
    try:
        return packet.decode()
    except FFmpegError:
        return []  # damaged, or a picture that builds on one that is not there


def read_first_picture(path: Path, room: Size | None = None, cancel: Cancel | None = None) -> Picture:
    """Return frame 0 as large as it is shown, or smaller to fit into ``room`` (pixels); nothing else is read.

    Raises CoderError when there is no picture, and Stopped when ``cancel`` says so.
    """
    with open_media(path) as container:
        stream = need_video(container, path)
        try:
            for packet in packets_of(container, stream):
                check(cancel)
                check_open(packet, path)
                frames = _decode(packet)
                if frames:
                    return _make(frames[0], stream, room)
        except (FFmpegError, OSError) as error:
            raise explain(path, error) from error
    raise CoderError(f"Not one picture of {path.name} can be decoded.", "Copy the file again, or play it elsewhere.")


def _make(frame: VideoFrame, stream: VideoStream, room: Size | None) -> Picture:
    maker = PictureMaker(pixel_aspect(stream))
    width, height = shown_size(frame, maker.aspect, maker.turn_of(frame))
    scale = min(1.0, room[0] / width, room[1] / height) if room is not None else 1.0
    return maker.make(frame, 0, 0, (max(1, round(width * scale)), max(1, round(height * scale))))
