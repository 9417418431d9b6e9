"""A workbook as it lies in its file: the cells of each sheet with their kinds."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cell = tuple[str, str]
"""The kind (``n`` for a number, ``inlineStr`` for a text) and what stands in it."""


def read_workbook(path: Path) -> dict[str, list[dict[str, Cell]]]:
    """Return the rows of each sheet, each by the letters of its columns."""
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iter(f"{_MAIN}sheet")]
        texts = [archive.read(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
    return {name: _rows(ElementTree.fromstring(text)) for name, text in zip(names, texts, strict=True)}


def is_frozen(path: Path, number: int = 1) -> bool:
    """Tell whether the first row of a sheet stays in sight."""
    with zipfile.ZipFile(path) as archive:
        sheet = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
    return any(pane.attrib.get("state") == "frozen" for pane in sheet.iter(f"{_MAIN}pane"))


def _rows(sheet: ElementTree.Element) -> list[dict[str, Cell]]:
    assert not list(sheet.iter(f"{_MAIN}f")), "a formula"
    return [
        {
            cell.attrib["r"].rstrip("0123456789"): (cell.attrib.get("t", "n"), "".join(cell.itertext()))
            for cell in row.iter(f"{_MAIN}c")
        }
        for row in sheet.iter(f"{_MAIN}row")
    ]
