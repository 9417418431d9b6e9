"""Opening and exporting an observation of 100,000 events."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from coder.app.shipped import shipped_folder
from coder.formats.events_csv import Log
from coder.model.change import Change
from coder.model.event import Event
from coder.model.media import Fingerprint
from coder.model.observation import Identity, Observation
from coder.model.scheme import Kind, Scheme
from coder.model.session import Medium, Session
from coder.scheme.loader import LoadedScheme, load_scheme
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation, open_observation
from tests.benchmarks.figures import Figure
from tests.doubles import EvenFrames
from tests.whole_tables import format_events

MANY = 100_000
APART_MS = 240


def core_cues() -> LoadedScheme:
    """Load the shipped scheme the figures are taken with."""
    return load_scheme(shipped_folder("schemes") / "core-cues.yaml")


def many_events(scheme: Scheme, count: int) -> list[Event]:
    """Build events on all tiers in turn, ``APART_MS`` apart, none overlapping on its tier."""
    tiers = [tier for tier in scheme.tiers if tier.kind in (Kind.STATE, Kind.POINT)]
    events = []
    for number in range(count):
        tier = tiers[number % len(tiers)]
        onset = number * APART_MS
        code = tier.codes[number // len(tiers) % len(tier.codes)]
        point = tier.kind is Kind.POINT
        offset = None if point else onset + APART_MS * (len(tiers) - 1)
        events.append(Event(number + 1, tier.id, code.id, onset, offset, point))
    return events


def measure_open() -> Sequence[Figure]:
    """Open an observation file of 100,000 events and load it."""
    with _big_file() as path:
        wall = min(_wall_s(lambda: _open(path)) for _ in range(3))
    return [Figure("open an observation of 100,000 events, wall (best of 3)", wall, "s", 1.0)]


def measure_export() -> Sequence[Figure]:
    """Write events.csv of 100,000 events."""
    scheme = core_cues().scheme
    end_ms = MANY * APART_MS
    log = Log(
        Session("S", Path(), (Medium("v.mp4"),), "core-cues"),
        scheme,
        "0" * 64,
        Observation(Identity("S", "ana"), many_events(scheme, MANY)),
        end_ms,
        EvenFrames(end_ms),
    )
    wall = min(_wall_s(lambda: format_events([log])) for _ in range(3))
    return [Figure("export 100,000 events, wall (best of 3)", wall, "s", 3.0)]


def _open(path: Path) -> None:
    with open_observation(path) as file:
        assert len(file.load()) == MANY


def _wall_s(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


@contextmanager
def _big_file() -> Iterator[Path]:
    loaded = core_cues()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ana.attune"
        stored = StoredScheme(loaded.scheme.id, loaded.scheme.version, loaded.text)
        medium = Medium("v.mp4", fingerprint=Fingerprint(1, MANY * APART_MS, MANY, "0" * 64))
        with create_observation(path, Identity("S", "ana"), stored, [medium]) as file:
            file.commit(Change("Import", added=tuple(many_events(loaded.scheme, MANY))), "import")
        yield path
