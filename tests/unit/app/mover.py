"""Migrate a study in a process of its own, to be killed: ``mover STUDY SCHEME``."""

import sys
from pathlib import Path

from coder.app.migration import carry_out, plan_migration


def main(study: Path, goal: str) -> None:
    """Migrate the study, saying how far it is."""
    plan = plan_migration(study, goal)
    print("planned", flush=True)  # noqa: T201
    carry_out(plan, "lena", lambda done: print(done, flush=True))  # noqa: T201
    print("done", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
