"""Charts to look at in tests."""

from coder.model.chart import Axis, Bar, Cell, Curves, Forest, ForestRow, HeatMap, Histogram, Line, Point, Rule

NAMES = ("smile", "neutral", "none")


def heat_map(names: tuple[str, ...] = NAMES) -> HeatMap:
    """Build a map whose cells' data are their names."""
    cells = tuple(
        tuple(Cell(0.5, "5", f"{row} and {column}", (row, column), row == column) for column in names) for row in names
    )
    return HeatMap("Confusion", "ana", "ben", names, names, cells)


def curves() -> Curves:
    """Build two lines, the second with a gap."""
    lines = tuple(
        Line(name, tuple(Point(x, None if gap == x else x / 4, f"{name} at {x}", (name, x)) for x in range(5)))
        for name, gap in (("one", -1), ("other", 2))
    )
    return Curves("Kappa", Axis("tolerance", 0, 4, "s"), Axis("kappa", 0, 1), lines, (Rule(0.7, "criterion"),))


def histogram() -> Histogram:
    """Build bars, one of them empty."""
    bars = tuple(Bar(x, x + 1, x % 3, f"from {x}", x, 1.0, 0.5, 1.5) for x in range(6))
    return Histogram("Responses", Axis("time", 0, 6, "s"), Axis("responses", 0, 3), bars, (Rule(2, "cue"),))


def forest() -> Forest:
    """Build a row with an estimate, one without, and the mean, which leads nowhere."""
    rows = (
        ForestRow("D01", 0.5, 0.1, 0.9, "0.50", "D01: 0.50", "D01"),
        ForestRow("D02", None, None, None, "no cue", "D02: no cue", "D02"),
        ForestRow("mean", 0.5, -9.0, 9.0, "0.50", "mean: 0.50", whole=True),
    )
    return Forest("Log odds", Axis("log odds", -2, 2), rows, (Rule(0, "no effect"),))
