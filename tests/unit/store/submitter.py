"""A process of its own that dies while it submits an observation: before, within or after the transaction."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from coder.store import change_log, seal

DIED = 9


def die(*_: Any, **__: Any) -> None:
    """End at once, with nothing put away."""
    os._exit(DIED)


def _and_die(work: Callable[..., Any]) -> Callable[..., None]:
    def do(*words: Any) -> None:
        work(*words)
        die()

    return do


MOMENTS = {
    "before": (seal, "prove_writable", die),
    "within": (change_log, "write_entries", _and_die(change_log.write_entries)),
    "after": (seal, "let_go", die),
}


def main(path: Path, moment: str) -> None:
    """Submit, and die at a moment."""
    where, name, work = MOMENTS[moment]
    with patch.object(where, name, work):
        seal.submit_observation(path, "anna")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
