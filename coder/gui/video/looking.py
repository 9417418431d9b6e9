"""How the picture of a session is looked at: keys and pointer change it here, and it is remembered."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from coder.gui.video.look import Look, find_look, keep_look
from coder.gui.video.playback import Playback
from coder.gui.video.video_view import VideoView

STEPS = ("larger", "smaller", "left", "right", "up", "down", "whole")
TELLING = ("brighter", "darker", "more_contrast", "less_contrast", "lift", "deepen", "turn", "one_field", "plain")
HIDDEN = "read_out"


class Looking(QObject):
    """Holds the look of one session's picture. ``said`` tells in words what it is like now."""

    said = Signal(str)

    def __init__(self, view: VideoView, playback: Playback, window: Mapping[str, str], session: Path) -> None:
        super().__init__(view)
        self._view, self._playback, self._session = view, playback, session
        self._use(find_look(window, session))
        view.show_read_out(window.get(HIDDEN) != "hidden")
        view.look_asked.connect(self._use)

    @property
    def look(self) -> Look:
        """How the picture is looked at now."""
        return self._view.look

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what commands may ask, by name."""
        return {
            **{f"picture {act}": partial(self.change, act) for act in STEPS},
            **{f"picture {act}": partial(self._tell, act) for act in TELLING},
            "picture magnifier": lambda: self._view.show_magnifier(not self._view.magnifying),
            "picture read_out": lambda: self._view.show_read_out(not self._view.read_out_shown),
        }

    def ticked(self) -> dict[str, bool]:
        """Return which of what can be on or off is on, by the name of the act."""
        return {
            "picture one_field": self.look.one_field,
            "picture magnifier": self._view.magnifying,
            "picture read_out": self._view.read_out_shown,
        }

    def memory(self, window: Mapping[str, str]) -> dict[str, str]:
        """Return the window's memory with this look in it."""
        shown = "" if self._view.read_out_shown else "hidden"
        return {**keep_look(window, self._session, self.look), HIDDEN: shown}

    def change(self, act: str) -> None:
        """Look at the picture otherwise."""
        self._use(self.look.after(act))

    def _tell(self, act: str) -> None:
        self.change(act)
        self.said.emit(f"Picture: {self.look.words() or 'as it came'}. The frame stays the same.")

    def _use(self, look: Look) -> None:
        self._playback.look(look)
