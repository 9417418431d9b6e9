"""A report as one page of HTML: nothing is loaded from anywhere, no script, light and dark, and made to be printed."""

import re
from collections.abc import Callable, Iterator
from html import escape

from coder.model.report import Block, Grid, Heading, Items, Paragraph, Picture, Report, is_prose

Draw = Callable[[Picture, int], str]
"""Makes an SVG element of the n-th picture."""
_DOI = re.compile(r"https://doi\.org/10\.\d{4,9}/[\w.;()/:-]+\w")
_MANY_COLUMNS = 11
"""A table of more columns is printed on turned pages."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #555; --paper: #fff; --line: #cfcfcf;
  --shade: #f4f6f8; --accent: #005a8f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --soft: #b4b4b4; --paper: #17191c; --line: #43474d; --shade: #212429; --accent: #7cc4f0; }
}
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 74rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", Verdana, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .6rem; padding-top: .6rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.8rem 0 .4rem; }
p, ul, figcaption { max-width: 46rem; }
h1, h2, h3, p, li, figcaption, caption { overflow-wrap: anywhere; }
p, li, figcaption, th, td { text-wrap: pretty; }
.lead { color: var(--soft); margin-top: 0; }
nav ul { columns: 20rem 2; column-gap: 2.5rem; padding-left: 1.1rem; max-width: none; }
a { color: var(--accent); }
blockquote { margin: 1rem 0; padding: .8rem 1.2rem; border-left: 4px solid var(--accent); background: var(--shade);
  max-width: 46rem; }
blockquote p { margin: 0; }
figure { margin: 1.4rem 0 2rem; }
figcaption, caption { color: var(--soft); font-size: .9rem; text-align: left; }
caption { padding-bottom: .4rem; color: var(--ink); font-weight: 600; }
figure svg { display: block; width: 100%; min-width: 34rem; max-width: 46rem; height: auto; background: #fff;
  border: 1px solid var(--line); border-radius: 4px; stroke-linejoin: round; stroke-linecap: butt; }
.scroll { overflow-x: auto; margin: 1.2rem 0; }
.chart { overflow-x: auto; margin-bottom: .5rem; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
th, td { padding: .28rem .7rem .28rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; max-width: 26rem; }
thead th { border-bottom: 2px solid var(--soft); vertical-align: bottom; }
tbody th { font-weight: 500; }
.n { text-align: right; }
tbody .n, tbody th { white-space: nowrap; }
tbody .w { white-space: normal; min-width: 8rem; }
.wide table { font-size: .82rem; }
.wide th, .wide td { padding-right: .5rem; }
.note { color: var(--soft); font-size: .88rem; margin-top: -.6rem; }
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --line: #bbb;
    --shade: #f4f4f4; --accent: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  .scroll, .chart { overflow: visible; }
  figure svg { min-width: 0; }
  table, .wide table { font-size: 7.5pt; }
  th, td, .wide th, .wide td { padding-right: .4rem; }
  caption, .note { break-inside: avoid; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
""".strip()


_TURNED = "\n@page { size: landscape; }"
"""A browser prints all pages of a document one way round without leaving captions behind, so all are turned."""


def report_html(report: Report, draw: Draw) -> str:
    """Return the whole page; whatever a name or sentence holds is text there, never markup."""
    return "\n".join(_page(report, draw)) + "\n"


def _page(report: Report, draw: Draw) -> Iterator[str]:
    title = escape(report.title)
    yield "<!DOCTYPE html>"
    yield '<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    style = _STYLE + (_TURNED if _has_wide(report) else "")
    yield f"<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n<body>\n<header>"
    yield f'<h1>{title}</h1>\n<p class="lead">{escape(report.lead)}</p>\n</header>'
    yield from _contents(report)
    yield "<main>"
    pictures = sections = 0
    for block in report.blocks:
        pictures += isinstance(block, Picture)
        sections += isinstance(block, Heading) and block.level == 2
        yield _block(block, sections, pictures, draw)
    yield "</main>\n</body>\n</html>"


def _has_wide(report: Report) -> bool:
    return any(isinstance(block, Grid) and _is_wide(block) for block in report.blocks)


def _is_wide(grid: Grid) -> bool:
    return len(grid.columns) > _MANY_COLUMNS


def _contents(report: Report) -> Iterator[str]:
    sections = [one for one in report.blocks if isinstance(one, Heading) and one.level == 2]
    if len(sections) > 2:
        links = "\n".join(
            f'<li><a href="#s{place}">{escape(one.text)}</a></li>' for place, one in enumerate(sections, 1)
        )
        yield f'<nav aria-label="Contents">\n<ul>\n{links}\n</ul>\n</nav>'


def _block(block: Block, section: int, picture: int, draw: Draw) -> str:
    match block:
        case Heading(text, 2):
            return f'<h2 id="s{section}">{escape(text)}</h2>'
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text, quoted):
            said = f"<p>{escape(text)}</p>"
            return f"<blockquote>{said}</blockquote>" if quoted else said
        case Items(texts):
            return "<ul>\n" + "\n".join(f"<li>{_linked(escape(text))}</li>" for text in texts) + "\n</ul>"
        case Grid():
            return "\n".join(_grid(block))
        case Picture():
            drawn = f'<div class="chart">\n{draw(block, picture)}\n</div>'
            return f"<figure>\n{drawn}\n<figcaption>{escape(block.caption)}</figcaption>\n</figure>"


def _linked(text: str) -> str:
    """Make links of the DOIs of sources: nothing is loaded before somebody follows one."""
    return _DOI.sub(r'<a href="\g<0>">\g<0></a>', text)


def _grid(grid: Grid) -> Iterator[str]:
    caption = escape(grid.caption)
    wide = " wide" if _is_wide(grid) else ""
    yield f'<div class="scroll{wide}" role="region" aria-label="{caption}" tabindex="0">\n<table>'
    yield f"<caption>{caption}</caption>\n<thead>\n<tr>"
    for column in grid.columns:
        yield f'<th scope="col"{_class(number=column.number)}>{escape(column.title)}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    for row in grid.rows:
        cells = []
        for place, (cell, column) in enumerate(zip(row, grid.columns, strict=True)):
            tag, scope = ("th", ' scope="row"') if place < grid.heads else ("td", "")
            look = _class(number=column.number and not is_prose(cell), prose=is_prose(cell))
            cells.append(f"<{tag}{scope}{look}>{escape(cell)}</{tag}>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>\n</div>"
    if grid.note:
        yield f'<p class="note">{escape(grid.note)}</p>'


def _class(*, number: bool, prose: bool = False) -> str:
    return ' class="n"' if number else ' class="w"' if prose else ""
