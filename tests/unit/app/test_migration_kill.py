import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coder.app.migration import carry_out, plan_migration
from coder.store.observation_file import open_observation
from tests.moving import FIRST, THIRD, create_study, write_goal
from tests.unit.store.making import ROOT

SESSIONS, EVENTS = 12, 200


def kill_a_run(study: Path, goal: Path, lines: int) -> list[str]:
    """Let a child migrate until it has said some lines, kill it, and return what it said."""
    command = (sys.executable, "-m", "tests.unit.app.mover", str(study), str(goal))
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(lines)]
        time.sleep(random.Random().random() * 0.03)  # Anywhere inside the work.
        child.kill()
        return said + child.stdout.readlines()


@pytest.mark.parametrize("lines", [1, 4, SESSIONS + 1])
def test_a_study_whose_migration_is_killed_is_finished_by_running_it_again(tmp_path: Path, lines: int) -> None:
    study, goal = create_study(tmp_path / "study", SESSIONS, ("ana",), count=EVENTS), write_goal(tmp_path)
    said = kill_a_run(study, goal, lines)
    assert said[0] == "planned\n"
    for session in sorted(study.glob("D*")):
        with open_observation(session / "observations" / "ana.attune", read_only=True) as file:
            expected = {"1.0.0": EVENTS, "2.0.0": EVENTS * 4 // 5}[file.scheme.version]
            assert len(file.load()) == file.count == expected
        assert (session / "small.yaml").read_text(encoding="utf-8") in (FIRST, THIRD)
    plan = plan_migration(study, str(goal))
    done = carry_out(plan, "lena")
    assert len(done.migrated) + len(plan.there) == SESSIONS
    assert done.failures == ()
    for session in sorted(study.glob("D*")):
        with open_observation(session / "observations" / "ana.attune") as file:
            assert (file.scheme.version, file.count) == ("2.0.0", EVENTS * 4 // 5)
            assert len(file.load_queue()) == EVENTS // 5
        kept = list((session / "observations" / "before-2.0.0").glob("*.attune"))
        assert [path.name for path in kept] == ["ana.attune"]
        with open_observation(kept[0], read_only=True) as file:
            assert (file.scheme.version, file.count) == ("1.0.0", EVENTS)
        assert (session / "small.yaml").read_text(encoding="utf-8") == THIRD
        assert (session / "small-1.0.0.yaml").read_text(encoding="utf-8") == FIRST
