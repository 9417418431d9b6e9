"""An export stands under its name whole or not at all, and nobody's files are lost for it."""

import json
import os
from pathlib import Path

import pytest

from coder.app.export_folder import MANIFEST, fresh_folder
from coder.errors import CoderError
from coder.store.atomic import replace_file


def export(folder: Path, **files: str) -> None:
    """Write an export of some files, as an export does."""
    with fresh_folder(folder) as fresh:
        for name, text in files.items():
            (fresh / f"{name}.csv").write_text(text, encoding="utf-8")
        said = {"files": {f"{name}.csv": {"sha256": "00"} for name in files}}
        (fresh / MANIFEST).write_text(json.dumps(said), encoding="utf-8")


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != MANIFEST}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    export(tmp_path / "a" / "b", events="1")
    assert texts(tmp_path / "a" / "b") == {"events.csv": "1"}
    assert names(tmp_path / "a") == ["b"]


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path: Path) -> None:
    export(tmp_path / "out", events="1", motion="1")
    export(tmp_path / "out", events="2")
    assert texts(tmp_path / "out") == {"events.csv": "2"}
    assert names(tmp_path) == ["out"]


def test_other_files_in_an_earlier_export_stay(tmp_path: Path) -> None:
    export(tmp_path / "out", events="1")
    (tmp_path / "out" / "analysis.R").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / "figures").mkdir()
    (tmp_path / "out" / "figures" / "one.txt").write_text("mine", encoding="utf-8")
    export(tmp_path / "out", events="2")
    assert names(tmp_path / "out") == ["analysis.R", "events.csv", MANIFEST, "figures"]
    assert (tmp_path / "out" / "figures" / "one.txt").read_text(encoding="utf-8") == "mine"
    assert names(tmp_path) == ["out"]


def test_another_file_that_has_the_name_of_a_table_is_not_written_over(tmp_path: Path) -> None:
    export(tmp_path / "out", events="1")
    (tmp_path / "out" / "links.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match=r"links\.csv in out was not written by an export"):
        export(tmp_path / "out", events="2", links="2")
    assert texts(tmp_path / "out") == {"events.csv": "1", "links.csv": "mine"}
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(tmp_path / "out", events="1")
    assert texts(tmp_path / "out") == {"events.csv": "1"}


@pytest.mark.parametrize("content", ["", "no json", '{"files": []}', "[]"])
def test_a_folder_of_other_files_is_refused_whatever_it_says_of_itself(tmp_path: Path, content: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(CoderError, match="out holds files that no export wrote"):
        export(tmp_path / "out", events="1")
    assert texts(tmp_path / "out") == {"thesis.docx": "mine"}


def test_a_file_and_a_whole_disk_are_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match="out is a file"):
        export(tmp_path / "out", events="1")
    with pytest.raises(CoderError, match="is a whole disk"):
        export(Path(tmp_path.anchor), events="1")
    with pytest.raises(CoderError, match="out is a file"):
        export(tmp_path / "out" / "tables", events="1")


def fail_in_the_middle(folder: Path) -> None:
    with fresh_folder(folder) as fresh:
        (fresh / "events.csv").write_text("half", encoding="utf-8")
        raise EOFError("in the middle")


def test_a_failure_leaves_the_earlier_export_and_nothing_else(tmp_path: Path) -> None:
    export(tmp_path / "out", events="1")
    with pytest.raises(EOFError, match="in the middle"):
        fail_in_the_middle(tmp_path / "out")
    assert texts(tmp_path / "out") == {"events.csv": "1"}
    assert names(tmp_path) == ["out"]


def test_a_new_export_that_cannot_get_its_name_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(tmp_path / "out", events="1")

    def refuse(fresh: Path, path: Path) -> None:
        if fresh.suffix == ".new":
            raise PermissionError(13, "in use")
        replace_file(fresh, path)

    monkeypatch.setattr("coder.app.export_folder.replace_file", refuse)
    with pytest.raises(CoderError):
        export(tmp_path / "out", events="2")
    assert texts(tmp_path / "out") == {"events.csv": "1"}
    assert names(tmp_path) == ["out"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    export(tmp_path / "disk" / "real", events="1")
    link = tmp_path / "out"
    try:
        link.symlink_to(tmp_path / "disk" / "real", target_is_directory=True)
    except OSError:
        assert os.name == "nt"  # where links are for those who may do anything
        return
    export(link, events="2")
    assert link.is_symlink()
    assert texts(tmp_path / "disk" / "real") == {"events.csv": "2"}
    assert names(tmp_path / "disk") == ["real"]
