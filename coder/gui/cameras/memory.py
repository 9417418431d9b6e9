"""How a session with several cameras was looked at and listened to last."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

_KEPT = 40
_KEY = "cameras"


@dataclass(frozen=True, slots=True)
class Memory:
    """``large``: the camera shown large, from 0. ``sound``: which sound of which camera is heard."""

    large: int = 0
    small: bool = True
    sound_camera: int = 0
    sound: int = 0


def find_memory(window: Mapping[str, str], session: Path) -> Memory:
    """Return what is remembered of a session; what is missing or spoilt is as new."""
    found = _kept(window).get(str(session), {})
    plain = asdict(Memory())
    try:
        known = {part.name: type(plain[part.name])(found.get(part.name, plain[part.name])) for part in fields(Memory)}
        memory = Memory(**known)
    except (TypeError, ValueError, AttributeError):
        return Memory()
    return memory if min(memory.large, memory.sound_camera, memory.sound) >= 0 else Memory()


def keep_memory(window: Mapping[str, str], session: Path, memory: Memory) -> dict[str, str]:
    """Return the window's memory with that of a session; the oldest are forgotten."""
    kept = {name: value for name, value in _kept(window).items() if name != str(session)}
    if memory != Memory():
        kept[str(session)] = asdict(memory)
    return {**window, _KEY: json.dumps(dict(list(kept.items())[-_KEPT:]))}


def _kept(window: Mapping[str, str]) -> dict[str, dict[str, int | bool]]:
    try:
        found = json.loads(window.get(_KEY, "{}"))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
