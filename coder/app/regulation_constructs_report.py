"""The section of a report that sets constructs beside their evidence, and says what that is not."""

from collections.abc import Iterator, Sequence

from coder.app.agreement_values import BLANK
from coder.app.regulation_charts import pair_words
from coder.app.regulation_constructs import (
    HOW_DIRECT,
    NO_EVIDENCE,
    NO_SCORE,
    Constructs,
    chance_words,
    code_figures,
    link_figures,
    link_sides,
)
from coder.app.report_words import capped, plural
from coder.model.construct import CodeEvidence, ConstructSeen, LinkEvidence
from coder.model.contingency import ContingencyRow
from coder.model.report import Block, Column, Grid, Heading, Items, Paragraph

_HEADS = ("Construct", "Evidence", "How directly", "Count", "Per codable min", "Share of codable time", "What it shows")
_NUMBERS = range(3, 6)
_NOTE = (
    "Codes: how often they begin, per minute of the time in which their tier could be judged (the denominator), and of "
    "states the share of that time. Links: by their first window, over all dyads."
)


def construct_blocks(found: Constructs, rows: Sequence[ContingencyRow]) -> Iterator[Block]:
    """Give the section; nothing where no scheme has constructs."""
    if not found.seen:
        return
    yield Heading("Constructs, and what speaks to them")
    yield Paragraph(f"Constructs are those of the scheme, of {plural(found.sessions, 'session')}. {NO_SCORE}")
    yield Items(tuple(f"{how[:1].upper()}{how[1:]}." for how in HOW_DIRECT.values()))
    said = tuple(f"{one.label}: {one.definition}" for one in found.seen if one.definition)
    if said:
        yield Items(said)
    columns = tuple(Column(title, number=place in _NUMBERS) for place, title in enumerate(_HEADS))
    cells = tuple(row for one in found.seen for row in _rows(one, rows))
    yield capped(Grid("Evidence for each construct", columns, cells, note=_NOTE), "summary.csv and contingency.csv")


def _rows(one: ConstructSeen, rows: Sequence[ContingencyRow]) -> Iterator[tuple[str, ...]]:
    for code in one.codes:
        yield (one.label, *_of_code(code))
    for link in one.links:
        yield (one.label, *_of_link(link, rows))
    if not one.codes and not one.links:
        yield (one.label, *(BLANK,) * (len(_HEADS) - 2), f"{NO_EVIDENCE[:1].upper()}{NO_EVIDENCE[1:]}.")


def _of_code(code: CodeEvidence) -> tuple[str, ...]:
    figures = (figure or BLANK for figure in code_figures(code))
    shown = f"{code.codable_ms / 60_000:.1f} codable min" if code.codable_ms else "There is no codable time."
    return (f"{code.name} ({code.tier})", code.evidence, *figures, shown)


def _of_link(link: LinkEvidence, rows: Sequence[ContingencyRow]) -> tuple[str, ...]:
    row = link_figures(link, rows)
    shown = BLANK if row is None else chance_words(row)
    return (pair_words(link.pair), link_sides(link), *(BLANK,) * len(_NUMBERS), shown)
