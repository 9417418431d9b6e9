"""Write an observation as a Datavyu file: a column each tier, an argument for the code and for every modifier."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coder.editing.occurrences import Occurrence
from coder.editing.outgoing import COMMENT, TARGET, Outgoing, free_name, modifiers_of, targets_of
from coder.editing.outgoing_losses import count, tell_common, tell_definitions, tell_keys, tell_media
from coder.formats.datavyu.columns import Cell, Column
from coder.formats.datavyu.opf_document import Block, OpfDocument, format_cell, format_header, read_document
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses
from coder.model.scheme import Kind, Tier

_CODE = "code"


def write_datavyu(logs: Sequence[Outgoing], stem: str, base: bytes | None = None) -> Handover:
    """Write one observation; with ``base`` into a copy of a Datavyu file, whose other columns stay as they are."""
    losses = Losses()
    if base is None:
        document = OpfDocument({"project": _project(stem)})
    else:
        document = read_document(base, "The file to write into")
        if document.guessed:
            losses.changed("The file was not UTF-8; it is now, read as Western European (Windows-1252).")
    for log in logs:
        for tier in log.lanes:
            _Column(log, tier, losses).write(document)
    _tell(logs, losses)
    if base is None:
        losses.changed(f"A column has the argument “{_CODE}” first, and those of its modifiers behind it.")
    return Handover((ForeignFile(f"{stem}.opf", document.to_bytes()),), tuple(losses.found))


def _project(stem: str) -> bytes:
    name, file = (json.dumps(words, ensure_ascii=False) for words in (stem, f"{stem}.opf"))
    lines = ["!project", f"dbFile: {file}", f"name: {name}", "origpath: ''", "version: 5", "viewerSettings: []"]
    return ("\n".join(lines) + "\n").encode("utf-8")


@dataclass
class _Column:
    """One tier on its way to a column."""

    log: Outgoing
    tier: Tier
    losses: Losses

    @property
    def rows(self) -> list[Occurrence]:
        return self.log.coded[self.tier.id]

    def write(self, document: OpfDocument) -> None:
        """Write the column, over the one of the tier's label or id that is there."""
        name = re.sub(r"\W", "_", self.tier.id)
        block = document.find(*filter(None, (str(self.tier.label), name)))
        held = block.read() if block is not None else None
        fills = None if held is None else self._fit(held)
        if block is None:
            document.blocks.append(block := Block(""))
        if fills is None:
            fills = self._arguments()
            block.header = format_header(name if held is None else held.name, fills)
            if held is not None:
                self.losses.changed(f"Column “{held.name}” has other arguments now: {', '.join(fills)}.")
        kept = {} if held is None else _written(held, block)
        used = set() if held is None else {value for cell in held.cells for value in cell.values}
        cells = [
            Cell(*times, self._values(row, fills, used)) for row, times in zip(self.rows, self._times(), strict=True)
        ]
        block.cells = [kept.get(cell) or format_cell(cell) for cell in cells]

    def _arguments(self) -> dict[str, str]:
        """Return the arguments by name, with what fills each: a modifier's id, or a word of ours."""
        modifiers = modifiers_of(self.tier, self.rows)
        taken = dict.fromkeys((_CODE, *modifiers))
        fills = {_CODE: _CODE, **{free_name(name, (_CODE,)): f"={name}" for name in modifiers}}
        if targets_of(self.tier, self.rows):
            fills[free_name(TARGET, taken)] = TARGET
        if self.log.comments and any(row.event is not None and row.event.comment for row in self.rows):
            fills[free_name(COMMENT, taken)] = COMMENT
        return fills

    def _fit(self, held: Column) -> dict[str, str] | None:
        """Return what fills the arguments of a column that is there; None when they do not hold what was coded."""
        modifiers = modifiers_of(self.tier, self.rows)
        named = {str(modifier.label): f"={modifier.id}" for modifier in modifiers.values()}
        named |= {name: fill for name, fill in self._arguments().items() if fill != _CODE}
        fills = {argument.name: named.get(argument.name, "") for argument in held.arguments}
        free = [name for name, fill in fills.items() if not fill]
        one = len(self.tier.codes) == 1 and str(self.tier.codes[0].label) in ("", held.name)
        if _CODE in free:
            fills[_CODE] = _CODE
        elif not one and len(free) == 1:
            fills[free[0]] = _CODE
        elif not one:
            return None
        return fills if held.type == "MATRIX" and self._said() <= set(fills.values()) else None

    def _said(self) -> set[str]:
        """Return what is needed to hold everything that was said."""
        events = [row.event for row in self.rows if row.event is not None]
        said = {f"={name}" for event in events for name, _ in event.modifiers}
        said |= {TARGET for event in events if event.target}
        return said | {COMMENT for event in events if event.comment and self.log.comments}

    def _values(self, row: Occurrence, fills: dict[str, str], used: set[str]) -> tuple[str, ...]:
        return tuple(self._value(row, fill, used) for fill in fills.values())

    def _value(self, row: Occurrence, fill: str, used: set[str]) -> str:
        """Return what fills an argument; codes and options are written as in the column that is there."""
        event = row.event
        if fill == _CODE or event is None:
            return _known(row.code.id, str(row.code.label), used) if fill == _CODE else ""
        if fill.startswith("="):
            value, modifier = event.modifier(fill[1:]) or "", row.code.modifier(fill[1:])
            labels = {option.id: str(option.label) for option in modifier.options} if modifier is not None else {}
            return self._plain(_known(value, labels.get(value, ""), used))
        return self._plain(event.target if fill == TARGET else event.comment if fill == COMMENT else "")

    def _plain(self, words: str) -> str:
        """Return words that mean to Datavyu what they say: ``<x>`` is none to it, and blanks at the ends are lost."""
        plain = "\n".join(words.replace("\x00", "�").split("\r\n")).replace("\r", "\n").strip()
        plain = plain.encode("utf-8", "replace").decode("utf-8")
        if re.fullmatch(r"<[^<>]*>", plain):
            plain = f"‹{plain[1:-1]}›"
        if plain != words:
            self.losses.changed(
                f"Tier {self.tier.id}: words that Datavyu would read otherwise, such as “{plain[:40]}”."
            )
        return plain

    def _times(self) -> Iterator[tuple[int, int]]:
        """Give onset and offset of each cell: one ends a millisecond before the next begins, as Datavyu writes it."""
        rows = [*self.rows, None]
        for row, after in pairwise(rows):
            if row is None or row.offset_ms is None:
                yield (0, 0) if row is None else (row.onset_ms, row.onset_ms)
                continue
            gap_ms = 2 if after is None else after.onset_ms - row.offset_ms
            if gap_ms == 1:
                self.losses.changed(f"Tier {self.tier.id}: gaps of 1 ms, which are none to Datavyu.")
            shorter = gap_ms in (0, 1) and row.offset_ms - 1 > row.onset_ms
            yield row.onset_ms, row.offset_ms - shorter


def _known(name: str, label: str, used: set[str]) -> str:
    return label if label and label in used and name not in used else name


def _written(held: Column, block: Block) -> dict[Cell, str]:
    """Return the lines of the cells that are there."""
    lines = [line for line in block.cells if re.match(r"\d+:\d\d:\d\d:\d{3},", line)]
    return dict(zip(held.cells, lines, strict=True)) if len(lines) == len(held.cells) else {}


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=False)
    tell_keys(logs, losses)
    tell_definitions(logs, losses)
    tell_media(logs, losses)
    tiers = [tier for log in logs for tier in log.lanes]
    losses.dropped("Whose columns they are, who coded, and which codes there are beside those used.")
    losses.changed("Offsets where the next cell begins: they are 1 ms earlier, as Datavyu writes them.")
    if any(tier.kind is Kind.RATING for tier in tiers):
        losses.changed("Ratings are cells over the whole time that they are of.")
    short = sum(1 for log in logs for rows in log.coded.values() for row in rows if row.offset_ms == row.onset_ms + 1)
    if short:
        losses.changed(f"{count(short, 'state')} of 1 ms: the next cell begins where they end.")
