"""What stands in for the video, the player and the disk where a test needs none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coder.app.desk import Desk
from coder.app.keymap import Keymap, build_keymap
from coder.app.notices import Notice
from coder.app.ports import Journal, NoView, Stops
from coder.app.workspace import Task, Workspace
from coder.editing.keypad import Pending
from coder.model.change import Change
from coder.model.observation import Observation
from coder.model.phase_mark import Marks
from coder.model.scheme import Scheme
from coder.model.session import Medium, Session
from tests import lab


@dataclass(frozen=True, slots=True)
class EvenFrames:
    """Frames at an even rate, 25 a second unless told."""

    duration_ms: int = lab.END_MS
    frame_ms: int = 40

    def __len__(self) -> int:
        return self.duration_ms // self.frame_ms

    def at(self, ms: int) -> int:
        """Return the number of the frame shown at an instant, clamped to the video."""
        return max(0, min(len(self) - 1, ms // self.frame_ms))

    def time_ms(self, number: int) -> int:
        """Return when a frame begins."""
        return number * self.frame_ms


@dataclass
class StillPlayer:
    """A player whose time passes only when told: ``pass_time``."""

    frames: EvenFrames = field(default_factory=EvenFrames)
    playing: bool = False
    rate: float = 1.0
    looped: tuple[int, int, int] | None = None
    around: int = 0
    held_before: int | None = None
    _at_ms: int = 0
    _passed_ms: int = 0
    _stops: Stops | None = None

    def now_ms(self) -> int:
        """Return the time of the frame on the screen."""
        return self.frames.time_ms(self.frames.at(self._at_ms))

    def pass_time(self, seconds: float) -> None:
        """Let time pass; the picture moves only while playing."""
        if not self.playing:
            return
        to_ms = min(self.frames.duration_ms, self._at_ms + round(seconds * 1000 * self.rate))
        stop = self._stops(self._passed_ms, to_ms) if self._stops is not None and self.rate > 0 else None
        if stop is None:
            self.seek_ms(to_ms)
        else:
            self.hold_before(stop)

    def play(self) -> None:
        """Play on."""
        self._passed_ms = self._at_ms if self.held_before is None else self.held_before
        self.playing, self.held_before = True, None

    def pause(self) -> None:
        """Stop on the frame shown."""
        self.playing = False

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def seek_ms(self, ms: int) -> None:
        """Show the frame at an instant."""
        self._at_ms = self._passed_ms = max(0, min(self.frames.duration_ms, ms))
        self.held_before = None

    def pause_where(self, stops: Stops) -> None:
        """Pause where ``stops`` says so."""
        self._stops = stops

    def hold_before(self, ms: int) -> None:
        """Pause on the last frame before an instant."""
        self.seek_ms(self.frames.time_ms(self.frames.at(ms - 1)))
        self.playing, self.held_before = False, ms

    def step(self, frames: int) -> None:
        """Pause and go some frames on or back."""
        self.pause()
        self.seek_ms(self.frames.time_ms(max(0, self.frames.at(self._at_ms) + frames)))

    def step_seconds(self, seconds: float) -> None:
        """Go some seconds on or back."""
        self.seek_ms(self._at_ms + round(seconds * 1000))

    def set_rate(self, rate: float) -> None:
        """Play at a rate from now on."""
        self.rate = rate

    def shuttle(self, direction: int, *, slow: bool = False) -> None:
        """J, K, L."""
        self.playing, self.rate = direction != 0, float(direction or 1) / (2 if slow else 1)

    def play_around(self, ms: int) -> None:
        """Remember how much."""
        self.around = ms

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        """Play a stretch over and over."""
        self.looped = (onset_ms, offset_ms, pre_roll_ms)

    def end_loop(self) -> None:
        """Play on past the stretch."""
        self.looped = None

    @property
    def looping(self) -> bool:
        """Tell whether a stretch is played over and over."""
        return self.looped is not None


@dataclass
class MemoryJournal:
    """A journal that keeps what it was given."""

    kept: list[tuple[Change, str]] = field(default_factory=list)

    def submit(self, change: Change, kind: str) -> None:
        """Keep a change."""
        self.kept.append((change, kind))


@dataclass
class MemoryRecord:
    """The phases of a session that has no folder; what is asked for afterwards is done at once."""

    kept: Marks = ()
    remembered: Marks | None = None

    def change(self, change: Callable[[Marks], Marks]) -> Marks:
        """Keep what is made of the phases."""
        self.kept = change(self.kept)
        return self.kept

    def remember(self, marks: Marks) -> None:
        """Keep which phases the observation has."""
        self.remembered = marks

    def afterwards(self, job: Callable[[], object]) -> None:
        """Do it now."""
        job()


class LoudView(NoView):
    """A view that remembers what it was asked to show."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def show(self, name: str) -> None:
        """Remember a dialog."""
        self.shown.append(name)

    def toggle_panel(self, name: str) -> None:
        """Remember a panel."""
        self.shown.append(name)


@dataclass
class Ear:
    """What a workspace told, in order."""

    changes: list[Change] = field(default_factory=list)
    asked: list[Pending] = field(default_factory=list)
    selected: list[int | None] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @classmethod
    def at(cls, workspace: Workspace) -> "Ear":
        """Listen to a workspace from now on."""
        ear = cls()
        workspace.changed.add(ear.changes.append)
        workspace.asked.add(ear.asked.append)
        workspace.selected_event.add(ear.selected.append)
        workspace.noticed.add(ear.notices.append)
        return ear

    @property
    def last(self) -> str:
        """The last notice's sentence, empty when there was none."""
        return self.notices[-1].message if self.notices else ""


def build_workspace(
    observation: Observation | None = None,
    scheme: Scheme = lab.SCHEME,
    *,
    frames: EvenFrames | None = None,
    journal: Journal | None = None,
    view_only: str = "",
) -> Workspace:
    """Build a workspace on a session without media."""
    session = Session("s1", Path("s1"), (Medium("video.mp4"),), scheme.id)
    task = Task(session, scheme, frames or EvenFrames())
    coded = lab.empty() if observation is None else observation
    return Workspace(task, coded, journal or MemoryJournal(), view_only=view_only)


def build_desk(
    workspace: Workspace | None = None, keymap: Keymap | None = None, player: StillPlayer | None = None
) -> Desk:
    """Build a desk with a player that stands still and a view that shows nothing."""
    return Desk(workspace or build_workspace(), player or StillPlayer(), LoudView(), keymap or build_keymap())


def press_all(workspace: Workspace, presses: Sequence[tuple[str, int]]) -> None:
    """Press keys at their times."""
    for chord, at_ms in presses:
        workspace.press(chord, at_ms)
