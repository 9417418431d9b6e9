"""Commit changes as fast as the disk takes them, saying so after each: ``committer PATH``; killed from outside."""

import sys
from pathlib import Path

from coder.model.change import Change
from coder.store.observation_file import open_observation
from coder.store.writer import SaveState, Writer
from tests.unit.store.making import a_state, adding


def main(path: Path) -> None:
    """Add events 1, 2, 3 …, now and then undoing and redoing the last, through the writer of the program."""
    with open_observation(path) as file:
        first = file.load().next_id
        acknowledged = file.seq

        def acknowledge(state: SaveState) -> None:
            nonlocal acknowledged
            if state.seq > acknowledged:
                acknowledged = state.seq
                print(f"saved {state.count} {state.seq}", flush=True)  # noqa: T201

        writer = Writer(file, acknowledge)
        for number in range(first, first + 100_000):
            for change, kind in _changes(number):
                writer.submit(change, kind)
            if number % 3 == 0:
                writer.flush(30)


def _changes(number: int) -> list[tuple[Change, str]]:
    change = adding(a_state(number, number * 40))
    if number % 7:
        return [(change, "do")]
    return [(change, "do"), (change.inverse(), "undo"), (change, "redo")]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
