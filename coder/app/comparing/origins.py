"""Whether what two coders coded can be compared at all: one scheme in one version, and the same media."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from coder.model.agreement import SessionPair
from coder.model.session import Medium

_MIGRATE = "Bring both to one version with coder scheme migrate."
_SAME_FILE = "Find out which is the session's own file, and code again what was coded on another."


@dataclass(frozen=True, slots=True)
class Origin:
    """Under which scheme and on which media a tier was coded; what is empty is not known.

    ``scheme`` is its id and version, ``sha256`` that of its text.
    """

    scheme: str = ""
    sha256: str = ""
    media: tuple[Medium, ...] = ()


def refuse(session: str, pair: tuple[str, str], origins: Mapping[tuple[str, str, str], Origin]) -> SessionPair | None:
    """Return why two coders of a session cannot be compared; None where nothing speaks against it.

    Only the tiers of both count; where they share none, what either coded with.
    """
    first, second = ({key[2]: one for key, one in origins.items() if key[:2] == (session, coder)} for coder in pair)
    shared = [(first[tier], second[tier]) for tier in first if tier in second]
    for one, other in shared or [(one, other) for one in first.values() for other in second.values()]:
        told = _schemes(session, pair, one, other) or _media(session, pair, one, other)
        if told:
            return SessionPair(session, pair, reason=told[0], hint=told[1])
    return None


def _schemes(session: str, pair: tuple[str, str], one: Origin, other: Origin) -> tuple[str, str] | None:
    known = one.sha256 and other.sha256
    if (one.sha256 == other.sha256) if known else (one.scheme == other.scheme or not (one.scheme and other.scheme)):
        return None
    words = (one.scheme, other.scheme)
    if one.scheme == other.scheme:
        words = (f"one {one.scheme}", f"another {other.scheme}")
    told = f"Session {session} was coded with {words[0]} by {pair[0]} and with {words[1]} by {pair[1]}."
    return told, _MIGRATE


def _media(session: str, pair: tuple[str, str], one: Origin, other: Origin) -> tuple[str, str] | None:
    if not (one.media and other.media):
        return None
    main = zip_longest(_main_view(one.media), _main_view(other.media))
    for mine, theirs in (*main, *zip(one.media, other.media, strict=False)):
        if mine is None or theirs is None or _differ(mine, theirs):
            told = f"Session {session}: {pair[0]} coded {_said(mine)}, {pair[1]} {_said(theirs, mine)}."
            return told, _SAME_FILE
    return None


def _main_view(media: tuple[Medium, ...]) -> tuple[Medium, ...]:
    """Return the files of the main camera: the clock counts their frames."""
    return (media[0], *takewhile(lambda medium: medium.continues, media[1:]))


def _differ(mine: Medium, theirs: Medium) -> bool:
    if mine.sha256 and theirs.sha256 and mine.sha256 != theirs.sha256:
        return True
    one, other = mine.fingerprint, theirs.fingerprint
    if one is None or other is None:
        return False
    return (one.size_bytes, one.frames, one.digest) != (other.size_bytes, other.frames, other.digest)


def _said(medium: Medium | None, beside: Medium | None = None) -> str:
    """Name a medium with its frames, and say that it is another one where it sounds like that of the first coder."""
    if medium is None:
        return "no more files"
    words = _words(medium)
    return f"another {words}" if beside is not None and words == _words(beside) else words


def _words(medium: Medium) -> str:
    found = medium.fingerprint
    return _name(medium) + (f" ({found.frames} frames, {found.duration_ms / 1000:.3f} s)" if found else "")


def _name(medium: Medium) -> str:
    return medium.file.rpartition("/")[2]


def schemes_of(origins: Iterable[Origin]) -> tuple[str, ...]:
    """Return what was coded with, each scheme with its version once, in the order of the alphabet."""
    return tuple(sorted({one.scheme for one in origins if one.scheme}))
