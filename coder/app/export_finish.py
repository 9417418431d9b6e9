"""What stands beside the tables of an export: the schemes, what was exported from what, and hashes of all files."""

import hashlib
import platform
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from coder import __version__
from coder.app.excel_dialect import find_dialect
from coder.app.export_flavours import write_flavours
from coder.app.export_folder import MANIFEST
from coder.app.export_loaders import write_loaders
from coder.app.export_survey import Survey, UsedScheme
from coder.app.export_wish import ExportWish
from coder.editing.whose import CODER, PASS, SESSION, STUDY
from coder.formats.codebook_csv import TABLE as CODEBOOK
from coder.formats.codebook_csv import format_codebook
from coder.formats.datapackage import Resource, find_key, format_datapackage
from coder.formats.export_manifest import format_manifest
from coder.formats.export_readme import format_readme
from coder.formats.flavours.reading import Gauge, Measured
from coder.formats.sessions_csv import TABLE as SESSIONS
from coder.media.stopping import Cancel, Progress
from coder.model.excel_text import Dialect
from coder.model.exported import Exported
from coder.model.table import Table

README = "README.md"
_KEY = (STUDY.name, SESSION.name, CODER.name, PASS.name)
_OBSERVATIONS = (SESSIONS.name, "summary_wide")
"""The tables with a row an observation."""
_PACKAGES = {"xlsx": "XlsxWriter", "parquet": "pyarrow", "sav": "pyreadstat"}
"""What writes the files that an option asks for."""
_BLOCK = 1 << 20


@dataclass(slots=True)
class Written:
    """What was written of the tables: what their columns hold, and what they were made from."""

    tables: tuple[Table, ...]
    gauges: list[Gauge]
    sources: list[Exported] = field(default_factory=list)

    def add(self, table: Table, gauge: Gauge) -> None:
        """Take up a table that was written by itself."""
        self.tables += (table,)
        self.gauges.append(gauge)

    def measured(self, folder: Path) -> dict[str, Measured]:
        """Return what the tables in a folder hold, by their names."""
        pairs = zip(self.tables, self.gauges, strict=True)
        return {table.name: gauge.measured(folder / table.file, table) for table, gauge in pairs}

    @property
    def counted(self) -> list[tuple[Table, int]]:
        """The tables, each with the number of its rows."""
        return [(table, gauge.rows) for table, gauge in zip(self.tables, self.gauges, strict=True)]


def begin(tables: Iterable[Table]) -> Written:
    """Return that nothing is written yet."""
    found = tuple(tables)
    return Written(found, [Gauge(table) for table in found])


def finish(
    folder: Path,
    seen: Survey,
    wish: ExportWish,
    written: Written,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> None:
    """Write everything that stands beside the tables; the manifest comes last, for it names all other files."""
    copies = dict(scheme_files(seen))
    for name, used in copies.items():
        _write(folder / name, used.text)
    codebook = format_codebook(written.tables, [(used.scheme, used.sha256) for used in seen.schemes])
    _write(folder / CODEBOOK.file, codebook)
    tables, measured = (*written.tables, CODEBOOK), written.measured(folder)
    write_loaders(folder, tables, wish, measured)
    write_flavours(folder, tables, wish, measured, progress=progress, cancelled=cancelled)
    options = describe_options(wish)
    hashes = hash_files(folder)
    _write(folder / "datapackage.json", _describe_tables(hashes, written, find_dialect() if wish.excel else None))
    names = [*(path.name for path in folder.iterdir()), README, MANIFEST]
    _write(folder / README, format_readme(written.sources, written.counted, options=options, files=names))
    said = _format_manifest(copies, written, options, hash_files(folder, hashes))
    _write(folder / MANIFEST, said)


def describe_options(wish: ExportWish) -> dict[str, object]:
    """Return the options that change what is written, by the names they have on the command line."""
    return {
        "windows": list(dict.fromkeys(wish.windows)),
        "clip": "phase" if wish.clip_phases else "",
        "step_s": wish.step_ms / 1000,
        "comments": wish.comments,
        "audit": wish.audit,
        "excel": wish.excel,
        "xlsx": wish.xlsx,
        "parquet": wish.parquet,
        "sav": wish.sav,
    }


def _describe_tables(files: "Mapping[str, FileHash]", written: Written, excel: Dialect | None) -> str:
    studies = sorted({one.study for one in written.sources if one.study})
    tables = [table for table in (*written.tables, CODEBOOK) if table.file in files]
    key = find_key([(one.study, one.session, one.coder, one.pass_id) for one in written.sources], _KEY)
    resources = [
        Resource(table, files[table.file].bytes, files[table.file].sha256, key if table.name in _OBSERVATIONS else ())
        for table in tables
    ]
    return format_datapackage(" ".join(studies), resources, excel)


def _format_manifest(
    copies: Mapping[str, UsedScheme],
    written: Written,
    options: Mapping[str, object],
    hashes: "Mapping[str, FileHash]",
) -> str:
    schemes = {name: (used.scheme.id, used.scheme.version, used.sha256) for name, used in copies.items()}
    rows = {table.file: count for table, count in written.counted}
    files = {name: {"sha256": found.sha256, "bytes": found.bytes} for name, found in hashes.items()}
    software = _software(options)
    return format_manifest(written.sources, schemes, options=options, software=software, rows=rows, files=files)


def _software(options: Mapping[str, object]) -> dict[str, str]:
    used = {package: version(package) for option, package in _PACKAGES.items() if options[option]}
    return {"attune": __version__, "python": platform.python_version(), "sqlite": sqlite3.sqlite_version, **used}


def scheme_files(seen: Survey) -> Iterator[tuple[str, UsedScheme]]:
    """Give the names of the copies of the schemes: ``scheme.yaml``, or one with id and version each of several."""
    if len(seen.schemes) == 1:
        yield "scheme.yaml", seen.schemes[0]
        return
    taken: set[str] = set()
    for used in seen.schemes:
        name = f"scheme_{used.scheme.id}_{used.scheme.version}.yaml"
        if name in taken:
            name = f"scheme_{used.scheme.id}_{used.scheme.version}_{used.sha256[:8]}.yaml"
        taken.add(name)
        yield name, used


@dataclass(frozen=True, slots=True)
class FileHash:
    """The sha-256 and the size of a file."""

    sha256: str
    bytes: int


def hash_files(folder: Path, known: Mapping[str, FileHash] | None = None) -> dict[str, FileHash]:
    """Return the hash and the size of every file in a folder, by name; those known already are not read again."""
    files = sorted(folder.iterdir(), key=lambda path: path.name)
    before = known or {}
    return {path.name: before.get(path.name) or FileHash(_sha256(path), path.stat().st_size) for path in files}


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")
