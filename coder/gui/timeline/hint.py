"""What is told of the thing under the pointer."""

from html import escape

from coder.app.workspace import Workspace
from coder.editing.phases import is_outside, phase_at
from coder.gui.derived_words import derived_words
from coder.gui.interval_words import tier_note
from coder.gui.phase_words import phase_facts
from coder.gui.timeline.codable import codable_words
from coder.gui.timeline.hit import Area, Hit
from coder.gui.timeline.menu import time_words
from coder.gui.timeline.rows import Row, RowKind
from coder.model.event import Event
from coder.model.scheme import PHASE, Kind, Scheme

_MEASURED = {
    RowKind.SOUND: "how loud it is",
    RowKind.SPECTROGRAM: "which pitches are heard, up to 4000 Hz",
    RowKind.MOTION: "how much of the region changes from frame to frame",
}


def hint_in(workspace: Workspace, hit: Hit) -> str:
    """Return the words for a tool tip in a session: also the phase an event lies in, and what is codable of a tier."""
    if hit.event is not None:
        return _as_html("\n".join([event_words(workspace.scheme, hit.event), *_place(workspace, hit.event)]))
    if hit.area is Area.GUTTER and hit.placed is not None:
        codable = codable_words(workspace, hit.placed.row.tier)
        return _as_html("\n".join([row_words(hit.placed.row, workspace.scheme), *([codable] if codable else [])]))
    return hint_of(workspace.scheme, hit)


def _place(workspace: Workspace, event: Event) -> list[str]:
    """Say in which phase an event begins, or that it begins where nothing counts."""
    if event.tier == PHASE:
        return []
    phase = phase_at(workspace.observation, event.onset_ms)
    if phase is not None:
        return [f"in {phase.words}"]
    return ["outside the phases: it does not count"] if is_outside(workspace.observation, event.onset_ms) else []


def hint_of(scheme: Scheme, hit: Hit) -> str:
    """Return the words for a tool tip (HTML, since comments may look like it), or nothing."""
    if hit.event is not None:
        return _as_html(event_words(scheme, hit.event))
    if hit.area is Area.GUTTER and hit.placed is not None:
        return _as_html(row_words(hit.placed.row, scheme))
    if hit.area is Area.OVERVIEW:
        return "The whole session: drag to go anywhere; drag the frame to look elsewhere and stay."
    return ""


def row_words(row: Row, scheme: Scheme) -> str:
    """Name a row with its actor and its codes, and say what a derived code is computed from."""
    actor = f"{row.actor.label or row.actor.id}: " if row.actor is not None and str(row.actor.label) else ""
    if row.kind in _MEASURED:
        return f"{actor}{row.label}\n{_MEASURED[row.kind]}"
    codes = [f"{code.key or '–'}  {code.label}" for code in row.tier.codes] if row.tier is not None else []
    sampled = [tier_note(row.tier)] if row.tier is not None and row.tier.kind is Kind.INTERVAL else []
    computed = ["computed, never typed", *derived_words(scheme, row.derived)] if row.derived is not None else []
    return "\n".join([f"{actor}{row.label}", *codes, *sampled, *computed])


def event_words(scheme: Scheme, event: Event) -> str:
    """Tell of an event: its code, when it is, its modifiers and comment."""
    code = scheme.code(event.tier, event.code)
    name = str(code.label) if code is not None and str(code.label) else event.code
    key = f"{code.key}  " if code is not None and code.key else ""
    modifiers = [f"{modifier.replace('_', ' ')}: {value}" for modifier, value in event.modifiers]
    facts = phase_facts(scheme, event) if event.tier == PHASE else modifiers
    return "\n".join([f"{key}{name}", time_words(event), *facts, *([event.comment] if event.comment else [])])


def _as_html(words: str) -> str:
    return f"<p style='white-space:pre'>{escape(words)}</p>"
