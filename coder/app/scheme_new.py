"""A new scheme to begin with, and its JSON Schema beside it."""

import re
from dataclasses import dataclass
from pathlib import Path

from coder.app.scheme_schema import place_schema
from coder.errors import CoderError

FIRST_ID = "my-scheme"
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class NewScheme:
    """The scheme that was written, and the JSON Schema beside it."""

    id: str
    path: Path
    schema: Path


def create_scheme(file: Path | None = None, scheme_id: str = "") -> NewScheme:
    """Write a commented scheme to begin with; raise CoderError, having written nothing, when it cannot be.

    Without a file it is ``<id>.yaml`` in this folder; without an id, the file's name is the id. A folder is taken as
    the place for the file.
    """
    from coder.scheme.starter import starter_text
    from coder.store.atomic import make_folder, write_atomic

    path = _path(file, scheme_id or FIRST_ID)
    name = scheme_id or path.stem
    _check(name, path, said=bool(scheme_id))
    make_folder(path.parent)
    write_atomic(path, starter_text(name))
    return NewScheme(name, path, place_schema(path.parent))


def _path(file: Path | None, scheme_id: str) -> Path:
    if file is None or file.is_dir():
        return (file or Path()) / f"{scheme_id}.yaml"
    return file if file.suffix else file.with_suffix(_ENDINGS[0])


def _check(name: str, path: Path, said: bool) -> None:
    from coder.scheme.values import SCHEME_IDENTIFIER

    if not re.fullmatch(SCHEME_IDENTIFIER, name):
        meant = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]
        like = meant if re.fullmatch(SCHEME_IDENTIFIER, meant) else FIRST_ID
        hint = f"Write {like}." if said else f"Name the file {like}.yaml, or say --id {like}."
        raise CoderError(f'"{name}" is no id: small letters, digits, - and _, a letter first, at most 40.', hint)
    if path.suffix not in _ENDINGS:
        raise CoderError(f"{path.name} does not end in .yaml.", "Name the scheme file that is to be written.")
    if path.exists():
        raise CoderError(f"{path} is there already.", "Choose another name; nothing is written over.")
