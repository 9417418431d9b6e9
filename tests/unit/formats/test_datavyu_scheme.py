"""Columns of Datavyu files, of today and of old, nested, damaged and made to do harm."""

import io
import stat
import zipfile

import pytest

from coder.errors import CoderError
from coder.formats.datavyu.columns import read_columns
from coder.formats.datavyu.scheme import read_scheme
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind, ModifierType
from tests.unit.formats.told import said, tier_of

DB = """#4
childhands (MATRIX,true,)-hand|NOMINAL,look|NOMINAL
00:00:01:000,00:00:02:000,(left,)
00:00:02:001,00:00:03:000,(both,1)
parentgaze (MATRIX,true,)-where|NOMINAL
00:00:01:000,00:00:02:000,(face)
00:00:02:001,00:00:03:000,(<where>)
00:00:03:001,00:00:04:000,(away)
"""


def archive(db: str | bytes = DB, name: str = "db", *others: tuple[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("project", "!project\nname: lab\n")
        packed.writestr(name, db)
        for other, content in others:
            packed.writestr(other, content)
    return out.getvalue()


def test_a_column_of_one_nominal_code_is_a_tier_with_its_values_as_codes() -> None:
    scheme = read_scheme(archive(), "lab.opf")
    tier = tier_of(scheme, "parentgaze")
    assert (tier.kind, tier.exclusive, [code.name for code in tier.codes]) == (Kind.STATE, True, ["away", "face"])
    assert any("parentgaze" in what and "“away”, “face”" in what for what in said(scheme, LossKind.GUESSED))


def test_a_column_of_several_codes_is_one_code_with_modifiers() -> None:
    (code,) = tier_of(read_scheme(archive(), "lab.opf"), "childhands").codes
    hand, look = code.modifiers
    assert (code.name, hand.name, hand.type) == ("childhands", "hand", ModifierType.CHOICE)
    assert [[option.name for option in found.options] for found in (hand, look)] == [["both", "left"], ["1"]]


def test_a_column_without_cells_has_texts() -> None:
    scheme = read_scheme(archive("#4\ntrial (MATRIX,true,)-number|NOMINAL,note|TEXT\n"), "lab.opf")
    assert [found.type for found in scheme.tiers[0].codes[0].modifiers] == [ModifierType.TEXT] * 2
    assert "“trial.number” is a text, since no cell has a value." in said(scheme, LossKind.GUESSED)


def test_many_numbers_are_a_number_and_many_words_a_text() -> None:
    cells = "".join(f"00:00:{n:02}:000,00:00:{n:02}:500,({n},w{n})\n" for n in range(30))
    (code,) = read_scheme(archive(f"#4\nt (MATRIX,true,)-n|NOMINAL,w|NOMINAL\n{cells}"), "lab.opf").tiers[0].codes
    assert [found.type for found in code.modifiers] == [ModifierType.NUMBER, ModifierType.TEXT]


@pytest.mark.parametrize("offset", ["00:00:01:000", "00:00:00:000"])
def test_cells_without_length_are_points(offset: str) -> None:
    scheme = read_scheme(archive(f"#4\nbid (MATRIX,true,)-x|NOMINAL\n00:00:01:000,{offset},(a)\n"), "lab.opf")
    assert scheme.tiers[0].kind is Kind.POINT


def test_codes_of_a_column_whose_cells_overlap_may_overlap() -> None:
    cells = "00:00:01:000,00:00:09:000,(a)\n00:00:02:000,00:00:03:000,(b)\n"
    assert not read_scheme(archive(f"#4\nt (MATRIX,true,)-x|NOMINAL\n{cells}"), "lab.opf").tiers[0].exclusive


def test_hidden_columns_and_copies_for_agreement_are_told() -> None:
    db = f"{DB}parentgaze_rel (MATRIX,false,)-where|NOMINAL\nnotes (MATRIX,false,)-x|TEXT\n"
    scheme = read_scheme(archive(db), "lab.opf")
    assert [tier.name for tier in scheme.tiers] == ["childhands", "parentgaze", "notes"]
    assert any("“parentgaze_rel”" in what for what in said(scheme, LossKind.DROPPED))
    assert "Column “notes” was hidden; its tier is not." in said(scheme, LossKind.CHANGED)


OLD = """mood (NOMINAL)
00:00:01:000,00:00:02:000,glad
speech (TEXT)
00:00:01:000,00:00:02:000,what\\, now
count (INTEGER)
00:00:01:000,00:00:02:000,3
act (PREDICATE)-who|NOMINAL,to|NOMINAL
00:00:01:000,00:00:02:000,(a,b)
"""


@pytest.mark.parametrize("version", ["", "#2\n", "#3\n"])
def test_columns_of_old_types_are_read(version: str) -> None:
    scheme = read_scheme(
        archive(version + OLD.replace("(TEXT)", "(TEXT,true)" if "3" in version else "(TEXT)")), "o.opf"
    )
    kinds = {tier.name: [found.type for found in tier.codes[0].modifiers] for tier in scheme.tiers}
    assert kinds == {
        "mood": [],
        "speech": [ModifierType.TEXT],
        "count": [ModifierType.NUMBER],
        "act": [ModifierType.CHOICE] * 2,
    }
    assert tier_of(scheme, "mood").codes[0].name == "glad"
    assert len([what for what in said(scheme, LossKind.CHANGED) if "old type" in what]) == 4


def test_signs_that_a_backslash_stands_before_mean_themselves() -> None:
    text = "#4\r\nlook\\-at (MATRIX,true,)-a\\,b|NOMINAL,c|NOMINAL\r\n"
    text += "00:00:01:000,00:00:02:000,(x\\,y\\\r\nz,\\(no\\))\r\n"
    (column,), unread = read_columns(text, "lab.opf")
    assert (column.name, [found.name for found in column.arguments]) == ("look-at", ["a,b", "c"])
    assert (column.cells[0].values, unread) == (("x,y\nz", "(no)"), 0)


def test_lines_that_cannot_be_read_are_counted() -> None:
    scheme = read_scheme(archive(DB + "what is this\n" + "x" * 30_000 + "(A,true)\n"), "lab.opf")
    assert "2 lines that could not be read." in said(scheme, LossKind.DROPPED)


def test_another_encoding_is_told() -> None:
    scheme = read_scheme(archive(DB.replace("left", "größer").encode("cp1252")), "lab.opf")
    assert any("not UTF-8" in what for what in said(scheme, LossKind.GUESSED))
    assert "größer" in {option.name for option in scheme.tiers[0].codes[0].modifiers[0].options}


@pytest.mark.parametrize(
    "content",
    [
        archive(DB, "lab/db", ("__MACOSX/lab/._db", b"\x00\x05"), ("lab/1", "volume=1")),
        archive("", "ignored", ("lab.opf", archive())),
    ],
    ids=["a folder inside", "an archive inside"],
)
def test_files_that_were_packed_once_more_are_read(content: bytes) -> None:
    assert [tier.name for tier in read_scheme(content, "lab.zip").tiers] == ["childhands", "parentgaze"]


def with_entry(entry: zipfile.ZipInfo, content: str = DB) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(entry, content)
    return out.getvalue()


def link() -> bytes:
    entry = zipfile.ZipInfo("db")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return with_entry(entry, "/etc/hosts")


def encrypted() -> bytes:
    content = bytearray(archive())
    start = 0
    while (start := content.find(b"PK\x01\x02", start)) >= 0:
        content[start + 8] |= 1
        start += 4
    return bytes(content)


def lying() -> bytes:
    """Return an archive whose entry says that it is small and is not."""
    content = bytearray(archive(b"\n" * 3_000_000))
    start = content.find(b"PK\x01\x02", content.find(b"PK\x01\x02") + 1)
    content[start + 24 : start + 28] = (100).to_bytes(4, "little")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_entry(zipfile.ZipInfo("../db")), "leaves its folder"),
        (with_entry(zipfile.ZipInfo("/db")), "leaves its folder"),
        (with_entry(zipfile.ZipInfo("C:/db")), "leaves its folder"),
        (with_entry(zipfile.ZipInfo("a\\..\\..\\db")), "leaves its folder"),
        (link(), "a link to another file"),
        (encrypted(), "encrypted"),
        (archive(b"\n" * 3_000_000), "200 times as large"),
        (lying(), "200 times as large|damaged"),
        (archive("", "ignored", ("lab.opf", archive(b"\n" * 3_000_000))), "200 times as large"),
    ],
    ids=["up", "absolute", "a drive", "up with backslashes", "link", "encrypted", "swells", "lies", "swells inside"],
)
def test_an_archive_that_could_do_harm_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_scheme(content, "lab.opf")
    assert raised.value.hint


def test_an_archive_of_very_many_entries_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number in range(10_001):
            packed.writestr(str(number), "")
    with pytest.raises(CoderError, match="more than 10000 entries"):
        read_scheme(out.getvalue(), "lab.opf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "damaged"),
        (b"PK\x03\x04 not really", "damaged"),
        (archive()[:-30], "damaged"),
        (archive(name="dbase"), "no entry “db”"),
        (archive(DB, "db", ("other/db", DB)), "several entries “db”"),
        (archive("#4\n"), "no columns"),
    ],
)
def test_what_is_no_file_of_datavyu_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_scheme(content, "lab.opf")
    assert raised.value.hint
