"""Who changed what when in observations, and whether that log is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coder.errors import CoderError
from coder.formats.audit_csv import STEP_COLUMNS, event_fields, step_cells
from coder.model.audit_step import Step
from coder.model.event import Event
from coder.model.observation import Identity
from coder.model.table import csv_text
from coder.model.time import format_short_time

if TYPE_CHECKING:
    from coder.app.export_survey import SessionFiles
    from coder.store.audit import Log, Verdict

COLUMNS = ("session_id", "coder_id", "pass", *(column.name for column in STEP_COLUMNS))
_KINDS = {"undo": "undid ", "redo": "redid ", "import": "imported: "}


@dataclass(frozen=True, slots=True)
class Audited:
    """One observation with its log."""

    path: Path
    identity: Identity
    log: "Log"

    @property
    def name(self) -> str:
        """Session, coder and pass."""
        identity = self.identity
        return f"{identity.session} {identity.coder}{f' ({identity.pass_id})' if identity.pass_id else ''}"

    @property
    def steps(self) -> Iterator[Step]:
        """Give what was done, entry by entry, event by event; raise CoderError where an entry makes no sense."""
        for seq, time, who, kind, title, before, after in self.log.rows:
            gone, come = self._events(before), self._events(after)
            pairs = [(gone.get(number), come.get(number)) for number in dict.fromkeys((*gone, *come))]
            for old, new in pairs or [(None, None)]:
                yield Step(seq, time, who, kind, title, old, new)

    def _events(self, text: str) -> dict[int, Event]:
        from coder.store.plain_words import damaged
        from coder.store.rows import parse_events

        try:
            return {event.id: event for event in parse_events(text)}
        except ValueError as error:
            raise damaged(self.path, str(error)) from error

    def verify(self) -> "Verdict":
        """Check the log."""
        from coder.store.audit import verify

        return verify(self.log)


def read_audit(path: Path) -> list[Audited]:
    """Read the logs of an observation, a session, a study or a folder of studies; raise CoderError where that fails."""
    from coder.store.audit import read_log
    from coder.store.observation_file import open_observation

    found = []
    for place in _observations(path):
        with open_observation(place, read_only=True) as file:
            found.append(Audited(place, file.identity, read_log(file)))
    return found


def read_shown_audit(path: Path, *, unsealed: bool = False) -> tuple[list[Audited], list[str]]:
    """Read the logs that may be shown, and say what is left out: what is coded blind, but for ``unsealed``.

    What is shown all the same is noted in its study's folder. Raises CoderError where nothing is left.
    """
    from coder.app.withholding import note_unsealed, withhold

    found = read_audit(path)
    files = [one for one in (_files_of(each) for each in found) if one is not None]
    if unsealed:
        note_unsealed(files, "log shown")
        return found, []
    kept, left_out = withhold(files)
    hidden = {file for one in files for file in one.files} - {file for one in kept for file in one.files}
    shown = [each for each in found if each.path not in hidden]
    if not shown:
        hint = "With --unsealed it is shown all the same, and that is noted in the study's folder."
        raise CoderError(" ".join(left_out), hint)
    return shown, left_out


def _files_of(one: Audited) -> "SessionFiles | None":
    """Return an observation with its session; None for a file that lies in none."""
    from coder.app.export_survey import SessionFiles
    from coder.store.session_folder import load_session

    try:
        return SessionFiles(load_session(one.path.parent.parent), (one.path,))
    except CoderError:
        return None


def _observations(path: Path) -> list[Path]:
    from coder.store.session_folder import SUFFIX, list_observations
    from coder.store.study_folder import find_sessions

    if path.is_file() and path.suffix == SUFFIX:
        return [path]
    found = [place for session in find_sessions(path) for place in list_observations(session)]
    if not found:
        raise CoderError(f"There is nothing coded in {path}.", "Code a session first, or name another folder.")
    return found


def describe_step(step: Step) -> str:
    """Say in a line what one entry did to one event."""
    what = f"{_KINDS.get(step.kind, '')}{step.title}"
    event = f": {step.change} event {step.event.id}, {_words(step)}" if step.event is not None else ""
    return f"{step.seq:>6}  {step.time[:19].replace('T', ' ')}  {step.who or '–'}  {what}{event}"


def _words(step: Step) -> str:
    shown = [_shown(event) for event in (step.before, step.after) if event is not None]
    return " → ".join(shown)


def _shown(event: Event) -> str:
    until = "" if event.point else "–" if event.offset_ms is None else f"–{format_short_time(event.offset_ms)}"
    said = "".join(f" {name}={value}" for name, value in event.modifiers)
    return f"{event.tier}.{event.code} {format_short_time(event.onset_ms)}{until}{said}"


def format_audit(audited: Iterable[Audited], *, comments: bool = False) -> str:
    """Write steps as CSV text, a row each entry and event; comments are left out unless asked for."""
    pairs = ((one.identity, step) for one in audited for step in one.steps)
    return csv_text(
        [COLUMNS, *([who.session, who.coder, who.pass_id, *step_cells(step, comments=comments)] for who, step in pairs)]
    )


def audit_to_json(audited: Iterable[Audited], *, comments: bool = False) -> list[dict[str, Any]]:
    """Return logs for a machine."""
    return [
        {
            "observation": str(one.path),
            "session": one.identity.session,
            "coder": one.identity.coder,
            "pass": one.identity.pass_id,
            "steps": [_step_to_json(step, comments=comments) for step in one.steps],
        }
        for one in audited
    ]


def _step_to_json(step: Step, *, comments: bool) -> dict[str, Any]:
    return {
        "seq": step.seq,
        "time": step.time,
        "who": step.who,
        "kind": step.kind,
        "title": step.title,
        "change": step.change,
        "before": event_fields(step.before, comments=comments),
        "after": event_fields(step.after, comments=comments),
    }


def describe_verdict(one: Audited, verdict: "Verdict") -> Iterator[str]:
    """Give what is said of a log that was checked."""
    entries = "one entry" if verdict.entries == 1 else f"{verdict.entries} entries"
    hashless = verdict.entries > 0 and verdict.bare == verdict.entries
    if verdict.whole and hashless:
        yield f"{one.name}: no fault found, {entries}."
    elif verdict.whole:
        yield f"{one.name}: whole, {entries}{f', last hash {verdict.head[:16]}' if verdict.head else ''}."
    else:
        yield f"{one.name}: NOT whole, {entries}."
    yield from (f"  {fault}" for fault in verdict.faults)
    if verdict.late:
        yield f"  {verdict.late} of them got their hash later than they were written: the chain begins after them."
    if verdict.turned_back:
        shown = ", ".join(map(str, verdict.turned_back[:8]))
        yield f"  A clock was set back before {'entry' if len(verdict.turned_back) == 1 else 'entries'} {shown}."
    if hashless:
        yield "  None of them has a hash yet, so not every alteration can be told; they get one with the next change."


def verdict_to_json(one: Audited, verdict: "Verdict") -> dict[str, Any]:
    """Return a verdict for a machine."""
    return {
        "observation": str(one.path),
        "session": one.identity.session,
        "coder": one.identity.coder,
        "pass": one.identity.pass_id,
        "whole": verdict.whole,
        "entries": verdict.entries,
        "late": verdict.late,
        "without_hash": verdict.bare,
        "head": verdict.head,
        "clock_set_back_before": list(verdict.turned_back),
        "faults": list(verdict.faults),
    }
