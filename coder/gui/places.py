"""Where a file dialog begins to look: near what was opened lately, else where films are kept."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from coder.app.settings import Settings


def likely_folder(settings: Settings) -> str:
    """Return the folder that sessions and their videos most likely lie in; never where the program was started."""
    beside = [Path(recent.path).parent for recent in settings.recent]
    films = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.MoviesLocation)
    found = next((folder for folder in (*beside, *map(Path, films)) if folder.is_dir()), Path.home())
    return str(found)
