"""The report of regulation."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.regulation import find_regulation
from coder.app.regulation_report import regulation_report, report_regulation
from coder.app.regulation_wish import RegulationWish
from coder.errors import CoderError
from coder.model.report import Grid, Paragraph, Picture
from tests.unit.formats.valid_html import faults_of

_HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s"


def wish_of(folder: Path) -> RegulationWish:
    rows = [_HEAD]
    for dyad in ("D1", "D2"):
        for second in range(0, 60, 12):
            rows.append(f"{dyad},{dyad},ana,infant,signal,cry & <b>,point,{second + 1},")
            rows.append(f"{dyad},{dyad},ana,caregiver,touch,stroke,state,{second + 2},{second + 5}")
    path = folder / "events.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    pair = ("infant.cry & <b>", "caregiver.stroke")
    return RegulationWish(path, *pair, folder / "out", windows_ms=(2000,), permutations=20, jobs=1)


def test_the_report_has_the_honest_words_the_window_and_how_many_cues(tmp_path: Path) -> None:
    report = regulation_report(find_regulation(wish_of(tmp_path)))

    texts = [block.text for block in report.blocks if isinstance(block, Paragraph)]
    assert "not attachment security" in texts[0]
    (method,) = [block.text for block in report.blocks if isinstance(block, Paragraph) and block.quoted]
    for said in ("2 sessions of 2 dyads", "windows of 2 s", "more than 20", "seed 1", "Margins below 5 were flagged"):
        assert said in method, said
    first = next(block for block in report.blocks if isinstance(block, Grid))
    assert "10 of 10" in first.rows[0]


def test_every_row_has_a_cell_for_each_column(tmp_path: Path) -> None:
    report = regulation_report(find_regulation(wish_of(tmp_path)))

    grids = [block for block in report.blocks if isinstance(block, Grid)]
    assert len(grids) > 3
    assert all(len(row) == len(grid.columns) for grid in grids for row in grid.rows)
    assert any(isinstance(block, Picture) for block in report.blocks)


def test_report_and_tables_are_written_together(tmp_path: Path) -> None:
    done = report_regulation(wish_of(tmp_path), [tmp_path / "report.html"])

    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert done.files[-1] == tmp_path / "report.html"
    assert faults_of(page) == []
    assert "cry &amp; &lt;b&gt;" in page
    assert "<b>" not in page
    assert "not attachment security: not" not in page


def test_a_report_of_another_kind_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="no name for a report"):
        report_regulation(wish_of(tmp_path), [tmp_path / "report.doc"])

    assert not (tmp_path / "out").exists()


def test_captions_do_not_say_again_what_their_section_says(tmp_path: Path) -> None:
    found = find_regulation(wish_of(tmp_path))

    report = regulation_report(replace(found, notes=("Something to know.",)))

    captions = [block.caption for block in report.blocks if isinstance(block, Picture)]
    assert captions
    assert all("not attachment security" in caption for caption in captions)
    assert not any("Something to know" in caption for caption in captions)
    assert sum("Something to know." in str(block) for block in report.blocks) == 1


def test_rows_without_a_usable_cue_are_counted_and_not_shown(tmp_path: Path) -> None:
    wish = replace(wish_of(tmp_path), windows_ms=(2000, 3_000_000))

    report = regulation_report(find_regulation(wish))

    grid = next(one for one in report.blocks if isinstance(one, Grid) and one.caption.startswith("Sensitivity"))
    assert "2 rows without any usable cue are only in contingency.csv." in grid.note
    assert not any("3000 s" in cell for row in grid.rows for cell in row)
