"""Other programs' files: which there are, how they are called, and what is said of them."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from coder.app.export_foreign import describe_losses, export_foreign, safe_name
from coder.app.export_formats import FORMATS
from coder.errors import CoderError
from coder.model.foreign_scheme import Loss, LossKind
from coder.store.study_folder import find_sessions
from tests.moving import create_study

NAMES = {
    "elan": ["D01.eaf", "D02.eaf"],
    "datavyu": ["D01.ana.opf", "D01.ben.opf", "D02.ana.opf", "D02.ben.opf"],
    "textgrid": ["D01.ana.TextGrid", "D01.ben.TextGrid", "D02.ana.TextGrid", "D02.ben.TextGrid"],
}


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=2, coders=("ana", "ben"))


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("format_name", FORMATS)
def test_exporting_again_gives_the_same_bytes(study: Path, tmp_path: Path, format_name: str) -> None:
    first = export_foreign(study, tmp_path / "one", format_name)
    export_foreign(study, tmp_path / "two", format_name)
    names = names_in(tmp_path / "one")
    assert names == names_in(tmp_path / "two")
    assert [(tmp_path / "one" / name).read_bytes() for name in names] == [
        (tmp_path / "two" / name).read_bytes() for name in names
    ]
    assert sorted(str(path) for made in first for path in (*made.files, made.report)) == [
        str(tmp_path / "one" / name) for name in names
    ]


@pytest.mark.parametrize("format_name", NAMES)
def test_a_file_is_named_by_what_it_holds_and_has_a_report_beside_it(
    study: Path, tmp_path: Path, format_name: str
) -> None:
    export_foreign(study, tmp_path / "out", format_name)
    named = NAMES[format_name]
    assert names_in(tmp_path / "out") == sorted([*named, *(f"{name}.losses.txt" for name in named)])


@pytest.mark.parametrize("format_name", ["boris", "gseq"])
def test_a_whole_study_is_one_file(study: Path, tmp_path: Path, format_name: str) -> None:
    (made,) = export_foreign(study, tmp_path / "out", format_name)
    text = made.files[0].read_text(encoding="utf-8")
    assert all(name in text for name in ("D01.ana", "D01.ben", "D02.ana", "D02.ben"))


def test_sessions_of_several_studies_keep_apart(tmp_path: Path) -> None:
    for name in ("first", "second"):
        folder = create_study(tmp_path / "studies" / name, sessions=1, coders=("ana",))
        (folder / "study.yaml").write_text(f"format: 1\nstudy: {{id: {name}}}\n", encoding="utf-8")
    export_foreign(tmp_path / "studies", tmp_path / "out", "datavyu")
    named = [name for name in names_in(tmp_path / "out") if name.endswith(".opf")]
    assert named == ["first.D01.ana.opf", "second.D01.ana.opf"]


def test_nothing_tells_where_the_study_lies(study: Path, tmp_path: Path) -> None:
    for format_name in FORMATS:
        export_foreign(study, tmp_path / "out" / format_name, format_name)
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".opf":
                with zipfile.ZipFile(path) as archive:
                    content = b"".join(archive.read(name) for name in archive.namelist())
            assert str(tmp_path).encode() not in content
            assert str(Path.home()).encode() not in content


def test_an_event_that_was_coded_is_there(study: Path, tmp_path: Path) -> None:
    (made, _) = export_foreign(study, tmp_path / "out", "elan")
    root = ElementTree.parse(made.files[0]).getroot()
    assert root.find(".//ALIGNABLE_ANNOTATION") is not None
    assert root.get("DATE", "").startswith("20")


def test_a_file_is_written_into_and_its_other_parts_stay(study: Path, tmp_path: Path) -> None:
    session = find_sessions(study)[0].folder
    base = tmp_path / "lab.boris"
    base.write_text(json.dumps({"behaviors_conf": {}, "room": 2}), encoding="utf-8")
    (made,) = export_foreign(session, tmp_path / "out", "boris", base=base)
    project = json.loads(made.files[0].read_text(encoding="utf-8"))
    assert project["room"] == 2
    assert project["observations"]


def test_one_file_is_not_written_into_for_several_sessions(study: Path, tmp_path: Path) -> None:
    base = tmp_path / "lab.eaf"
    base.write_text("<ANNOTATION_DOCUMENT/>", encoding="utf-8")
    with pytest.raises(CoderError, match="holds one session, and there are 2"):
        export_foreign(study, tmp_path / "out", "elan", base=base)
    assert not (tmp_path / "out").exists()


def test_a_format_that_takes_no_base_says_so(study: Path, tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="Nothing can be written into a file of GSEQ"):
        export_foreign(study, tmp_path / "out", "gseq", base=tmp_path / "x.sds")


def test_a_base_that_is_no_such_file_leaves_nothing_behind(study: Path, tmp_path: Path) -> None:
    base = tmp_path / "lab.boris"
    base.write_text("no json", encoding="utf-8")
    with pytest.raises(CoderError, match="no whole BORIS project"):
        export_foreign(study, tmp_path / "out", "boris", base=base)
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_refused(study: Path, tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="There is no format 'word'") as refused:
        export_foreign(study, tmp_path / "out", "word")
    assert "textgrid" in refused.value.hint


def test_an_earlier_export_is_written_over_and_other_files_stay(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "D01.eaf").write_text("old", encoding="utf-8")
    export_foreign(study, out, "elan")
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "D01.eaf").read_text(encoding="utf-8").startswith("<?xml")
    assert [name for name in names_in(out) if name.startswith(".")] == []


def test_a_report_has_only_the_kinds_that_there_are() -> None:
    losses = (Loss(LossKind.CHANGED, "A."), Loss(LossKind.CHANGED, "B."))
    assert describe_losses("x.eaf", losses, 1) == (
        "What x.eaf does not say as the observations do\n"
        "\nChanged: what had to become something else (2)\n- A.\n- … and 1 more\n"
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [("D01_v1", "D01_v1"), ("a/b:c", "a_b_c"), (" x. ", "x"), ("con", "_con"), ("..", "_"), ("a\nb", "a_b")],
)
def test_a_name_is_one_on_every_computer(words: str, name: str) -> None:
    assert safe_name(words) == name
