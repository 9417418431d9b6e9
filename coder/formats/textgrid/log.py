"""The tiers of a TextGrid as events: intervals with words are states, points are points, silence is silence."""

from collections.abc import Iterator
from dataclasses import replace

from coder.formats.textgrid.grid import Grid, GridTier, read_grid
from coder.model.foreign_log import NO_VALUE, ForeignEvent, ForeignLog, ForeignObservation, ForeignSession, Tally
from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignScheme,
    ForeignTier,
    Losses,
    check_count,
    find_codes,
    listed,
)
from coder.model.scheme import Ask, Kind, ModifierType

PROGRAM = "Praat"
_WORDS = ForeignModifier("words", ModifierType.TEXT, ask=Ask.OFFSET)


def read_log(content: bytes, name: str) -> ForeignLog:
    """Read a TextGrid, long or short; raise CoderError when it is none or not whole."""
    losses, told, tally = Losses(), Losses(), Tally()
    grid, guessed = read_grid(content, name)
    if guessed:
        told.guessed("The file is not UTF-8; it was read as Western European (Windows-1252).")
    check_count(len(grid.tiers), name)
    named = list(_named(grid, losses))
    tiers = tuple(_tier(tier, losses) for tier in named)
    events = tuple(event for tier in named for event in _events(tier, tally))
    session = ForeignSession(
        _stem(name),
        (ForeignObservation(events, counted=_count(grid)),),
        length_ms=round(grid.offset_s * 1000),
        losses=(*told.found, *tally.losses()),
    )
    return ForeignLog(ForeignScheme(PROGRAM, tiers=tiers, losses=tuple(losses.found)), (session,))


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _named(grid: Grid, losses: Losses) -> Iterator[GridTier]:
    """Give the tiers, each with a name that no other has, and their words without blanks around them."""
    taken: set[str] = set()
    for number, tier in enumerate(grid.tiers, 1):
        wanted = name = tier.name or f"tier {number}"
        again = 1
        while name in taken:
            again += 1
            name = f"{wanted} {again}"
        if name != wanted:
            losses.changed(f"A second tier “{wanted}” is called “{name}”.")
        taken.add(name)
        yield replace(tier, name=name, marks=tuple(replace(mark, words=mark.words.strip()) for mark in tier.marks))


def _values(tier: GridTier) -> list[str]:
    return find_codes([mark.words for mark in tier.marks if mark.words])


def _tier(tier: GridTier, losses: Losses) -> ForeignTier:
    kind, values = Kind.POINT if tier.points else Kind.STATE, _values(tier)
    if values:
        losses.guessed(f"The codes of tier “{tier.name}” are the words used on it: {listed(values)}.")
        return ForeignTier(tier.name, kind, codes=tuple(ForeignCode(value) for value in values))
    losses.guessed(f"Tier “{tier.name}” has one code, with a text for what was written.")
    return ForeignTier(tier.name, kind, codes=(_one_code(tier),))


def _one_code(tier: GridTier) -> ForeignCode:
    return ForeignCode(tier.name, modifiers=(replace(_WORDS, ask=Ask.ONSET) if tier.points else _WORDS,))


def _events(tier: GridTier, tally: Tally) -> Iterator[ForeignEvent]:
    values = _values(tier)
    for mark in tier.marks:
        if not mark.words and not tier.points:
            continue  # Praat fills its tiers: where nothing is said stands an interval without words
        onset_ms = round(mark.onset_s * 1000)
        offset_ms = None if mark.offset_s is None else round(mark.offset_s * 1000)
        code, modifiers = (mark.words or NO_VALUE, ()) if values else (tier.name, _said(mark.words))
        event = ForeignEvent(tier.name, code, onset_ms, offset_ms, tier.points, modifiers)
        if _is_finer(mark.onset_s) or _is_finer(mark.offset_s or 0):
            tally.changed("Times finer than a millisecond, which were rounded", event)
        yield event


def _said(words: str) -> tuple[tuple[str, str], ...]:
    return ((_WORDS.name, words),) if words else ()


def _is_finer(seconds: float) -> bool:
    return abs(seconds * 1000 - round(seconds * 1000)) > 1e-3


def _count(grid: Grid) -> int:
    """Return how many intervals with words and points there are."""
    return sum(1 for tier in grid.tiers for mark in tier.marks if mark.words or tier.points)
