"""Open a media file, or say in one sentence why it cannot be. Imports av: import this module lazily."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import av
import av.error
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from av.video.stream import VideoStream

from coder.errors import CoderError

FFmpegError = av.error.FFmpegError

StreamT = TypeVar("StreamT", VideoStream, AudioStream)


def open_media(path: Path) -> InputContainer:
    """Open ``path`` for reading, as a plain file and nothing else; raise CoderError when it is no media file."""
    _check_file(path)
    try:
        return av.open(str(path), "r", options={"protocol_whitelist": "file"}, metadata_errors="replace")
    except (OSError, FFmpegError, ValueError) as error:
        raise explain(path, error) from error


def find_video(container: InputContainer) -> VideoStream | None:
    """Return the first moving picture of ``container``; a cover picture is none."""
    return next((s for s in container.streams.video if not s.disposition & Disposition.attached_pic), None)


def packets_of(container: InputContainer, stream: StreamT) -> "Iterator[Packet[StreamT]]":
    """Yield the packets of ``stream`` from where the container is, and at the end an empty one."""
    try:
        packets: Iterator[Packet[StreamT]] = container.demux(stream)
        yield from packets
    except IndexError:
        return  # at the end, the library trips over streams that appeared in the middle of the file


def find_audio(container: InputContainer, stream: int = 0) -> AudioStream | None:
    """Return the sound stream number ``stream`` of ``container``."""
    streams = container.streams.audio
    return streams[stream] if stream < len(streams) else None


def need_video(container: InputContainer, path: Path) -> VideoStream:
    """Return the video stream; raise CoderError when there is none or its codec is unknown."""
    stream = find_video(container)
    if stream is None:
        what = "only sound" if container.streams.audio else "no video stream"
        raise CoderError(f"{path.name} holds {what}.", "Choose a file with a moving picture.")
    # An unknown codec leaves the stream without a context, whatever the library's types say.
    if getattr(stream, "codec_context", None) is None:
        raise CoderError(f"The codec of {path.name} is unknown.", "Convert the video to H.264 in MP4 and try again.")
    return stream


def explain(path: Path, error: Exception) -> CoderError:
    """Return what a person should read when opening or reading ``path`` failed with ``error``."""
    if not path.exists():
        return CoderError(
            f"{path.name} is not there any more.", "Bring the file or its drive back, then open it again."
        )
    if isinstance(error, PermissionError):
        return CoderError(f"{path.name} may not be read.", "Ask for the right to read the file.")
    if _is_text(path):
        return CoderError(f"{path.name} is a text file, not a video.", "Choose the video itself.")
    if _is_half_movie(path):
        return CoderError(
            f"{path.name} is only half there: its table of frames (moov) is missing.",
            "Copy the file from the camera again; a video that was cut off needs a repair tool.",
        )
    if isinstance(error, av.error.EOFError):
        return CoderError(f"{path.name} ends before its first frame.", "Copy the file again from where it came from.")
    reason = getattr(error, "strerror", None) or str(error)
    return CoderError(
        f"{path.name} cannot be read as a video ({reason}).", "Play it in another program, or copy it again."
    )


def _check_file(path: Path) -> None:
    if not path.exists():
        raise CoderError(
            f"{path.name} is not there.", f"Look for it: it was expected in {path.parent.name or path.parent}."
        )
    if path.is_dir():
        raise CoderError(f"{path.name} is a folder, not a video.", "Choose the video inside it.")
    if path.stat().st_size == 0:
        raise CoderError(f"{path.name} is empty (0 bytes).", "Copy the file again from where it came from.")


def _head(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError:
        return b""


def _is_text(path: Path) -> bool:
    head = _head(path, 2048)
    try:
        text = head[:-4].decode("utf-8") if len(head) == 2048 else head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text) and all(sign.isprintable() or sign in "\r\n\t\f\ufeff" for sign in text)


def _is_half_movie(path: Path) -> bool:
    """Say whether an MP4 or MOV has no moov box."""
    if _head(path, 8)[4:] not in {b"ftyp", b"mdat", b"wide", b"free", b"skip"}:
        return False
    return b"moov" not in _top_boxes(path)


def _top_boxes(path: Path) -> set[bytes]:
    found: set[bytes] = set()
    size = path.stat().st_size
    place = 0
    with path.open("rb") as file:
        while place + 8 <= size and len(found) < 1000:
            file.seek(place)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            found.add(head[4:8])
            if length < 8:
                break
            place += length
    return found
