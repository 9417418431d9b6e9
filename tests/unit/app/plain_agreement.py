"""Agreement of small logs once more by the plainest means: a list for every millisecond, and trying all there is.

Written from the words of the definitions, with nothing of ``coder.analysis``; slow, for logs of a second or less.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, groupby
from typing import NamedTuple

from tests.unit.app.plain_kappa import Figures, Tally, cohen, fitted

SHARE = Fraction(3, 5)
Pairs = list[tuple[int, int]]


class Line(NamedTuple):
    """A row of events; a point has no offset."""

    coder: str
    tier: str
    code: str
    onset: int
    offset: int | None


class Spell(NamedTuple):
    """A row of codable time; an empty coder or tier is all."""

    coder: str
    tier: str
    kind: str
    onset: int
    offset: int


class Piece(NamedTuple):
    """An event within codable time; a point ends where it begins."""

    onset: int
    offset: int
    code: str


class Differing(NamedTuple):
    """A row of the disagreements."""

    onset: int
    offset: int | None
    code_a: str
    code_b: str
    type: str


@dataclass(frozen=True)
class Log:
    """One session: what was coded, when it could be, and how it is compared, in ms."""

    lines: tuple[Line, ...]
    spells: tuple[Spell, ...]
    unit: int
    tolerance: int

    @property
    def end(self) -> int:
        """Return the last offset."""
        return max(line.onset if line.offset is None else line.offset for line in self.lines)

    @property
    def tiers(self) -> list[str]:
        """Return the tiers."""
        return sorted({line.tier for line in self.lines})

    def codes(self, tier: str) -> list[str]:
        """Return the codes of a tier."""
        return sorted({line.code for line in self.lines if line.tier == tier})

    def coders(self) -> list[str]:
        """Return everybody."""
        return sorted({line.coder for line in self.lines} | {spell.coder for spell in self.spells} - {""})

    def own(self, coder: str, tier: str) -> list[Line]:
        """Return what one coder coded on a tier."""
        return [line for line in self.lines if (line.coder, line.tier) == (coder, tier)]

    def exclusive(self, tier: str) -> bool:
        """Tell whether events of one coder never overlap on a tier."""
        return not any(
            max(one.onset, other.onset) < min(_last(one), _last(other))
            for coder in self.coders()
            for one, other in combinations(self.own(coder, tier), 2)
        )

    def stretches(self, coder: str, tier: str, kind: str) -> list[tuple[int, int]]:
        """Return a coder's windows or uncodable time."""
        mine = [spell for spell in self.spells if spell.coder in ("", coder) and spell.tier in ("", tier)]
        return [(spell.onset, spell.offset) for spell in mine if spell.kind == kind]


def _last(line: Line) -> int:
    return line.onset + 1 if line.offset is None else line.offset


class Stream:
    """Two coders' events of an exclusive tier, or of one code, in the time that both could code."""

    def __init__(self, log: Log, pair: tuple[str, str], tier: str, code: str = "") -> None:
        self.log, self.pair = log, pair
        self.tied = False  # points could be matched equally well in another way
        self.codes = [code] if code else log.codes(tier)
        self.ms = range(max(log.end, *(spell.offset for spell in log.spells), 0) + 1)
        windows = [log.stretches(coder, tier, "window") or [(0, log.end)] for coder in pair]
        blind = [log.stretches(coder, tier, "uncodable") for coder in pair]
        self.window = [all(_within(ms, found) for found in windows) for ms in self.ms]
        self.codable = [self.window[ms] and not any(_within(ms, found) for found in blind) for ms in self.ms]
        self.raw = [[line for line in log.own(coder, tier) if code in ("", line.code)] for coder in pair]
        lasting = [_united(own) if code else [one for one in own if one.offset is not None] for own in self.raw]
        self.states = [sorted(piece for line in own for piece in self._cut(line)) for own in lasting]
        self.points = [sorted(self._points(own)) for own in self.raw]

    def _cut(self, line: Line) -> Iterator[Piece]:
        """Give a state's pieces in codable time."""
        inside = (ms for ms in range(line.onset, line.offset or 0) if self.codable[ms])
        for _, found in groupby(enumerate(inside), lambda each: each[1] - each[0]):
            piece = [ms for _, ms in found]
            yield Piece(piece[0], piece[-1] + 1, line.code)

    def _points(self, own: list[Line]) -> Iterator[Piece]:
        open_end = not any(spell.kind == "window" for spell in self.log.spells)
        for line in own:
            closing = open_end and line.onset == self.log.end
            if line.offset is None and self.codable[line.onset - (1 if closing else 0)]:
                yield Piece(line.onset, line.onset, line.code)

    def code_at(self, side: int, ms: int) -> str:
        """Return a coder's code at an instant."""
        return next((one.code for one in self.states[side] if one.onset <= ms < one.offset), "none")

    def units(self) -> list[tuple[int, int, str, str]]:
        """Return of each unit that counts its window, its number there, and both coders' codes."""
        found, unit = [], self.log.unit
        for number, (begin, end) in enumerate(_runs(self.window)):
            for k in range((end - begin) // unit):
                onset = begin + k * unit
                if self.codable[onset + unit // 2]:
                    found.append((number, k, self._unit_code(0, onset), self._unit_code(1, onset)))
        return found

    def _unit_code(self, side: int, onset: int) -> str:
        state = self.code_at(side, onset + self.log.unit // 2)
        points = [one.code for one in self.points[side] if onset <= one.onset < onset + self.log.unit]
        return points[0] if state == "none" and points else state

    def in_units(self) -> Tally:
        """Return how many units have each two codes."""
        return self._tally([(one, other) for _, _, one, other in self.units()], "none")

    def tolerant(self, side: int) -> Tally:
        """Return the same with agreement within the tolerance; rows are those of the coder of ``side``."""
        units, reach = self.units(), self.log.tolerance // self.log.unit
        met = []
        for window, k, *both in units:
            near = [each[3 - side] for each in units if each[0] == window and abs(each[1] - k) <= reach]
            met.append((both[side], both[side] if both[side] in near else both[1 - side]))
        return self._tally(met, "none")

    def in_time(self) -> Tally:
        """Return how many ms have each two codes."""
        counted = filter(self.codable.__getitem__, self.ms)
        return self._tally([(self.code_at(0, ms), self.code_at(1, ms)) for ms in counted], "none")

    def _tally(self, pairs: list[tuple[str, str]], rest: str, counts: int = 1) -> Tally:
        names = [*self.codes, rest]
        return [[float(counts * pairs.count((one, other))) for other in names] for one in names]

    def links(self) -> Pairs:
        """Return the states that are linked, the largest overlap first."""
        found: Pairs = []
        ratios = [
            (-_ratio(one, other), i, j)
            for i, one in enumerate(self.states[0])
            for j, other in enumerate(self.states[1])
        ]
        for ratio, i, j in sorted(ratios):
            if -ratio >= SHARE and all(i != a and j != b for a, b in found):
                found.append((i, j))
        return found

    def matches(self) -> Pairs:
        """Return the points that are matched: most pairs, then least distance; codes first, then what is left."""
        whole = [list(range(len(points))) for points in self.points]
        found: Pairs = []
        for code in self.codes:
            own = [[at for at in whole[side] if self.points[side][at].code == code] for side in (0, 1)]
            found += self._nearest(own[0], own[1])
        left = [[at for at in whole[side] if all(at != pair[side] for pair in found)] for side in (0, 1)]
        return found + self._nearest(left[0], left[1])

    def _nearest(self, one: list[int], other: list[int]) -> Pairs:
        found = sorted((-len(pairs), self._distance(pairs), pairs) for pairs in self._pairings(one, other))
        self.tied = self.tied or (len(found) > 1 and found[0][:2] == found[1][:2])
        return list(found[0][2])

    def _distance(self, pairs: Iterable[tuple[int, int]]) -> int:
        return sum(abs(self.points[0][i].onset - self.points[1][j].onset) for i, j in pairs)

    def _pairings(self, one: list[int], other: list[int]) -> Iterator[tuple[tuple[int, int], ...]]:
        """Give every way to pair points within the tolerance; pairs that cross can be uncrossed at no cost."""
        if not one:
            yield ()
            return
        for rest in self._pairings(one[1:], other):
            yield rest
            for j in other:
                near = abs(self.points[0][one[0]].onset - self.points[1][j].onset) <= self.log.tolerance
                if near and all(j < taken for _, taken in rest):
                    yield ((one[0], j), *rest)

    def aligned(self, first: list[Piece], second: list[Piece]) -> Pairs:
        """Return the pairs of the cheapest alignment; from the end a pair, else one alone of the first."""

        @cache
        def cost(i: int, j: int) -> int:
            if not i or not j:
                return i + j
            return min(cost(i - 1, j) + 1, cost(i, j - 1) + 1, paired(i, j))

        def paired(i: int, j: int) -> int:
            one, other = first[i - 1], second[j - 1]
            near = abs(one.onset - other.onset) <= self.log.tolerance
            swap = int(one.code != other.code)
            return cost(i - 1, j - 1) + swap if near or _ratio(one, other) >= SHARE else i + j + 1

        found, i, j = [], len(first), len(second)
        while i and j:
            if cost(i, j) == paired(i, j):
                i, j = i - 1, j - 1
                found.append((i, j))
            elif cost(i, j) == cost(i - 1, j) + 1:
                i -= 1
            else:
                j -= 1
        return found

    def tally_pairs(self, events: list[list[Piece]], pairs: Pairs, counts: int) -> Tally:
        """Return the tallies of paired events, and 1 for each without a partner."""
        m = self._tally([(events[0][i].code, events[1][j].code) for i, j in pairs], "nil", counts)
        alone = [[one for at, one in enumerate(events[s]) if all(at != pair[s] for pair in pairs)] for s in (0, 1)]
        for one in alone[0]:
            m[self.codes.index(one.code)][-1] += 1
        for one in alone[1]:
            m[-1][self.codes.index(one.code)] += 1
        return m

    def figures(self) -> Iterator[tuple[str, str, Tally | None, Figures]]:
        """Give method, reference, tallies and figures."""
        both, nothing = [sorted(self.states[s] + self.points[s]) for s in (0, 1)], not any(self.codable)
        yield "time_unit", "", *_square(self.in_units(), nothing=nothing)
        for side, coder in enumerate(self.pair):
            yield "tolerance", coder, *_square(self.tolerant(side), nothing=nothing)
        points_only = not any(self.states) and any(self.points)
        states_only = not any(self.points) and any(self.states)
        seconds = [[cell / 1000 for cell in row] for row in self.in_time()]
        yield "duration", "", *((None, Figures(0)) if points_only else _square(seconds, nothing=nothing, limit=True))
        linked = self.tally_pairs(self.states, self.links(), 2)
        yield "overlap", "", *((None, Figures(0)) if points_only else _paired(linked, nothing=nothing))
        matched = self.tally_pairs(self.points, self.matches(), 2)
        yield "points", "", *((None, Figures(0)) if states_only else _paired(matched, nothing=nothing))
        aligned = self.tally_pairs(both, self.aligned(*both), 1)
        yield "alignment", "", *_paired(aligned, nothing=nothing)
        yield "boris", "", None, as_boris(self.raw, self.log.unit)

    def differing(self) -> Iterator[Differing]:
        """Give the disagreements."""
        yield from self._differing_states()
        first, second = self.points
        pairs = self.matches()
        for i, j in pairs:
            if first[i].code != second[j].code:
                yield Differing(first[i].onset, None, first[i].code, second[j].code, "category")
        for at, one in enumerate(first):
            if all(at != i for i, _ in pairs):
                yield Differing(one.onset, None, one.code, "none", "missed by B")
        for at, one in enumerate(second):
            if all(at != j for _, j in pairs):
                yield Differing(one.onset, None, "none", one.code, "missed by A")

    def _differing_states(self) -> Iterator[Differing]:
        there = [[self._event_at(side, ms) for side in (0, 1)] if self.codable[ms] else None for ms in self.ms]
        links = self.links()
        for events, run in groupby(self.ms, lambda ms: there[ms]):
            stretch = list(run)
            codes = [None if at is None else self.states[s][at].code for s, at in enumerate(events or (None, None))]
            if events is not None and codes[0] != codes[1]:
                said = [code or "none" for code in codes]
                yield Differing(stretch[0], stretch[-1] + 1, said[0], said[1], self._type(events, links))

    def _event_at(self, side: int, ms: int) -> int | None:
        return next((at for at, one in enumerate(self.states[side]) if one.onset <= ms < one.offset), None)

    def _type(self, events: list[int | None], links: Pairs) -> str:
        first, second = events
        if first is None or second is None:
            side = 0 if second is None else 1
            at = first if second is None else second
            known = any(at == pair[side] for pair in links) or self._seen(side, at, links)
            return "boundary" if known else f"missed by {'BA'[side]}"
        return "boundary" if self._seen(0, first, links) and self._seen(1, second, links) else "category"

    def _seen(self, side: int, at: int | None, links: Pairs) -> bool:
        """Tell whether the other coder has an event of the same code that is linked to one, or shares time with it."""
        mine, theirs = self.states[side], self.states[1 - side]
        assert at is not None
        linked = any(pair[side] == at and theirs[pair[1 - side]].code == mine[at].code for pair in links)
        return linked or any(
            other.code == mine[at].code and max(other.onset, mine[at].onset) < min(other.offset, mine[at].offset)
            for other in theirs
        )


def _within(ms: int, stretches: list[tuple[int, int]]) -> bool:
    return any(onset <= ms < offset for onset, offset in stretches)


def _runs(there: list[bool]) -> Iterator[tuple[int, int]]:
    for inside, run in groupby(range(len(there)), there.__getitem__):
        stretch = list(run)
        if inside:
            yield stretch[0], stretch[-1] + 1


def _united(own: list[Line]) -> list[Line]:
    """Return states of one code, those that overlap as one; those that touch stay two."""
    found: list[Line] = []
    for line in sorted((line for line in own if line.offset is not None), key=lambda line: line.onset):
        if found and line.onset < (found[-1].offset or 0):
            found[-1] = found[-1]._replace(offset=max(found[-1].offset or 0, line.offset or 0))
        else:
            found.append(line)
    return found


def _ratio(one: Piece, other: Piece) -> Fraction:
    longer = max(one.offset - one.onset, other.offset - other.onset)
    shared = min(one.offset, other.offset) - max(one.onset, other.onset)
    return Fraction(shared, longer) if longer and shared > 0 else Fraction(0)


def _square(m: Tally, *, nothing: bool, limit: bool = False) -> tuple[Tally | None, Figures]:
    return (None, Figures(0)) if nothing else (m, cohen(m, limit=limit))


def _paired(m: Tally, *, nothing: bool) -> tuple[Tally | None, Figures]:
    return (None, Figures(0)) if nothing else (m, fitted(m))


def as_boris(raw: list[list[Line]], step: int) -> Figures:
    """Return what BORIS gives: combined labels at instants, both ends of a state in it."""
    every = raw[0] + raw[1]
    if not every:
        return Figures(0)
    begin = min(line.onset for line in every)
    end = max(line.onset if line.offset is None else line.offset for line in every)
    labels = [tuple(_label(own, ms, step) for own in raw) for ms in range(begin, end + 1, step)]
    names = sorted({one for both in labels for one in both}, key=sorted)
    if len(names) == 1:
        return Figures(len(labels), 1, 1, 1)
    return cohen([[float(labels.count((one, other))) for other in names] for one in names])


def _label(own: list[Line], ms: int, step: int) -> frozenset[str]:
    return frozenset(
        line.code
        for line in own
        if (2 * abs(line.onset - ms) <= step if line.offset is None else line.onset <= ms <= line.offset)
    )


def compared(log: Log) -> Iterator[tuple[tuple[str, str], str, dict[str, Stream]]]:
    """Give every pair, tier, and what is compared there: by code, "" for a whole exclusive tier."""
    for pair in combinations(log.coders(), 2):
        for tier in log.tiers:
            if log.own(pair[0], tier) or log.own(pair[1], tier):
                codes = [""] if log.exclusive(tier) else log.codes(tier)
                yield pair, tier, {code: Stream(log, pair, tier, code) for code in codes}
