"""Write the observations of a session as BIDS events: a table, and a file that says what its columns mean."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from coder.editing.occurrences import Occurrence
from coder.editing.outgoing import Outgoing, modifiers_of
from coder.editing.outgoing_losses import count, tell_common, tell_keys, tell_languages
from coder.editing.phases import PhaseSpan, phase_spans
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses
from coder.model.scheme import Kind, Modifier, Tier
from coder.model.time import format_seconds

NOTHING = "n/a"
_COLUMNS = {
    "onset": ("Onset", "When the event begins, from the first frame of the main video.", "s"),
    "duration": ("Duration", "How long it lasts; 0 for a point.", "s"),
    "trial_type": ("Tier and code", "What happens, as TIER.CODE.", ""),
    "actor": ("Actor", "Who behaves.", ""),
    "target": ("Target", "To whom the act is directed.", ""),
    "tier": ("Tier", "The actor's lane of codes.", ""),
    "code": ("Code", "The behaviour.", ""),
    "kind": ("Kind", "What one event of the tier is.", ""),
    "source": ("Source", "Whether it was coded, or computed from what was.", ""),
    "phase": ("Phase", "The phase of the procedure that it begins in.", ""),
    "coder": ("Coder", "Who coded, by id.", ""),
    "record": ("Record", "What the observation is among those of the session.", ""),
    "pass": ("Pass", "The viewing in which it was coded.", ""),
    "frame_onset": ("Frame of the onset", "The number of the main video's frame at the onset, from 0.", ""),
    "frame_offset": ("Frame of the offset", "The number of the main video's frame at the offset, from 0.", ""),
}
_LEVELS = {
    "kind": {
        "state": "It lasts.",
        "point": "It has an onset only.",
        "interval": "A sample of an interval.",
        "rating": "What was rated, of a phase or the session.",
    },
    "source": {
        "coder": "Somebody coded it.",
        "imported": "It was in another program's file.",
        "default": "Nothing was coded, so the tier's default holds.",
        "derived": "It follows from other codes.",
        "absent": "An interval that has no code, since nothing of the sort was there.",
        "not_coded": "An interval that has no code, since nobody judged it.",
    },
    "record": {
        "primary": "The one that counts.",
        "reliability": "A second one, for agreement.",
        "gold": "One to learn from.",
        "consensus": "One that several coders agreed on.",
    },
}


def bids_stem(log: Outgoing) -> str:
    """Return what the files of a session are called below the data set, without ``_events.tsv``."""
    subject = f"sub-{_label(log.session.dyad or log.session.id)}"
    visit = f"ses-{_label(log.session.visit)}" if log.session.visit else ""
    name = "_".join(filter(None, (subject, visit, f"task-{_label(log.scheme.id)}")))
    return "/".join(filter(None, (subject, visit, "beh", name)))


def write_bids(logs: Sequence[Outgoing], stem: str) -> Handover:
    """Write the observations of a session into one table; computed defaults and derived codes are marked as such."""
    losses = Losses()
    modifiers = _modifiers(logs)
    columns = [*_COLUMNS, *modifiers, *(["comment"] if any(log.comments for log in logs) else [])]
    lines = ["\t".join(columns), *("\t".join(_told(cells, columns)) for cells in _rows(logs, modifiers))]
    meanings = json.dumps(_meanings(logs, columns, modifiers), ensure_ascii=False, indent=2)
    _tell(logs, losses)
    files = (
        ForeignFile(f"{stem}_events.tsv", _bytes("\n".join(lines) + "\n")),
        ForeignFile(f"{stem}_events.json", _bytes(f"{meanings}\n")),
    )
    return Handover(files, tuple(losses.found))


def _label(words: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "", words) or "x"


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _modifiers(logs: Sequence[Outgoing]) -> dict[str, tuple[Tier, Modifier]]:
    return {
        f"mod_{tier.id}_{name}": (tier, modifier)
        for log in logs
        for tier in log.lanes
        for name, modifier in modifiers_of(tier, log.coded[tier.id]).items()
    }


def _rows(logs: Sequence[Outgoing], modifiers: dict[str, tuple[Tier, Modifier]]) -> Iterator[dict[str, str]]:
    """Give the rows of all observations in order of onset."""
    found = [(row.onset_ms, number, row) for number, log in enumerate(logs) for row in log.rows]
    phases = [phase_spans(log.observation, log.end_ms) for log in logs]
    for _, number, row in sorted(found, key=lambda one: one[:2]):
        yield _cells(logs[number], row, phases[number], modifiers)


def _cells(
    log: Outgoing, row: Occurrence, phases: Sequence[PhaseSpan], modifiers: dict[str, tuple[Tier, Modifier]]
) -> dict[str, str]:
    event, identity = row.event, log.observation.identity
    phase = next((span.phase for span in phases if span.onset_ms <= row.onset_ms < span.offset_ms), "")
    imported = event is not None and log.observation.is_imported(event.id)
    answers = dict(event.modifiers) if event is not None else {}
    return {
        "onset": format_seconds(row.onset_ms),
        "duration": format_seconds(0 if row.offset_ms is None else row.offset_ms - row.onset_ms),
        "trial_type": f"{row.tier.id}.{row.code.id or row.source}",
        "actor": row.tier.actor,
        "target": event.target if event is not None else "",
        "tier": row.tier.id,
        "code": row.code.id,
        "kind": row.tier.kind.value,
        "source": "imported" if imported else row.source,
        "phase": "" if row.tier.kind is Kind.RATING else phase,
        "coder": identity.coder,
        "record": identity.record,
        "pass": identity.pass_id,
        "frame_onset": _frame(log, row.onset_ms),
        "frame_offset": _frame(log, row.offset_ms),
        "comment": event.comment if event is not None and log.comments else "",
        **{name: answers.get(one.id, "") for name, (tier, one) in modifiers.items() if tier.id == row.tier.id},
    }


def _frame(log: Outgoing, ms: int | None) -> str:
    if log.frames is None or ms is None:
        return ""
    return str(log.frames.at(ms) + (ms >= log.end_ms))


def _told(cells: dict[str, str], columns: Sequence[str]) -> list[str]:
    """Return the cells in order; a table with tabs has no tabs and lines in its cells."""
    return [" ".join(cells.get(name, "").split()) or NOTHING for name in columns]


def _meanings(
    logs: Sequence[Outgoing], columns: Sequence[str], modifiers: dict[str, tuple[Tier, Modifier]]
) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for name in columns:
        long, description, unit = _COLUMNS.get(name, (name, "", ""))
        found[name] = {"LongName": long, "Description": description, "Units": unit, "Levels": _LEVELS.get(name, {})}
    tiers = {tier.id: tier for log in logs for tier in log.lanes}.values()
    found["trial_type"] |= {"Levels": _codes(logs), "HED": _hed(list(tiers))}
    found["tier"]["Levels"] = {tier.id: str(tier.label) or tier.id for tier in tiers}
    for name, (tier, modifier) in modifiers.items():
        levels = {option.id: str(option.label) or option.id for option in modifier.options}
        words = f"A modifier of {tier.id}; several options are joined by +."
        found[name] = {"LongName": str(modifier.label) or modifier.id, "Description": words, "Levels": levels}
        found[name]["Units"] = modifier.unit
    if "comment" in found:
        found["comment"] |= {"LongName": "Comment", "Description": "What the coder remarked."}
    return {name: {key: value for key, value in meaning.items() if value} for name, meaning in found.items()}


def _codes(logs: Sequence[Outgoing]) -> dict[str, str]:
    codes = [(tier.id, code) for log in logs for tier in log.lanes for code in tier.codes]
    known = {
        f"{tier}.{code.id}": ": ".join(filter(None, (str(code.label), str(code.definition)))) for tier, code in codes
    }
    tiers = [tier for log in logs for tier in log.lanes if tier.kind is Kind.INTERVAL]
    known |= {f"{tier.id}.{tier.gap.value}": _LEVELS["source"][tier.gap.value] for tier in tiers}
    derived = {f"{one.id}.{one.id}": str(one.label) for log in logs for one in log.scheme.derived}
    return {name: said or name for name, said in {**known, **derived}.items()}


def _hed(tiers: Sequence[Tier]) -> dict[str, str]:
    return {f"{tier.id}.{code.id}": code.hed for tier in tiers for code in tier.codes if code.hed}


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=True, marked=True)
    tell_keys(logs, losses)
    tell_languages(logs, losses)
    broken = sum(1 for log in logs for event in log.observation if len(event.comment.splitlines()) > 1 and log.comments)
    if broken:
        losses.changed(f"{count(broken, 'comment')} of several lines: a table with tabs has one line each.")
    losses.dropped(
        "The data file that BIDS wants beside every table of events: it knows no video of behaviour. "
        "Put the video into sourcedata."
    )
