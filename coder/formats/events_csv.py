"""``events.csv``: one row an event, with computed defaults and derived codes marked as such."""

import csv
import io
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from coder.editing.coverage import segments, uncodable_spells
from coder.editing.derived import derived_spans
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import PHASE, SESSION_ACTOR, Code, Kind, Scheme, Tier
from coder.model.session import Session
from coder.model.time import format_seconds

COLUMNS = (
    "study",
    "session_id",
    "dyad_id",
    "visit",
    "coder_id",
    "record",
    "scheme_id",
    "scheme_version",
    "scheme_sha256",
    "event_id",
    "pass",
    "actor",
    "target",
    "tier",
    "code",
    "kind",
    "value",
    "label",
    "onset_s",
    "offset_s",
    "duration_s",
    "onset_frame",
    "offset_frame",
    "phase",
    "phase_onset_s",
    "source",
    "censored_start",
    "censored_end",
)


class FrameNumbers(Protocol):
    """Which frame is shown when."""

    def at(self, ms: int) -> int:
        """Return the number of the frame shown at an instant."""


@dataclass(frozen=True, slots=True)
class Log:
    """One observation with all that its rows say; ``frames`` is None where the video is missing."""

    session: Session
    scheme: Scheme
    scheme_sha256: str
    observation: Observation
    end_ms: int
    frames: FrameNumbers | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    onset_ms: int
    offset_ms: int | None
    tier: Tier
    code: Code
    event: Event | None
    source: str
    censored: tuple[bool, bool] = (False, False)


def format_events(logs: Iterable[Log], *, comments: bool = False) -> str:
    """Write the rows of some observations, in the order given, as CSV text (comma, LF, decimal point).

    Rows follow onset, then the scheme's order of tiers, then event id. Times are media time in seconds with three
    decimals; offset and duration are empty for points. Comments are written only when asked for.
    """
    logs = tuple(logs)
    modifiers = _modifier_columns(logs)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *modifiers, "comment"])
    for log in logs:
        writer.writerows(_cells(log, modifiers, comments))
    return out.getvalue()


def _modifier_columns(logs: tuple[Log, ...]) -> dict[str, tuple[str, str]]:
    found = {
        f"mod_{tier.id}_{modifier.id}": (tier.id, modifier.id)
        for log in logs
        for tier in log.scheme.lanes
        for code in tier.codes
        for modifier in code.modifiers
    }
    return dict(sorted(found.items()))


def _cells(log: Log, modifiers: dict[str, tuple[str, str]], comments: bool) -> Iterator[list[str]]:
    head = _head(log)
    phases = list(log.observation.lane(PHASE))
    onsets = [event.onset_ms for event in phases]
    for row in _rows(log):
        phase = phases[bisect_right(onsets, row.onset_ms) - 1] if onsets and onsets[0] <= row.onset_ms else None
        phase = phase if phase is not None and phase.covers(row.onset_ms) else None
        yield [
            *head,
            "" if row.event is None else str(row.event.id),
            log.observation.identity.pass_id,
            *_what(row),
            *_when(log, row),
            phase.code if phase else "",
            format_seconds(phase.onset_ms) if phase else "",
            row.source,
            str(int(row.censored[0])),
            str(int(row.censored[1])),
            *_answers(row, modifiers),
            row.event.comment if comments and row.event else "",
        ]


def _head(log: Log) -> list[str]:
    session, identity = log.session, log.observation.identity
    return [
        session.study,
        session.id,
        session.dyad,
        session.visit,
        identity.coder,
        identity.record,
        log.scheme.id,
        log.scheme.version,
        log.scheme_sha256,
    ]


def _what(row: _Row) -> list[str]:
    code = row.code
    target = row.event.target if row.event else ""
    value = "" if code.value is None else f"{code.value:g}"
    kind = row.tier.kind.value
    return [row.tier.actor, target, row.tier.id, code.id, kind, value, str(code.label)]


def _when(log: Log, row: _Row) -> list[str]:
    onset = format_seconds(row.onset_ms)
    onset_frame = "" if log.frames is None else str(log.frames.at(row.onset_ms))
    if row.offset_ms is None:
        return [onset, "", "", onset_frame, ""]
    past_last = row.offset_ms >= log.end_ms
    offset_frame = "" if log.frames is None else str(log.frames.at(row.offset_ms) + past_last)
    return [
        onset,
        format_seconds(row.offset_ms),
        format_seconds(row.offset_ms - row.onset_ms),
        onset_frame,
        offset_frame,
    ]


def _answers(row: _Row, modifiers: dict[str, tuple[str, str]]) -> list[str]:
    if row.event is None or not row.event.modifiers:
        return [""] * len(modifiers)
    given = dict(row.event.modifiers)
    return [given.get(modifier, "") if tier == row.tier.id else "" for tier, modifier in modifiers.values()]


def _rows(log: Log) -> list[_Row]:
    lanes = log.scheme.lanes_of_pass(log.observation.identity.pass_id)
    place = {tier.id: number for number, tier in enumerate(lanes)}
    rows = [row for tier in lanes for row in _tier_rows(log, tier)]
    rows += _derived_rows(log)
    last = len(place)
    return sorted(
        rows,
        key=lambda row: (row.onset_ms, place.get(row.tier.id, last), row.event.id if row.event else 0, row.code.id),
    )


def _tier_rows(log: Log, tier: Tier) -> Iterator[_Row]:
    codes = {code.id: code for code in tier.codes}
    for event in log.observation.lane(tier.id):
        code = codes.get(event.code) or Code(event.code)
        if event.point:
            yield _Row(event.onset_ms, None, tier, code, event, "coder")
            continue
        offset_ms = event.end_ms(log.end_ms)
        censored = (event.onset_ms <= 0, event.running or offset_ms >= log.end_ms)
        yield _Row(event.onset_ms, offset_ms, tier, code, event, "coder", censored)
    if tier.exhaustive:
        yield from _default_rows(log, tier, codes)


def _default_rows(log: Log, tier: Tier, codes: dict[str, Code]) -> Iterator[_Row]:
    spells = uncodable_spells(log.scheme, log.observation, tier, 0, log.end_ms)
    begun, ended = {0}.union(offset for _, offset in spells), {log.end_ms}.union(onset for onset, _ in spells)
    for part in segments(log.scheme, log.observation, tier, 0, log.end_ms):
        if part.event is None:
            censored = (part.onset_ms in begun, part.offset_ms in ended)
            yield _Row(part.onset_ms, part.offset_ms, tier, codes[part.code], None, "default", censored)


def _derived_rows(log: Log) -> Iterator[_Row]:
    coded = {tier.id for tier in log.scheme.lanes_of_pass(log.observation.identity.pass_id)}
    for derived in log.scheme.derived:
        sources = (*derived.all_of, *derived.any_of, *derived.none_of, *derived.match)
        if not {source.partition(".")[0] for source in sources} <= coded:
            continue
        tier = Tier(derived.id, derived.actor or SESSION_ACTOR, Kind.STATE, derived.label)
        for onset_ms, offset_ms in derived_spans(log.scheme, log.observation, derived, 0, log.end_ms):
            censored = (onset_ms <= 0, offset_ms >= log.end_ms)
            yield _Row(onset_ms, offset_ms, tier, Code(derived.id, label=derived.label), None, "derived", censored)
