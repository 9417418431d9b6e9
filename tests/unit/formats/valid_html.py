"""Whether a page is valid HTML that stands alone: a small check of our own, for no validator can be installed here."""

import re
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "hr", "img", "input", "link"})
_LOADS = frozenset({"script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"})
_BLOCKS = frozenset(
    {"p", "ul", "ol", "table", "div", "figure", "h1", "h2", "h3", "blockquote", "nav", "main", "header"}
)
_PARENTS = {
    "li": {"ul", "ol"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "figcaption": {"figure"},
    "title": {"head", "svg"},
    "style": {"head"},
    "h1": {"header"},
}
_DOI = "https://doi.org/10."


class _Check(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wanted: list[str] = []
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._meet(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._meet(tag, attrs)
        if tag not in _VOID and "svg" not in self.open:
            self.faults.append(f"<{tag}/> closes nothing in HTML")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes what is not open")

    def _meet(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        values = {name: value or "" for name, value in attrs}
        parent = self.open[-1] if self.open else ""
        self._check_place(tag, parent)
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute of <{tag}> twice")
        if tag in _LOADS or any(name.startswith("on") for name in names):
            self.faults.append(f"<{tag}> loads or runs something")
        if "id" in values:
            self.ids.append(values["id"])
        self.wanted += values.get("aria-labelledby", "").split()
        self._check_links(tag, values)
        if re.fullmatch(r"h[1-6]", tag):
            self._check_level(int(tag[1]))
        if tag == "th" and values.get("scope") not in ("row", "col"):
            self.faults.append("a head of a table that says not of what")
        if tag == "html" and values.get("lang") != "en":
            self.faults.append("no language")
        if tag == "svg" and not (
            values.get("role") == "img" and values.get("aria-labelledby") and values.get("viewbox")
        ):
            self.faults.append("a picture that is not told in words")

    def _check_place(self, tag: str, parent: str) -> None:
        if tag in _PARENTS and parent not in _PARENTS[tag]:
            self.faults.append(f"<{tag}> in <{parent}>")
        if "p" in self.open and tag in _BLOCKS:
            self.faults.append(f"<{tag}> in a paragraph")

    def _check_links(self, tag: str, values: dict[str, str]) -> None:
        for name in ("href", "xlink:href", "src", "srcset", "data", "action", "poster"):
            value = values.get(name, "#")
            if value.startswith("#"):
                self.wanted += [value[1:]] if len(value) > 1 else []
            elif not (tag == "a" and name == "href" and value.startswith(_DOI)):
                self.faults.append(f"{name} of <{tag}> leads to {value}")
        for found in re.findall(r"url\(([^)]*)\)", " ".join(values.values())):
            if not found.startswith("#"):
                self.faults.append(f"a style loads {found}")
            self.wanted.append(found[1:])

    def _check_level(self, level: int) -> None:
        before = self.levels[-1] if self.levels else 0
        if level > before + 1:
            self.faults.append(f"a heading of level {level} after one of level {before}")
        self.levels.append(level)


def faults_of(page: str) -> list[str]:
    """Return what is wrong with a page; nothing where it is valid and loads nothing."""
    check = _Check()
    check.feed(page)
    check.close()
    faults = list(check.faults)
    if not page.startswith("<!DOCTYPE html>\n<html lang="):
        faults.append("no HTML5")
    if check.open:
        faults.append(f"left open: {check.open}")
    if check.levels.count(1) != 1:
        faults.append("not one title")
    faults += [f"id {one} twice" for one in {one for one in check.ids if check.ids.count(one) > 1}]
    faults += [f"nothing has the id {one}" for one in {*check.wanted} - {*check.ids}]
    styles = "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    if re.search(r"@import|url\(|expression", styles):
        faults.append("the style loads something")
    if page.count("<table>") != page.count("<caption>") or page.count("<table>") != page.count("<thead>"):
        faults.append("a table without a caption or heads")
    if page.count("<figure>") != page.count("<figcaption>"):
        faults.append("a picture without a caption")
    return faults
