"""A desk without video or disk: workspaces, players and journals for widgets to stand on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from coder.app.desk import Desk
from coder.app.keymap import build_keymap
from coder.app.ports import NoView, Stops
from coder.app.workspace import Task, Workspace
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Scheme
from coder.model.session import Medium, Session
from coder.scheme.loader import load_scheme

SCHEMES = Path(__file__).resolve().parents[2] / "schemes"
STEP_MS = 40


@dataclass
class EvenFrames:
    """Frames of 40 ms."""

    count: int = 15_000

    @property
    def duration_ms(self) -> int:
        return self.count * STEP_MS

    def __len__(self) -> int:
        return self.count

    def at(self, ms: int) -> int:
        return max(0, min(self.count - 1, ms // STEP_MS))

    def time_ms(self, number: int) -> int:
        return number * STEP_MS


@dataclass
class StillPlayer:
    """Stands on the frame it was sent to."""

    ms: int = 0
    rate: float = 1.0
    playing: bool = False
    looping: bool = False
    held_before: int | None = None

    def now_ms(self) -> int:
        return self.ms

    def play(self) -> None:
        self.playing, self.held_before = True, None

    def pause(self) -> None:
        self.playing = False

    def toggle(self) -> None:
        self.playing = not self.playing

    def seek_ms(self, ms: int) -> None:
        self.ms, self.held_before = ms, None

    def step(self, frames: int) -> None:
        self.ms += frames * STEP_MS

    def step_seconds(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)

    def set_rate(self, rate: float) -> None:
        self.rate = rate

    def shuttle(self, direction: int, *, slow: bool = False) -> None:
        self.playing = direction != 0

    def play_around(self, ms: int) -> None:
        self.playing = True

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        self.looping = True

    def end_loop(self) -> None:
        self.looping = False

    def pause_where(self, stops: Stops) -> None:
        self.stops = stops

    def hold_before(self, ms: int) -> None:
        self.playing, self.held_before = False, ms
        self.ms = (ms - 1) // STEP_MS * STEP_MS


@dataclass
class MemoryJournal:
    """Keeps what it was given."""

    kept: list[tuple[Change, str]] = field(default_factory=list)

    def submit(self, change: Change, kind: str) -> None:
        self.kept.append((change, kind))


def core_cues() -> Scheme:
    """Load the shipped scheme of cues."""
    return load_scheme(SCHEMES / "core-cues.yaml").scheme


def still_face() -> Scheme:
    """Load the shipped scheme with phases."""
    return load_scheme(SCHEMES / "still-face.yaml").scheme


def build_workspace(
    scheme: Scheme, events: Iterable[Event] = (), *, pass_id: str = "", view_only: str = "", frames: int = 15_000
) -> Workspace:
    """Build a workspace on a session that has no folder."""
    session = Session("D01", Path("D01"), (Medium("video.mp4"),), scheme.id)
    observation = Observation(Identity("D01", "ana", pass_id), events)
    return Workspace(Task(session, scheme, EvenFrames(frames)), observation, MemoryJournal(), view_only=view_only)


def build_desk(workspace: Workspace, player: StillPlayer | None = None) -> Desk:
    """Build a desk around a workspace."""
    return Desk(workspace, player or StillPlayer(), NoView(), build_keymap())


def press_all(desk: Desk, *presses: tuple[str, int]) -> None:
    """Press keys at times in milliseconds."""
    for chord, at_ms in presses:
        desk.press(chord, at_ms)
