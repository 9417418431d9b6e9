"""A report as a page of HTML."""

import re
from html.parser import HTMLParser

from coder.formats.pictures.inline import inline_svg
from coder.formats.report_html import report_html
from coder.model.report import Report
from tests.unit.formats.some_report import HOSTILE, some_report

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


def test_every_element_of_the_page_is_closed_in_its_place() -> None:
    assert read(some_report()).open == []


def test_nothing_of_the_page_is_loaded_from_elsewhere_and_no_script_is_in_it() -> None:
    reader = read(some_report())

    assert not {"script", "link", "img", "iframe", "object", "embed"} & {tag for tag, _ in reader.tags}
    assert not any(name in ("src", "srcset", "data", "action") for _, attrs in reader.tags for name in attrs)
    links = [value for _, attrs in reader.tags for name, value in attrs.items() if name.endswith("href")]
    assert links
    assert all(value is not None and value.startswith("#") for value in links)
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
