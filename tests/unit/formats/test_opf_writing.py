import io
import zipfile
from dataclasses import replace

from hypothesis import given, settings

from coder.editing.outgoing import Outgoing
from coder.formats.datavyu.log import read_log
from coder.formats.datavyu.opf_document import read_document
from coder.formats.datavyu.opf_writing import write_datavyu
from coder.model.event import Event
from coder.model.foreign_log import ForeignEvent
from coder.model.foreign_scheme import LossKind
from tests.lab import touch
from tests.unit.formats.outgoing_logs import Row, any_outgoing, coded, outgoing, rows_of, sort_rows

DB = (
    "#4\r\n"
    "cg_gaze (MATRIX,true,)-code|NOMINAL\r\n"
    "00:00:01:000,00:00:12:480,(at_face)\r\n"
    "00:00:20:000,00:00:30:000,(away)\r\n"
    "hidden (MATRIX,false,a remark)-note|NOMINAL,more|NOMINAL\r\n"
    "00:00:02:000,00:00:03:000,(one\\, two,\\\r\nnext line)\r\n"
)


def packed(db: str, **entries: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"project": "!project\nname: x\nlab: [1, 2]\n", "db": db, **entries}.items():
            archive.writestr(name, text)
    return out.getvalue()


def entries_of(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def written(log: Outgoing, base: bytes | None = None) -> str:
    return entries_of(write_datavyu([log], "s", base).files[0].content)["db"]


def read_back(content: bytes) -> list[Row]:
    return sort_rows([_row(event) for event in read_log(content, "s.opf").sessions[0].observations[0].events])


def _row(event: ForeignEvent) -> Row:
    said = dict(event.modifiers)
    code = said.pop("code", event.code)
    target, comment = said.pop("target", ""), said.pop("comment", "")
    offset_ms = None if event.point else event.offset_ms
    return event.tier, code, event.onset_ms, offset_ms, frozenset(said.items()), target, comment


def told(row: Row) -> Row:
    """Return a row with words as Datavyu can say them: of those in angle brackets the brackets are others."""

    def plain(words: str) -> str:
        inside = words[1:-1]
        bracketed = words[:1] == "<" and words[-1:] == ">" and not set("<>") & set(inside) and len(words) > 1
        return f"‹{inside}›" if bracketed else words

    return (*row[:4], frozenset((name, plain(value)) for name, value in row[4]), row[5], plain(row[6]))


@settings(max_examples=60)
@given(any_outgoing())
def test_what_is_written_reads_back_equal(log: Outgoing) -> None:
    assert read_back(write_datavyu([log], "s").files[0].content) == sort_rows([told(row) for row in rows_of(log)])


@settings(max_examples=40)
@given(any_outgoing(), any_outgoing())
def test_a_file_that_is_written_into_holds_what_was_coded_last(first: Outgoing, second: Outgoing) -> None:
    content = write_datavyu([second], "s", write_datavyu([first], "s").files[0].content).files[0].content
    assert read_back(content) == sort_rows([told(row) for row in rows_of(second)])
    assert write_datavyu([second], "s", content).files[0].content == content


def test_every_tier_is_a_column_with_its_modifiers_as_arguments() -> None:
    lines = written(outgoing()).splitlines()
    assert lines[0] == "#4"
    assert "cg_touch (MATRIX,true,)-code|NOMINAL,form|NOMINAL,quality|NOMINAL,target|NOMINAL" in lines
    assert "00:00:05:000,00:00:07:200,(touch,stroke,loving,infant)" in lines
    assert "cg_rock (MATRIX,true,)-code|NOMINAL" in lines


def test_a_cell_ends_a_millisecond_before_the_next_and_a_point_where_it_begins() -> None:
    lines = written(outgoing()).splitlines()
    assert "00:00:04:000,00:00:07:999,(caregiver)" in lines
    assert "00:00:08:000,00:00:09:000,(away)" in lines
    assert "00:00:06:040,00:00:06:040,(bid,arms+voice)" in lines


def test_signs_that_mean_something_are_escaped() -> None:
    log = coded(touch(1, 0, 900, comment="(a, b) - c\\d|e\nf"), comments=True)
    assert "(touch,,,infant,\\(a\\, b\\) \\- c\\\\d\\|e\\\nf)" in written(log)


def test_words_that_datavyu_would_take_for_none_are_changed_and_told() -> None:
    handover = write_datavyu([coded(touch(1, 0, 900, comment="<x>"), comments=True)], "s")
    assert "‹x›" in entries_of(handover.files[0].content)["db"]
    assert any("‹x›" in loss.what for loss in handover.losses if loss.kind is LossKind.CHANGED)


def test_the_argument_for_the_code_is_told() -> None:
    assert any("the argument “code” first" in loss.what for loss in write_datavyu([outgoing()], "s").losses)


def test_a_state_of_a_millisecond_stays_a_state() -> None:
    log = coded(Event(1, "cg_rock", "rock", 5, 6), Event(2, "cg_rock", "sway", 6, 40))
    assert "00:00:00:005,00:00:00:006,(rock)" in written(log)


def test_the_archive_has_the_same_bytes_each_time() -> None:
    first, second = (write_datavyu([outgoing()], "s").files[0].content for _ in range(2))
    assert first == second
    assert list(entries_of(first)) == ["project", "db"]


def test_a_file_comes_back_as_it_was_where_nothing_is_changed() -> None:
    base = packed(DB, **{"1": "#\nheight=3\noffset=40\n"})
    assert entries_of(read_document(base, "x.opf").to_bytes()) == entries_of(base)


def test_other_columns_and_entries_stay_in_a_file_that_is_written_into() -> None:
    base = packed(DB, **{"1": "#\nheight=3\noffset=40\n"})
    found = entries_of(write_datavyu([outgoing()], "s", base).files[0].content)
    assert found["project"] == entries_of(base)["project"]
    assert found["1"] == "#\nheight=3\noffset=40\n"
    assert DB[DB.index("hidden") :] in found["db"]
    assert "00:00:01:000,00:00:12:480,(at_face)\r\n" in found["db"]
    assert "(away)\r\nhidden" not in found["db"]


def test_codes_are_written_as_a_column_of_another_lab_has_them() -> None:
    scheme = coded().scheme
    from coder.model.scheme import plain

    tiers = [
        replace(
            tier,
            label=plain("Mother Gaze"),
            codes=tuple(replace(code, label=plain(code.id.upper())) for code in tier.codes),
        )
        if tier.id == "cg_gaze"
        else tier
        for tier in scheme.tiers
    ]
    log = replace(outgoing(), scheme=replace(scheme, tiers=tuple(tiers)))
    base = packed("#4\nMother Gaze (MATRIX,true,)-direction|NOMINAL\n00:00:00:000,00:00:00:500,(AT_FACE)\n")
    lines = written(log, base).splitlines()
    assert lines[1:3] == ["Mother Gaze (MATRIX,true,)-direction|NOMINAL", "00:00:01:000,00:00:12:480,(AT_FACE)"]
