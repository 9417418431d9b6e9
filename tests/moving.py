"""A study without videos, coded under version 1.0.0 of a small scheme, and the versions after it."""

from pathlib import Path

from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity
from coder.model.session import Session, SessionClock
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation
from coder.store.session_folder import save_session

HEAD = """\
format: 1
scheme: {{id: small, version: "{version}", status: locked}}
actors: [{{id: caregiver, role: caregiver}}, {{id: infant, role: infant}}]
tiers:
  - id: gaze
    actor: infant
    kind: state
    codes: [{gaze}]
  - id: touch
    actor: caregiver
    kind: state
    codes: [{touch}]
  - id: signal
    actor: infant
    kind: point
    codes: [{signal}]
"""
GAZE = "{id: mother, key: w}, {id: toy, key: t}"
TOUCH = "{id: pat, key: y}, {id: stroke, key: r}"
SIGNAL = "{id: bid, key: b}, {id: fuss, key: u}"
FIRST = HEAD.format(version="1.0.0", gaze=GAZE, touch=TOUCH, signal=SIGNAL)
STEPS_1 = """\
  - from: "1.0.0"
    to: "1.1.0"
    steps:
      - rename: {from: touch.pat, to: touch.stroke}
"""
STEPS_2 = """\
  - from: "1.1.0"
    to: "2.0.0"
    steps:
      - split: {from: gaze.mother, to: [gaze.face, gaze.body]}
      - retire: {from: signal.fuss}
"""
MIDDLE = (
    HEAD.format(version="1.1.0", gaze=GAZE, touch="{id: stroke, key: r}", signal=SIGNAL) + f"migrations:\n{STEPS_1}"
)
SECOND = HEAD.format(
    version="2.0.0",
    gaze="{id: face, key: f}, {id: body, key: d}, {id: toy, key: t}",
    touch="{id: stroke, key: r}",
    signal="{id: bid, key: b}",
)
THIRD = f"{SECOND}migrations:\n{STEPS_1}{STEPS_2}"
"""Version 2.0.0 with all that leads to it; ``SECOND`` is the same without."""
RATED = """\
format: 1
scheme: {id: small, version: "1.0.0", status: locked}
actors: [{id: caregiver, role: caregiver}]
tiers:
  - id: warmth
    actor: caregiver
    kind: rating
    scope: session
    scale: {min: 1, max: 5}
    codes: [{id: smiles}]
"""
"""What two coders rate, and nothing else."""


def events(count: int = 5) -> tuple[Event, ...]:
    """Return events, five of them a second: two looks, two touches and a fuss."""
    found: list[Event] = []
    for second in range((count + 4) // 5):
        first, ms = len(found) + 1, second * 1_000
        found += [
            Event(first, "gaze", "mother", ms, ms + 400),
            Event(first + 1, "gaze", "toy", ms + 400, ms + 900),
            Event(first + 2, "touch", "pat", ms, ms + 500),
            Event(first + 3, "touch", "stroke", ms + 500, ms + 600),
            Event(first + 4, "signal", "fuss", ms + 40, point=True),
        ]
    return tuple(found[:count])


def create_study(
    folder: Path, sessions: int = 2, coders: tuple[str, ...] = ("ana", "ben"), text: str = FIRST, count: int = 5
) -> Path:
    """Make a study of sessions by the clock, each with its own copy of the scheme, coded by some coders."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text("format: 1\nstudy: {id: S}\n", encoding="utf-8")
    for number in range(1, sessions + 1):
        session = Session(f"D{number:02}", folder / f"D{number:02}", (), "small.yaml", clock=SessionClock(600.0))
        save_session(session)
        (session.folder / "small.yaml").write_text(text, encoding="utf-8")
        for coder in coders:
            code(session.folder, coder, text, events(count))
    return folder


def code(folder: Path, coder: str, text: str, coded: tuple[Event, ...]) -> Path:
    """Let a coder code a session under a scheme."""
    version = text.partition('version: "')[2].partition('"')[0]
    scheme_id = text.partition("{id: ")[2].partition(",")[0]
    path = folder / "observations" / f"{coder}.attune"
    with create_observation(path, Identity(folder.name, coder), StoredScheme(scheme_id, version, text)) as file:
        file.commit(Change("Code", added=coded), coder=coder)
    return path


def write_goal(folder: Path, text: str = THIRD) -> Path:
    """Write the new version of the scheme beside the study."""
    path = folder / "new" / "small.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
