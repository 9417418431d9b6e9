"""How the picture is looked at: near or far, turned, lighter. Nothing of it changes what is coded."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from coder.media.tone import STEPS, Tone

NEARER = 1.25
NEAREST = 16.0
_FURTHER = 0.15  # of what is seen
_KEPT = 40
_KEY = "looks"

_ASIDE = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_TONES = {
    "brighter": ("brightness", 1),
    "darker": ("brightness", -1),
    "more_contrast": ("contrast", 1),
    "less_contrast": ("contrast", -1),
    "lift": ("gamma", 1),
    "deepen": ("gamma", -1),
}


@dataclass(frozen=True, slots=True)
class Look:
    """``x`` and ``y``: which place of the turned picture lies in the middle, as shares of it; the rest as in Tone."""

    zoom: float = 1.0
    x: float = 0.5
    y: float = 0.5
    turns: int = 0
    brightness: int = 0
    contrast: int = 0
    gamma: int = 0
    one_field: bool = False

    @property
    def tone(self) -> Tone:
        """The tone of it."""
        return Tone(self.brightness, self.contrast, self.gamma)

    def after(self, act: str) -> "Look":
        """Return the look after an act: larger, left, brighter, turn, whole, plain …"""
        if act in _ASIDE:
            across, down = _ASIDE[act]
            return self.moved(across * _FURTHER / self.zoom, down * _FURTHER / self.zoom)
        if act in _TONES:
            name, step = _TONES[act]
            steps = max(-STEPS, min(STEPS, getattr(self, name) + step))
            return replace(self, **{name: steps})
        match act:
            case "larger" | "smaller":
                return self.zoomed(NEARER if act == "larger" else 1 / NEARER)
            case "turn":
                return replace(self, turns=(self.turns + 1) % 4, x=1 - self.y, y=self.x)
            case "one_field":
                return replace(self, one_field=not self.one_field)
            case "whole":
                return replace(self, zoom=1.0, x=0.5, y=0.5)
            case "plain":
                return Look()
        raise ValueError(act)

    def zoomed(self, factor: float) -> "Look":
        """Return the look from nearer (factor > 1) or further away, no further than the whole picture."""
        zoom = max(1.0, min(NEAREST, self.zoom * factor))
        return replace(self, zoom=zoom) if zoom > 1.001 else replace(self, zoom=1.0, x=0.5, y=0.5)

    def moved(self, x: float, y: float) -> "Look":
        """Return the look at another place, some shares of the picture further, never past its edges."""
        edge = 0.5 / self.zoom
        return replace(self, x=max(edge, min(1 - edge, self.x + x)), y=max(edge, min(1 - edge, self.y + y)))

    def words(self) -> str:
        """Say what differs from the whole picture as it came; empty when nothing does."""
        parts = [f"{self.zoom:.2g}×"] if self.zoom > 1 else []
        parts += [f"turned {90 * self.turns}°"] if self.turns else []
        parts += [
            f"{name} {steps:+d}" for name in ("brightness", "contrast", "gamma") if (steps := getattr(self, name))
        ]
        parts += ["one field"] if self.one_field else []
        return ", ".join(parts)


def find_look(window: Mapping[str, str], session: Path) -> Look:
    """Return how a session was looked at last; what is missing or spoilt is as it came."""
    try:
        found = _kept(window).get(str(session), {})
        plain = asdict(Look())
        known = {part.name: type(plain[part.name])(found.get(part.name, plain[part.name])) for part in fields(Look)}
        look = Look(**known)
    except (TypeError, ValueError, AttributeError):
        return Look()
    return replace(look.moved(0, 0), turns=look.turns % 4) if 1 <= look.zoom <= NEAREST else Look()


def keep_look(window: Mapping[str, str], session: Path, look: Look) -> dict[str, str]:
    """Return the window's memory with how a session is looked at; the oldest are forgotten."""
    kept = {name: value for name, value in _kept(window).items() if name != str(session)}
    if look != Look():
        kept[str(session)] = asdict(look)
    newest = dict(list(kept.items())[-_KEPT:])
    return {**window, _KEY: json.dumps(newest)}


def _kept(window: Mapping[str, str]) -> dict[str, dict[str, object]]:
    try:
        found = json.loads(window.get(_KEY, "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
