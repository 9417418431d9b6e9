"""A chart of each kind, with names as they come: signs of markup, other alphabets, long ones."""

from coder.model.chart import (
    Axis,
    Bar,
    Cell,
    Curves,
    Forest,
    ForestRow,
    HeatMap,
    Histogram,
    Line,
    Point,
    Rule,
)
from coder.model.report import Drawn
from coder.model.strips import Stretch, Strip, Strips

NAMES = ("toy & <b>", "away $x$", "глаза")
SECONDS = Axis("Time", 0.0, 10.0, "s")
TYPES = ("boundary", "category", "missed by A", "missed by B")


def heat_map() -> HeatMap:
    cells = tuple(
        tuple(
            Cell(0.9 if row == column else 0.1, f"{row}{column}", "words", framed=row == column) for column in range(3)
        )
        for row in range(3)
    )
    return HeatMap("Infant gaze", "ana", 'b"en', NAMES, NAMES, cells, path=((0.5, 0.5), (1.5, 0.5)), note="30 units.")


def curves() -> Curves:
    upper = Line("ana", tuple(Point(x, x / 10, "words", low=x / 20, high=x / 9) for x in range(5)))
    lower = Line("ben", (Point(0, None, "none"), Point(2, 0.5, "half")), stepped=True, faint=True, marked=False)
    rules = (Rule(0.7, "criterion"),)
    return Curves(
        "Kappa against tolerance", SECONDS, Axis("Kappa", 0.0, 1.0), (upper, lower), rules, (Rule(2, "unit"),)
    )


def histogram() -> Histogram:
    bars = (Bar(-1, 0, 2.0, "two", chance=1.5, chance_low=1.0, chance_high=2.0), Bar(0, 1, 4.0, "four"))
    return Histogram(
        "Touch after cry", Axis("After the cue", -1, 1, "s"), Axis("A minute", 0, 5), bars, (Rule(0, "cue"),)
    )


def forest() -> Forest:
    rows = (
        ForestRow("caregiver", 0.8, 0.7, 0.9, ".80 [.70, .90]", "words"),
        ForestRow(
            "an infant with a name that is very long indeed, so long", None, None, None, "one code only", "words"
        ),
        ForestRow("all", 0.75, None, None, ".75", "words", whole=True),
    )
    return Forest("Kappa", Axis("Kappa", -0.2, 1.0), rows, (Rule(0.7, "criterion"),))


def strips() -> Strips:
    own = (Stretch(0.0, 4.0, 0, "words"), Stretch(4.0, 6.0, 1, "words"), Stretch(7.0, None, 2, "words"))
    differ = (Stretch(4.0, 5.0, 0, "words"), Stretch(7.0, None, 3, "words"))
    strips_of = (Strip("ana", NAMES, own), Strip("ben", NAMES, own[:1]), Strip("differ", TYPES, differ, apart=True))
    return Strips("D01: infant gaze", SECONDS, strips_of, blank=((8.0, 10.0),))


def empty() -> list[Drawn]:
    """Return charts of nothing."""
    nowhere = Axis("x", 0.0, 0.0)
    return [
        HeatMap("", "", "", (), (), ()),
        Curves("", nowhere, nowhere, ()),
        Histogram("", nowhere, nowhere, ()),
        Forest("", nowhere, ()),
        Strips("", nowhere, ()),
    ]


def all_charts() -> list[Drawn]:
    return [heat_map(), curves(), histogram(), forest(), strips()]
