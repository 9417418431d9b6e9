"""Hold an observation open until standard input ends: ``holder PATH``."""

import sys
from pathlib import Path

from coder.store.observation_file import open_observation


def main(path: Path) -> None:
    """Hold the file, say so, and wait."""
    with open_observation(path):
        print("held", flush=True)  # noqa: T201
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
