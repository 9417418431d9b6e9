"""Regulation counted by the plainest means: whole milliseconds looked at one by one, nothing of the program used.

Written from the words of what is promised: a cue is usable when (c, c + w] is codable, answered when a response begins
in it; control windows lie end to end in codable time outside all (c, c + w]; units count by their midpoints.
"""

import random
from dataclasses import dataclass
from math import log, sqrt

LONG_MS = 6_000
HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"
CODABLE = "session_id,coder_id,tier,kind,onset_s,offset_s\n"
Table = tuple[int, int, int, int]


@dataclass(frozen=True)
class Part:
    """One session: onsets of cues, (onset, offset) of responses, when it was coded, and when it could be judged."""

    cues: list[int]
    responses: list[tuple[int, int]]
    coded: list[bool]
    judged: list[bool]


def make_part(chance: random.Random) -> Part:
    """Make a session with ties, overlaps, points, windows and uncodable time."""
    grain = chance.choice([1, 100, 250])

    def some(most: int) -> list[int]:
        return [chance.randrange(0, LONG_MS, grain) + chance.choice([0, 0, 1]) for _ in range(chance.randint(1, most))]

    cues = sorted(some(8))
    lengths = [chance.choice([0, 1, 300, 900]) for _ in range(8)]
    responses = sorted((on, min(LONG_MS, on + length)) for on, length in zip(some(8), lengths, strict=False))
    coded = [False] * LONG_MS
    edges = sorted({*some(4), *some(4), LONG_MS}) if chance.random() < 0.5 else [0, LONG_MS]
    for on, off in zip(edges[::2], edges[1::2], strict=False):
        coded[on:off] = [True] * (min(off, LONG_MS) - on)
    judged = coded.copy()
    for on in some(2) if chance.random() < 0.6 else ():
        judged[on : on + 400] = [False] * len(judged[on : on + 400])
    return Part(cues, responses, coded, judged)


def written(parts: dict[tuple[str, str], Part]) -> tuple[str, str]:
    """Return the log and its codable time as tables; parts by session and dyad."""
    events, codable = [], []
    for (session, dyad), part in parts.items():
        start = f"{session},{dyad},A"
        events += [f"{start},infant,voc,cry,point,{ms / 1000:.3f}," for ms in part.cues]
        events += [
            f"{start},mother,touch,pat,{'state' if on < off else 'point'},{on / 1000:.3f},"
            f"{f'{off / 1000:.3f}' if on < off else ''}"
            for on, off in part.responses
        ]
        for kind, spans in (
            ("window", stretches(part.coded)),
            ("uncodable", stretches([not ms for ms in part.judged])),
        ):
            codable += [f"{session},,,{kind},{on / 1000:.3f},{off / 1000:.3f}" for on, off in spans]
    return HEAD + "\n".join([*events, ""]), CODABLE + "\n".join([*codable, ""])


def stretches(flags: list[bool]) -> list[tuple[int, int]]:
    """Return where flags are set without a break."""
    edges = [ms for ms in range(len(flags) + 1) if (ms < len(flags) and flags[ms]) != (ms > 0 and flags[ms - 1])]
    return list(zip(edges[::2], edges[1::2], strict=True))


def per_onset(part: Part, window: int) -> Table:
    """Return the 2 × 2 table of cues and control windows."""
    begun = [on for on, _ in part.responses]

    def answered(ms: int) -> bool:
        return any(ms < on <= ms + window for on in begun)

    def whole(ms: int, flags: list[bool]) -> bool:
        return ms + window <= LONG_MS and all(flags[ms : ms + window])

    usable = [ms for ms in part.cues if whole(ms, part.judged)]
    free = [one and not any(cue <= ms < cue + window for cue in part.cues) for ms, one in enumerate(part.judged)]
    controls, ms = [], 0
    while ms < LONG_MS:
        if free[ms] and whole(ms, free):
            controls.append(ms)
        ms += window if free[ms] and whole(ms, free) else 1
    a, c = (sum(map(answered, some)) for some in (usable, controls))
    return a, len(usable) - a, c, len(controls) - c


def per_unit(part: Part, unit: int, first: int, last: int) -> tuple[list[bool], list[bool]]:
    """Return of each unit that counts whether it is given, and whether it is target."""
    given, target = [], []
    for begin, end in stretches(part.coded):
        units = [(on, on + unit) for on in range(begin, end - unit + 1, unit)]
        judged = [part.judged[(on + off) // 2] for on, off in units]
        begun = [
            one and any(on <= cue < off for cue in part.cues) for one, (on, off) in zip(judged, units, strict=True)
        ]
        for at, (on, off) in enumerate(units):
            if judged[at]:
                given.append(any(begun[max(0, at - last) : max(0, at - first + 1)]))
                target.append(any(on <= came < off for came, _ in part.responses))
    return given, target


def tally(given: list[bool], target: list[bool]) -> Table:
    """Return the 2 × 2 table of units."""
    pairs = list(zip(given, target, strict=True))
    return tuple(pairs.count(two) for two in ((True, True), (True, False), (False, True), (False, False)))  # type: ignore[return-value]


def turned(given: list[bool], target: list[bool]) -> float:
    """Return p over all turns of the target."""
    count = len(given)
    hits = [sum(given[at] and target[(at - turn) % count] for at in range(count)) for turn in range(count)]
    return sum(one >= hits[0] for one in hits) / count


def outcomes(part: Part, window: int) -> list[tuple[int, str, int]]:
    """Return each cue, what became of it, and how long nothing had come."""
    found = []
    for cue in part.cues:
        ends = [off for on, off in stretches(part.judged) if on <= cue < off]
        if not ends:
            found.append((cue, "censored", 0))
            continue
        last = min([cue + window, *ends, *(other for other in part.cues if other > cue)])
        new = [on - cue for on, _ in part.responses if cue < on <= last]
        if new:
            found.append((cue, "answered", min(new)))
        elif any(on <= cue < off for on, off in part.responses):
            found.append((cue, "censored", 0))
        else:
            found.append((cue, "unanswered" if last == cue + window else "censored", last - cue))
    return found


def figures(table: Table) -> dict[str, float | None]:
    """Return what is said of a table, None where it is undefined."""
    a, b, c, d = table
    n = sum(table)
    given, absent, target = a + b, c + d, a + c
    p, q = (part / whole if whole else None for part, whole in ((a, given), (c, absent)))
    found: dict[str, float | None] = {"p_given": p, "p_not_given": q}
    found["delta_p"] = p - q if p is not None and q is not None else None
    if not given or not absent or target in (0, n):
        return found | dict.fromkeys(("odds_ratio", "log_odds", "log_odds_se", "yules_q", "phi", "z"))
    cells = [one + (0.5 if 0 in table else 0.0) for one in table]
    z = (a - given * target / n) / sqrt(given * target / n * (1 - given / n) * (1 - target / n))
    return found | {
        "odds_ratio": a * d / (b * c) if b * c else None,
        "log_odds": log(cells[0] * cells[3] / (cells[1] * cells[2])),
        "log_odds_se": sqrt(sum(1 / one for one in cells)),
        "yules_q": (a * d - b * c) / (a * d + b * c),
        "phi": z / sqrt(n),
        "z": z,
    }
