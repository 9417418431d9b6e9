"""Two versions of a small scheme as the store keeps them, and a plan that leads from one to the other."""

from pathlib import Path

from coder.editing.migration import Migrated, migrate
from coder.model.migration import Rename, Retire, Split
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from coder.store.scheme_migration import Coded
from tests.unit.editing.versions import OLD, point, state, tier, version
from tests.unit.store.making import IDENTITY, MEDIA, adding

FIRST = StoredScheme("small", "1.0.0", "the first text, größer\n")
SECOND = StoredScheme("small", "2.0.0", "the second text\n")
NEW = version(
    "2.0.0",
    tier("gaze", "face", "body", "toy", "away"),
    tier("grip", "hold", "bang", exclusive=False),
    steps=[Split("gaze.mother", ("gaze.face", "gaze.body")), Rename("hands", "grip"), Retire("signal.fuss")],
)


def plan(coded: Coded) -> Migrated:
    """Say what becomes of an observation under the second version."""
    assert coded.facts.scheme == FIRST
    return migrate(OLD, NEW, coded.events, coded.queue)


def create_old(path: Path, rounds: int = 1) -> Path:
    """Make an observation under the first version: four events a round."""
    with create_observation(path, IDENTITY, FIRST, MEDIA) as file:
        for number in range(rounds):
            first, ms = number * 4, number * 1_000
            file.commit(
                adding(
                    state(first + 1, "gaze.mother", ms, ms + 500),
                    state(first + 2, "gaze.toy", ms + 500, ms + 900),
                    state(first + 3, "hands.hold", ms, ms + 900),
                    point(first + 4, "signal.fuss", ms),
                )
            )
    return path
