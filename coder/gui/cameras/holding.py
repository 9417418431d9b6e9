"""A camera that is held apart from the clock, to be aligned by eye: it is stepped by itself. Standard library only."""

from dataclasses import dataclass

from coder.media.camera_engine import CameraEngine
from coder.media.cameras import Cameras


@dataclass(frozen=True, slots=True)
class Holding:
    """Camera ``number`` stands on ``engine.held`` while the others follow the clock."""

    number: int
    engine: CameraEngine

    @property
    def frame(self) -> int:
        """The camera's own frame that it stands on."""
        return self.engine.held or 0

    def step(self, frames: int) -> None:
        """Go some frames on or back, within the film."""
        self.engine.held = max(0, min(len(self.engine.camera.frames) - 1, self.frame + frames))

    def step_seconds(self, seconds: float) -> None:
        """Go some seconds on or back, within the film."""
        frames = self.engine.camera.frames
        self.engine.held = frames.at(max(0, frames.time_ms(self.frame) + round(seconds * 1000)))

    def matched(self, cameras: Cameras, main_frame: int) -> Cameras:
        """Return the cameras as they lie when the held frame is shown with a frame of the main video."""
        return cameras.match(0, main_frame, self.number, self.frame)

    def words(self, cameras: Cameras, main_frame: int) -> str:
        """Say where the camera would begin if both pictures were the same moment."""
        offset_ms = self.matched(cameras, main_frame)[self.number].offset_ms
        return f"frame {self.frame} · would begin at {format_offset(offset_ms)}"


def format_offset(ms: int) -> str:
    """Write an offset as +1.480 s."""
    return f"{'−' if ms < 0 else '+'}{abs(ms) / 1000:.3f} s"
