"""The keys of a command, as words."""

from coder.app.keymap import Keymap
from coder.gui.words import key_words


def first_key(keymap: Keymap, command_id: str) -> str:
    """Return the first key of a command as words, empty when it has none."""
    return next((key_words(chord) for chord in keymap.keys_of(command_id)), "")


def every_key(keymap: Keymap, command_id: str) -> str:
    """Return all keys of a command as words."""
    return "  ".join(key_words(chord) for chord in keymap.keys_of(command_id))
