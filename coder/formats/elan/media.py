"""The media of an ELAN document: where they may lie, and which moment of each is moment 0 of the document."""

import re
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from coder.model.foreign_log import ForeignMedium, told_shift
from coder.model.foreign_scheme import Losses

_SOUNDS = (".wav", ".mp3", ".ogg", ".flac", ".m4a", ".aif", ".aiff")


def read_media(root: Element, losses: Losses) -> tuple[tuple[ForeignMedium, ...], int]:
    """Return the media, the main one first, and what is to be added to the document's times to have media time (ms).

    A medium's time origin is its moment that is 0 in the document: what lies before it is not part of that.
    """
    descriptors = [found for found in root.iter("MEDIA_DESCRIPTOR") if _names(found)]
    films = [found for found in descriptors if not _is_sound(found)]
    sounds = [found for found in descriptors if _is_sound(found)]
    if films and sounds:
        told = ", ".join(_names(found)[0] for found in sounds)
        losses.dropped(f"The sound files {told}: a session with a video has the sound of its videos.")
    used = films or sounds
    if not used:
        return (), 0
    main_ms = _origin_ms(used[0])
    if main_ms:
        losses.changed(f"{told_shift(main_ms)}: the document does not begin where its video does.")
    return tuple(ForeignMedium(tuple(_names(found)), main_ms - _origin_ms(found)) for found in used), main_ms


def _names(descriptor: Element) -> list[str]:
    """Return the ways to a file, the one relative to the document first."""
    relative, whole = descriptor.get("RELATIVE_MEDIA_URL", ""), descriptor.get("MEDIA_URL", "")
    return list(dict.fromkeys(filter(None, (_path(words) for words in (relative, whole)))))


def _path(url: str) -> str:
    """Return a path of a file's address; ELAN writes ``file:///C:/…`` and ``./…``, with %20 or with blanks."""
    words = url.strip()
    if not words.lower().startswith("file:"):
        return words
    path = unquote(re.sub(r"^file:/*", "/", words, flags=re.IGNORECASE))
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path


def _is_sound(descriptor: Element) -> bool:
    mime = descriptor.get("MIME_TYPE", "").lower()
    endings = {PurePosixPath(name.replace("\\", "/")).suffix.lower() for name in _names(descriptor)}
    return mime.startswith("audio") or bool(descriptor.get("EXTRACTED_FROM")) or bool(endings & set(_SOUNDS))


def _origin_ms(descriptor: Element) -> int:
    words = descriptor.get("TIME_ORIGIN", "").strip()
    return int(words[:15]) if re.fullmatch(r"-?\d+", words) else 0
