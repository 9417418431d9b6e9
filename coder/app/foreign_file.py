"""Read the files that other programs wrote, and what lies beside them."""

from pathlib import Path

from coder.errors import CoderError

MOST_BYTES = 512 << 20


def read_bytes(path: Path, first: int | None = None) -> bytes:
    """Return the content of a file, or so many bytes of it; raise CoderError when it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1 if first is None else first)
    except OSError as error:
        raise CoderError(f"{path.name} cannot be read: {error.strerror}.", "Check its name and folder.") from error
    if len(content) > MOST_BYTES:
        raise CoderError(f"{path.name} is larger than {MOST_BYTES >> 20} MiB.", "Is this the right file?")
    return content


def read_beside(source: Path, name: str) -> bytes | None:
    """Return the content of a file in the very folder of the source; a way out of it leads to nothing."""
    folder = source.resolve().parent
    path = folder / name
    if path.name != name or path.resolve().parent != folder or not path.is_file():
        return None
    return read_bytes(path)
