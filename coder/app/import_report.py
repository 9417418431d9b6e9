"""The report of an import: what was made of what, and everything that was dropped, guessed or changed on the way."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from coder.app.import_wish import COUNTED, ImportPlan, PlannedObservation, PlannedScheme, PlannedSession
from coder.model.foreign_log import join_losses
from coder.model.foreign_scheme import Loss, LossKind
from coder.model.time import format_seconds

if TYPE_CHECKING:
    from coder.scheme.import_events import LeftOut

HEADS = {
    LossKind.DROPPED: "Dropped: what is not in the observation",
    LossKind.GUESSED: "Guessed: what the file does not say; check it",
    LossKind.CHANGED: "Changed: what had to become something else",
}
_LEFT_OUT = ("tier", "code", "kind", "onset_s", "offset_s", "modifiers", "target", "comment", "why")


def observation_losses(session: PlannedSession, one: PlannedObservation) -> tuple[Loss, ...]:
    """Return everything that is not in an observation as it was in the file."""
    return join_losses(session.losses, one.losses)


def describe_observation(plan: ImportPlan, session: PlannedSession, one: PlannedObservation) -> str:
    """Return the report that is kept beside an observation."""
    wish, scheme = plan.wish, plan.scheme
    source = session.source
    lines = [
        f"{session.id}, observation of {one.name}, imported from {source.path.name} ({wish.format})",
        f"sha-256 of that file: {source.sha256}",
        f"Scheme: {scheme.loaded.scheme.id} {scheme.loaded.scheme.version}, {_scheme_words(scheme)}",
        f"Media: {media_words(session)}",
        f"In the file: {_counted_words(one.counted, wish.format)}. Here: {count_words(len(one.events))}.",
    ]
    if one.left_out:
        lines.append(f"Left out: {count_words(len(one.left_out))}, all of them in {one.name}.left_out.csv.")
    losses = describe_losses(observation_losses(session, one))
    return "\n".join([*lines, *losses, *describe_scheme_losses(plan)]) + "\n"


def describe_scheme_losses(plan: ImportPlan) -> Iterator[str]:
    """Give what the scheme lost, or what was guessed of it: that concerns each of its observations."""
    if plan.scheme.losses:
        yield from ("", f"About the scheme {plan.scheme.name}", *describe_losses(plan.scheme.losses))


def describe_scheme(plan: ImportPlan) -> str:
    """Return the report that is kept beside a scheme that was made or mapped."""
    files = ", ".join(dict.fromkeys(session.source.path.name for session in plan.sessions))
    head = f"{plan.scheme.name}.yaml, {_scheme_words(plan.scheme)}: {files}"
    return "\n".join([head, *describe_losses(plan.scheme.losses)]) + "\n"


def describe_losses(losses: Sequence[Loss], most: int | None = None) -> Iterator[str]:
    """Give the lines of a report, kind by kind; at most so many losses of each."""
    for kind, head in HEADS.items():
        found = [loss.what for loss in losses if loss.kind is kind]
        yield from ("", f"{head} ({len(found)})", *(f"- {what}" for what in found[:most]))
        if most is not None and len(found) > most:
            yield f"- … and {len(found) - most} more"


def describe_plan(plan: ImportPlan, most: int = 12) -> Iterator[str]:
    """Give what is said of an import before or after it: each session, then everything that was lost."""
    for session in plan.sessions:
        for one in session.observations:
            left = f", {len(one.left_out)} left out" if one.left_out else ""
            events = f"{count_words(len(one.events))} of {_counted_words(one.counted, plan.wish.format)}"
            yield f"{session.id}: {one.name}, {events}{left}; media: {media_words(session)}"
    if not plan.scheme.made:
        yield f"Scheme: {plan.scheme.name}, {_scheme_words(plan.scheme)}"
    yield from describe_losses(all_losses(plan), most)


def all_losses(plan: ImportPlan) -> tuple[Loss, ...]:
    """Return the losses of a whole import, each told once."""
    groups = (observation_losses(session, one) for session in plan.sessions for one in session.observations)
    return join_losses(plan.scheme.losses, *groups)


def format_left_out(left_out: Iterable["LeftOut"]) -> str:
    """Return events without a place as a table that can be imported again."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_LEFT_OUT)
    for one in left_out:
        event = one.event
        modifiers = "; ".join(f"{name}={value}" for name, value in event.modifiers)
        offset = "" if event.offset_ms is None else format_seconds(event.offset_ms)
        kind = "point" if event.point else "state"
        onset = format_seconds(event.onset_ms)
        writer.writerow((event.tier, event.code, kind, onset, offset, modifiers, event.target, event.comment, one.why))
    return out.getvalue()


def to_json(plan: ImportPlan) -> dict[str, Any]:
    """Return an import for a machine."""
    return {
        "study": str(plan.wish.study),
        "scheme": {"name": plan.scheme.name, "made": plan.scheme.made, "losses": _losses(plan.scheme.losses)},
        "sessions": [_session(session) for session in plan.sessions],
    }


def count_words(number: int) -> str:
    """Return a number of events in words."""
    return "one event" if number == 1 else f"{number} events"


def _counted_words(number: int, format_name: str) -> str:
    one, several = COUNTED[format_name]
    return f"one {one}" if number == 1 else f"{number} {several}"


def _session(session: PlannedSession) -> dict[str, Any]:
    return {
        "session": session.id,
        "folder": str(session.folder),
        "file": str(session.source.path),
        "sha256": session.source.sha256,
        "media": [medium.file for medium in session.media],
        "clock_s": None if session.clock is None else session.clock.length_s,
        "observations": [
            {
                "coder": one.identity.coder,
                "record": one.identity.record,
                "events": len(one.events),
                "left_out": len(one.left_out),
                "in_file": one.counted,
                "losses": _losses(observation_losses(session, one)),
            }
            for one in session.observations
        ],
    }


def _losses(losses: Sequence[Loss]) -> list[dict[str, str]]:
    return [{"kind": loss.kind.value, "what": loss.what} for loss in losses]


def _scheme_words(scheme: PlannedScheme) -> str:
    return f"made from the file; see {scheme.name}.losses.txt" if scheme.made else "which was there before"


def media_words(session: PlannedSession) -> str:
    """Say in a line which media a session has, or why it has a clock."""
    if session.there:
        return "those of the session, which was there before"
    if session.media:
        return ", ".join(PurePosixPath(medium.file).name for medium in session.media)
    length = "" if session.clock is None else f" of {session.clock.length_s:g} s"
    if not session.missing:
        return f"none, a clock{length}"
    names = ", ".join(PurePosixPath(medium.names[0].replace("\\", "/")).name for medium in session.missing)
    return f"a clock{length}, for want of {names}"
