"""Where logs from elsewhere lie: the files of events and codable time that a command is given."""

from collections.abc import Sequence
from pathlib import Path

from coder.errors import CoderError
from coder.formats.coded_log.reading import read_logs
from coder.model.coded_log import CodedLog


def read_log_files(events: Path, codable: Path | None = None, *, filled: Sequence[str] = ()) -> list[CodedLog]:
    """Return what each coder coded in each session; ``filled``: the columns that every event needs besides.

    Raises CoderError for what is not there or cannot be read.
    """
    from coder.store.session_folder import SUFFIX

    if events.suffix == SUFFIX:
        raise CoderError(f"{events.name} is what one coder coded.", "Name the folder of its session, or of its study.")
    if codable is None:
        return read_logs(_content(events), events.name, filled=filled)
    return read_logs(_content(events), events.name, _content(codable), codable.name, filled=filled)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        hint = "Name a session's or a study's folder, or a table such as events.csv."
        raise CoderError(f"There is no {path.name} here.", hint) from None
    except OSError as error:
        raise CoderError(
            f"{path.name} cannot be read: {error.strerror or error}.", "Give a table, such as events.csv."
        ) from None
