"""Make or bring over one observation after the other until killed: ``maker TASK FOLDER``.

``create`` makes new ones, ``migrate`` brings copies to another layout, ``move`` to another version of their scheme.
"""

import shutil
import sqlite3
import sys
from itertools import count
from pathlib import Path

from coder.store import migration, stamp
from coder.store.observation_file import open_observation
from coder.store.scheme_migration import migrate_scheme
from tests.unit.store.making import create
from tests.unit.store.migrating import SECOND, plan


def add_a_column(raw: sqlite3.Connection) -> None:
    """Do what a layout 2 might bring."""
    raw.execute("ALTER TABLE events ADD COLUMN source TEXT NOT NULL DEFAULT ''")


def pretend_to_be_newer() -> None:
    """Let this process's program be one that writes layout 2."""
    stamp.VERSION = 2
    migration.STEPS[1] = add_a_column


def main(task: str, folder: Path) -> None:
    """Do the task until killed, naming each file before it begins."""
    if task == "migrate":
        pretend_to_be_newer()
    for number in count():
        path = folder / f"{task}{number}.attune"
        print(path.name, flush=True)  # noqa: T201
        if task == "create":
            create(path).close()
        else:
            shutil.copyfile(folder / "old.attune", path)
            print(path.name, flush=True)  # noqa: T201
            if task == "migrate":
                open_observation(path).close()
            else:
                migrate_scheme(path, SECOND, plan, "lena")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
