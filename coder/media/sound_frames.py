"""What can be read of a sound, also where its file is damaged. Imports av: import this module lazily."""

from collections.abc import Iterator
from pathlib import Path

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from coder.errors import CoderError
from coder.media.container import FFmpegError, explain, find_audio, packets_of

Form = tuple[str, str, int]


def need_audio(container: InputContainer, path: Path, stream: int, hint: str) -> AudioStream:
    """Return sound number ``stream``; raise CoderError with ``hint`` when there is none or its codec is unknown."""
    found = find_audio(container, stream)
    if found is None:
        raise CoderError(f"{path.name} has no sound.", hint)
    # An unknown codec leaves the stream without a context, whatever the library's types say.
    if getattr(found, "codec_context", None) is None:
        raise CoderError(f"The codec of the sound in {path.name} is unknown.", hint)
    return found


def sound_packets(container: InputContainer, stream: AudioStream, path: Path) -> "Iterator[Packet[AudioStream]]":
    """Yield the packets of a sound from where the container is, as far as the file can be read.

    Raises CoderError when the file is not there any more.
    """
    packets = packets_of(container, stream)
    while True:
        try:
            packet = next(packets, None)
        except FFmpegError as error:
            if not path.exists():
                raise explain(path, error) from error
            return  # torn or damaged: what came before it is there
        if packet is None:
            return
        yield packet


def sound_frames(container: InputContainer, stream: AudioStream, path: Path) -> Iterator[AudioFrame]:
    """Yield what can be decoded of these packets; what follows on damage is placed by its own time."""
    for packet in sound_packets(container, stream, path):
        try:
            yield from packet.decode()
        except FFmpegError:
            continue


def form_of(frame: AudioFrame) -> Form:
    """Return what a resampler is set up for: a sound may change from stereo to mono in the middle."""
    return frame.format.name, frame.layout.name, frame.sample_rate


def resample(resampler: AudioResampler, frame: AudioFrame | None) -> list[AudioFrame]:
    """Return what comes of a frame (None: of the rest), nothing where its form makes no sense."""
    try:
        return resampler.resample(frame)
    except FFmpegError:
        return []
