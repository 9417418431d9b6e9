"""What commands ask of a window, by name; each name is filled by the window."""

from collections.abc import Callable, Mapping
from typing import Protocol

Show = Callable[[], object]


class TimelineZoom(Protocol):
    """What the timeline can be asked to show."""

    def zoom(self, factor: float) -> None:
        """Show less or more time."""

    def pan(self, share: float) -> None:
        """Move by a share of what is shown."""

    def show_all(self) -> None:
        """Show the whole session."""


class Panels(Protocol):
    """What can be shown and hidden."""

    def toggle(self, name: str) -> None:
        """Show or hide a panel."""


class ViewPort:
    """The window as ``app.ports.View``: names become what the window does."""

    def __init__(self, close: Show, shows: Mapping[str, Show], toggles: Mapping[str, Show]) -> None:
        self._close, self._shows, self._toggles = close, dict(shows), dict(toggles)
        self._timeline: TimelineZoom | None = None
        self._panels: Panels | None = None
        self._acts: Mapping[str, Show] = {}

    def serve(
        self, timeline: TimelineZoom | None, panels: Panels | None, acts: Mapping[str, Show] | None = None
    ) -> None:
        """Work on another session's timeline, panels, and cameras, sound and motion (``acts``), or on none."""
        self._timeline, self._panels, self._acts = timeline, panels, acts or {}

    def zoom_timeline(self, factor: float) -> None:
        """Show less (factor > 1) or more time on the timeline."""
        if self._timeline is not None:
            self._timeline.zoom(factor)

    def pan_timeline(self, share: float) -> None:
        """Move the timeline by a share of what it shows."""
        if self._timeline is not None:
            self._timeline.pan(share)

    def show_all(self) -> None:
        """Show the whole session on the timeline."""
        if self._timeline is not None:
            self._timeline.show_all()

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel, the sound lane, or the whole screen."""
        if name in self._toggles:
            self._toggles[name]()
        elif self._panels is not None:
            self._panels.toggle(name)

    def ask(self, name: str) -> None:
        """Ask the session's cameras, sound or motion for something; without a session nothing is asked."""
        act = self._acts.get(name)
        if act is not None:
            act()

    def show(self, name: str) -> None:
        """Show a dialog, sheet or page."""
        self._shows[name]()

    def close(self) -> None:
        """Close the window."""
        self._close()
