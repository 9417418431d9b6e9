"""Write a picture as PNG, exactly as it is. Imports av and numpy: import this module lazily."""

import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from av.codec import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from coder.errors import CoderError
from coder.media.picture import Picture

HEADER_BYTES = 8 + 25  # the signature and the first chunk, which every PNG begins with


def build_png(picture: Picture, texts: Mapping[str, str] | None = None) -> bytes:
    """Return ``picture`` as the bytes of a PNG file; ``texts`` are written into it, by Latin keywords."""
    encoder = CodecContext.create("png", "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "rgb24"
    encoder.time_base = Fraction(1, 1000)
    frame = VideoFrame.from_ndarray(picture.rgb, "rgb24")
    png = b"".join(bytes(packet) for packet in [*encoder.encode(frame), *encoder.encode(None)])
    chunks = b"".join(_text_chunk(keyword, text) for keyword, text in (texts or {}).items())
    return png[:HEADER_BYTES] + chunks + png[HEADER_BYTES:]


def _text_chunk(keyword: str, text: str) -> bytes:
    """Return an ``iTXt`` chunk: uncompressed, no language, the text in UTF-8."""
    content = b"iTXt" + keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")
    return (len(content) - 4).to_bytes(4, "big") + content + zlib.crc32(content).to_bytes(4, "big")


def write_png(picture: Picture, path: Path, texts: Mapping[str, str] | None = None) -> None:
    """Write ``picture`` to ``path``, whole or not at all; raise CoderError when the folder cannot be written."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(build_png(picture, texts))
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise CoderError(f"The picture {path.name} cannot be written ({reason}).", "Choose another folder.") from error
