"""One camera's pictures, handed on to whichever view shows the camera now."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from coder.errors import CoderError
from coder.gui.video.playback import CLOSE_S, StartEngine
from coder.media.camera_engine import Engine, Start
from coder.media.player import FrameTimes

OnPicture = Callable[[Any], None]
OnError = Callable[[CoderError], None]


@dataclass(frozen=True, slots=True)
class Target:
    """A view as a feed knows it."""

    show: OnPicture
    fail: OnError


class Feed:
    """An engine and where its pictures go; targets are called on a thread of the engine's.

    Once it was stopped no picture is on its way to a target any more, whatever the engine's threads are at: the view
    may go, and nobody need wait for a thread that hangs.
    """

    def __init__(self) -> None:
        self.engine: Engine | None = None
        self.target: Target | None = None
        self._passing = Lock()

    def start(self, start: Start) -> None:
        """Start the engine; its pictures come here."""
        self.engine = start(self._show, self._fail)

    def through(self, start: StartEngine) -> StartEngine:
        """Return what starts the engine for a view, with this feed in between."""
        whole: Any = start

        def begin(on_picture: OnPicture, on_error: OnError) -> Engine:
            self.target = Target(on_picture, on_error)
            self.start(whole)
            assert self.engine is not None
            return self.engine

        return begin

    def stop(self) -> None:
        """End the engine; what is still on its way goes nowhere."""
        engine, self.engine = self.engine, None
        with self._passing:
            self.target = None
        if engine is not None:
            engine.close(CLOSE_S)

    def _show(self, picture: Any) -> None:
        with self._passing:
            if self.target is not None:
                self.target.show(picture)

    def _fail(self, error: CoderError) -> None:
        with self._passing:
            if self.target is not None:
                self.target.fail(error)


def start_of(paths: tuple[Path, ...], frames: FrameTimes) -> Start:
    """Return what starts the decoder of one view: of one file, or of several as one film."""

    def start(on_picture: Any, on_error: Any) -> Any:
        from coder.media.engine import VideoEngine
        from coder.media.frame_times import FrameIndex
        from coder.media.playlist import Playlist
        from coder.media.playlist_engine import PlaylistEngine

        if isinstance(frames, Playlist):
            indexes = [part for part in frames.parts if isinstance(part, FrameIndex)]
            return PlaylistEngine(paths, indexes, on_picture, on_error)
        assert isinstance(frames, FrameIndex)
        return VideoEngine(paths[0], frames, on_picture, on_error)

    return start
