"""Which key is which command: presets of player keys, remapped as the coder likes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coder.app.commands import BY_ID, COMMANDS, Command
from coder.errors import CoderError

EDITOR = "Editor"
NUMPAD = "Datavyu numpad"

_NUMPAD_KEYS: Mapping[str, tuple[str, ...]] = {
    "play.toggle": ("space", "num8"),
    "play.shuttle_back": ("num4",),
    "play.shuttle_stop": ("num2", "num5"),
    "play.shuttle_on": ("num6",),
    "play.shuttle_back_slower": ("ctrl+num4",),
    "play.shuttle_on_slower": ("ctrl+num6",),
    "play.previous_frame": ("left", "num1"),
    "play.next_frame": ("right", "num3"),
    "code.onset_here": ("num7",),
    "code.offset_here": ("num9",),
    "play.slower": ("num-",),
    "play.faster": ("num+",),
    "play.normal": ("num*",),
    "play.loop": ("ctrl+l", "num/"),
}

PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = {EDITOR: {}, NUMPAD: _NUMPAD_KEYS}


@dataclass(frozen=True)
class Keymap:
    """Chords to commands; ``clashes`` names two commands on one chord."""

    keys: Mapping[str, tuple[str, ...]]
    _by_chord: dict[str, Command] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for command_id, chords in self.keys.items():
            for chord in chords:
                self._by_chord.setdefault(chord, BY_ID[command_id])

    def find(self, chord: str) -> Command | None:
        """Find the command of a chord."""
        return self._by_chord.get(chord)

    def keys_of(self, command_id: str) -> tuple[str, ...]:
        """Return the chords of a command."""
        return self.keys.get(command_id, ())

    def titles(self) -> dict[str, str]:
        """Return chord to title, which is what a scheme may not use as keys."""
        return {chord: command.title for chord, command in self._by_chord.items()}


def build_keymap(preset: str = EDITOR, remapped: Mapping[str, tuple[str, ...]] | None = None) -> Keymap:
    """Build the keys of a preset with the coder's own on top; raise CoderError when two commands share a chord."""
    if preset not in PRESETS:
        raise CoderError(
            f"There is no preset of player keys called {preset!r}.", f"Choose one of {', '.join(PRESETS)}."
        )
    keys = {command.id: command.keys for command in COMMANDS}
    keys.update(PRESETS[preset])
    keys.update({name: chords for name, chords in (remapped or {}).items() if name in BY_ID})
    _refuse_clashes(keys)
    return Keymap(keys)


def _refuse_clashes(keys: Mapping[str, tuple[str, ...]]) -> None:
    taken: dict[str, str] = {}
    for command_id, chords in keys.items():
        for chord in chords:
            if chord in taken:
                words = chord if len(chord) == 1 else chord.title()
                raise CoderError(
                    f"{words} is both “{BY_ID[taken[chord]].title}” and “{BY_ID[command_id].title}”.",
                    "Give one of them another key.",
                )
            taken[chord] = command_id
