"""A player without a picture: it is at whatever frame it is told, for keys that come from a file."""

from coder.app.ports import Frames, Stops


class ScriptedPlayer:
    """Stands on one frame at a time; playing changes nothing, since no time passes."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._frame = 0
        self._rate = 1.0
        self._loop: tuple[int, int] | None = None

    @property
    def playing(self) -> bool:
        """Tell that it never plays."""
        return False

    @property
    def rate(self) -> float:
        """Return the rate it was set to."""
        return self._rate

    @property
    def looping(self) -> bool:
        """Tell whether a loop was asked for."""
        return self._loop is not None

    def now_ms(self) -> int:
        """Return the time of the frame it stands on."""
        return self._frames.time_ms(self._frame)

    def play(self) -> None:
        """Stay where it is."""

    def pause(self) -> None:
        """Stay where it is."""

    def toggle(self) -> None:
        """Stay where it is."""

    def seek_ms(self, ms: int) -> None:
        """Stand on the frame shown at an instant."""
        self._frame = self._frames.at(ms)

    def step(self, frames: int) -> None:
        """Go some frames on or back."""
        self._frame = max(0, min(len(self._frames) - 1, self._frame + frames))

    def step_seconds(self, seconds: float) -> None:
        """Go some seconds on or back."""
        self.seek_ms(max(0, self.now_ms() + round(seconds * 1000)))

    def set_rate(self, rate: float) -> None:
        """Remember a rate."""
        self._rate = rate

    def shuttle(self, direction: int, *, slow: bool = False) -> None:
        """Stay where it is."""

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        """Stand where the loop begins."""
        self._loop = (onset_ms, offset_ms)
        self.seek_ms(max(0, onset_ms - pre_roll_ms))

    def play_around(self, ms: int) -> None:
        """Stay where it is."""

    def end_loop(self) -> None:
        """Forget the loop."""
        self._loop = None

    def pause_where(self, stops: Stops) -> None:
        """Do nothing: it never plays."""

    def hold_before(self, ms: int) -> None:
        """Stay where it is."""

    @property
    def held_before(self) -> int | None:
        """Return nothing: it never plays."""
        return None
