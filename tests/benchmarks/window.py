"""A key press and a frame's tick in the window's own panels, with few events and with many."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from coder.app.desk import Desk
from coder.app.keymap import build_keymap
from coder.app.ports import NoView
from coder.app.scripted_player import ScriptedPlayer
from coder.app.workspace import Task, Workspace
from coder.gui.coding_page import CodingPage
from coder.gui.events.events_view import EventsView
from coder.gui.palette.code_palette import CodePalette
from coder.gui.run import build_application
from coder.gui.theme import DARK
from coder.gui.timeline.view import TimelineView
from coder.model.change import Change
from coder.model.observation import Identity, Observation
from coder.model.session import Medium, Session
from tests.benchmarks.big_observation import APART_MS, core_cues, many_events
from tests.benchmarks.figures import Figure, each_cpu_ms, percentile
from tests.doubles import EvenFrames

FEW, MANY = 1_000, 100_000
PRESSES, TICKS = 400, 400
KEYS = "1g2x3bsv4rth5d"


class _NoJournal:
    """The disk is another thread's work."""

    def submit(self, change: Change, kind: str) -> None:
        """Take no time."""


class Panels:
    """The coding page at its default size over an observation of some events, standing in its middle."""

    def __init__(self, count: int) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.application: QApplication = build_application()
        scheme = core_cues().scheme
        end_ms = count * APART_MS
        frames = EvenFrames(end_ms)
        observation = Observation(Identity("S", "ana"), many_events(scheme, count))
        task = Task(Session("S", Path(), (Medium("v.mp4"),), "core-cues"), scheme, frames)
        self.workspace = Workspace(task, observation, _NoJournal())
        self.player = ScriptedPlayer(frames)
        self.desk = Desk(self.workspace, self.player, NoView(), build_keymap())
        self.timeline = TimelineView(self.workspace, DARK)
        self.events = EventsView(self.workspace, DARK)
        self.codes = CodePalette(self.desk, DARK)
        self.page = CodingPage(QLabel(), QLabel(), self.timeline, self.codes, self.events)
        self.page.resize(1440, 830)
        self.page.show()
        self.now_ms = end_ms // 2
        self.go(self.now_ms)
        self.application.processEvents()

    def go(self, ms: int) -> None:
        """Show a frame, as the window does on each tick."""
        self.player.seek_ms(ms)
        self.timeline.set_now(ms)
        self.codes.set_now(ms)
        self.events.set_now(ms, playing=True)

    def press(self, number: int) -> None:
        """Press a key some frames further on and paint what it changed."""
        self.now_ms += 200
        self.go(self.now_ms)
        self.desk.press(KEYS[number % len(KEYS)])
        self.application.processEvents()

    def tick(self) -> None:
        """Show the next frame and paint it."""
        self.now_ms += 40
        self.go(self.now_ms)
        self.application.processEvents()


def measure_press() -> Sequence[Figure]:
    """Press keys among 1,000 and among 100,000 events."""
    few, many = (_each(count, lambda panels, n: lambda: panels.press(n), PRESSES) for count in (FEW, MANY))
    return [
        Figure("key press → panels painted, p95 CPU, 100,000 events", percentile(many, 0.95), "ms", 16),
        Figure("  the same among 1,000 events", percentile(few, 0.95), "ms"),
        Figure("  ratio of the medians", percentile(many, 0.5) / percentile(few, 0.5), "×", 2),
    ]


def measure_tick() -> Sequence[Figure]:
    """Play on by single frames among 100,000 events."""
    many = _each(MANY, lambda panels, _: panels.tick, TICKS)
    return [
        Figure("frame tick while playing, mean CPU, 100,000 events", sum(many) / len(many), "ms", 4),
        Figure("  p95", percentile(many, 0.95), "ms"),
    ]


def _each(count: int, act: Callable[[Panels, int], Callable[[], None]], times: int) -> list[float]:
    panels = Panels(count)
    try:
        return each_cpu_ms([act(panels, number) for number in range(times)])
    finally:
        panels.page.close()
        panels.page.deleteLater()
        panels.application.processEvents()
