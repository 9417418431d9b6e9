"""Import observations from another program's files into a study: planned whole, then written whole."""

from dataclasses import replace
from pathlib import Path

from coder.app.import_planning import Progress, plan_import
from coder.app.import_reading import find_format, read_source
from coder.app.import_wish import FORMATS, ImportPlan, ImportWish
from coder.app.import_writing import Imported, write_plan
from coder.errors import CoderError
from coder.media.stopping import Cancel
from coder.model.import_map import NOTHING_SAID, ImportMap, MappedTier

__all__ = [
    "FORMATS",
    "ImportPlan",
    "ImportWish",
    "Imported",
    "begin_mapping",
    "find_format",
    "guess_codes",
    "guess_mapping",
    "import_log",
    "load_mapping",
    "plan_import",
    "write_mapping",
    "write_plan",
]


def import_log(
    wish: ImportWish, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> tuple[ImportPlan, Imported]:
    """Import files into a study, or nothing of them; raise CoderError, and Stopped when ``cancel`` says so."""
    plan = plan_import(wish, progress=progress, cancel=cancel)
    return plan, write_plan(plan, cancel)


def load_mapping(path: Path) -> ImportMap:
    """Load a mapping file; raise CoderError with the line that is wrong."""
    from coder.store.import_map import load_map

    return load_map(path)


def guess_mapping(path: Path, format_name: str, scheme: Path | None = None) -> ImportMap:
    """Return how a file seems to be meant: a table's columns, and the tiers and codes of a scheme by the same names."""
    from coder.app.new_session import load_named_scheme
    from coder.scheme.import_places import guess_tiers

    source = read_source(path, format_name, NOTHING_SAID)
    if scheme is None:
        return source.mapping
    log = source.log
    return replace(source.mapping, tiers=guess_tiers(log.scheme, log.events, load_named_scheme(str(scheme)).scheme))


def begin_mapping(path: Path, format_name: str, scheme: Path | None = None) -> ImportMap:
    """Return a guess, or of a table whose heads say nothing what else can be known, for a person to say the rest."""
    from coder.app.import_columns import first_columns

    try:
        return guess_mapping(path, format_name, scheme)
    except CoderError:
        columns = first_columns(path) if format_name == "csv" else None
        if columns is None or columns.onset or columns.side_by_side:
            raise
        return ImportMap(columns)


def guess_codes(plan: ImportPlan) -> tuple[MappedTier, ...]:
    """Return a mapping of all that is imported to what has the same name in the plan's scheme."""
    from coder.scheme.import_fit import merge_schemes
    from coder.scheme.import_places import guess_tiers

    logs = list({session.source.path: session.source.log for session in plan.sessions}.values())
    events = (event for log in logs for event in log.events)
    return guess_tiers(merge_schemes(log.scheme for log in logs), events, plan.scheme.loaded.scheme)


def write_mapping(path: Path, said: ImportMap) -> None:
    """Write a mapping to a file that is not there yet; raise CoderError when it is, or cannot be written."""
    from coder.store.atomic import write_synced
    from coder.store.import_map import format_map
    from coder.store.plain_words import explain_os_error

    if said.columns is None and not said.tiers:
        raise CoderError("There is nothing to map.", "Name a scheme with --scheme, or leave --mapping out.")
    try:
        write_synced(path, format_map(said).encode("utf-8"))
    except OSError as error:
        raise explain_os_error(error, path) from error
