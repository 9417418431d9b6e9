"""The report of agreement."""

import re
from pathlib import Path

import pytest

from coder.app.agreement import find_agreement
from coder.app.agreement_report import agreement_report, report_agreement
from coder.app.agreement_wish import AgreementWish, How, Reliability
from coder.app.report_files import MOST_PICTURES
from coder.app.report_words import limited
from coder.errors import CoderError
from coder.model.report import Grid, Heading, Items, Paragraph, Picture, Report
from tests.unit.formats.pictures.some_charts import forest
from tests.unit.formats.valid_html import faults_of

_HEAD = "session_id,coder_id,actor,tier,code,kind,onset_s,offset_s"
_EVENTS = """\
D01,ana,infant,gaze,caregiver,state,0,6
D01,ana,infant,gaze,toy & <b>,state,6,10
D01,ana,infant,signal,bid,point,3,
D01,ana,infant,signal,протест,point,8,
D01,"b""en",infant,gaze,caregiver,state,0,5
D01,"b""en",infant,gaze,toy & <b>,state,5,10
D01,"b""en",infant,signal,bid,point,3.4,
D02,ana,infant,gaze,caregiver,state,0,7
D02,ana,infant,gaze,toy & <b>,state,7,12
D02,"b""en",infant,gaze,caregiver,state,0,12
"""


def wish_of(folder: Path, events: str = _EVENTS, how: How | None = None) -> AgreementWish:
    path = folder / "events.csv"
    path.write_text(f"{_HEAD}\n{events}", encoding="utf-8")
    return AgreementWish(path, how=how or How(draws=20))


def report_of(folder: Path, events: str = _EVENTS, how: How | None = None) -> Report:
    wish = wish_of(folder, events, how)
    return agreement_report(wish, find_agreement(wish))


def method_of(report: Report) -> str:
    (words,) = [block.text for block in report.blocks if isinstance(block, Paragraph) and block.quoted]
    return words


def grids_of(report: Report) -> dict[str, Grid]:
    return {block.caption: block for block in report.blocks if isinstance(block, Grid)}


def test_a_figure_in_time_and_one_of_events_stand_in_one_row(tmp_path: Path) -> None:
    summary = next(iter(grids_of(report_of(tmp_path)).values()))

    titles = [column.title for column in summary.columns]
    assert any("Kappa" in title and "time" in title for title in titles)
    assert any("Kappa" in title and "events" in title for title in titles)
    assert [row[0] for row in summary.rows] == ["gaze", "signal"]


def test_the_method_paragraph_has_every_option_in_words(tmp_path: Path) -> None:
    how = How(unit_ms=500, tolerance_ms=1500, share=0.7, draws=30, seed=9, block_ms=4000, corrected=True)

    words = method_of(report_of(tmp_path, how=how))

    for said in ("0.5 s", "1.5 s (3 units each way)", "70%", "30 bootstrap samples", "seed 9", "4 s", "BCa"):
        assert said in words, said
    for said in ('2 coders (ana and b"en)', "2 sessions", "gaze and signal", "Attune "):
        assert said in words, said
    assert re.search(r"N = \d+ units", words)


def test_the_method_paragraph_is_whole_sentences_in_the_past(tmp_path: Path) -> None:
    words = method_of(report_of(tmp_path))

    assert words.endswith(".")
    assert "  " not in words
    assert " is computed" not in words
    assert "None" not in words


def test_no_interval_is_told_where_none_was_made(tmp_path: Path) -> None:
    words = method_of(report_of(tmp_path, how=How(draws=0)))

    assert "bootstrap" not in words
    assert "Efron" not in words


def test_the_sources_are_those_that_the_paragraph_names(tmp_path: Path) -> None:
    report = report_of(tmp_path)
    sources = next(block.texts for block in report.blocks if isinstance(block, Items) and "Cohen" in str(block))

    assert any(one.startswith("Holle") for one in sources)
    assert not any(one.startswith("Politis") for one in sources)


def test_disagreements_are_counted_by_type_and_name_the_coder_who_missed(tmp_path: Path) -> None:
    grid = grids_of(report_of(tmp_path))["Disagreements by type"]

    assert [column.title for column in grid.columns][-1] == 'Missed by b"en'
    assert dict(zip((row[0] for row in grid.rows), grid.rows, strict=True))["signal"][-1] == "1"


def test_what_could_not_be_computed_is_told_with_the_reason(tmp_path: Path) -> None:
    events = "D01,ana,infant,gaze,caregiver,state,0,10\nD01,ben,infant,gaze,caregiver,state,0,10\n"
    grid = grids_of(report_of(tmp_path, events))["Blank figures"]

    assert any("one code only" in row[0] for row in grid.rows)
    assert not any("nan" in cell.lower().split() for row in grid.rows for cell in row)


def test_every_picture_is_told_in_words(tmp_path: Path) -> None:
    pictures = [block for block in report_of(tmp_path).blocks if isinstance(block, Picture)]

    assert len(pictures) > 3
    assert all(picture.words and picture.caption.endswith(".") for picture in pictures)


def test_no_more_pictures_are_shown_than_anyone_looks_at_and_that_is_said() -> None:
    pictures = [Picture(forest(), "", "")] * (MOST_PICTURES + 2)
    blocks = list(limited([*pictures, Heading("End")], MOST_PICTURES))

    assert sum(isinstance(block, Picture) for block in blocks) == MOST_PICTURES
    assert f"Of {MOST_PICTURES + 2} pictures the first {MOST_PICTURES}" in str(blocks[MOST_PICTURES])
    assert blocks[-1] == Heading("End")


def test_the_report_and_the_tables_are_written_together(tmp_path: Path) -> None:
    files = [tmp_path / "report.html", tmp_path / "report.pdf"]

    found = report_agreement(wish_of(tmp_path), tmp_path / "out", files)

    assert isinstance(found, Reliability)
    assert (tmp_path / "out" / "reliability_summary.csv").is_file()
    page = files[0].read_text(encoding="utf-8")
    assert faults_of(page) == []
    assert "b&quot;en" in page
    assert "<b>" not in page
    assert "протест" in page
    assert str(tmp_path) not in page
    assert "D01, gaze: ana and b" in page
    assert files[1].read_bytes().startswith(b"%PDF")


def test_a_report_that_cannot_be_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="no name for a report"):
        report_agreement(wish_of(tmp_path), tmp_path / "out", [tmp_path / "report.doc"])

    assert not (tmp_path / "out").exists()
