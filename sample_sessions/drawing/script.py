"""What a session shows: events from ``script.yaml``, snapped to the frames of its video."""

import csv
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

POINT_TIERS = ("cg_need", "in_signal")
SPELL_TIERS = ("cg_touch", "uncodable", "phase", "hum")
STATE_TIERS = ("cg_gaze", "cg_face", "in_gaze", "in_face")
SOUND_ONLY = ("hum",)
"""Tiers that are drawn or heard but that no scheme codes."""
SPELL_CODES = {"hum": "hum", "uncodable": "uncodable", "cg_touch": "touch"}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is shown; a point has no offset."""

    tier: str
    code: str
    onset_s: float
    offset_s: float | None = None
    modifiers: tuple[tuple[str, str], ...] = ()

    @property
    def features(self) -> tuple[str, ...]:
        """Name what the pose depends on: the code, and the code with each modifier's value."""
        name = f"{self.tier}.{self.code}"
        return (name, *(f"{name}.{value}" for _, value in self.modifiers))


@dataclass(frozen=True, slots=True)
class Script:
    """A session to draw: who, how long, on which frame times (seconds), and every act on them."""

    id: str
    cast: str
    seed: int
    fps: Fraction
    variable: bool
    frame_ticks: tuple[int, ...]
    ticks_per_s: int
    acts: tuple[Act, ...]

    @property
    def frame_times_s(self) -> tuple[float, ...]:
        """The times of the frames as a program shows them, to the millisecond."""
        return tuple(_to_ms(tick, self.ticks_per_s) for tick in self.frame_ticks)

    @property
    def end_s(self) -> float:
        """The end of the last frame."""
        return _to_ms(self.frame_ticks[-1] + round(self.ticks_per_s / self.fps), self.ticks_per_s)


def load_script(folder: Path) -> Script:
    """Load ``script.yaml`` of a session folder."""
    from drawing.clock import frame_ticks

    with (folder / "script.yaml").open(encoding="utf-8") as file:
        raw: dict[str, Any] = YAML(typ="safe", pure=True).load(file)
    fps, variable = Fraction(raw["fps"]), bool(raw.get("variable", False))
    ticks, per_s = frame_ticks(fps, float(raw["length_s"]), raw["seed"] if variable else None)
    script = Script(folder.name, raw["cast"], raw["seed"], fps, variable, ticks, per_s, ())
    acts = [act for tier, lines in raw["acts"].items() for act in _read_acts(tier, lines, script.end_s)]
    snapped = (_snap(act, script.frame_times_s, script.end_s) for act in acts)
    return replace(script, acts=tuple(sorted(snapped, key=lambda act: (act.onset_s, act.tier))))


def write_truth(script: Script, path: Path) -> None:
    """Write what the video shows, one act a line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["tier", "code", "onset_s", "offset_s", "modifiers"])
        for act in script.acts:
            if act.tier in SOUND_ONLY:
                continue
            offset = "" if act.offset_s is None else f"{act.offset_s:.3f}"
            modifiers = ";".join(f"{name}={value}" for name, value in act.modifiers)
            writer.writerow([act.tier, act.code, f"{act.onset_s:.3f}", offset, modifiers])


def _to_ms(tick: int, per_s: int) -> float:
    """Seconds, rounded half up to the millisecond."""
    return (2 * 1000 * tick + per_s) // (2 * per_s) / 1000


def _read_acts(tier: str, lines: str, end_s: float) -> list[Act]:
    acts = [_read_act(tier, line.split()) for line in lines.splitlines() if line.strip()]
    if tier not in STATE_TIERS:
        return acts
    ends = [*(act.onset_s for act in acts[1:]), end_s]
    return [replace(act, offset_s=end) for act, end in zip(acts, ends, strict=True)]


def _read_act(tier: str, words: list[str]) -> Act:
    """Read ``12.0-17.5 form=stroke``, ``0 play`` or ``3.2 smile intensity=slight``."""
    onset, _, offset = words[0].partition("-")
    pairs = tuple((name, value) for name, _, value in (word.partition("=") for word in words if "=" in word))
    code = next((word for word in words[1:] if "=" not in word), SPELL_CODES.get(tier, ""))
    return Act(tier, code, float(onset), float(offset) if offset else None, pairs)


def _snap(act: Act, times: tuple[float, ...], end_s: float) -> Act:
    """Move both edges to the nearest frame; the very end stays the end."""
    offset = act.offset_s
    if offset is not None:
        offset = end_s if offset >= end_s else _nearest(offset, times)
    return replace(act, onset_s=_nearest(act.onset_s, times), offset_s=offset)


def _nearest(time_s: float, times: tuple[float, ...]) -> float:
    after = min(bisect_left(times, time_s), len(times) - 1)
    before = max(bisect_right(times, time_s) - 1, 0)
    return min((times[before], times[after]), key=lambda frame: abs(frame - time_s))
