"""Write what analysts get: the tables of a session, a study, or many studies, whole or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coder.app.export_finish import Written, begin, finish
from coder.app.export_flavours import check_flavours, count_flavours
from coder.app.export_folder import MANIFEST, check_folder, fresh_folder, read_manifest
from coder.app.export_motion import find_plans, write_motion
from coder.app.export_tables import make_tables
from coder.app.export_wish import ExportWish
from coder.app.export_workers import start_workers
from coder.app.withholding import find_allowed, note_unsealed
from coder.media.stopping import Cancel, Progress, portion, tell
from coder.model.table import csv_text
from coder.store.study_file import whole_path

if TYPE_CHECKING:
    from coder.app.export_session import SessionTexts

_SEEN, _READ = 0.1, 0.9
_READ_BEFORE_MOTION, _READ_BEFORE_FLAVOURS = 0.2, 0.4


def export(wish: ExportWish, *, progress: Progress | None = None, cancelled: Cancel | None = None) -> list[Path]:
    """Write the tables of every observation in ``wish.paths`` to ``wish.folder`` and return the files written.

    ``events.csv``, ``sessions.csv`` and ``codable.csv`` always; ``phases.csv`` and ``ratings.csv`` when a scheme has
    phases or ratings; ``motion.csv`` and ``motion.json`` when a session has regions. The same coding and options give
    the same bytes each time. Nothing stands under the folder's name before all of it is whole.

    Raises CoderError, having written nothing, when an observation cannot be read, no scheme has a window that is asked
    for, a library is missing, or the folder holds anything but an earlier export; Stopped when ``cancelled`` says so.
    """
    check_folder(wish.folder)
    check_flavours(wish)
    found, _ = find_allowed(_places(wish), wish.viewer, unsealed=wish.unsealed)
    planned = find_plans([one.session for one in found])
    whole = _READ_BEFORE_FLAVOURS if count_flavours(wish) else _READ
    read = _READ_BEFORE_MOTION if planned else whole
    with start_workers(found, wish) as workers:
        seen = workers.survey(found, cancelled)
        tell(progress, _SEEN * read)
        with fresh_folder(wish.folder) as fresh:
            written = begin(maker.table for maker in make_tables(seen, wish))
            texts = workers.write(found, seen, cancelled)
            _write_tables(fresh, written, texts, portion(progress, _SEEN * read, read), len(found))
            if planned:
                written.add(*write_motion(fresh, planned, portion(progress, read, whole), cancelled))
            finish(fresh, seen, wish, written, progress=portion(progress, whole, 1.0), cancelled=cancelled)
    if wish.unsealed:
        note_unsealed(found)
    tell(progress, 1.0)
    return sorted(wish.folder / name for name in (MANIFEST, *(read_manifest(wish.folder) or ())))


def _places(wish: ExportWish) -> Sequence[Path]:
    """Return where to look; as whole paths for a cluster, whose workers stand in other folders."""
    return [whole_path(path) for path in wish.paths] if wish.scheduler else wish.paths


def _write_tables(
    folder: Path, written: Written, texts: "Iterator[SessionTexts]", progress: Progress | None, count: int
) -> None:
    with ExitStack() as stack:
        files = [stack.enter_context(_open(folder / table.file)) for table in written.tables]
        for file, table in zip(files, written.tables, strict=True):
            file.write(csv_text([table.heads]))
        for done, one in enumerate(texts, 1):
            for file, text in zip(files, one.texts, strict=True):
                file.write(text)
            for gauge, found in zip(written.gauges, one.gauges, strict=True):
                gauge.join(found)
            written.sources += one.sources
            tell(progress, done / count)


def _open(path: Path) -> TextIO:
    return path.open("x", encoding="utf-8", newline="")
