"""A scheme with what it extends written out."""

from pathlib import Path

from coder.app.schemes import find_scheme, scheme_folders
from coder.errors import CoderError


def flatten_scheme(named: str, out: Path | None = None) -> str:
    """Return the text of a scheme file, or of a shipped scheme by id, that needs no other file.

    It is also written to ``out``, which must not be there. Raises CoderError with all faults of the scheme.
    """
    from coder.app.scheme_schema import place_schema
    from coder.scheme.loader import flatten
    from coder.store.atomic import make_folder, write_atomic

    if out is not None and out.exists():
        raise CoderError(f"{out} is there already.", "Choose another name; nothing is written over.")
    path = find_scheme(named)
    text = flatten(path, search=scheme_folders(path))
    if out is not None:
        make_folder(out.parent)
        write_atomic(out, text)
        place_schema(out.parent)
    return text
