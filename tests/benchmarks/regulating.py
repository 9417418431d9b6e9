"""The CPU time of regulation: permutations of one session, and all tables of a large study's log."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from coder.app.regulation import regulate
from coder.app.regulation_wish import RegulationWish
from tests.benchmarks.figures import Figure, cpu_ms

HOUR_S = 3600
EVENTS, SESSIONS, PERMUTATIONS = 1000, 500, 1000
HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"


def measure() -> Iterator[Figure]:
    """Compute a session with permutations in both directions, and a study without."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield Figure(
            f"regulation of 1 session of {EVENTS:,} events, {PERMUTATIONS:,} permutations",
            _seconds(folder, 1, PERMUTATIONS),
            "s",
            2,
        )
        yield Figure(
            f"regulation of {SESSIONS} sessions of {EVENTS:,} events, no permutations",
            _seconds(folder, SESSIONS, 0),
            "s",
            30,
        )


def _seconds(folder: Path, sessions: int, permutations: int) -> float:
    log = folder / "events.csv"
    log.write_text(HEAD + "".join(_session(number) for number in range(sessions)), encoding="utf-8")
    wish = RegulationWish(
        log,
        "infant.cry",
        "caregiver.touch",
        folder / "out",
        windows_ms=(1000, 2000, 3000, 5000),
        both_ways=True,
        permutations=permutations,
    )
    return cpu_ms(lambda: regulate(wish)) / 1000


def _session(number: int) -> str:
    chance = random.Random(number)
    onsets = sorted(chance.sample(range(HOUR_S * 100), EVENTS))
    acts = ("infant,voice,cry", "caregiver,touch,touch")
    return "".join(
        f"S{number},D{number},A,{acts[at % 2]},state,{onset / 100:.3f},{onset / 100 + chance.random():.3f}\n"
        for at, onset in enumerate(onsets)
    )
