"""Which editor opens a scheme, and how it is told where to go."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from coder.errors import CoderError

_PLACE = "{file}:{line}:{column}"
KNOWN: Mapping[str, str] = {
    "code": f"code -g {_PLACE}",
    "codium": f"codium -g {_PLACE}",
    "subl": f"subl {_PLACE}",
    "zed": f"zed {_PLACE}",
    "kate": "kate -l {line} -c {column} {file}",
    "gedit": "gedit +{line}:{column} {file}",
    "gnome-text-editor": "gnome-text-editor {file}",
    "notepad++": "notepad++ -n{line} -c{column} {file}",
    "bbedit": "bbedit +{line}:{column} {file}",
    "mate": "mate -l {line}:{column} {file}",
    "gvim": "gvim +{line} {file}",
}
"""Editors with a window of their own, and how each is told the place; those of a terminal would open nowhere."""


def build_editor_command(command: str, path: Path, line: int = 1, column: int = 1) -> list[str]:
    """Return the program and its arguments that open a file at a place.

    ``command`` names the program as a person types it, with ``{file}``, ``{line}`` and ``{column}``; words with blanks
    stand in double quotes. A file that is not mentioned comes last. Raises CoderError when a quote is never closed, or
    nothing is named.
    """
    words = _split(command)
    if not words:
        raise CoderError("No editor is named.", "Name one under File › Editor for schemes….")
    if not any("{file}" in word for word in words):
        words.append("{file}")
    places = {"{file}": str(path), "{line}": str(line), "{column}": str(column)}
    return [words[0], *(_fill(word, places) for word in words[1:])]


def find_program(name: str, find: Callable[[str], str | None] = shutil.which) -> str:
    """Return where a program lies; raise CoderError when there is none of that name."""
    found = find(name)
    if found is None:
        raise CoderError(f"There is no program {name}.", "Name it with its folder under File › Editor for schemes….")
    return found


def suggest_editor(environment: Mapping[str, str], find: Callable[[str], str | None] = shutil.which) -> str:
    """Return a command for an editor that is known: the one this person prefers, else one there is; empty for none."""
    wanted = [_program(environment.get(name, "")) for name in ("VISUAL", "EDITOR")]
    known = next((name for name in wanted if name in KNOWN), None)
    known = known or next((name for name in KNOWN if find(name) is not None), None)
    return KNOWN[known] if known is not None else ""


def _program(command: str) -> str:
    try:
        words = _split(command)
    except CoderError:
        return ""
    return PurePath(words[0].replace("\\", "/")).stem.lower() if words else ""


def _split(command: str) -> list[str]:
    """Return the words of a command; a backslash is a backslash, since paths of Windows are full of them."""
    pieces = command.split('"')
    if len(pieces) % 2 == 0:
        raise CoderError("The editor’s command has a quote that is never closed.", 'Write it as "…".')
    words: list[str] = []
    open_word = False
    for number, piece in enumerate(pieces):
        parts = [piece] if number % 2 else piece.split()
        joined = open_word and bool(parts) and (number % 2 == 1 or not piece[:1].isspace())
        if joined:
            words[-1] += parts[0]
        words += parts[1:] if joined else parts
        open_word = bool(piece) and not piece[-1].isspace() if number % 2 == 0 else True
    return words


def _fill(word: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        if name != "{file}":
            word = word.replace(name, value)
    return word.replace("{file}", places["{file}"])
