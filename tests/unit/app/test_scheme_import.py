"""A scheme is taken over from another program's file: written beside it with a report, or nothing is written."""

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from coder.app.keymap import EDITOR, build_keymap
from coder.app.scheme_import import FORMATS, find_format, import_scheme
from coder.errors import CoderError
from coder.model.foreign_scheme import LossKind
from coder.scheme.loader import check_scheme, load_scheme

LIST = "code,tier,actor,kind,key,notes\nface,gaze,infant,state,g,x\nbid,signal,infant,point,j,y\n"
BORIS = {"behaviors_conf": {"0": {"code": "touch", "type": "State event", "key": "t"}}}
ECV = """<CV_RESOURCE><CONTROLLED_VOCABULARY CV_ID="gaze">
<CV_ENTRY>face</CV_ENTRY></CONTROLLED_VOCABULARY></CV_RESOURCE>"""
EAF = """<ANNOTATION_DOCUMENT><TIER TIER_ID="gaze" LINGUISTIC_TYPE_REF="g"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="g" CONTROLLED_VOCABULARY_REF="gaze"/>
<CONTROLLED_VOCABULARY CV_ID="gaze" EXT_REF="e"/><EXTERNAL_REF EXT_REF_ID="e" TYPE="ecv" VALUE="words.ecv"/>
</ANNOTATION_DOCUMENT>"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "My codes.csv"
    path.write_text(LIST, encoding="utf-8", newline="\n")
    return path


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_the_scheme_and_the_report_lie_beside_the_file(source: Path) -> None:
    made = import_scheme(source)
    assert (made.path, made.report) == (source.parent / "my-codes.yaml", source.parent / "my-codes.losses.txt")
    scheme = load_scheme(made.path, player_keys=build_keymap(EDITOR).titles()).scheme
    assert (scheme.id, [tier.id for tier in scheme.tiers]) == ("my-codes", ["gaze", "signal"])
    assert made.report.read_text(encoding="utf-8") == made.words()
    written = {"my-codes.yaml", "my-codes.losses.txt", "scheme.schema.json"}
    assert {path.name for path in source.parent.iterdir()} == {"My codes.csv", *written}


def test_the_report_says_what_was_dropped_guessed_and_changed(source: Path) -> None:
    made = import_scheme(source)
    assert {loss.kind for loss in made.losses} == set(LossKind)
    text = made.words()
    for words in ("Dropped", "“notes”", "Guessed", "Changed", "signal.bid has the key a", "Shuttle back"):
        assert words in text, words
    assert made.counts == "1 dropped, 1 guessed, 1 changed"


def test_a_short_report_says_how_much_more_there_is(source: Path) -> None:
    write(source, "code,a,b\n" + "\n".join(f"c{number},x,y" for number in range(5)) + "\n,,z\n,,z\n,,z\n")
    assert "- … and 3 more" in import_scheme(source).words(1)


def test_importing_again_overwrites_nothing(source: Path) -> None:
    first, second = import_scheme(source), import_scheme(source)
    assert second.path.name == "my-codes-2.yaml"
    assert first.path.read_text(encoding="utf-8").replace(
        "id: my-codes\n", "id: my-codes-2\n"
    ) == second.path.read_text(encoding="utf-8")


def test_a_name_that_is_asked_for_is_the_id_too(source: Path, tmp_path: Path) -> None:
    made = import_scheme(source, tmp_path / "schemes" / "lab-gaze.yaml")
    assert load_scheme(made.path).scheme.id == "lab-gaze"
    with pytest.raises(CoderError, match=r"already a file lab-gaze\.yaml"):
        import_scheme(source, made.path)


def test_a_report_that_is_there_already_is_not_overwritten(source: Path, tmp_path: Path) -> None:
    (tmp_path / "lab.losses.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match=r"already a file lab\.losses\.txt"):
        import_scheme(source, tmp_path / "lab.yaml")
    assert not (tmp_path / "lab.yaml").exists()


def test_every_format_is_known_by_its_ending() -> None:
    for name, endings in FORMATS.items():
        for ending in endings:
            assert find_format(Path(f"LAB.X{ending.upper()}")) == name
    with pytest.raises(CoderError, match="does not say which program") as raised:
        find_format(Path("lab.txt"))
    assert "--format" in raised.value.hint


def test_every_format_gives_a_scheme_without_an_error(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("db", "#4\nlook (MATRIX,true,)-at|NOMINAL\n00:00:01:000,00:00:02:000,(face)\n")
    files: dict[str, str | bytes] = {
        "a.boris": json.dumps(BORIS),
        "b.ecv": ECV,
        "c.opf": packed.getvalue(),
        "d.csv": LIST,
    }
    for name, content in files.items():
        made = import_scheme(write(tmp_path / name, content))
        assert check_scheme(made.path, build_keymap(EDITOR).titles()) == []


def test_a_format_can_be_named_and_only_a_known_one(tmp_path: Path) -> None:
    path = write(tmp_path / "codes.txt", LIST)
    assert import_scheme(path, format_name="csv").path.is_file()
    with pytest.raises(CoderError, match="no format 'xml'"):
        import_scheme(path, format_name="xml")


def test_an_external_vocabulary_is_found_beside_and_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "lab"
    folder.mkdir()
    write(tmp_path / "words.ecv", ECV)
    path = write(folder / "t.eaf", EAF.replace("words.ecv", "../words.ecv"))
    codes = load_scheme(import_scheme(path).path).scheme.tiers[0].codes
    assert [code.id for code in codes] == ["gaze"]
    write(folder / "words.ecv", ECV)
    codes = load_scheme(import_scheme(path).path).scheme.tiers[0].codes
    assert [code.id for code in codes] == ["face"]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "lab"
    folder.mkdir()
    path, outside = write(folder / "t.eaf", EAF), write(tmp_path / "words.ecv", ECV)
    if sys.platform == "win32":  # links need rights there: let the path lead out as a link would
        resolve = Path.resolve
        monkeypatch.setattr(Path, "resolve", lambda self: outside if self.name == "words.ecv" else resolve(self))
        write(folder / "words.ecv", ECV)
    else:
        (folder / "words.ecv").symlink_to(outside)
    assert [code.id for code in load_scheme(import_scheme(path).path).scheme.tiers[0].codes] == ["gaze"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "code\n", "has no codes"),
        ("a.boris", '{"behaviors_conf": {}}', "has no codes"),
        ("a.ecv", "<CV_RESOURCE/>", "has no codes"),
        ("a.opf", b"no archive", "damaged"),
        (
            "a.csv",
            "code,definition\n" + "a," + "x" * 100_000 + "\n" + "".join(f"b{n},{'y' * 9000}\n" for n in range(120)),
            "more than one",
        ),
    ],
)
def test_what_gives_no_scheme_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str, content: str | bytes, words: str
) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(CoderError, match=words) as raised:
        import_scheme(path)
    assert raised.value.hint
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_or_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match=r"none\.csv cannot be read"):
        import_scheme(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CoderError, match=r"folder\.csv cannot be read"):
        import_scheme(tmp_path / "folder.csv")


def test_a_scheme_file_ends_in_yaml(source: Path, tmp_path: Path) -> None:
    with pytest.raises(CoderError, match=r"does not end in \.yaml"):
        import_scheme(source, tmp_path / "lab.txt")


def test_a_file_that_is_too_large_is_not_read(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.app.foreign_file.MOST_BYTES", 4)
    with pytest.raises(CoderError, match="larger than"):
        import_scheme(source)
