"""``sessions.csv``: one row a session and coder: the media, how exact their time is, and how much could be coded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from coder.editing.codable import phase_stretches, unmarked_ms
from coder.editing.whose import SCHEME_SHA256, WHOSE_COLUMNS, whose
from coder.model.media import Fingerprint, MediaFacts
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.session import Session
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds

_NO_VIDEO = "there is no video, or it is missing"
_UNKNOWN = "not known"
TABLE = Table(
    "sessions",
    "an observation of a session",
    (
        *WHOSE_COLUMNS,
        SCHEME_SHA256,
        Column("media_files", ColumnType.INTEGER, "How many media files the session has."),
        Column("media_length_s", ColumnType.NUMBER, "How long the main view is, all its files together.", "s"),
        Column("media_frames", ColumnType.INTEGER, "How many frames it has.", "frame", missing=_NO_VIDEO),
        Column("fps_nominal", ColumnType.NUMBER, "Its frame rate as the file names it.", "1/s", missing=_NO_VIDEO),
        Column("fps_measured", ColumnType.NUMBER, "Its mean frame rate, counted.", "1/s", missing=_NO_VIDEO),
        Column("fps_min", ColumnType.NUMBER, "The rate of its longest frame.", "1/s", missing=_NO_VIDEO),
        Column("fps_max", ColumnType.NUMBER, "The rate of its shortest frame.", "1/s", missing=_NO_VIDEO),
        Column("fps_variable", ColumnType.YES_NO, "Its frames are not all equally long.", missing=_NO_VIDEO),
        Column("media_bytes", ColumnType.INTEGER, "How large the files of the main view are.", "B", missing=_UNKNOWN),
        Column(
            "media_digests",
            ColumnType.TEXT,
            "The sha-256 over size and sampled bytes of each file, with ; between.",
            missing="there is no file, or nothing is known of it",
        ),
        Column(
            "media_offsets_s",
            ColumnType.TEXT,
            "Where the first frame of each file lies in media time, with ; between.",
            "s",
            missing="there is no file, or its place is not known",
        ),
        Column(
            "media_sha256",
            ColumnType.TEXT,
            "The sha-256 of each whole file, with ; between.",
            missing="there is no file, or none was read whole yet",
        ),
        Column("age_days", ColumnType.INTEGER, "How old the infant was.", "d", missing="the session does not say"),
        Column("clock_offset_s", ColumnType.NUMBER, "Where a clock begins.", "s", missing="no clock was used"),
        Column("counted_s", ColumnType.NUMBER, "The time of the phases; of the session where none is marked.", "s"),
        Column("uncodable_s", ColumnType.NUMBER, "What of counted_s has any uncodable mark.", "s"),
        Column("codable_s", ColumnType.NUMBER, "The rest of counted_s.", "s"),
        Column("open_recodes", ColumnType.INTEGER, "How many events still wait to be coded anew under a new scheme."),
    ),
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
    open_recodes: int = 0


def sessions_row(row: SessionRow) -> list[str]:
    """Return the row of one observation; what is not known is empty."""
    return [*whose(row), row.scheme_sha256, *_media(row), *_codable(row), str(row.open_recodes)]


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
        _sha256(session),
        "" if session.age_days is None else str(session.age_days),
        "" if session.clock is None else format_seconds(round(session.clock.offset_s * 1000)),
    ]


def _sha256(session: Session) -> str:
    found = [medium.sha256 for medium in session.media]
    return ";".join(found) if any(found) else ""


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
