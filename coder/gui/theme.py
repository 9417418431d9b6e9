"""Colours for light and dark: neutral greys, one accent, and a colour-blind-safe set for actors and codes."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from coder.model.scheme import Role


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours everything is painted with, as ``#rrggbb``."""

    dark: bool
    window: str
    panel: str
    field: str
    line: str
    text: str
    dim: str
    accent: str
    accent_text: str
    key_cap: str
    key_edge: str
    play_head: str
    good: str
    warning: str
    error: str
    running: str
    selected: str

    def color(self, name: str) -> QColor:
        """Return one of the colours by its name."""
        return QColor(getattr(self, name))


DARK = Theme(
    dark=True,
    window="#1b1c1f",
    panel="#232528",
    field="#2c2e32",
    line="#3a3d42",
    text="#e8e8ea",
    dim="#a2a6ac",
    accent="#0072b2",
    accent_text="#ffffff",
    key_cap="#34373c",
    key_edge="#52565d",
    play_head="#ffffff",
    good="#2bb58a",
    warning="#e6b84a",
    error="#ff8a65",
    running="#f0e442",
    selected="#34526e",
)

LIGHT = Theme(
    dark=False,
    window="#f3f3f4",
    panel="#fbfbfb",
    field="#ffffff",
    line="#d3d5d9",
    text="#1c1d20",
    dim="#5c6168",
    accent="#005f96",
    accent_text="#ffffff",
    key_cap="#ffffff",
    key_edge="#a9adb4",
    play_head="#111111",
    good="#00704f",
    warning="#7a5600",
    error="#b3341a",
    running="#7a5600",
    selected="#cfe3f3",
)

ACTOR_COLORS = {
    Role.CAREGIVER: "#0072b2",
    Role.INFANT: "#d55e00",
    Role.DYAD: "#009e73",
    Role.OTHER: "#8a8f98",
}


def system_theme() -> Theme:
    """Return the theme that follows the system's light or dark."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is not Qt.ColorScheme.Unknown:
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if window.lightness() < 128 else LIGHT


def readable_on(color: str) -> str:
    """Return black or white, whichever reads better on a colour (WCAG relative luminance)."""
    return "#000000" if _luminance(color) > 0.179 else "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG has it, from 1 (none) to 21 (black on white)."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    shade = QColor(color)
    red, green, blue = (_linear(part) for part in (shade.redF(), shade.greenF(), shade.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
