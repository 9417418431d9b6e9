"""What the program asks of its player, its window and its disk: the seams that a test, a window or a command fills."""

from collections.abc import Callable
from typing import Protocol

from coder.model.change import Change

Stops = Callable[[int, int], int | None]
"""Find the first instant in a stretch ``(from_ms, to_ms]`` before which play has to pause; None: play on."""


class Frames(Protocol):
    """The times of the main video's frames."""

    @property
    def duration_ms(self) -> int:
        """Where the last frame ends."""

    def __len__(self) -> int: ...

    def at(self, ms: int) -> int:
        """Return the number of the frame shown at an instant, clamped to the video."""

    def time_ms(self, number: int) -> int:
        """Return when a frame begins."""


class Player(Protocol):
    """What shows the session's media."""

    @property
    def playing(self) -> bool:
        """Tell whether it plays."""

    @property
    def rate(self) -> float:
        """How many seconds of media pass in one second; negative is backwards."""

    def now_ms(self) -> int:
        """Return the time of the frame on the screen."""

    def play(self) -> None:
        """Play on."""

    def pause(self) -> None:
        """Stop on the frame shown."""

    def toggle(self) -> None:
        """Play or pause."""

    def seek_ms(self, ms: int) -> None:
        """Show the frame at an instant."""

    def step(self, frames: int) -> None:
        """Pause and go some frames on or back."""

    def step_seconds(self, seconds: float) -> None:
        """Go some seconds on or back."""

    def set_rate(self, rate: float) -> None:
        """Play at a rate from now on."""

    def shuttle(self, direction: int, *, slow: bool = False) -> None:
        """J, K, L: -1 plays back faster each time, 0 pauses, 1 plays on faster each time; ``slow``: slower."""

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        """Play a stretch over and over."""

    def end_loop(self) -> None:
        """Play on past the stretch."""

    def play_around(self, ms: int) -> None:
        """Play from ``ms`` before the frame on the screen to ``ms`` after it, and come back to it."""

    @property
    def looping(self) -> bool:
        """Tell whether a stretch is played over and over."""

    def pause_where(self, stops: Stops) -> None:
        """Pause where ``stops`` says so: play forwards never shows a frame beyond."""

    def hold_before(self, ms: int) -> None:
        """Pause on the last frame before an instant."""

    @property
    def held_before(self) -> int | None:
        """The instant that play paused before by itself, as long as it stands there."""


class View(Protocol):
    """What only a window can do; the command line has a view that does nothing."""

    def zoom_timeline(self, factor: float) -> None:
        """Show less (factor > 1) or more time on the timeline."""

    def pan_timeline(self, share: float) -> None:
        """Move the timeline by a share of what it shows."""

    def show_all(self) -> None:
        """Show the whole session on the timeline."""

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel: palette, events, timeline, waveform, header."""

    def ask(self, name: str) -> None:
        """Ask the window's picture, cameras, sound or motion for something, by its name."""

    def show(self, name: str) -> None:
        """Show a dialog or sheet: keys, commands, open, new, export, keys_setup, about, comment, filter, modifiers."""

    def close(self) -> None:
        """Close the window."""


class Journal(Protocol):
    """Where changes are made safe, in order."""

    def submit(self, change: Change, kind: str) -> None:
        """Make a change safe soon, without waiting; ``kind`` is do, undo or redo."""


class NoView:
    """A view where there is no window."""

    def zoom_timeline(self, factor: float) -> None:
        """Do nothing."""

    def pan_timeline(self, share: float) -> None:
        """Do nothing."""

    def show_all(self) -> None:
        """Do nothing."""

    def toggle_panel(self, name: str) -> None:
        """Do nothing."""

    def ask(self, name: str) -> None:
        """Do nothing."""

    def show(self, name: str) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
