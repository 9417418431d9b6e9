"""Small observations for the tests of the store."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from coder.model.change import Change
from coder.model.event import Event
from coder.model.media import Fingerprint
from coder.model.observation import Identity, Observation
from coder.model.session import Medium
from coder.store.facts import StoredScheme
from coder.store.observation_file import ObservationFile, create_observation

IDENTITY = Identity("D01_v1", "anna")
SCHEME = StoredScheme("core-cues", "1.2.0", "format: 1\nscheme: {id: core-cues}\n# Grüße\n")
MEDIA = (Medium("video.mp4", fingerprint=Fingerprint(1234, 60_000, 1500, "ab" * 32)), Medium("second.mp4"))
ROOT = Path(__file__).parents[3]


def a_state(number: int, onset_ms: int = 0, offset_ms: int | None = None, code: str = "at_face") -> Event:
    return Event(number, "cg_gaze", code, onset_ms, offset_ms)


def adding(*events: Event, title: str = "Begin") -> Change:
    return Change(title, added=events)


def create(path: Path, identity: Identity = IDENTITY) -> ObservationFile:
    return create_observation(path, identity, SCHEME, MEDIA)


def create_filled(path: Path, count: int = 40) -> Path:
    with create(path) as file:
        file.commit(adding(*(a_state(number, number * 100, number * 100 + 50) for number in range(1, count + 1))))
    return path


def events_of(observation: Observation) -> list[Event]:
    return list(observation)


@contextmanager
def plain_sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file as any other program would."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0.1)) as raw:
        yield raw


def is_sound(path: Path) -> bool:
    with plain_sqlite(path) as raw:
        return bool(raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


def start_child(module: str, *words: str | Path) -> "subprocess.Popen[str]":
    """Start a module of the tests in a process of its own, its output to be read line by line."""
    command: Sequence[str] = (sys.executable, "-m", f"tests.unit.store.{module}", *(str(word) for word in words))
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True, encoding="utf-8"
    )
