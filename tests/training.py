"""A study with gold sessions and trainees, without videos, coded on days that a test says."""

from datetime import date
from pathlib import Path

import pytest

from coder.app.consensus_opening import ReviewWish, open_consensus
from coder.model.change import Change
from coder.model.consensus import Ruling
from coder.model.event import Event
from coder.model.observation import Identity
from coder.model.session import Session, SessionClock
from coder.store import entry
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from coder.store.seal import submit_observation
from coder.store.session_folder import save_session
from tests.moving import FIRST

TODAY = date(2026, 4, 1)
SECTION = """\
training:
  gold:
    - {session: G01, coder: expert}
    - {session: G02, coder: expert}
    - {session: G03, coder: expert}
  criteria:
    - {for: [gaze], statistic: time_kappa, min: 0.70, in_a_row: 2}
  retest_days: 28
"""
ALL = ("G01", "G02", "G03")


def create_training(folder: Path, section: str = SECTION, sessions: tuple[str, ...] = ALL, more: str = "") -> Path:
    """Make a study with a training section; the expert has coded and submitted every session."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(f"format: 1\nstudy: {{id: S}}\n{section}", encoding="utf-8")
    for name in sessions:
        add_session(folder, name)
        try_session(folder, name, "expert", 0, more=more)
    return folder


def add_session(folder: Path, name: str) -> None:
    """Add a session without media."""
    session = Session(name, folder / name, (), "small.yaml", clock=SessionClock(600.0))
    save_session(session)
    (session.folder / "small.yaml").write_text(FIRST, encoding="utf-8")


def looks(late_ms: int = 0) -> tuple[Event, ...]:
    """Return looks of ten seconds in turn; a late coder agrees the less, the later."""
    return tuple(
        Event(place + 1, "gaze", "mother" if place % 2 else "toy", place * 10_000 + late_ms, (place + 1) * 10_000)
        for place in range(20)
    )


def try_session(
    folder: Path,
    session: str,
    coder: str,
    late_ms: int,
    *,
    sealed: bool = True,
    record: str = "primary",
    more: str = "",
) -> Path:
    """Let somebody code a session, late by so much, and submit it; ``more`` is what the scheme says beside tiers."""
    name = coder if record == "primary" else f"{coder}_{record}"
    path = folder / session / "observations" / f"{name}.attune"
    scheme = StoredScheme("small", "1.0.0", FIRST + more)
    with create_observation(path, Identity(session, coder, record=record), scheme) as file:
        file.commit(Change("Code", added=looks(late_ms)), coder=coder)
    if sealed:
        submit_observation(path, coder)
    return path


def make_consensus_gold(study: Path) -> None:
    """Let ana and ben code G01, 5 s apart, and submit it; their consensus takes ana's word and is gold."""
    for coder, late in (("ana", 0), ("ben", 5_000)):
        try_session(study, "G01", coder, late)
    with open_consensus(ReviewWish(study / "G01", ("ana", "ben"), decided_by="cleo")) as opened:
        assert opened.review is not None
        opened.review.accept_all(Ruling.A)


def on_day(monkeypatch: pytest.MonkeyPatch, day: int) -> None:
    """Let it be a day of March 2026."""
    monkeypatch.setattr(entry, "now_utc", lambda: f"2026-03-{day:02}T10:00:00.000Z")
