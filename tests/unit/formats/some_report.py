"""A report with a block of each kind, and names as they come."""

from coder.model.report import Block, Column, Grid, Heading, Items, Paragraph, Picture, Report
from tests.unit.formats.pictures.some_charts import all_charts

HOSTILE = "<script>alert(\"1\")</script> & 'глаза'"


def some_report(rows: int = 3) -> Report:
    columns = (Column("Session"), Column("Kappa", number=True), Column("Why <not>"))
    grid = Grid("Figures & more", columns, tuple((f"D{n:03}", "0.71", HOSTILE) for n in range(rows)), note="A note.")
    pictures = [Picture(chart, f"Figure {n}. A caption", "What it shows") for n, chart in enumerate(all_charts(), 1)]
    blocks: tuple[Block, ...] = (
        Heading("Summary"),
        Paragraph(HOSTILE),
        Heading("For the methods section"),
        Paragraph("Two coders coded all sessions. " * 12, quoted=True),
        Heading("Pictures"),
        Heading("Of one session", 3),
        *pictures,
        grid,
        Items(("One sentence.", "Another one that is longer. " * 8)),
    )
    return Report(f"Agreement of {HOSTILE}", "core-cues 1.2.0", blocks)
