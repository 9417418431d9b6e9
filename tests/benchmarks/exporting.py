"""Exporting a study of 1,000 sessions of 1,000 events each: how fast, in how much memory, and whether it scales."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from coder.app.shipped import shipped_folder
from coder.model.change import Change
from coder.model.event import Event
from coder.model.media import Fingerprint
from coder.model.observation import Identity
from coder.model.scheme import PHASE, REASON, UNCODABLE, Scheme
from coder.model.session import Medium, Session, Study
from coder.scheme.loader import LoadedScheme, load_scheme
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from coder.store.session_folder import observation_path, save_session
from coder.store.study_folder import save_study
from tests.benchmarks.big_observation import APART_MS, many_events
from tests.benchmarks.figures import Figure

MANY, SOME, EVENTS = 1_000, 100, 1_000
SCHEME = "separation-and-reunion"
MOST_S, MOST_GB, MOST_TIMES = 60.0, 1.5, 1.1


def measure() -> Sequence[Figure]:
    """Export both studies as a user does; the memory is the sum over all processes of the most each ever had.

    What an event costs is CPU time of all processes, starting them included: the machines are shared.
    """
    with study_of(MANY) as study:
        wall, cpu = _export(study, study.with_name("all"))
        peak_gb = _peak_gb()
        some = _part_of(study, SOME)
        _, few = min(_export(some, study.with_name(f"some {turn}")) for turn in range(2))
    what = f"export {MANY:,} × {EVENTS:,} events"
    return [
        Figure(f"{what}, wall", wall, "s", MOST_S),
        Figure(f"{what}, events per second", MANY * EVENTS / wall, "1/s"),
        Figure(f"{what}, CPU of all processes", cpu, "s"),
        Figure(f"{what}, peak memory of all processes", peak_gb, "GB", MOST_GB),
        Figure(f"cost of an event at {MANY:,} sessions / at {SOME}", cpu / MANY / (few / SOME), "", MOST_TIMES),
    ]


def _export(study: Path, out: Path) -> tuple[float, float]:
    """Export a study; return the wall time and the CPU time of all processes, in s."""
    began, used = time.perf_counter(), _children_s()
    subprocess.run(
        [sys.executable, "-m", "coder", "export", str(study), "-o", str(out)], check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - began, _children_s() - used


def _children_s() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak_gb() -> float:
    """Return the most that the export can have had at once: its greatest process, times their number."""
    import resource

    greatest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return greatest * (1 if sys.platform == "darwin" else 1024) * (1 + (os.cpu_count() or 1)) / 1e9


@contextmanager
def study_of(count: int) -> Iterator[Path]:
    """Make a study: one session in full, and copies of it; only its folder and session.yaml say which one it is."""
    with tempfile.TemporaryDirectory() as name:
        study = Path(name) / "study"
        save_study(Study("big", study))
        first = _first_session(study)
        text = (first / "session.yaml").read_text(encoding="utf-8")
        for number in range(2, count + 1):
            copy = study / f"D{number:04}"
            shutil.copytree(first, copy)
            (copy / "session.yaml").write_text(text.replace("D0001", copy.name), encoding="utf-8")
        yield study


def _part_of(study: Path, count: int) -> Path:
    part = study.with_name("part")
    save_study(Study("part", part))
    for number in range(1, count + 1):
        shutil.copytree(study / f"D{number:04}", part / f"D{number:04}")
    return part


def _first_session(study: Path) -> Path:
    loaded = load_scheme(shipped_folder("schemes") / f"{SCHEME}.yaml")
    session = Session("D0001", study / "D0001", (Medium("video.mp4"),), SCHEME, dyad="D0001", visit="1")
    save_session(session)
    stored = StoredScheme(loaded.scheme.id, loaded.scheme.version, loaded.text)
    medium = Medium("video.mp4", fingerprint=Fingerprint(1, EVENTS * APART_MS, EVENTS * 6, "0" * 64))
    events = _events(loaded)
    path = observation_path(session, "ana")
    path.parent.mkdir()
    with create_observation(path, Identity(session.id, "ana"), stored, [medium]) as file:
        for event in events:
            file.commit(Change("code", added=(event,)))
    return session.folder


def _events(loaded: LoadedScheme) -> list[Event]:
    """Build events on all tiers in turn, in three phases, with uncodable time now and then."""
    scheme = loaded.scheme
    marks = [*_phases(scheme), *_spells(scheme)]
    coded = many_events(scheme, EVENTS - len(marks))
    return [replace(event, id=number) for number, event in enumerate([*marks, *coded], 1)]


def _phases(scheme: Scheme) -> list[Event]:
    phases = scheme.procedure.phases
    length = EVENTS * APART_MS // max(1, len(phases))
    return [Event(0, PHASE, phase.id, place * length, (place + 1) * length) for place, phase in enumerate(phases)]


def _spells(scheme: Scheme) -> list[Event]:
    if scheme.uncodable is None:
        return []
    reasons = [option.id for option in scheme.uncodable.reasons] or [""]
    return [
        Event(
            0,
            UNCODABLE,
            UNCODABLE,
            place * 20_000 + 5_000,
            place * 20_000 + 7_000,
            modifiers=((REASON, reasons[place % len(reasons)]),) if reasons[0] else (),
        )
        for place in range(EVENTS * APART_MS // 20_000)
    ]
