"""``links.csv``: what became of every cue of every link of the scheme."""

from collections.abc import Iterable, Iterator

from coder.editing.whose import WHOSE_COLUMNS, Observed, whose
from coder.model.answers import Outcome
from coder.model.cue_answer import CueAnswer, Cut, Mark
from coder.model.levels import phase_levels
from coder.model.scheme import Link, Scheme
from coder.model.table import Column, ColumnType, Level, Table, levels_of
from coder.model.time import format_seconds

_OUTCOMES = (
    Level(Outcome.ANSWERED, "answered", "A response came in the window."),
    Level(Outcome.UNANSWERED, "unanswered", "All of the window was seen, and no response came."),
    Level(Outcome.CENSORED, "censored", "It cannot be told: see cut."),
)
_CUTS = (
    Level(Cut.PHASE_END, "phase end", "The phase ended before the window did."),
    Level(Cut.UNCODABLE, "uncodable", "A tier of the response could not be judged any more."),
    Level(Cut.NEXT_CUE, "next cue", "The next cue came first."),
    Level(Cut.SESSION_END, "session end", "The session ended before the window did."),
    Level(Cut.OUTSIDE_PHASES, "outside phases", "The cue lies in no phase, or a pause between phases came first."),
    Level(Cut.IN_PROGRESS, "in progress", "A response was in progress as the window opened, and no new one came."),
    Level(Cut.CUE_NOT_SEEN, "cue not seen", "It was there already: it was not seen to begin, or not to end."),
)
_UNANSWERED = "it was not answered"


def links_table(schemes: Iterable[Scheme]) -> Table:
    """Return the table ``links`` of observations under some schemes."""
    return Table("links", "a cue of a link", (*WHOSE_COLUMNS, *_columns(tuple(schemes))))


def has_links(schemes: Iterable[Scheme]) -> bool:
    """Tell whether any scheme has links."""
    return any(scheme.links for scheme in schemes)


def _columns(schemes: tuple[Scheme, ...]) -> Iterator[Column]:
    links = {link.id: Level(link.id, str(link.label), _rule(link)) for scheme in schemes for link in scheme.links}
    outside, computed = "no phase is marked, or it lies in none", "it is computed, not coded"
    in_progress = "1: the response was in progress already as the window opened."
    waited = (
        "How long after the cue nothing had come: the latency, else until the window ended or was cut short; 0 where "
        "nothing was waited for. With outcome it makes a survival curve."
    )
    yield Column("link", ColumnType.LEVEL, "The link.", levels=tuple(links.values()))
    yield Column("phase", ColumnType.LEVEL, "The phase the cue lies in.", levels=phase_levels(schemes), missing=outside)
    yield Column("cue_event_id", ColumnType.ID, "The event of the cue.", missing=computed)
    yield from (Column(f"cue_{part}", ColumnType.ID, f"The {part} of the cue.") for part in ("actor", "tier", "code"))
    yield Column("cue_edge", ColumnType.LEVEL, "The edge that is the cue.", levels=levels_of("onset", "offset"))
    yield Column("cue_s", ColumnType.NUMBER, "When the cue was, in media time.", "s")
    yield Column("outcome", ColumnType.LEVEL, "What became of it.", levels=_OUTCOMES)
    yield Column("cut", ColumnType.LEVEL, "Why it is censored.", levels=_CUTS, missing="it is not censored")
    late = f"{_UNANSWERED}, or the response was in progress"
    yield Column("latency_s", ColumnType.NUMBER, "How long after the cue the response came.", "s", missing=late)
    yield Column("wait_s", ColumnType.NUMBER, waited, "s")
    yield Column("in_progress", ColumnType.YES_NO, in_progress)
    yield Column("responses", ColumnType.INTEGER, "How many responses answer it: one, but for the pairing all.")
    response = f"{_UNANSWERED}, or {computed}"
    yield Column("response_event_id", ColumnType.ID, "The event that answers it; the first.", missing=response)
    for part in ("actor", "tier", "code"):
        yield Column(f"response_{part}", ColumnType.ID, f"The {part} of the response.", missing=_UNANSWERED)
    yield Column("response_s", ColumnType.NUMBER, "When the response was, in media time.", "s", missing=_UNANSWERED)


def _rule(link: Link) -> str:
    first, last = link.window_s
    cuts = ", ".join(link.censor_at) or "nothing but the end"
    new = "new ones only" if link.new_onset_only else "those in progress as well"
    return f"Responses {first:g} to {last:g} s after the cue, {new}; pairing: {link.pairing}; cut short by {cuts}."


def links_rows(log: Observed, link: str, answers: Iterable[CueAnswer]) -> Iterator[list[str]]:
    """Give a row a cue of a link, in the order given."""
    head = whose(log)
    for one in answers:
        yield [
            *(*head, link, one.phase),
            *_mark(one.cue)[:4],
            one.cue.edge,
            format_seconds(one.cue.ms),
            one.outcome.value,
            one.cut.value if one.cut else "",
            "" if one.latency_ms is None else format_seconds(one.latency_ms),
            format_seconds(one.wait_ms),
            str(int(one.in_progress)),
            str(len(one.responses)),
            *(_mark(one.responses[0]) if one.responses else [""] * 5),
        ]


def _mark(mark: Mark) -> list[str]:
    return [mark.id, mark.actor, mark.tier, mark.code, format_seconds(mark.ms)]
