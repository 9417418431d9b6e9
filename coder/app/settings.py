"""What the program remembers about the person: coder id, keys, recent sessions, the window's shape."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

RECENT = 12


@dataclass(frozen=True, slots=True)
class Recent:
    """A session opened lately, by whom, and in which pass; ``name`` is its alias, where it has one.

    What is ``private`` is coded blind: it is listed for its coder alone, for several may work at one computer.
    """

    path: str
    coder: str
    pass_id: str = ""
    name: str = ""
    private: bool = False

    def is_of(self, other: "Recent") -> bool:
        """Tell whether both are of the same; what is private also of the same coder."""
        same = (self.path, self.pass_id, self.name) == (other.path, other.pass_id, other.name)
        return same and (self.coder == other.coder or not (self.private and other.private))


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences; ``window`` holds what the window wants back as it was (splitters, geometry) as text."""

    coder: str = ""
    preset: str = "Editor"
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    recent: tuple[Recent, ...] = ()
    window: Mapping[str, str] = field(default_factory=dict)
    pre_roll_s: float = 2.0
    jump_s: float = 5.0
    around_s: float = 1.0
    proxies: bool = True
    volume: float = 0.8
    scrub_sound: bool = False
    reduced_motion: bool = False
    pause_at_intervals: bool = True
    density: str = "normal"
    language: str = "en"
    editor: str = ""
    """The command that opens a scheme file at a line; empty: whatever the system opens it with."""

    def opened(self, path: Path, coder: str, pass_id: str = "", name: str = "", *, private: bool = False) -> "Settings":
        """Return the settings with a session, or a pass of it, as the most recent one."""
        newest = Recent(str(path), coder, pass_id, name, private)
        rest = tuple(recent for recent in self.recent if not recent.is_of(newest))
        return replace(self, coder=coder, recent=(newest, *rest)[:RECENT])

    def recent_of(self, coder: str) -> tuple[Recent, ...]:
        """Return what a coder may see of what was opened lately."""
        return tuple(one for one in self.recent if one.coder == coder or not (one.private or one.name))


def find_gone(recent: Sequence[Recent]) -> tuple[Recent, ...]:
    """Return which sessions are not where they were. Blocks for as long as their disks take to answer."""
    return tuple(one for one in recent if not Path(one.path).exists())


def settings_folder() -> Path:
    """Return where the settings lie; ``ATTUNE_SETTINGS`` names another folder."""
    if named := os.environ.get("ATTUNE_SETTINGS"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("Attune", appauthor=False)


def cache_folder() -> Path:
    """Return where things that can be made again lie; ``ATTUNE_CACHE`` names another folder."""
    if named := os.environ.get("ATTUNE_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("Attune", appauthor=False)


def load_settings() -> Settings:
    """Read the settings; what is missing or spoilt is as new."""
    try:
        found = json.loads((settings_folder() / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    return _settings_of(found) if isinstance(found, dict) else Settings()


def save_settings(settings: Settings) -> None:
    """Write the settings; a folder that cannot be written costs the memory, never the work."""
    folder = settings_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"settings.{os.getpid()}.json"
        draft.write_text(json.dumps(asdict(settings), indent=1, sort_keys=True), encoding="utf-8")
        draft.replace(folder / "settings.json")
    except OSError:
        return


def _settings_of(found: dict[str, Any]) -> Settings:
    fresh = Settings()
    for known in fields(Settings):
        value = found.get(known.name)
        try:
            fresh = replace(fresh, **{known.name: _value(known.name, value)}) if value is not None else fresh
        except (TypeError, ValueError, KeyError, AttributeError):
            continue
    return fresh


def _recent(item: Mapping[str, Any]) -> Recent:
    pass_id, name = (str(item.get(key, "")) for key in ("pass_id", "name"))
    return Recent(str(item["path"]), str(item["coder"]), pass_id, name, bool(item.get("private", False)))


def _value(name: str, value: Any) -> Any:
    match name:
        case "keys":
            return {str(command): tuple(str(chord) for chord in chords) for command, chords in value.items()}
        case "recent":
            return tuple(_recent(item) for item in value)[:RECENT]
        case "window":
            return {str(key): str(text) for key, text in value.items()}
        case "pre_roll_s" | "jump_s" | "around_s" | "volume":
            return float(value)
        case "reduced_motion" | "proxies" | "scrub_sound" | "pause_at_intervals":
            return bool(value)
        case _:
            return str(value)
