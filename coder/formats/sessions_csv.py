"""``sessions.csv``: one row a session and coder: the media, how exact their time is, and how much could be coded."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from coder.editing.codable import phase_stretches, unmarked_ms
from coder.editing.whose import WHOSE, whose
from coder.model.media import Fingerprint, MediaFacts
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.session import Session
from coder.model.time import format_seconds

COLUMNS = (
    *WHOSE,
    "scheme_sha256",
    "media_files",
    "media_length_s",
    "media_frames",
    "fps_nominal",
    "fps_measured",
    "fps_min",
    "fps_max",
    "fps_variable",
    "media_bytes",
    "media_digests",
    "media_offsets_s",
    "clock_offset_s",
    "counted_s",
    "uncodable_s",
    "codable_s",
)


class Length(Protocol):
    """How many frames there are."""

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One observation of a session.

    ``fingerprints`` are those of the session's files in their order, None where nothing is known of one. ``facts``
    describe the file that the main view begins with; None where it is missing or there is none. ``end_ms`` and
    ``frames`` are the main view's, all its files together.
    """

    session: Session
    scheme: Scheme
    scheme_sha256: str
    observation: Observation
    end_ms: int
    fingerprints: Sequence[Fingerprint | None] = ()
    frames: Length | None = None
    facts: MediaFacts | None = None


def format_sessions(rows: Iterable[SessionRow]) -> str:
    """Return the rows in the order given, as CSV text (comma, LF, decimal point).

    ``media_digests`` (sha-256 over size and sampled bytes) and ``media_offsets_s`` (where a file's first frame lies in
    media time) hold one value a file, with ; between. ``counted_s`` is the time of the phases, and of the whole
    session where none is marked; ``uncodable_s`` is what of it has any uncodable mark, ``codable_s`` the rest. What is
    not known is empty.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([*whose(row), row.scheme_sha256, *_media(row), *_codable(row)] for row in rows)
    return out.getvalue()


def _media(row: SessionRow) -> list[str]:
    session, facts = row.session, row.facts
    prints = [*row.fingerprints, *(None for _ in session.media)][: len(session.media)]
    main = len(session.views()[0]) if session.media else 0
    sizes = [found.size_bytes for found in prints[:main] if found is not None]
    rates = ["", "", "", "", ""]
    if facts is not None:
        numbers = (float(facts.nominal_fps), _measured(row, facts), facts.min_fps, facts.max_fps)
        rates = [*(f"{number:.3f}" for number in numbers), str(int(facts.variable))]
    return [
        str(len(session.media)),
        format_seconds(row.end_ms),
        "" if row.frames is None else str(len(row.frames)),
        *rates,
        str(sum(sizes)) if main and len(sizes) == main else "",
        ";".join("" if found is None else found.digest for found in prints),
        ";".join("" if offset is None else format_seconds(offset) for offset in _offsets(session, prints)),
        "" if session.clock is None else format_seconds(round(session.clock.offset_s * 1000)),
    ]


def _measured(row: SessionRow, facts: MediaFacts) -> float:
    """Return the mean rate over all files of the main view."""
    return len(row.frames) * 1000 / row.end_ms if row.frames is not None and row.end_ms else facts.mean_fps


def _offsets(session: Session, prints: Sequence[Fingerprint | None]) -> list[int | None]:
    """Return where the first frame of each file lies in media time, in ms: a continued file begins at an end."""
    offsets: list[int | None] = []
    for medium, before in zip(session.media, (None, *prints), strict=False):
        if not medium.continues:
            offsets.append(round(medium.offset_s * 1000))
        elif before is None or offsets[-1] is None:
            offsets.append(None)
        else:
            offsets.append(offsets[-1] + before.duration_ms)
    return offsets


def _codable(row: SessionRow) -> list[str]:
    stretches = phase_stretches(row.scheme, row.observation, row.end_ms)
    whole_ms = sum(stretch.offset_ms - stretch.onset_ms for stretch in stretches)
    codable_ms = unmarked_ms(row.scheme, row.observation, stretches)
    return [format_seconds(whole_ms), format_seconds(whole_ms - codable_ms), format_seconds(codable_ms)]
