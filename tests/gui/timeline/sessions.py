"""Sessions for the timeline to show: a small scheme, frames of 40 ms, a journal that keeps what it is given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QRegion

from coder.app.workspace import Task, Workspace
from coder.gui.theme import DARK
from coder.gui.timeline.layout import Placed
from coder.gui.timeline.view import TimelineView
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import (
    Actor,
    Code,
    Derived,
    Kind,
    Modifier,
    ModifierType,
    Option,
    Phase,
    Procedure,
    Role,
    Scheme,
    Tier,
    Uncodable,
    plain,
)
from coder.model.session import Medium, Session

STEP_MS = 40

FORM = Modifier("form", ModifierType.CHOICE, options=(Option("pat", "1"), Option("stroke", "2")), required=True)
SCHEME = Scheme(
    id="cues",
    version="1.0.0",
    actors=(
        Actor("caregiver", Role.CAREGIVER, plain("Caregiver")),
        Actor("infant", Role.INFANT, plain("Infant")),
        Actor("dyad", Role.DYAD, plain("Dyad")),
    ),
    tiers=(
        Tier(
            "cg_gaze", "caregiver", Kind.STATE, plain("gaze"), (Code("at_face", "1"), Code("away", "2")), default="away"
        ),
        Tier("in_gaze", "infant", Kind.STATE, plain("gaze"), (Code("caregiver", "g"), Code("object", "h"))),
        Tier("cg_touch", "caregiver", Kind.STATE, plain("touch"), (Code("touch", "t", modifiers=(FORM,)),)),
        Tier("in_signal", "infant", Kind.POINT, plain("signal"), (Code("bid", "b"), Code("vocal", "v"))),
        Tier("in_hands", "infant", Kind.STATE, plain("hands"), (Code("wave", "w"), Code("grip", "r")), exclusive=False),
    ),
    derived=(Derived("mutual_gaze", "dyad", plain("mutual gaze"), all_of=("cg_gaze.at_face", "in_gaze.caregiver")),),
    procedure=Procedure("still-face", (Phase("play", "f5"), Phase("still", "f6"))),
    uncodable=Uncodable("u", (Option("off_camera", "1"), Option("hidden", "2")), (("hidden", ("in_gaze",)),)),
)


@dataclass(frozen=True)
class EvenFrames:
    """Frames of 40 ms."""

    count: int

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
class KeptJournal:
    """Remembers what it was given."""

    kinds: list[str] = field(default_factory=list)

    def submit(self, change: Change, kind: str) -> None:
        self.kinds.append(kind)


def build_workspace(*events: Event, end_ms: int = 100_000, scheme: Scheme = SCHEME, view_only: str = "") -> Workspace:
    task = Task(Session("D01", Path("D01"), (Medium("D01.mp4"),), scheme.id), scheme, EvenFrames(end_ms // STEP_MS))
    return Workspace(task, Observation(Identity("D01", "ana"), events), KeptJournal(), view_only=view_only)


def build_crowd(number: int, end_ms: int) -> Workspace:
    """Build a workspace with that many events, on three lanes, spread over the session."""
    part = number // 3
    step = end_ms / part
    events = [
        Event(1 + place, "cg_gaze", ("at_face", "away")[place % 2], int(place * step), int((place + 1) * step))
        for place in range(part)
    ]
    events += [
        Event(
            1 + part + place,
            "in_gaze",
            ("caregiver", "object")[place % 2],
            int(place * step),
            int((place + 0.7) * step),
        )
        for place in range(part)
    ]
    events += [
        Event(1 + 2 * part + place, "in_signal", "bid", int((place + 0.3) * step), point=True) for place in range(part)
    ]
    return build_workspace(*events, end_ms=end_ms)


def build_view(workspace: Workspace, width: int = 1012, height: int = 330) -> TimelineView:
    """Build a timeline whose lanes are 900 pixels wide."""
    view = TimelineView(workspace, DARK)
    view.resize(width, height)
    return view


def row(view: TimelineView, row_id: str) -> Placed:
    return next(placed for placed in view.scene.layout.placed if placed.row.id == row_id)


class PaintWatch(QObject):
    """Keeps the regions that a widget paints."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.regions: list[QRegion] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return False

    def rects(self) -> list[QRect]:
        """Return the rectangles painted."""
        return [rect for region in self.regions for rect in cast(Iterable[QRect], region)]

    def area(self) -> int:
        """Count the pixels painted."""
        return sum(rect.width() * rect.height() for rect in self.rects())
