"""Reports as files."""

import re
import zlib
from pathlib import Path

import pytest

from coder.app.report_files import check_report_files, write_report
from coder.app.report_words import MOST_ROWS, capped, listed, plural, shortened, span_words
from coder.errors import CoderError
from coder.model.report import Column, Grid, Paragraph, Report
from tests.unit.formats.some_report import some_report


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def written(path: Path, report: Report) -> bytes:
    write_report(report, path)
    return path.read_bytes()


@pytest.mark.parametrize("name", ["report.html", "report.pdf"])
def test_a_report_is_the_same_bytes_each_time(tmp_path: Path, name: str) -> None:
    first = written(tmp_path / name, some_report())

    assert written(tmp_path / "again" / name, some_report()) == first
    assert [one.name for one in (tmp_path / "again").iterdir()] == [name]


def test_a_pdf_tells_no_date_and_who_wrote_it(tmp_path: Path) -> None:
    pdf = written(tmp_path / "report.pdf", some_report())

    assert b"CreationDate" not in pdf
    assert b"/Creator (Attune)" in pdf


def test_a_table_goes_on_over_the_pages_of_a_pdf(tmp_path: Path) -> None:
    short = written(tmp_path / "short.pdf", some_report(3))
    long = written(tmp_path / "long.pdf", some_report(150))

    assert pages_of(long) > pages_of(short) + 2


def test_text_of_a_pdf_is_text(tmp_path: Path) -> None:
    pdf = written(tmp_path / "report.pdf", Report("Title", "", (Paragraph("Quokka"),)))

    streams = [zlib.decompress(one) for one in re.findall(rb"stream\r?\n(x.*?)\r?\nendstream", pdf, re.DOTALL)]
    assert any(b" Tf" in one and b"T" in one for one in streams)
    assert b"/FontFile2" in pdf


def test_signs_of_other_fonts_do_not_stop_a_pdf_and_give_the_same_bytes(tmp_path: Path) -> None:
    report = Report("視線", "", (Paragraph("お母さん عين"),))

    assert written(tmp_path / "report.pdf", report) == written(tmp_path / "again.pdf", report)


@pytest.mark.parametrize("name", ["report.docx", "report"])
def test_another_kind_of_report_is_refused_before_anything_is_computed(tmp_path: Path, name: str) -> None:
    with pytest.raises(CoderError, match="no name for a report"):
        check_report_files([tmp_path / name])


def test_a_report_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "report.html").mkdir()

    with pytest.raises(CoderError, match="is a folder"):
        check_report_files([tmp_path / "report.html"])


def test_the_last_report_stays_where_a_new_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    with pytest.raises(CoderError):
        write_report(some_report(), tmp_path / "file" / "report.html")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_words_of_lists_and_lengths_are_as_a_paper_has_them() -> None:
    assert listed(["ana"]) == "ana"
    assert listed(["ana", "ben", "cem"]) == "ana, ben and cem"
    assert plural(1, "session") == "1 session"
    assert plural(1200, "pair of coders", "pairs of coders") == "1,200 pairs of coders"
    assert (span_words(1000), span_words(500), span_words(1250)) == ("1 s", "0.5 s", "1.25 s")
    assert shortened(["a", "b", "c", "d", "e"]) == "a; b; c; and 2 more"


def test_a_long_table_is_cut_and_says_where_the_rest_is() -> None:
    rows = tuple((str(place),) for place in range(MOST_ROWS + 1))

    cut = capped(Grid("Sessions", (Column("Session"),), rows, note="A note."))

    assert len(cut.rows) == MOST_ROWS
    assert (
        cut.note
        == f"The first {MOST_ROWS} of {MOST_ROWS + 1} rows; all of them are in the tables beside this report. A note."
    )
