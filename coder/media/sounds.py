"""List the sounds of a media file, to choose from. Imports av: import this module lazily."""

from pathlib import Path

from av.audio.stream import AudioStream
from av.stream import Disposition

from coder.media.container import open_media
from coder.model.media import SoundFacts


def list_sounds(path: Path) -> tuple[SoundFacts, ...]:
    """Return the sound streams of ``path`` in their order, none when it is silent; raise CoderError for no media."""
    with open_media(path) as container:
        return tuple(_facts(number, stream) for number, stream in enumerate(container.streams.audio))


def _facts(number: int, stream: AudioStream) -> SoundFacts:
    # An unknown codec leaves the stream without a context, whatever the library's types say.
    context = getattr(stream, "codec_context", None)
    language = stream.language or ""
    return SoundFacts(
        number=number,
        codec=context.codec.name if context is not None else "",
        hz=(context.sample_rate or 0) if context is not None else 0,
        channels=(context.channels or 0) if context is not None else 0,
        language="" if language == "und" else language,
        title=stream.metadata.get("title", "") or stream.metadata.get("handler_name", ""),
        default=bool(stream.disposition & Disposition.default),
    )
