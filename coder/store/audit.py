"""Read the change log of an observation, and tell whether it is whole: every hash, every number, every event."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise

from coder.model.event import Event
from coder.model.seal import FACTS, REOPEN, SUBMIT
from coder.store.chain import Link, Row, hash_row, read_links, read_rows
from coder.store.observation_file import ObservationFile
from coder.store.plain_words import explain_sqlite
from coder.store.rows import EVENT_QUERY, build_events, parse_events
from coder.store.sealed import find_guards, hash_facts

_MOST_FAULTS = 20
_TO_THE_MINUTE = len("2026-01-01T00:00")
"""Clocks are set right by seconds all the time."""


@dataclass(frozen=True, slots=True)
class Log:
    """A change log as it is on disk, its chain of hashes, and the events that it led to.

    ``facts`` is the hash of whose it is and what of; ``guarded``: whether any, and all, guards of a seal are there.
    """

    rows: tuple[Row, ...]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    facts: str = ""
    guarded: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking a log.

    ``late`` entries got their hash after they were written, ``bare`` ones have none; ``head`` is the last hash.
    ``faults`` are sentences, none where the log is whole. ``turned_back``: entries that say they were written before
    the one before them, for a clock was set back.
    """

    entries: int
    late: int
    bare: int
    head: str
    faults: tuple[str, ...]
    turned_back: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether nothing was found."""
        return not self.faults


def last_change(file: ObservationFile) -> str:
    """Return when an observation was last changed (UTC, ISO 8601): when it was made, where nothing is logged.

    Raises CoderError when the log cannot be read.
    """
    try:
        with closing(file.snapshot()) as memory:
            found = memory.execute("SELECT time FROM change_log ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise explain_sqlite(error, file.path) from error
    return str(found[0]) if found is not None else file.facts.created


def read_log(file: ObservationFile) -> Log:
    """Read the whole log of an observation; raise CoderError when it cannot be read."""
    try:
        with closing(file.snapshot()) as memory:
            events = build_events(memory.execute(EVENT_QUERY).fetchall())
            facts, guarded = hash_facts(memory), find_guards(memory)
            return Log(tuple(read_rows(memory)), tuple(read_links(memory)), tuple(events), facts, guarded)
    except sqlite3.Error as error:
        raise explain_sqlite(error, file.path) from error


def verify(log: Log) -> Verdict:
    """Check a log: its numbers, its hashes, and that it leads to the events that are there."""
    faults = [*_missing(log.rows), *_broken(log), *_unsealed(log.rows), *_opened(log), *_unfit(log)]
    hashed = {link.seq for link in log.links}
    bare = sum(1 for row in log.rows if row[0] not in hashed)
    late = sum(1 for link in log.links if link.late)
    head = log.links[-1].hash if log.links else ""
    more = [f"… and {len(faults) - _MOST_FAULTS} more."] if len(faults) > _MOST_FAULTS else []
    return Verdict(len(log.rows), late, bare, head, (*faults[:_MOST_FAULTS], *more), tuple(_turned_back(log.rows)))


def _missing(rows: Sequence[Row]) -> Iterator[str]:
    expected = 1
    for row in rows:
        if row[0] > expected:
            yield f"{_entries(expected, row[0] - 1)} not in the log."
        expected = row[0] + 1


def _entries(first: int, last: int) -> str:
    return f"Entry {first} is" if first == last else f"Entries {first} to {last} are"


def _broken(log: Log) -> Iterator[str]:
    """Tell which entries are not those that were hashed; each is held against the hash before it."""
    links = {link.seq: link for link in log.links}
    before, last = "", log.rows[-1][0] if log.rows else 0
    for row in log.rows:
        link = links.get(row[0])
        if link is None:
            if before:
                yield f"Entry {row[0]} has no hash, although those before it have."
            continue
        if hash_row(before, row) != link.hash:
            yield f"Entry {row[0]} is not as it was written, or those before it are not: its hash does not fit."
        before = link.hash
    if log.links and log.links[-1].seq > last:
        yield f"{_entries(last + 1, log.links[-1].seq)} not in the log any more, although hashed."


def _unsealed(rows: Sequence[Row]) -> Iterator[str]:
    for row, after in pairwise(rows):
        if row[3] == SUBMIT and after[3] != REOPEN:
            yield f"Entry {after[0]} was written although the observation was submitted, and not reopened."


def _opened(log: Log) -> Iterator[str]:
    """Tell where a seal was tampered with: its guards, itself, or what it is put on."""
    kinds = [row[3] for row in log.rows]
    some, every = log.guarded
    if some and SUBMIT not in kinds:
        yield "It was submitted once, and the log does not say so any more."
    if kinds[-1:] != [SUBMIT] or FACTS not in log.rows[-1][4]:
        return  # seals had no such hash at first
    if not every:
        yield "What keeps a submitted observation from being changed was taken away."
    written = log.rows[-1][4].partition(FACTS)[2]
    if written != log.facts:
        yield "Whose it is, its scheme, media or segments are not as they were when it was submitted."


def _turned_back(rows: Sequence[Row]) -> Iterator[int]:
    for row, after in pairwise(rows):
        if after[1][:_TO_THE_MINUTE] < row[1][:_TO_THE_MINUTE]:
            yield after[0]


def _unfit(log: Log) -> Iterator[str]:
    """Tell where the log does not lead to the events that are there."""
    events: dict[int, Event] = {}
    for row in log.rows:
        try:
            gone, come = parse_events(row[5]), parse_events(row[6])
        except ValueError:
            yield f"Entry {row[0]} cannot be read."
            continue
        if any(events.pop(event.id, None) != event for event in gone) or any(event.id in events for event in come):
            yield f"Entry {row[0]} does not follow from those before it."
        events |= {event.id: event for event in come}
    there = {event.id: event for event in log.events}
    wrong = sorted(number for number in events.keys() | there.keys() if events.get(number) != there.get(number))
    if wrong:
        shown = ", ".join(str(number) for number in wrong[:8])
        what = "One event is not the one" if len(wrong) == 1 else f"{len(wrong)} events are not those"
        yield f"{what} that the log leads to: {shown}{', …' if len(wrong) > 8 else ''}."
