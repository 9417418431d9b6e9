"""``load_events.R`` runs as it is, with nothing but R, and says what ``load_events.py`` says."""

import os
import shutil
from pathlib import Path

import pytest

from coder.app import export_finish, export_flavours, export_loaders
from coder.app.export_flavours import write_flavours
from coder.app.export_loaders import write_loaders
from coder.app.export_wish import ExportWish
from coder.model.excel_text import SEMICOLONS
from tests.exports import export_visit, run, totals_in_python
from tests.unit.formats.flavours.some_tables import EVENT_ROWS, TABLES, TOTALS, write_tables

R = shutil.which("Rscript") or "Rscript"
_LOOK = """
source("what analysts get/load_events.R")
events <- tables$events
cat(sapply(events, function(column) class(column)[1]), "\\n")
cat(levels(events$phase), "|", events$session_id, "\\n")
cat(sum(is.na(events$phase)), sum(is.na(events$frame)), sum(is.na(events$censored)), "\\n")
for (text in events$comment) cat(utf8ToInt(text), "\\n")
"""


def test_a_whole_export_has_the_same_totals_in_r_and_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exported = export_visit(tmp_path, monkeypatch)
    found = run(R, str(exported / "load_events.R"), folder=tmp_path)
    assert found.startswith("events: ")
    assert found == totals_in_python(exported)


def test_tables_for_excel_have_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (export_finish, export_flavours, export_loaders):
        monkeypatch.setattr(module, "find_dialect", lambda: SEMICOLONS)
    exported = export_visit(tmp_path, monkeypatch, excel=True)
    assert (exported / "events.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert run(R, str(exported / "load_events.R"), folder=tmp_path) == totals_in_python(exported)


@pytest.mark.parametrize("language", ["C", "C.UTF-8"])
@pytest.mark.parametrize("excel", [False, True])
def test_every_cell_has_its_type_whatever_the_locale(excel: bool, language: str, tmp_path: Path) -> None:
    folder = tmp_path / "what analysts get"
    write_tables(folder)
    wanted = ExportWish((), folder, excel=excel)
    write_loaders(folder, TABLES, wanted)
    write_flavours(folder, TABLES, wanted)
    (tmp_path / "look.R").write_text(_LOOK, encoding="utf-8")
    environment = {**os.environ, "LC_ALL": language}
    assert run(R, str(folder / "load_events.R"), folder=tmp_path, environment=environment) == TOTALS
    types, ids, missing, *texts = run(R, "look.R", folder=tmp_path, environment=environment).splitlines()
    assert types.split() == [
        "character",
        "factor",
        "numeric",
        "numeric",
        "logical",
        "character",
        "character",
        "character",
    ]
    assert ids.strip() == "play still reunion extra | 007 NA 1e5 D01"
    assert missing.strip() == "1 1 1"
    assert ["".join(chr(int(code)) for code in text.split()) for text in texts] == [row[-1] for row in EVENT_ROWS]
