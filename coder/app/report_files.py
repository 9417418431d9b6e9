"""Reports as files: one page of HTML, or PDF, by the file's suffix; written whole or not at all."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError

if TYPE_CHECKING:
    from coder.model.report import Report

_PAGES, _SHEETS = (".html", ".htm"), (".pdf",)
MOST_PICTURES = 50
"""As many pictures of single sessions has a report at most: more nobody looks at."""


def check_report_files(paths: Iterable[Path]) -> None:
    """Raise CoderError where a report cannot go: to be asked before anything is computed."""
    for path in paths:
        if path.suffix.lower() not in (*_PAGES, *_SHEETS):
            raise CoderError(f"“{path.name}” is no name for a report.", "Name it with .html or .pdf.")
        if path.is_dir():
            raise CoderError(f"{path} is a folder.", "Name a file for the report, such as report.html.")


def write_report(report: "Report", path: Path) -> None:
    """Write a report, its folder too where it is not there; the same bytes on any day.

    Raises CoderError for a suffix that is none of a report, and for what cannot be written.
    """
    from coder.store.atomic import make_folder, write_atomic

    check_report_files([path])
    content = _page(report) if path.suffix.lower() in _PAGES else _sheets(report)
    make_folder(path.parent)
    write_atomic(path, content)


def _page(report: "Report") -> str:
    from coder.formats.pictures.inline import inline_svg
    from coder.formats.report_html import report_html

    return report_html(report, inline_svg)


def _sheets(report: "Report") -> bytes:
    from coder.formats.pictures.drawing import draw_on, height_of
    from coder.formats.pictures.fonts import every_text, fonts_of, missing_words
    from coder.formats.pictures.frame import POINTS, Frame
    from coder.formats.pictures.style import left_first, our_style, width_of, wrap
    from coder.formats.report_pdf import Pen, report_pdf
    from coder.model.report import Paragraph

    pen = Pen(
        wrap=lambda text, width, size, bold: [left_first(line) for line in wrap(text, width, size, bold=bold)],
        width=width_of,
        height=lambda picture, width: height_of(picture.chart, width / POINTS) * POINTS,
        draw=lambda figure, picture, place: draw_on(
            Frame(figure, *(length / POINTS for length in place)), picture.chart
        ),
    )
    fonts = fonts_of("".join(every_text(report)))
    if fonts.missing:
        report = replace(report, blocks=(Paragraph(missing_words(fonts.missing)), *report.blocks))
    with our_style(fonts.families):
        return report_pdf(report, pen)
