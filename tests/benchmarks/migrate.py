"""Moving a study of 500 observations of 1,000 events to a new version of its scheme."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from coder.app.migration import carry_out, plan_migration
from tests.benchmarks.figures import Figure
from tests.moving import create_study, write_goal

OBSERVATIONS, EVENTS = 500, 1_000
MOST_S = 60.0


def measure() -> Sequence[Figure]:
    """Plan and carry out a chain of two migrations: a rename, a split, a retired code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study, goal = _big_study(folder), write_goal(folder)
        began, used = time.perf_counter(), time.process_time()
        plan = plan_migration(study, str(goal))
        planned_s = time.perf_counter() - began
        done = carry_out(plan, "lena")
        wall_s, cpu_s = time.perf_counter() - began, time.process_time() - used
        assert len(done.migrated) == OBSERVATIONS
        assert plan.table.events == OBSERVATIONS * EVENTS
    what = f"{OBSERVATIONS} observations of {EVENTS:,} events"
    return [
        Figure(f"plan the migration of {what}, wall", planned_s, "s"),
        Figure(f"plan and migrate {what}, wall", wall_s, "s", MOST_S),
        Figure(f"plan and migrate {what}, CPU", cpu_s, "s"),
    ]


def _big_study(folder: Path) -> Path:
    """Make one session and copy it: nothing of a session but its folder says which it is here."""
    study = create_study(folder / "study", 1, ("ana",), count=EVENTS)
    first = study / "D01"
    text = (first / "session.yaml").read_text(encoding="utf-8")
    for number in range(2, OBSERVATIONS + 1):
        copy = study / f"D{number:03}"
        shutil.copytree(first, copy)
        (copy / "session.yaml").write_text(text.replace("D01", copy.name), encoding="utf-8")
    return study
