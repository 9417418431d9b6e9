"""The CPU time of regulation: permutations of one session, and all tables of a large study's log."""

import os
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from coder.app.regulation import regulate
from coder.app.regulation_wish import RegulationWish
from tests.benchmarks.exporting import study_of
from tests.benchmarks.figures import Figure, cpu_ms

HOUR_S = 3600
EVENTS, SESSIONS, PERMUTATIONS = 1000, 500, 1000
HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"


def measure() -> Iterator[Figure]:
    """Compute a session with permutations in both directions, a log and a study without, on all cores."""
    with tempfile.TemporaryDirectory() as name:
        one = _wish(Path(name), 1, PERMUTATIONS)
        yield Figure(
            f"regulation of 1 session of {EVENTS:,} events, {PERMUTATIONS:,} permutations, CPU",
            cpu_ms(lambda: regulate(one)) / 1000,
            "s",
            2,
        )
        log = _wish(Path(name), SESSIONS, 0)
        yield Figure(
            f"regulation of a log, {SESSIONS} sessions of {EVENTS:,} events, no permutations, CPU of all processes",
            _cost_s(log),
            "s",
            60,
        )
        with study_of(SESSIONS) as study:
            wish = RegulationWish(study, out=Path(name) / "of_study", permutations=0, both_ways=True)
            began, spent_s = time.perf_counter(), _cost_s(wish)
            what = (
                f"regulation of a study, {SESSIONS} sessions of {EVENTS:,} events, all links both ways, no permutations"
            )
            yield Figure(f"{what}, by the clock", time.perf_counter() - began, "s", 30)
            yield Figure(f"{what}, CPU of all processes", spent_s, "s", 60)


def _cost_s(wish: RegulationWish) -> float:
    began = _spent_s()
    regulate(wish)
    return _spent_s() - began


def _spent_s() -> float:
    """Return the CPU time of this process and of those it started and saw end: two cores have 60 s in 30."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _wish(folder: Path, sessions: int, permutations: int) -> RegulationWish:
    log = folder / f"events_{sessions}.csv"
    log.write_text(HEAD + "".join(_session(number) for number in range(sessions)), encoding="utf-8")
    return RegulationWish(
        log,
        "infant.cry",
        "caregiver.touch",
        folder / "out",
        windows_ms=(1000, 2000, 3000, 5000),
        both_ways=True,
        permutations=permutations,
    )


def _session(number: int) -> str:
    chance = random.Random(number)
    onsets = sorted(chance.sample(range(HOUR_S * 100), EVENTS))
    acts = ("infant,voice,cry", "caregiver,touch,touch")
    return "".join(
        f"S{number},D{number},A,{acts[at % 2]},state,{onset / 100:.3f},{onset / 100 + chance.random():.3f}\n"
        for at, onset in enumerate(onsets)
    )
