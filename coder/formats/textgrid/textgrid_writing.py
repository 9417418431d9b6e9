"""Write an observation as a TextGrid of Praat: states on interval tiers, points on point tiers, answers beside them."""

from collections.abc import Iterator, Sequence

from coder.editing.outgoing import (
    COMMENT,
    TARGET,
    Lane,
    Outgoing,
    end_ms,
    free_name,
    may_overlap,
    modifiers_of,
    split_lanes,
    targets_of,
)
from coder.editing.outgoing_losses import tell_common, tell_definitions, tell_keys, tell_media
from coder.formats.textgrid.grid import Grid, GridTier, Mark, read_grid
from coder.model.event import Event
from coder.model.foreign_file import ForeignFile, Handover
from coder.model.foreign_scheme import Losses, listed
from coder.model.scheme import Kind

_SHORTEST_S = 0.001


def write_textgrid(logs: Sequence[Outgoing], stem: str, base: bytes | None = None) -> Handover:
    """Write one observation, a tier each lane; with ``base`` tiers of a TextGrid that have other names stay in it."""
    losses = Losses()
    tiers = [tier for log in logs for tier in _tiers(log, losses)]
    end_s = max([log.end_ms / 1000 for log in logs] + [_end_s(tier) for tier in tiers] + [_SHORTEST_S])
    grid = Grid(0.0, end_s, tuple(tiers))
    if base is not None:
        grid = _joined(read_grid(base, "The TextGrid to write into")[0], grid)
    _tell(logs, losses)
    return Handover((ForeignFile(f"{stem}.TextGrid", format_grid(grid)),), tuple(losses.found))


def format_grid(grid: Grid) -> bytes:
    """Return a TextGrid in the long form, as UTF-8; its intervals are filled up to the grid's own time."""
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', ""]
    lines += [f"xmin = {_seconds(grid.onset_s)}", f"xmax = {_seconds(grid.offset_s)}", "tiers? <exists>"]
    lines += [f"size = {len(grid.tiers)}", "item []:"]
    for number, tier in enumerate(grid.tiers, 1):
        lines += [f"    item [{number}]:", *_tier_lines(tier, grid)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _tier_lines(tier: GridTier, grid: Grid) -> Iterator[str]:
    marks = list(tier.marks if tier.points else _filled(tier, grid))
    kind, what = ("TextTier", "points") if tier.points else ("IntervalTier", "intervals")
    yield f'        class = "{kind}"'
    yield f"        name = {_quoted(tier.name)}"
    yield f"        xmin = {_seconds(grid.onset_s)}"
    yield f"        xmax = {_seconds(grid.offset_s)}"
    yield f"        {what}: size = {len(marks)}"
    for number, mark in enumerate(marks, 1):
        yield f"        {what} [{number}]:"
        if mark.offset_s is None:
            yield f"            number = {_seconds(mark.onset_s)}"
            yield f"            mark = {_quoted(mark.words)}"
        else:
            yield f"            xmin = {_seconds(mark.onset_s)}"
            yield f"            xmax = {_seconds(mark.offset_s)}"
            yield f"            text = {_quoted(mark.words)}"


def _filled(tier: GridTier, grid: Grid) -> Iterator[Mark]:
    """Give the intervals of a tier with those without words between them: Praat has no gaps."""
    reached = grid.onset_s
    for mark in tier.marks:
        if mark.onset_s > reached:
            yield Mark(reached, mark.onset_s, "")
        yield mark
        reached = mark.onset_s if mark.offset_s is None else mark.offset_s
    if reached < grid.offset_s or not tier.marks:
        yield Mark(reached, grid.offset_s, "")


def _tiers(log: Outgoing, losses: Losses) -> Iterator[GridTier]:
    for tier in log.lanes:
        lanes = split_lanes(tier, log.coded[tier.id])
        if len(lanes) > 1:
            why = "codes that may overlap" if may_overlap(tier) else "events that overlap"
            losses.changed(f"Tier {tier.id} is {len(lanes)} tiers, for {why}: on one of Praat's nothing may.")
        for lane in lanes:
            yield from _lane(log, lane)


def _lane(log: Outgoing, lane: Lane) -> Iterator[GridTier]:
    points = lane.tier.kind is Kind.POINT
    yield GridTier(lane.name, points, tuple(_marks(lane, [row.code.id for row in lane.rows])))
    taken = modifiers_of(lane.part, lane.rows)
    for name in taken:
        yield _beside(lane, name, [event.modifier(name) or "" for event in _events(lane)])
    if targets_of(lane.part, lane.rows):
        yield _beside(lane, free_name(TARGET, taken), [event.target for event in _events(lane)])
    if log.comments and any(event.comment for event in _events(lane)):
        yield _beside(lane, free_name(COMMENT, taken), [event.comment for event in _events(lane)])


def _events(lane: Lane) -> list[Event]:
    return [row.event for row in lane.rows if row.event is not None]


def _beside(lane: Lane, name: str, said: Sequence[str]) -> GridTier:
    """Return the tier of one answer, with the times of the events that it belongs to."""
    return GridTier(f"{name}@{lane.name}", lane.tier.kind is Kind.POINT, tuple(_marks(lane, said)))


def _marks(lane: Lane, said: Sequence[str]) -> Iterator[Mark]:
    for row, words in zip(lane.rows, said, strict=True):
        offset_s = None if lane.tier.kind is Kind.POINT else end_ms(row) / 1000
        if words or offset_s is not None:
            yield Mark(row.onset_ms / 1000, offset_s, words)


def _joined(base: Grid, grid: Grid) -> Grid:
    """Return a grid with the tiers of another, each in the place of the one that has its name."""
    new = {tier.name: tier for tier in grid.tiers}
    tiers = [new.pop(tier.name, tier) for tier in base.tiers]
    return Grid(min(base.onset_s, grid.onset_s), max(base.offset_s, grid.offset_s), (*tiers, *new.values()))


def _end_s(tier: GridTier) -> float:
    return max((mark.onset_s if mark.offset_s is None else mark.offset_s for mark in tier.marks), default=0.0)


def _seconds(seconds: float) -> str:
    return f"{seconds!r}".removesuffix(".0")


def _quoted(words: str) -> str:
    plain = words.replace("\x00", "�").encode("utf-8", "replace").decode("utf-8")
    return '"' + plain.replace('"', '""') + '"'


def _tell(logs: Sequence[Outgoing], losses: Losses) -> None:
    tell_common(logs, losses, computed=False)
    tell_keys(logs, losses)
    tell_definitions(logs, losses)
    tell_media(logs, losses)
    tiers = [tier for log in logs for tier in log.lanes]
    losses.dropped("Whose tiers they are, who coded, and which codes there are beside those used.")
    answers = dict.fromkeys(f"{name}@{tier.id}" for tier in tiers for name in modifiers_of(tier))
    if answers:
        losses.changed(
            f"Modifiers stand on tiers of their own at the times of their events, such as {listed(answers, 3)}."
        )
    if any(tier.kind is Kind.INTERVAL for tier in tiers):
        losses.changed("Intervals look like states: how long they are and by which rule they are coded is not written.")
    if any(tier.kind is Kind.RATING for tier in tiers):
        losses.changed("Ratings stand over the whole time that they are of.")
