"""Find the scheme that a session or a person names."""

from pathlib import Path

from coder.app.shipped import shipped_folder, shipped_schemes
from coder.errors import CoderError
from coder.model.session import Session


def find_scheme(named: str, *folders: Path) -> Path:
    """Return the file of a scheme named by path or id, looked for in the folders, then among the shipped ones.

    Raises CoderError when there is none.
    """
    for folder in folders:
        for candidate in (folder / named, folder / f"{named}.yaml"):
            if candidate.is_file():
                return candidate
    if not folders and Path(named).is_file():
        return Path(named)
    shipped = {path.stem: path for path in shipped_schemes()}
    if named in shipped:
        return shipped[named]
    raise CoderError(f"There is no scheme {named!r}.", f"Name a .yaml file, or one of {', '.join(shipped)}.")


def scheme_folders(file: Path) -> tuple[Path, ...]:
    """Return where the schemes are looked for that a scheme file extends, after its own folder."""
    return (file.resolve().parent.parent / "schemes", shipped_folder("schemes"))


def scheme_of(session: Session) -> Path:
    """Return the file of a session's scheme: in its folder, in its study's, or shipped; raise CoderError."""
    study = session.folder.parent
    return find_scheme(session.scheme, session.folder, study / "schemes", study)
