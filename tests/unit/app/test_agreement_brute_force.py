"""Agreement once more by the plainest means: a label for every millisecond, and counting; on logs that chance made."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

import pytest

from coder.app.agreement import find_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.model.agreement import Method

END, UNIT, TOLERANCE, SHARE = 4000, 100, 230, 0.6
CODES = ("away", "mother", "toy")
NONE = len(CODES)
Stretch = tuple[int, int]
State = tuple[int, int, int]
Tally = list[list[float]]


@dataclass
class Made:
    """What two coders coded, when, and what they could not judge; in ms."""

    states: tuple[list[State], list[State]]
    windows: tuple[list[Stretch], list[Stretch]]
    uncodable: tuple[list[Stretch], list[Stretch]]


def _make(seed: int) -> Made:
    chance = random.Random(seed)
    first = _states(chance)
    second = _shaken(chance, first) if seed % 3 else _states(chance)
    windows = (_stretches(chance, 2, 1200), _stretches(chance, 2, 1200))
    return Made((first, second), windows, (_stretches(chance, 3, 150), _stretches(chance, 2, 150)))


def _states(chance: random.Random) -> list[State]:
    edges = sorted(chance.sample(range(END), chance.choice((2, 12, 24, 25))))
    pairs = list(pairwise(edges))[:: 1 + chance.randrange(2)]
    return [(onset, offset, chance.randrange(NONE)) for onset, offset in pairs]


def _shaken(chance: random.Random, states: list[State]) -> list[State]:
    """Return what another coder might make of it: later or earlier, now and then another code, some of it missed."""
    found, before = [], 0
    for onset, offset, code in states:
        begin, end = max(before, onset + chance.randint(-40, 40)), min(END, offset + chance.randint(-40, 40))
        if end > begin and chance.random() < 0.9:
            found.append((begin, end, code if chance.random() < 0.85 else chance.randrange(NONE)))
            before = end
    return found


def _stretches(chance: random.Random, most: int, shortest: int) -> list[Stretch]:
    """Return stretches that do not touch."""
    found, at = [], 0
    for _ in range(chance.randint(0, most)):
        begin = at + chance.randint(1, 600)
        end = begin + shortest + chance.randint(1, 500)
        if end >= END:
            break
        found.append((begin, end))
        at = end
    return found


def _write(folder: Path, made: Made) -> AgreementWish:
    events, codable = folder / "events.csv", folder / "codable.csv"
    rows = ["session_id,coder_id,tier,code,kind,onset_s,offset_s"]
    spells = ["session_id,coder_id,tier,kind,onset_s,offset_s"]
    for at, coder in enumerate(("ana", "ben")):
        rows.append(f"S1,{coder},gaze,,state,0,{END / 1000}")
        rows += [f"S1,{coder},gaze,{CODES[c]},state,{on / 1000},{off / 1000}" for on, off, c in made.states[at]]
        spells += [f"S1,{coder},,window,{on / 1000},{off / 1000}" for on, off in made.windows[at]]
        spells += [f"S1,{coder},gaze,uncodable,{on / 1000},{off / 1000}" for on, off in made.uncodable[at]]
    events.write_text("\n".join([*rows, ""]), encoding="utf-8")
    codable.write_text("\n".join([*spells, ""]), encoding="utf-8")
    how = How(UNIT, TOLERANCE, SHARE, draws=0)
    return AgreementWish(events, codable, exclusive=frozenset({"gaze"}), how=how)


# ---------------------------------------------------------------------------- by the plainest means


def _within(stretches: list[Stretch], ms: int) -> bool:
    return any(onset <= ms < offset for onset, offset in stretches)


class Plain:
    """Labels of every millisecond."""

    def __init__(self, made: Made) -> None:
        windows = [found or [(0, END)] for found in made.windows]
        self.window = [all(_within(found, ms) for found in windows) for ms in range(END)]
        self.codable = [
            self.window[ms] and not any(_within(found, ms) for found in made.uncodable) for ms in range(END)
        ]
        self.labels = [[self._label(states, ms) for ms in range(END)] for states in made.states]
        self.states = made.states

    @staticmethod
    def _label(states: list[State], ms: int) -> int:
        return next((code for onset, offset, code in states if onset <= ms < offset), NONE)

    def units(self) -> Iterator[list[int]]:
        """Give the midpoints of whole units, window by window."""
        ms = 0
        while ms < END:
            if not self.window[ms]:
                ms += 1
                continue
            begin = ms
            while ms < END and self.window[ms]:
                ms += 1
            middles = [begin + k * UNIT + UNIT // 2 for k in range((ms - begin) // UNIT)]
            yield middles

    def in_units(self) -> Tally:
        m = _empty()
        for middles in self.units():
            for ms in filter(self.codable.__getitem__, middles):
                m[self.labels[0][ms]][self.labels[1][ms]] += 1
        return m

    def tolerant(self, reference: int) -> Tally:
        m, reach = _empty(), TOLERANCE // UNIT
        mine, theirs = self.labels[reference], self.labels[1 - reference]
        for middles in self.units():
            for at, ms in enumerate(middles):
                if not self.codable[ms]:
                    continue
                near = [there for there in middles[max(0, at - reach) : at + reach + 1] if self.codable[there]]
                agreed = any(theirs[there] == mine[ms] for there in near)
                m[mine[ms]][mine[ms] if agreed else theirs[ms]] += 1
        return m

    def in_time(self) -> Tally:
        m = _empty()
        for ms in filter(self.codable.__getitem__, range(END)):
            m[self.labels[0][ms]][self.labels[1][ms]] += 0.001
        return m

    def pieces(self, coder: int) -> list[State]:
        """Return the states as far as they are codable, a piece for each stretch."""
        found = []
        for onset, offset, code in self.states[coder]:
            begin = None
            for ms in range(onset, offset + 1):
                inside = ms < offset and self.codable[ms]
                if inside and begin is None:
                    begin = ms
                elif not inside and begin is not None:
                    found.append((begin, ms, code))
                    begin = None
        return found

    def by_overlap(self) -> Tally:
        m = _empty()
        left = [self.pieces(0), self.pieces(1)]
        for one, other in product(*left):
            shared = min(one[1], other[1]) - max(one[0], other[0])
            if shared >= SHARE * max(one[1] - one[0], other[1] - other[0]):
                m[one[2]][other[2]] += 2
                left[0], left[1] = [x for x in left[0] if x != one], [x for x in left[1] if x != other]
        for _, _, code in left[0]:
            m[code][NONE] += 1
        for _, _, code in left[1]:
            m[NONE][code] += 1
        return m


def _empty() -> Tally:
    return [[0.0] * (NONE + 1) for _ in range(NONE + 1)]


def _kappa(m: Tally) -> float | None:
    n = sum(map(sum, m))
    if not n:
        return None
    po = sum(m[at][at] for at in range(NONE + 1)) / n
    columns = [sum(row[at] for row in m) for at in range(NONE + 1)]
    pe = sum(sum(row) * column for row, column in zip(m, columns, strict=True)) / n**2
    return None if abs(1 - pe) < 1e-12 else (po - pe) / (1 - pe)


def _same(found: Tally, plain: Tally) -> None:
    assert [value for row in found for value in row] == pytest.approx([value for row in plain for value in row])


@pytest.mark.parametrize("seed", range(30))
def test_every_figure_is_what_counting_gives(tmp_path: Path, seed: int) -> None:
    made = _make(seed)
    wish = _write(tmp_path, made)
    plain = Plain(made)
    used = sorted({code for states in made.states for _, _, code in states})
    (found,) = find_agreement(wish).comparisons
    figures = {(one.method, one.reference): one for one in found.compared}
    expected = {
        (Method.TIME_UNIT, ""): plain.in_units(),
        (Method.DURATION, ""): plain.in_time(),
        (Method.TOLERANCE, "ana"): plain.tolerant(0),
        (Method.TOLERANCE, "ben"): plain.tolerant(1),
        (Method.OVERLAP, ""): plain.by_overlap(),
    }
    keep = [*used, NONE]
    for key, whole in expected.items():
        one = figures[key]
        if not any(plain.codable):
            assert one.found.kappa is None
            assert one.found.reason
            continue
        _same([list(row) for row in one.tallies], [[whole[row][column] for column in keep] for row in keep])
        if key[0] is not Method.OVERLAP:
            kappa = _kappa(whole)
            assert one.found.kappa == (None if kappa is None else pytest.approx(kappa, abs=1e-9))
