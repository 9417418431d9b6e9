"""What two coders have of a session one above the other, and under it where they differ. Imports numpy lazily."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coder.app.agreement_wish import Reliability
from coder.model.agreement import Comparison, DisagreementType
from coder.model.chart import Axis
from coder.model.report import Picture
from coder.model.strips import Stretch, Strip, Strips

if TYPE_CHECKING:
    from coder.app.comparing.log import ComparedLog
    from coder.app.comparing.methods import Pair

_MOST_EVENTS = 2_000
_MOST_CODES = 8
_TYPES = tuple(DisagreementType)


def strips_of_sessions(log: "ComparedLog", found: Reliability) -> Iterator[Picture]:
    """Give a picture for each tier of each session that was compared, where there are not too many events to see."""
    from coder.app.comparing.pairs import pair_of, streams_of

    for one in found.comparisons:
        pair = pair_of(log, one.session, one.pair, one.tier)
        exclusive = found.exclusive.get(one.tier, True)
        if sum(map(len, pair.tracks)) + len(one.disagreements) > _MOST_EVENTS:
            continue
        streams = [each for each in streams_of(pair, exclusive=exclusive) if exclusive or any(map(len, each.tracks))]
        if any(map(len, pair.tracks)) and len(streams) <= _MOST_CODES:
            yield _picture(one, pair, streams)


def _picture(one: Comparison, pair: "Pair", streams: "list[Pair]") -> Picture:
    first, second = one.pair
    strips = [strip for stream in streams for strip in _strips(one, pair, stream)]
    strips.append(Strip("differ", _names(one.pair), tuple(_differing(one)), apart=True))
    low, high = _ends(pair)
    chart = Strips(
        f"{one.session}, {one.tier}: {first} and {second}",
        Axis("Time", low, high, "s"),
        tuple(strips),
        tuple(_blank(pair, low, high)),
    )
    caption = (
        f"What {first} and {second} coded of {one.tier} in session {one.session}, and where they differ. Grey: time "
        "that "
        "one of them could not code."
    )
    words = f"{caption} They differ in {len(one.disagreements)} places."
    return Picture(chart, caption, words)


def _strips(one: Comparison, pair: "Pair", stream: "Pair") -> Iterator[Strip]:
    for coder, track in zip(one.pair, stream.tracks, strict=True):
        columns = (track.onset.tolist(), track.offset.tolist(), track.code.tolist())
        place = pair.names.index(stream.code) if stream.code else 0
        name = f"{coder}: {stream.code}" if stream.code else coder
        yield Strip(
            name,
            pair.names,
            tuple(
                Stretch(onset / 1000, offset / 1000 if offset > onset else None, place + code, "")
                for onset, offset, code in zip(*columns, strict=True)
            ),
        )


def _differing(one: Comparison) -> Iterator[Stretch]:
    for each in one.disagreements:
        high = None if each.offset_ms is None else each.offset_ms / 1000
        yield Stretch(each.onset_ms / 1000, high, _TYPES.index(each.type), "")


def _names(pair: tuple[str, str]) -> tuple[str, ...]:
    by = dict(zip("AB", pair, strict=True))
    return tuple(
        f"missed by {by[one.value[-1]]}" if one.value.startswith("missed") else f"differ in {one.value}"
        for one in _TYPES
    )


def _ends(pair: "Pair") -> tuple[float, float]:
    """Return from where to where both coded; where they never did, from the first event to the last."""
    if len(pair.windows):
        return int(pair.windows[0, 0]) / 1000, int(pair.windows[-1, 1]) / 1000
    times = [at for track in pair.tracks for at in (*track.onset.tolist(), *track.offset.tolist())]
    return min(times) / 1000, max(times) / 1000


def _blank(pair: "Pair", low: float, high: float) -> Iterator[tuple[float, float]]:
    at = low
    for onset, offset in pair.codable.tolist():
        if onset / 1000 > at:
            yield at, onset / 1000
        at = max(at, offset / 1000)
    if at < high:
        yield at, high
