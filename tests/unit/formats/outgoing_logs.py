"""Observations on their way to other programs: one with everything in it, and any that keys can make."""

from dataclasses import replace

from hypothesis import strategies as st

from coder.editing.outgoing import Outgoing
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Scheme
from tests import lab
from tests.doubles import build_workspace
from tests.golden.logs import rich_log
from tests.unit.editing.presses import Presses, presses

CHANGED = "2026-11-24T08:15:30.250Z"
Row = tuple[str, str, int, int | None, frozenset[tuple[str, str]], str, str]
"""Tier, code, onset, offset (None for a point), modifiers, target, comment."""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=12).map(str.strip)


def outgoing(
    observation: Observation | None = None, *, scheme: Scheme | None = None, comments: bool = False
) -> Outgoing:
    """Build an observation as it goes out; the one with everything in it unless told."""
    log = rich_log()
    held = log.observation if observation is None else observation
    ends = (log.end_ms,)
    return Outgoing(
        log.session, scheme or log.scheme, held, log.end_ms, CHANGED, 40, ends, log.frames, comments=comments
    )


def coded(*events: Event, comments: bool = False) -> Outgoing:
    """Build an observation of some events of the lab's scheme as it goes out."""
    return outgoing(Observation(Identity("D01_v1", "ana"), events), scheme=lab.SCHEME, comments=comments)


@st.composite
def any_outgoing(draw: st.DrawFn, step_ms: int = 100) -> Outgoing:
    """Draw what keys can make, answers among them, with remarks and words of any sort."""
    keys: Presses = draw(presses(step_ms=step_ms))
    workspace = build_workspace()
    for chord, at_ms in keys:
        workspace.press(chord, at_ms)
    events = [_with_words(draw, event) for event in workspace.observation]
    return coded(*events, comments=True)


def _with_words(draw: st.DrawFn, event: Event) -> Event:
    comment = draw(st.just("") | WORDS)
    if event.code == "cry" and (words := draw(st.just("") | WORDS)):
        event = event.with_modifier("words", words)
    return replace(event, comment=comment)


def rows_of(log: Outgoing) -> list[Row]:
    """Return what was coded, sorted, with every state ended."""
    found = [row for rows in log.coded.values() for row in rows]
    return sorted((_row(row.tier.id, row.event, row.offset_ms) for row in found if row.event is not None), key=_order)


def _row(tier: str, event: Event, offset_ms: int | None) -> Row:
    return (tier, event.code, event.onset_ms, offset_ms, frozenset(event.modifiers), event.target, event.comment)


def _order(row: Row) -> tuple[int, str, str, list[tuple[str, str]], str]:
    return row[2], row[0], row[1], sorted(row[4]), row[6]


def sort_rows(rows: list[Row]) -> list[Row]:
    """Return rows in the order that ``rows_of`` has."""
    return sorted(rows, key=_order)
