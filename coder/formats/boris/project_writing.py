"""Write observations as a BORIS project: behaviours, subjects, and each observation with its states as pairs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from coder.editing.occurrences import Occurrence
from coder.editing.outgoing import Outgoing, modifiers_of
from coder.editing.outgoing_losses import tell_common, tell_languages
from coder.formats.boris.behaviours_writing import Behaviour, Behaviours, key_of
from coder.formats.boris.project import read_project
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import Code, Kind, ModifierType, Tier

_PLAYERS = 8
_SOUNDS = (".wav", ".mp3", ".ogg", ".flac", ".m4a", ".aif", ".aiff")
_NO_FRAME = "NA"
_Line = tuple[tuple[int, int], list[Any]]
"""A line of an observation, with what it is sorted by."""


def write_boris(logs: Sequence[Outgoing], stem: str, base: bytes | None = None) -> Handover:
    """Write any number of observations; with ``base`` into a copy of a project, where all else stays as it is.

    An observation of the base is one of ours where it has its name, or that of its session. Raises CoderError when the
    base is no project.
    """
    losses = Losses()
    project = _new_project(logs, stem) if base is None else read_project(base, "The project to write into")
    behaviours = Behaviours(project, logs)
    observations = behaviours.part("observations")
    sessions = Counter(log.session.id for log in logs)
    for log in logs:
        alone = sessions[log.session.id] == 1 and log.session.id in observations
        _write(log, log.session.id if alone else log.name, behaviours)
        _tell_pairs(log, losses)
    _tell(logs, losses)
    content = f"{json.dumps(project, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")
    return Handover((ForeignFile(f"{stem}.boris", content),), tuple(losses.found))


def _new_project(logs: Sequence[Outgoing], stem: str) -> dict[str, Any]:
    titles = dict.fromkeys(str(log.scheme.title) for log in logs if str(log.scheme.title))
    variables = {
        str(number): {"label": name, "description": "", "type": "text", "default value": "", "possible values": ""}
        for number, name in enumerate(_variables(logs[0]))
    }
    return {
        "time_format": "hh:mm:ss",
        "project_date": max(log.changed for log in logs)[:19],
        "project_name": next(iter(titles), stem),
        "project_description": "",
        "project_format_version": "7.0",
        "subjects_conf": {},
        "behaviors_conf": {},
        "observations": {},
        "behavioral_categories": [],
        "independent_variables": variables,
        "coding_map": {},
        "behaviors_coding_map": [],
        "converters": {},
    }


def _variables(log: Outgoing) -> dict[str, str]:
    session, identity = log.session, log.observation.identity
    return {
        "coder": identity.coder,
        "record": identity.record,
        "pass": identity.pass_id,
        "dyad": session.dyad,
        "visit": session.visit,
        "study": session.study,
        "scheme": log.scheme.id,
        "scheme_version": log.scheme.version,
    }


def _write(log: Outgoing, name: str, behaviours: Behaviours) -> None:
    """Write one observation, with the subjects and behaviours it needs; lines that are there stay as they are."""
    observations = behaviours.part("observations")
    known = observations.get(name)
    entry: dict[str, Any] = known if isinstance(known, dict) else _new_entry(log)
    there = entry.get("events")
    written = {_said(row): row for row in there if isinstance(row, list)} if isinstance(there, list) else {}
    lines = sorted((line for tier in log.lanes for line in _lines(log, tier, behaviours)), key=lambda line: line[0])
    entry["events"] = [written.get(_said(row), row) for _, row in lines]
    observations[name] = entry


def _said(row: list[Any]) -> str:
    return json.dumps(row[:5])


def _new_entry(log: Outgoing) -> dict[str, Any]:
    views = log.session.views()[:_PLAYERS]
    files = {str(number): [_file(medium.file) for medium in view] for number, view in enumerate(views, 1)}
    players = {**{str(number): [] for number in range(1, _PLAYERS + 1)}, **files}
    entry: dict[str, Any] = {
        "file": players if files else {},
        "type": "MEDIA" if files else "LIVE",
        "date": log.changed[:19],
        "description": "",
        "time offset": 0.0,
        "events": [],
        "observation time interval": [0, 0],
        "independent_variables": _variables(log),
        "visualize_spectrogram": False,
        "visualize_waveform": False,
        "close_behaviors_between_videos": False,
    }
    return {**entry, **({"media_info": _media_info(log)} if files else {"scan_sampling_time": 0})}


def _media_info(log: Outgoing) -> dict[str, Any]:
    lengths = dict(zip((_file(medium.file) for medium in log.session.media), log.lengths_ms, strict=False))
    known = {file: length_ms / 1000 for file, length_ms in lengths.items() if length_ms}
    offsets = {str(number): view[0].offset_s for number, view in enumerate(log.session.views()[:_PLAYERS], 1)}
    rates = {file: round(1000 / log.frame_ms, 3) for file in list(known)[:1]}
    films = {file: PurePosixPath(file).suffix.lower() not in _SOUNDS for file in known}
    return {"length": known, "fps": rates, "hasVideo": films, "offset": offsets}


def _file(path: str) -> str:
    return PurePosixPath(path).name if path.startswith("..") else path


def _lines(log: Outgoing, tier: Tier, behaviours: Behaviours) -> Iterator[_Line]:
    """Give the lines of a tier; where one state ends as another begins, the end comes first."""
    subject = behaviours.subject(log, tier)
    known = {code.id: behaviours.of(log, tier, code) for code in tier.codes}
    for row in log.coded[tier.id]:
        behaviour = known.get(row.code.id) or behaviours.of(log, tier, row.code)
        comment = _comment(log, row)
        yield (row.onset_ms, 1), _line(log, row.onset_ms, subject, behaviour, row, comment)
        if row.offset_ms is not None:
            yield (row.offset_ms, 0), _line(log, row.offset_ms, subject, behaviour, row, "")


def _line(log: Outgoing, ms: int, subject: str, behaviour: Behaviour, row: Occurrence, comment: str) -> list[Any]:
    frame = _NO_FRAME if log.frames is None else log.frames.at(ms)
    return [ms / 1000, subject, behaviour.name, behaviour.answers(row), comment, frame]


def _comment(log: Outgoing, row: Occurrence) -> str:
    """Return the words that were answered, then what was remarked where that may be told."""
    if row.event is None:
        return ""
    said = [f"{name}: {value}" for name, value in row.event.modifiers if _is_words(row.code, name)]
    return " / ".join(filter(None, (*said, row.event.comment if log.comments else "")))


def _is_words(code: Code, name: str) -> bool:
    modifier = code.modifier(name)
    return modifier is not None and modifier.type is ModifierType.TEXT


def _tell_pairs(log: Outgoing, losses: Losses) -> None:
    """Tell of states that BORIS would pair otherwise, since they hold at the same time and say the same."""
    for rows in log.coded.values():
        ends: dict[tuple[str, object], int] = {}
        for row in rows:
            if row.offset_ms is None or row.event is None:
                continue
            same = (row.code.id, row.event.modifiers)
            if row.onset_ms < ends.get(same, row.onset_ms):
                losses.changed(
                    f"{log.name}: states of “{row.code.id}” that overlap; BORIS pairs their edges otherwise."
                )
            ends[same] = max(ends.get(same, 0), row.offset_ms)


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=False)
    tell_languages(logs, losses)
    tiers = [tier for log in logs for tier in log.lanes]
    codes = [code for tier in tiers for code in tier.codes]
    keys = dict.fromkeys(code.key for code in codes if code.key and not key_of(code.key))
    if keys:
        losses.dropped(f"The keys {listed(keys)}, which BORIS has not.")
    words = dict.fromkeys(
        f"{tier.id}.{name}"
        for tier in tiers
        for name, modifier in modifiers_of(tier).items()
        if modifier.type is ModifierType.TEXT
    )
    if words:
        losses.changed(f"Words that were answered to {listed(words)} stand in the comments: modifiers are no words.")
    if any(tier.kind is Kind.INTERVAL for tier in tiers):
        losses.changed("Intervals look like states: how long they are and by which rule they are coded is not written.")
    if any(tier.kind is Kind.RATING for tier in tiers):
        losses.changed("Ratings are states over the whole time that they are of.")
    losses.changed("Tiers are categories; codes that several tiers have are named by tier and code.")
