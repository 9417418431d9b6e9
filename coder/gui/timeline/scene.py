"""All that painting asks: the workspace, what is shown of it, and ready-made colours, fonts and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics

from coder.app.workspace import Workspace
from coder.editing.answers import unanswered
from coder.gui.phase_words import bar_words
from coder.gui.theme import Theme
from coder.gui.timeline.code_colors import CodeColor, actor_color, build_code_colors, calmed
from coder.gui.timeline.layout import Density, Layout
from coder.gui.timeline.onsets import Onsets
from coder.gui.timeline.scale import TimeScale
from coder.gui.words import modifier_value
from coder.model.event import Event
from coder.model.scheme import PHASE, Scheme

_LABEL_PX = 12
_NO_ROOM = 14


class Waveform(Protocol):
    """Sound in pieces: the lowest and highest amplitude (-1 to 1) in each of some columns of time."""

    def slice(self, from_ms: int, to_ms: int, columns: int) -> "tuple[Sequence, Sequence]":
        """Return two sequences as long as ``columns``."""


class Sequence(Protocol):
    """Numbers by place: a list, a tuple, an array."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> float: ...


class Spectrogram(Protocol):
    """The power of pitches in pieces."""

    def slice(self, from_ms: int, to_ms: int, columns: int, rows: int) -> Any:
        """Return bytes (rows × columns, contiguous), the highest pitch first."""


class Motion(Protocol):
    """How much moves in a region, in pieces: the greatest height (0 to 1) in each of some columns of time."""

    @property
    def known_ms(self) -> float:
        """How far it is measured."""

    def slice(self, from_ms: int, to_ms: int, columns: int) -> Sequence:
        """Return a sequence as long as ``columns``."""


@dataclass(frozen=True, slots=True)
class Media:
    """What was measured of the media so far. ``motion``: by region; ``words``: what a row says meanwhile, by its id."""

    waveform: Waveform | None = None
    spectrogram: Spectrogram | None = None
    motion: Mapping[str, Motion | None] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ink:
    """A code's colours as Qt paints them."""

    fill: QColor
    text: QColor
    letter: str
    words: str
    alone: bool
    argb: int


class Paints:
    """Colours, fonts and patterns of one theme and one density, made once."""

    def __init__(self, scheme: Scheme, theme: Theme, font: QFont, density: Density) -> None:
        self.scheme, self.theme, self.density = scheme, theme, density
        self.window, self.panel, self.line = theme.color("window"), theme.color("panel"), theme.color("line")
        self.text, self.dim = theme.color("text"), theme.color("dim")
        self.faint = blended(self.line, 110)
        self.grid = blended(self.line, 70)
        self.tick = blended(self.dim, 150)
        self.counts = blended(self.dim, 150)
        self.veil = blended(self.window, 90)
        self.outside = blended(self.dim, 28)
        self.sound = QColor("#6f97b5" if theme.dark else "#4d7da3")
        self.bar_font, self.key_font = sized(font, density.text), sized(font, density.text, bold=True)
        self.label_font = sized(font, min(_LABEL_PX, density.lane - 3))
        self.small_font = sized(font, 11)
        self.bar_metrics, self.key_metrics = QFontMetrics(self.bar_font), QFontMetrics(self.key_font)
        self.label_metrics, self.small_metrics = QFontMetrics(self.label_font), QFontMetrics(self.small_font)
        self.dots = QBrush(blended(self.dim, 120), Qt.BrushStyle.Dense7Pattern)
        self.hatch = QBrush(blended(self.dim, 150), Qt.BrushStyle.BDiagPattern)
        self.head = theme.color("play_head")
        self.accent_line = QColor("#56b4e9" if theme.dark else theme.accent)
        self.inks = self._build_inks()
        self.unknown = Ink(self.dim, self.window, "", "?", False, self.dim.rgba())
        self._elided: dict[tuple[str, int], str] = {}

    def _build_inks(self) -> dict[tuple[str, str], Ink]:
        single = {tier.id for tier in self.scheme.lanes if len(tier.codes) == 1}
        return {
            name: _ink(color, alone=name[0] in single)
            for name, color in build_code_colors(self.scheme, self.theme).items()
        }

    def ink(self, event: Event) -> Ink:
        """Return the colours of an event's code."""
        return self.inks.get((event.tier, event.code), self.unknown)

    def words(self, event: Event, ink: Ink) -> str:
        """Return what stands on an event's bar behind its key: the code, its modifiers, ``?`` for an open question."""
        if event.tier == PHASE:
            return bar_words(self.scheme, event)
        values = [modifier_value(name, value) for name, value in event.modifiers]
        code = self.scheme.code(event.tier, event.code)
        if code and not event.running and any(unanswered(code, event)):
            values.append("?")
        return " · ".join(values if values and ink.alone else [ink.words, *values])

    def elided(self, words: str, width: int) -> str:
        """Return words cut to a width on a bar, empty where not even two letters fit."""
        if width < _NO_ROOM:
            return ""
        key = (words, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > 5_000:
                self._elided.clear()
            found = self.bar_metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            self._elided[key] = found = "" if found == "…" else found
        return found

    def actor(self, actor_id: str) -> QColor:
        """Return the colour of an actor's bar."""
        return QColor(actor_color(self.scheme, actor_id))

    def actor_fill(self, actor_id: str) -> QColor:
        """Return the colour of what is computed for an actor."""
        return QColor(calmed(QColor(actor_color(self.scheme, actor_id)).darker(115).name(), self.theme))


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown now."""

    workspace: Workspace
    scale: TimeScale
    layout: Layout
    paints: Paints
    onsets: Onsets
    media: Media = Media()

    @property
    def end_ms(self) -> int:
        """Where the session ends."""
        return self.workspace.end_ms


def _ink(color: CodeColor, *, alone: bool) -> Ink:
    fill = QColor(color.fill)
    return Ink(fill, QColor(color.text), color.letter, color.words, alone, fill.rgba())


def blended(color: QColor, alpha: int) -> QColor:
    """Return a colour that lets the ground show through."""
    copy = QColor(color)
    copy.setAlpha(alpha)
    return copy


def sized(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """Return a font at a size in pixels."""
    copy = QFont(font)
    copy.setPixelSize(max(8, pixels))
    copy.setBold(bold)
    return copy
