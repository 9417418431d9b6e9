"""What an observation file knows beside its events: whose it is, under which scheme, on which media."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import coder
from coder.model.media import Fingerprint
from coder.model.observation import Identity
from coder.model.origin import Origin
from coder.model.phase_mark import Marks
from coder.model.seal import Seal
from coder.model.session import Medium
from coder.model.spans import Span
from coder.model.viewing import UNSEEN, Viewing
from coder.store.entry import now_utc
from coder.store.phase_file import pack_marks, unpack_marks
from coder.store.rows import storable
from coder.store.viewing import VIEWING, parse_viewing

if TYPE_CHECKING:
    from sqlalchemy import Connection

_PHASES_SEEN, _BLOCKS = "phases_seen", "blocks"
_ORIGIN = ("imported_format", "imported_file", "imported_sha256", "imported_last_id")
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredScheme:
    """The scheme an observation was coded under, whole, so that it opens for ever."""

    id: str
    version: str
    text: str

    @property
    def sha256(self) -> str:
        """The sha-256 (hex) of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything in an observation file but its events and its log."""

    identity: Identity
    scheme: StoredScheme
    media: tuple[Medium, ...] = ()
    created: str = ""
    program: str = ""
    phases_seen: Marks | None = None
    """The phases of the session as they were when the observation last had the same; None where that never was."""
    origin: Origin | None = None
    """The file of another program that it was made from, if it was."""
    viewing: Viewing = UNSEEN
    """How far it had been watched when it was opened."""
    blocks: tuple[Span, ...] = ()
    """The stretches of the session that are coded, in order; none: all of it."""
    seal: Seal | None = None
    """That it was submitted, if it is; new files have none."""


def write_facts(connection: "Connection", facts: Facts) -> None:
    """Write the facts into a new file."""
    from sqlalchemy import insert

    from coder.store import schema

    rows = [{"key": key, "value": storable(value)} for key, value in _as_values(facts).items()]
    connection.execute(insert(schema.meta), rows)
    media = [_medium_row(position, medium) for position, medium in enumerate(facts.media)]
    if media:
        connection.execute(insert(schema.media), media)


def read_facts(connection: "Connection") -> Facts:
    """Read the facts; raise ValueError when one is missing or the scheme is not the one that was stored."""
    from sqlalchemy import select

    from coder.store import schema

    values = {str(row.key): str(row.value) for row in connection.execute(select(schema.meta))}
    try:
        identity = Identity(values["session"], values["coder"], values["pass"], values["record"])
        scheme = StoredScheme(values["scheme_id"], values["scheme_version"], values["scheme_text"])
        sha256, created, program = values["scheme_sha256"], values["created"], values["program"]
        next_id = values["next_event_id"]
    except KeyError as error:
        raise ValueError(f"it does not say its {error.args[0]}") from error
    if not (next_id.isascii() and next_id.isdigit()):
        raise ValueError("it does not say which id the next event gets")
    if scheme.sha256 != sha256:
        raise ValueError("its scheme is not the one that was stored")
    rows = connection.execute(select(schema.media).order_by(schema.media.c.position))
    media = tuple(_medium(row.file, row.size_bytes, row.duration_ms, row.frames, row.digest) for row in rows)
    seen = unpack_marks(values.get(_PHASES_SEEN, ""))
    media = with_digests(media, _recorded(values, len(media)))
    viewing = parse_viewing(values.get(VIEWING, ""))
    blocks = _blocks(values.get(_BLOCKS, ""))
    return Facts(identity, scheme, media, created, program, seen, _origin(values), viewing, blocks)


def replace_scheme(connection: "Connection", scheme: StoredScheme) -> None:
    """Let the observation be one under another scheme."""
    from sqlalchemy import insert

    from coder.store import schema

    rows = [{"key": key, "value": storable(value)} for key, value in _scheme_values(scheme).items()]
    connection.execute(insert(schema.meta).prefix_with("OR REPLACE"), rows)


def record_digests(connection: "Connection", digests: Mapping[int, str]) -> None:
    """Record the sha-256 of whole media by their position; what is recorded already stays as it is."""
    from sqlalchemy import insert

    from coder.store import schema

    rows = [{"key": _digest_key(position), "value": digest} for position, digest in digests.items()]
    if rows:
        connection.execute(insert(schema.meta).prefix_with("OR IGNORE"), rows)


def record_phases(connection: "Connection", marks: Marks) -> None:
    """Record which phases of the session the observation has."""
    from sqlalchemy import insert

    from coder.store import schema

    row = {"key": _PHASES_SEEN, "value": storable(pack_marks(marks))}
    connection.execute(insert(schema.meta).prefix_with("OR REPLACE"), row)


def with_digests(media: tuple[Medium, ...], digests: Mapping[int, str]) -> tuple[Medium, ...]:
    """Return media with the sha-256 that is known of them by position, where they have none yet."""
    return tuple(
        medium if medium.sha256 else replace(medium, sha256=digests.get(position, ""))
        for position, medium in enumerate(media)
    )


def _recorded(values: Mapping[str, str], count: int) -> dict[int, str]:
    # What is no sha-256 is passed over: nobody is kept from the events for it.
    found = {position: values.get(_digest_key(position), "") for position in range(count)}
    return {position: text for position, text in found.items() if _SHA256.fullmatch(text)}


def _digest_key(position: int) -> str:
    return f"media_sha256:{position}"


def _as_values(facts: Facts) -> dict[str, str]:
    return {
        "session": facts.identity.session,
        "coder": facts.identity.coder,
        "pass": facts.identity.pass_id,
        "record": facts.identity.record,
        **_scheme_values(facts.scheme),
        "created": facts.created or now_utc(),
        "program": facts.program or coder.__version__,
        "next_event_id": "1",
        **({_BLOCKS: " ".join(f"{begin}-{end}" for begin, end in facts.blocks)} if facts.blocks else {}),
        **{_digest_key(place): medium.sha256 for place, medium in enumerate(facts.media) if medium.sha256},
        **_origin_values(facts.origin),
    }


def _blocks(text: str) -> tuple[Span, ...]:
    """Read which stretches are coded; raise ValueError when it makes no sense."""
    pairs = [word.partition("-") for word in text.split()]
    return tuple((int(begin), int(end)) for begin, _, end in pairs)


def _origin_values(origin: Origin | None) -> dict[str, str]:
    if origin is None:
        return {}
    told = (origin.format, origin.file, origin.sha256, str(origin.last_id))
    return dict(zip(_ORIGIN, told, strict=True))


def _origin(values: Mapping[str, str]) -> Origin | None:
    # What makes no sense is passed over: nobody is kept from the events for it.
    format_name, file, sha256, last = (values.get(key, "") for key in _ORIGIN)
    sensible = last.isascii() and last.isdigit() and len(last) < 19
    return Origin(format_name, file, sha256, int(last)) if sensible else None


def _scheme_values(scheme: StoredScheme) -> dict[str, str]:
    return {
        "scheme_id": scheme.id,
        "scheme_version": scheme.version,
        "scheme_sha256": scheme.sha256,
        "scheme_text": scheme.text,
    }


def _medium_row(position: int, medium: Medium) -> dict[str, object]:
    found = medium.fingerprint
    return {
        "position": position,
        "file": storable(medium.file),
        "size_bytes": found.size_bytes if found else None,
        "duration_ms": found.duration_ms if found else None,
        "frames": found.frames if found else None,
        "digest": found.digest if found else None,
    }


def _medium(file: str, size: int | None, duration_ms: int | None, frames: int | None, digest: str | None) -> Medium:
    if size is None or duration_ms is None or frames is None or digest is None:
        return Medium(file)
    return Medium(file, fingerprint=Fingerprint(size, duration_ms, frames, digest))
