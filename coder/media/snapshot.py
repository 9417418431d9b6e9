"""Write a picture as PNG, exactly as it is. Imports av and numpy: import this module lazily."""

import os
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from av.codec import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from coder.errors import CoderError
from coder.media.picture import Picture


def build_png(picture: Picture) -> bytes:
    """Return ``picture`` as the bytes of a PNG file."""
    encoder = CodecContext.create("png", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "rgb24"
    encoder.time_base = Fraction(1, 1000)
    frame = VideoFrame.from_ndarray(picture.rgb, "rgb24")
    return b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])


def write_png(picture: Picture, path: Path) -> None:
    """Write ``picture`` to ``path``, whole or not at all; raise CoderError when the folder cannot be written."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(build_png(picture))
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise CoderError(f"The picture {path.name} cannot be written ({reason}).", "Choose another folder.") from error
