"""What the window shows of an import before it is done: each observation, its first events, its losses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.app.import_report import describe_losses, describe_scheme_losses, media_words, observation_losses
from coder.app.import_wish import ImportPlan
from coder.model.time import format_short_time

FIRST = 12
HEADS = ("Session", "Coder", "Events", "In the file", "Left out", "Media")
EVENT_HEADS = ("Onset", "Offset", "Tier", "Code", "Modifiers", "Comment")


@dataclass(frozen=True, slots=True)
class Preview:
    """One observation that would be made: a line of facts, its first events as lines, and everything that was lost."""

    line: tuple[str, ...]
    events: tuple[tuple[str, ...], ...]
    losses: str
    left_out: int


def preview(plan: ImportPlan) -> tuple[Preview, ...]:
    """Return what there is to see of each observation, in order."""
    return tuple(_previews(plan))


def _previews(plan: ImportPlan) -> Iterator[Preview]:
    of_scheme = "\n".join(describe_scheme_losses(plan))
    for session in plan.sessions:
        for one in session.observations:
            left = len(one.left_out)
            line = (session.id, one.name, str(len(one.events)), str(one.counted), str(left or ""), media_words(session))
            events = tuple(
                (
                    format_short_time(event.onset_ms),
                    "" if event.offset_ms is None else format_short_time(event.offset_ms),
                    event.tier,
                    event.code,
                    _words(event.modifiers),
                    event.comment,
                )
                for event in one.events[:FIRST]
            )
            losses = "\n".join(describe_losses(observation_losses(session, one))).strip()
            yield Preview(line, events, f"{losses}\n{of_scheme}".rstrip(), left)


def _words(modifiers: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in modifiers)
