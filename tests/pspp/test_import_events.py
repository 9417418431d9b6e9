"""PSPP, which reads SPSS's syntax and files, takes ``import_events.sps`` as it is, and ``.sav`` files too."""

import csv
import io
import re
import shutil
from pathlib import Path

import pytest

from coder.app.export_flavours import write_flavours
from coder.app.export_loaders import write_loaders
from coder.app.export_wish import ExportWish
from tests.exports import export_visit, run
from tests.unit.formats.flavours.some_tables import EVENTS, TABLES, write_tables

PSPP = shutil.which("pspp") or "pspp"


def read_data_set(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a data set after running the syntax; PSPP keeps only copies when another one is read."""
    text = (folder / "import_events.sps").read_text(encoding="utf-8")
    copies = text.replace("DATASET NAME", "DATASET COPY")
    save = f"DATASET ACTIVATE {name}.\nSAVE TRANSLATE /OUTFILE='seen.csv' /TYPE=CSV /FIELDNAMES /REPLACE.\n"
    (folder / "look.sps").write_text(copies + save, encoding="utf-8")
    assert run(PSPP, "look.sps", folder=folder) == ""
    return list(csv.DictReader(io.StringIO((folder / "seen.csv").read_text(encoding="utf-8"))))


def test_a_whole_export_is_read_without_a_word_of_complaint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported = export_visit(tmp_path, monkeypatch)
    for table in ("events", "codable", "codebook"):
        with (exported / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            wanted = list(csv.DictReader(file))
        found = read_data_set(exported, table)
        assert len(found) == len(wanted)
    with (exported / "events.csv").open(encoding="utf-8", newline="") as file:
        assert [row["session_id"] for row in read_data_set(exported, "events")] == [
            row["session_id"] for row in csv.DictReader(file)
        ]


def test_a_sav_file_has_its_words(tmp_path: Path) -> None:
    write_tables(tmp_path)
    write_flavours(tmp_path, TABLES, ExportWish((), tmp_path, sav=True))
    (tmp_path / "look.sps").write_text("GET FILE='events.sav'.\nDISPLAY DICTIONARY.\nLIST.\n", encoding="utf-8")
    found = re.sub(r"\s+", " ", run(PSPP, "-O", "format=txt", "-o", "-", "look.sps", folder=tmp_path))
    for words in ("Free play", "Still face; don't move", "Réunion", "3000000000", "007"):
        assert words in found


def test_the_syntax_is_refused_when_a_width_is_missing(tmp_path: Path) -> None:
    write_tables(tmp_path)
    script = write_loaders(tmp_path, TABLES, ExportWish((), tmp_path))[-1]
    script.write_text(script.read_text(encoding="utf-8").replace("A7", ""), encoding="utf-8")
    with pytest.raises(AssertionError):
        read_data_set(tmp_path, EVENTS.name)
