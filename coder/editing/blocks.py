"""Only blocks of a session are coded: keys code nowhere else, and what is coded ends with its block."""

from collections.abc import Sequence
from dataclasses import replace

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.scheme import PHASE
from coder.model.spans import Span
from coder.model.time import format_short_time


def refuse_outside(blocks: Sequence[Span], ms: int) -> None:
    """Raise CoderError when an instant lies in no block; without blocks all of the session is coded."""
    if blocks and block_at(blocks, ms) is None:
        raise CoderError("This lies outside your segments.", f"They are {describe_blocks(blocks)}.")


def end_with_block(blocks: Sequence[Span], change: Change) -> Change:
    """Let states that would run on end with the block they began in; phases are the session's and run on."""
    if not blocks:
        return change
    added = tuple(_ended(blocks, event) for event in change.added)
    replaced = tuple((before, _ended(blocks, after)) for before, after in change.replaced)
    return replace(change, added=added, replaced=replaced)


def _ended(blocks: Sequence[Span], event: Event) -> Event:
    block = block_at(blocks, event.onset_ms)
    if not event.running or event.tier == PHASE or block is None:
        return event
    return replace(event, offset_ms=block[1])


def block_at(blocks: Sequence[Span], ms: int) -> Span | None:
    """Return the block an instant lies in, None between them."""
    return next((block for block in blocks if block[0] <= ms < block[1]), None)


def describe_blocks(blocks: Sequence[Span]) -> str:
    """Write blocks as times: ``0:12.000–0:32.000, 1:05.000–1:25.000``."""
    return ", ".join(f"{format_short_time(begin)}–{format_short_time(end)}" for begin, end in blocks)
