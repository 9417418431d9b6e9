"""One camera's engine, asked by the frames of the main video: every camera answers for the same instant.

Standard library only; the engine inside is started by the caller.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from coder.errors import CoderError
from coder.media.cameras import Camera
from coder.media.player import FrameTimes
from coder.media.request import Size

if TYPE_CHECKING:
    from coder.media.picture import Picture
    from coder.media.proxy import Proxy

OnPicture = Callable[["Picture"], None]
OnError = Callable[[CoderError], None]


class Engine(Protocol):
    """What decodes one camera's film; see ``coder.media.engine.VideoEngine``."""

    @property
    def dropped(self) -> int:
        """How many pictures were not shown because decoding was too slow."""

    @property
    def busy(self) -> bool:
        """Whether somebody waits for a picture."""

    def request(self, n: int, size: Size | None = None) -> None:
        """Ask for a frame."""

    def scrub(self, n: int, size: Size | None = None) -> None:
        """Ask for a frame amid a drag."""

    def play_from(self, n: int, size: Size | None = None, rate: float = 1.0) -> None:
        """Ask for a frame and decode ahead."""

    def rest(self) -> None:
        """Decode around the play head."""

    def show_one_field(self, wanted: bool) -> None:
        """Show only one field of interlaced frames, or both."""

    def use_proxy(self, proxy: "Proxy | None", file: int = 0) -> None:
        """Take drafts of a file from a proxy, or none."""

    def limit_cache(self, limit: int) -> None:
        """Keep no more bytes of decoded frames."""

    def close(self, timeout_s: float = 2.0) -> bool:
        """End the threads."""


Start = Callable[[OnPicture, OnError], Engine]


class CameraEngine:
    """Shows, for frame ``n`` of the main video, the camera's frame at that instant; pictures bear the main's numbers.

    Before the camera's first frame and after its last one the nearest is shown: see ``Camera.side``. A camera that is
    ``held`` shows the same frame of its own, whatever is asked.
    """

    def __init__(
        self, camera: Camera, main: FrameTimes, start: Start, on_picture: OnPicture, on_error: OnError
    ) -> None:
        self.camera = camera
        self.held: int | None = None
        self._main = main
        self._on_picture = on_picture
        self._asked = (0, 0)
        self._engine = start(self._show, on_error)

    @property
    def dropped(self) -> int:
        """Return how many pictures were not shown because decoding was too slow."""
        return self._engine.dropped

    @property
    def busy(self) -> bool:
        """Say whether somebody waits for a picture."""
        return self._engine.busy

    def frame_of(self, n: int) -> int:
        """Return the camera's frame shown with frame ``n`` of the main video."""
        return self.camera.nearest_frame(self._main.time_ms(n)) if self.held is None else self.held

    def main_frame_of(self, frame: int) -> int:
        """Return the first frame of the main video that is shown with a frame of the camera's, or the next after it."""
        n = self._main.at(max(0, self.camera.time_ms(frame)))
        while n + 1 < len(self._main) and self.camera.nearest_frame(self._main.time_ms(n)) < frame:
            n += 1
        return n

    def request(self, n: int, size: Size | None = None) -> None:
        """Show the camera's frame for the main video's frame ``n``."""
        self._engine.request(self._note(n), size)

    def scrub(self, n: int, size: Size | None = None) -> None:
        """Show it amid a drag."""
        self._engine.scrub(self._note(n), size)

    def play_from(self, n: int, size: Size | None = None, rate: float = 1.0) -> None:
        """Show it and decode ahead."""
        self._engine.play_from(self._note(n), size, rate)

    def rest(self) -> None:
        """Decode around the play head, as suits steps."""
        self._engine.rest()

    def show_one_field(self, wanted: bool) -> None:
        """Show only one field of interlaced frames from the next request on, or both again."""
        self._engine.show_one_field(wanted)

    def use_proxy(self, proxy: "Proxy | None", file: int = 0) -> None:
        """Take drafts of one of the camera's files from ``proxy`` from now on, or none."""
        self._engine.use_proxy(proxy, file)

    def limit_cache(self, limit: int) -> None:
        """Keep no more than ``limit`` bytes of decoded frames."""
        self._engine.limit_cache(limit)

    def close(self, timeout_s: float = 2.0) -> bool:
        """End the threads; False when one hangs and was given up."""
        return self._engine.close(timeout_s)

    def _note(self, n: int) -> int:
        frame = self.frame_of(n)
        self._asked = (n, frame)
        return frame

    def _show(self, picture: "Picture") -> None:
        """Name a picture by the main video's frame; called on a thread of the engine's."""
        n, frame = self._asked
        if picture.n != frame and self.held is None:
            n = self.main_frame_of(picture.n)
        self._on_picture(replace(picture, n=n, time_ms=self._main.time_ms(n)))
