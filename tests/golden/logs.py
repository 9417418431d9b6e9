"""One observation with everything in it that a row can say."""

from dataclasses import replace
from pathlib import Path

from coder.formats.events_csv import Log
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Derived
from coder.model.session import Medium, Session
from tests.doubles import EvenFrames
from tests.lab import END_MS, SCHEME

MUTUAL_GAZE = Derived("mutual_gaze", "dyad", all_of=("cg_gaze.at_face", "in_gaze.caregiver"))
RICH_SCHEME = replace(SCHEME, derived=(MUTUAL_GAZE,))
EVENTS = (
    Event(1, "phase", "play", 0, 30_000),
    Event(2, "phase", "still", 30_000),
    Event(3, "cg_gaze", "at_face", 1_000, 12_480),
    Event(4, "in_gaze", "caregiver", 4_000, 8_000),
    Event(5, "in_gaze", "away", 8_000, 9_000),
    Event(6, "cg_touch", "touch", 5_000, 7_200, modifiers=(("form", "stroke"), ("quality", "loving")), target="infant"),
    Event(7, "in_signal", "bid", 6_040, point=True, modifiers=(("with", "arms+voice"),), comment="looks, then reaches"),
    Event(8, "in_voice", "cry", 50_000, modifiers=(("words", 'says "ma", twice'),)),
    Event(9, "in_state", "awake", 10_000, 20_000),
    Event(10, "uncodable", "uncodable", 20_000, 25_000, modifiers=(("reason", "off_camera"),)),
)


def rich_log() -> Log:
    """Build the observation as an export sees it."""
    session = Session("D01_v1", Path("D01_v1"), (Medium("video.mp4"),), "lab", "D01", "1", "sample")
    observation = Observation(Identity("D01_v1", "ana"), EVENTS, 11)
    return Log(session, RICH_SCHEME, "ab" * 32, observation, END_MS, EvenFrames())
