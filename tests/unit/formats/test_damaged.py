"""A damaged file of any program is read as far as it goes, or refused in a sentence; it never ends the program."""

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.errors import CoderError
from coder.formats.boris.log import read_log as read_boris
from coder.formats.boris.project_writing import write_boris
from coder.formats.datavyu.log import read_log as read_datavyu
from coder.formats.datavyu.opf_writing import write_datavyu
from coder.formats.elan.eaf_writing import write_elan
from coder.formats.elan.log import read_log as read_elan
from coder.formats.event_table import own
from coder.formats.event_table.log import read_log as read_table
from coder.formats.textgrid.log import read_log as read_textgrid
from coder.formats.textgrid.textgrid_writing import write_textgrid
from tests.unit.formats.outgoing_logs import outgoing

TOKENS = [b"", b"0", b"-1", b'"', b",", b"null", b"[]", b"1e400", b"9" * 30, b"\n", b"<a>", b"(", b"\\", b"true"]
TABLE = b"subject;behavior;onset;offset;status\nmum;smile;1,5;2,5;state\nbaby;cry;0:03;0:04;state\nmum;bid;5;;point\n"
OWN = (
    b"session_id,coder_id,record,event_id,pass,tier,code,kind,onset_s,offset_s,source\n"
    b"D01,ana,primary,1,,gaze,away,state,1.000,2.000,coder\nD01,ana,primary,,,gaze,toy,state,2.000,3.000,default\n"
)


def read_db(content: bytes) -> object:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("db", content)
    return read_datavyu(packed.getvalue(), "x.opf")


def read_own(content: bytes) -> object:
    table = own.read_own(content, "events.csv")
    return None if table is None else own.read_log(table, "events.csv", {})


def written_db() -> bytes:
    with zipfile.ZipFile(io.BytesIO(write_datavyu([outgoing()], "s").files[0].content)) as archive:
        return archive.read("db")


READERS: dict[str, tuple[Callable[[bytes], object], bytes]] = {
    "boris": (lambda content: read_boris(content, "x.boris"), write_boris([outgoing()], "s").files[0].content),
    "elan": (lambda content: read_elan(content, "x.eaf"), write_elan([outgoing()], "s").files[0].content),
    "db": (read_db, written_db()),
    "opf": (
        lambda content: read_datavyu(content, "x.opf"),
        write_datavyu([outgoing()], "s").files[0].content,
    ),
    "textgrid": (
        lambda content: read_textgrid(content, "x.TextGrid"),
        write_textgrid([outgoing()], "s").files[0].content,
    ),
    "table": (lambda content: read_table(content, "x.csv"), TABLE),
    "own table": (read_own, OWN),
}
CUTS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(TOKENS)), min_size=1, max_size=5)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=60)
@given(cuts=CUTS)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    read, content = READERS[name]
    for share, length, token in cuts:
        place = int(share * len(content))
        content = content[:place] + token + content[place + length :]
    assert said_of(read, content).endswith((".", "?"))


def said_of(read: Callable[[bytes], object], content: bytes) -> str:
    """Return the sentence that a file is refused in, or that it was read."""
    try:
        read(content)
    except CoderError as error:
        return error.message
    return "It was read."


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("textgrid", b"xmin = 0", b"xmin = 1e999", "no whole TextGrid"),
        ("own table", b",state,1.000", b",p,1.000", "line 2: “p” is no kind of event"),
        ("own table", b"D01,ana,primary,1,,gaze,away,state,1.000,2.000,coder", b"D01,ana", "“” is no kind of event"),
    ],
)
def test_what_once_ended_the_program_is_refused(name: str, old: bytes, new: bytes, words: str) -> None:
    read, content = READERS[name]
    assert old in content
    with pytest.raises(CoderError, match=words):
        read(content.replace(old, new))


@pytest.mark.parametrize(("name", "words"), [(b"\x00y", "leaves its folder"), (b"./", "no entry “db”")])
def test_an_entry_without_a_name_is_refused(name: bytes, words: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xy", b"")
    with pytest.raises(CoderError, match=words):
        read_datavyu(packed.getvalue().replace(b"xy", name), "x.opf")
