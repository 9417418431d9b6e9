"""The cells of a Datavyu file as events: closed intervals become half-open, offsets that were never set stay open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from coder.formats.datavyu.archive import decode, read_entries
from coder.formats.datavyu.columns import Cell, Column
from coder.formats.datavyu.project import read_media
from coder.formats.datavyu.scheme import (
    PROGRAM,
    arguments_of,
    build_tier,
    find_originals,
    has_codes,
    read_all,
)
from coder.model.foreign_log import NO_VALUE, ForeignEvent, ForeignLog, ForeignObservation, ForeignSession, Tally
from coder.model.foreign_scheme import ForeignScheme, ForeignTier, Losses
from coder.model.scheme import Kind


def read_log(content: bytes, name: str) -> ForeignLog:
    """Read the columns and cells of an .opf file; raise CoderError when it is damaged or made to do harm."""
    losses, told = Losses(), Losses()
    entries = read_entries(content, name)
    columns = read_all(decode(entries["db"]), name, told)
    originals = find_originals(columns)
    tiers = [build_tier(column, losses) for column in columns if column.name not in originals]
    media, shift_ms = read_media(entries, told)
    reading = _Cells({tier.name: tier for tier in tiers}, shift_ms)
    own = [event for column in columns if column.name not in originals for event in reading.of(column, column.name)]
    others = [
        event for column in columns if column.name in originals for event in reading.of(column, originals[column.name])
    ]
    observations = [ForeignObservation(tuple(own), counted=len(own))]
    if others:
        copies = ", ".join(f"“{copy}”" for copy in originals)
        told.changed(f"The columns {copies} are an observation of their own, for agreement.")
        observations.append(ForeignObservation(tuple(others), record="reliability", suffix="_rel", counted=len(others)))
    session = ForeignSession(
        name.rpartition(".")[0] or name,
        tuple(observations),
        media,
        losses=(*told.found, *reading.tally.losses()),
    )
    return ForeignLog(ForeignScheme(PROGRAM, tiers=tuple(tiers), losses=tuple(losses.found)), (session,))


@dataclass
class _Cells:
    """Turns the cells of columns into events of tiers."""

    tiers: dict[str, ForeignTier]
    shift_ms: int
    tally: Tally = field(default_factory=Tally)

    def of(self, column: Column, tier: str) -> Iterator[ForeignEvent]:
        """Give the events of a column, in order of onset."""
        cells = sorted(column.cells, key=lambda cell: (cell.onset_ms, cell.offset_ms))
        for cell in self._opened(cells, tier):
            event = self._event(column, cell, tier)
            if len(cell.values) > len(arguments_of(column)):
                self.tally.dropped("Values for which a column has no argument", event)
            yield event

    def _opened(self, cells: Sequence[Cell], tier: str) -> Iterator[Cell]:
        """Give cells whose offset is the next one's onset where 1 ms was between them, as Datavyu writes it."""
        for cell, after in pairwise([*cells, Cell(-2, -2, ())]):
            if cell.onset_ms < cell.offset_ms == after.onset_ms - 1:
                self.tally.changed("Cells whose offset is 1 ms later, where the next one begins", f"on {tier}")
                yield replace(cell, offset_ms=after.onset_ms)
            else:
                yield cell

    def _event(self, column: Column, cell: Cell, tier: str) -> ForeignEvent:
        code, modifiers = self._said(column, cell, tier)
        onset_ms = cell.onset_ms + self.shift_ms
        kind = self.tiers[tier].kind
        unset = cell.offset_ms == 0 < cell.onset_ms
        if kind is Kind.POINT or cell.offset_ms == cell.onset_ms:
            event = ForeignEvent(tier, code, onset_ms, None, True, modifiers)
            if unset:
                self.tally.guessed("Cells whose offset was never set; they are points as the others", event)
            elif kind is Kind.POINT and cell.offset_ms > cell.onset_ms:
                self.tally.changed("Cells that have a length on a tier of points; it is left out", event)
            return event
        if unset:
            event = ForeignEvent(tier, code, onset_ms, None, False, modifiers)
            self.tally.changed("Cells whose offset was never set; they run on until another takes their place", event)
            return event
        first_ms, last_ms = sorted((onset_ms, cell.offset_ms + self.shift_ms))
        event = ForeignEvent(tier, code, first_ms, last_ms, False, modifiers)
        if cell.offset_ms < cell.onset_ms:
            self.tally.changed("Cells that ended before they began; the two were exchanged", event)
        return event

    def _said(self, column: Column, cell: Cell, tier: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        if has_codes(column):
            value = cell.values[0] if cell.values else ""
            if not value:
                self.tally.changed(f"Cells without a value; their code is “{NO_VALUE}”", f"on {tier}")
            return value or NO_VALUE, ()
        pairs = zip(arguments_of(column), cell.values, strict=False)
        return tier, tuple((argument.name, value) for argument, value in pairs if value)
