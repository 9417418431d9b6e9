"""What comparing two coders takes: every figure without bootstrap, CPU of this process."""

import csv
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from coder.app.agreement import find_agreement, write_agreement
from coder.app.agreement_wish import AgreementWish
from tests.benchmarks.figures import Figure

GOALS_S = {10_000: 0.5, 100_000: 5.0}
HOUR_MS = 3_600_000
CODES = ("mother", "toy", "away", "face", "stranger")


def measure() -> Sequence[Figure]:
    """Compare two coders of many events in one hour, at units of 1 s; then once more with tables in and out."""
    figures = []
    with tempfile.TemporaryDirectory() as name:
        for count, goal in GOALS_S.items():
            events = Path(name) / f"{count}.csv"
            write_log(events, count)
            find_agreement(AgreementWish(events))  # libraries are loaded
            begun = time.process_time()
            found = write_agreement(AgreementWish(events), Path(name) / "out")
            whole = time.process_time() - begun
            assert len(found.comparisons) == 1
            figures.append(Figure(f"agreement of 2 × {count:,} events, every figure", compute_s(events), "s", goal))
            figures.append(Figure(f"agreement of 2 × {count:,} events, tables read and written", whole, "s"))
    return figures


def compute_s(events: Path) -> float:
    """Return the CPU seconds of the comparison alone, once the table is read."""
    from coder.app.comparing.log import read_coded
    from coder.app.comparing.pairs import compare_all

    wish, log = AgreementWish(events), read_coded(events)
    begun = time.process_time()
    compare_all(log, wish)
    return time.process_time() - begun


def write_log(path: Path, count: int) -> None:
    """Write two coders who see much the same, at other instants, and now and then something else."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(["session_id", "coder_id", "tier", "code", "kind", "onset_s", "offset_s"])
        for coder in ("ana", "ben"):
            for onset, offset, code in _events(random.Random(coder), count):
                table.writerow(["S1", coder, "gaze", code, "state", f"{onset / 1000:.3f}", f"{offset / 1000:.3f}"])


def _events(chance: random.Random, count: int) -> Iterator[tuple[int, int, str]]:
    step = HOUR_MS // count
    for number in range(count):
        onset = number * step + chance.randrange(step // 3)
        code = CODES[number * 7 % 5] if chance.random() < 0.85 else chance.choice(CODES)
        yield onset, onset + step // 3 + chance.randrange(step // 3), code
