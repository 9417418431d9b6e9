"""A report as a page of HTML."""

import re
from html.parser import HTMLParser

import pytest

from coder.formats.pictures.inline import inline_svg
from coder.formats.report_html import report_html
from coder.model.report import Column, Grid, Items, Report
from tests.unit.formats.some_report import HOSTILE, some_report
from tests.unit.formats.valid_html import faults_of

_OPEN = {"meta", "br"}


class _Reader(HTMLParser):
    """Follows which elements are open, and keeps what was met."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _OPEN:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(report: Report) -> _Reader:
    reader = _Reader()
    reader.feed(report_html(report, inline_svg))
    return reader


def test_a_page_is_valid_and_stands_alone() -> None:
    assert faults_of(report_html(some_report(), inline_svg)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("</main>", ""), "left open"),
        (('<h2 id="s2">', '<h2 id="s1">'), "id s1 twice"),
        (("<h3>", "<h4>"), "level 4"),
        (("<main>", '<main><img src="https://example.org/a.png">'), "loads or runs something"),
        (('href="#s2"', 'href="https://example.org"'), "leads to https://example.org"),
        (('scope="col"', ""), "says not of what"),
        (("<p>", "<p><div></div>"), "in a paragraph"),
    ],
)
def test_the_check_of_pages_finds_what_is_wrong(change: tuple[str, str], fault: str) -> None:
    page = report_html(some_report(), inline_svg)
    broken = page.replace(*change, 1)

    assert broken != page
    assert any(fault in one for one in faults_of(broken))


def test_a_doi_is_a_link_that_is_followed_only_when_asked() -> None:
    doi = "https://doi.org/10.1016/0022-2836(70)90057-4"
    page = report_html(
        Report("T", "", (Items((f"Needleman, S. B. (1970). {doi}", "see https://example.org/a")),)), inline_svg
    )

    assert f'<a href="{doi}">{doi}</a>' in page
    assert "example.org/a</a>" not in page
    assert faults_of(page) == []


def test_a_sentence_among_figures_is_wrapped_and_a_figure_is_not() -> None:
    columns = (Column("Session"), Column("Interval", number=True))
    grid = Grid("G", columns, (("D01", "0.26 [−1.20, 1.73]"), ("D02", "there is one code only, so it says nothing")))
    page = report_html(Report("T", "", (grid,)), inline_svg)

    assert '<td class="n">0.26 [−1.20, 1.73]</td>' in page
    assert '<td class="w">there is one code only' in page


@pytest.mark.parametrize(("columns", "turned"), [(6, False), (14, True)])
def test_pages_are_printed_turned_where_a_table_is_wide(columns: int, turned: bool) -> None:
    grid = Grid("G", (Column("n", number=True),) * columns, (("1",) * columns,))
    page = report_html(Report("T", "", (grid,)), inline_svg)

    assert ("size: landscape" in page) is turned
    assert ('class="scroll wide"' in page) is turned


def test_nothing_of_the_page_is_loaded_from_elsewhere_and_no_script_is_in_it() -> None:
    reader = read(some_report())

    assert not {"script", "link", "img", "iframe", "object", "embed"} & {tag for tag, _ in reader.tags}
    assert not any(name in ("src", "srcset", "data", "action") for _, attrs in reader.tags for name in attrs)
    links = [value for _, attrs in reader.tags for name, value in attrs.items() if name.endswith("href")]
    assert links
    assert all(value is not None and value.startswith("#") for value in links)  # no source has a DOI here
    assert not re.search(r"@import|url\((?!#)", report_html(some_report(), inline_svg))
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in reader.tags[4][1].items()


def test_links_lead_to_places_that_are_there_and_no_id_is_there_twice() -> None:
    reader = read(some_report())
    ids = [attrs["id"] for _, attrs in reader.tags if "id" in attrs]
    targets = {value[1:] for _, attrs in reader.tags for name, value in attrs.items() if name == "href" and value}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_whatever_a_name_holds_is_text() -> None:
    reader = read(some_report())

    assert sum(HOSTILE in text for text in reader.texts) >= 5


def test_heads_of_tables_say_what_they_are_heads_of() -> None:
    scopes = [attrs.get("scope") for tag, attrs in read(some_report()).tags if tag == "th"]

    assert scopes == ["col"] * 3 + ["row"] * 3


def test_a_page_has_light_dark_and_print() -> None:
    page = report_html(some_report(), inline_svg)

    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_a_report_without_blocks_is_a_page() -> None:
    reader = read(Report("Nothing", "", ()))

    assert reader.open == []
    assert "nav" not in [tag for tag, _ in reader.tags]
