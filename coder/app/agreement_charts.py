"""Charts of agreement, of figures that are there: the confusion matrix, kappa against tolerance, kappa by session."""

from collections.abc import Sequence

from coder.app.agreement_scope import NIL, Pick, Scope, Stream, plain_code
from coder.app.agreement_values import count, kappa_words, seconds, two
from coder.model.agreement import Estimate, Judged, Method
from coder.model.chart import Axis, Cell, Curves, HeatMap, Line, Point, Rule
from coder.model.tolerance_curve import ToleranceCurve

METHOD_WORDS = {
    Method.TIME_UNIT: "units of time",
    Method.DURATION: "seconds",
    Method.OVERLAP: "events by overlap",
    Method.POINTS: "points by nearness",
    Method.ALIGNMENT: "events by alignment",
    Method.TOLERANCE: "units with tolerance",
}
_LOWEST = -0.2


def confusion_chart(
    scope: Scope, stream: Stream, method: Method, names: Sequence[str], tallies: Sequence[Sequence[float]]
) -> HeatMap:
    """Return the confusion matrix as a heat map; a cell off the diagonal leads to its disagreements."""
    used = [place for place in range(len(names)) if any(tallies[place]) or any(row[place] for row in tallies)]
    most = max((tallies[row][column] for row in used for column in used), default=0.0) or 1.0
    first, second = scope.pair
    cells = tuple(
        tuple(_cell(scope, stream, (names[row], names[column]), tallies[row][column], most) for column in used)
        for row in used
    )
    shown = tuple(names[place] for place in used)
    title = f"{stream.words}: {METHOD_WORDS[method]} by the codes of {first} and {second}"
    return HeatMap(title, first, second, shown, shown, cells)


def _cell(scope: Scope, stream: Stream, codes: tuple[str, str], tally: float, most: float) -> Cell:
    one, other = codes
    if one == other == NIL:
        return Cell(None, "", "What neither coder has is no event.")
    agreed = one == other
    said = f"{scope.pair[0]} {one}, {scope.pair[1]} {other}: {count(tally)}"
    words = f"Both {one}: {count(tally)}, agreed." if agreed else f"{said}. Enter shows where."
    leads = tally > 0 and not agreed
    datum = Pick(stream, plain_code(one), plain_code(other)) if leads else None
    return Cell(tally / most if tally else None, count(tally), words if leads or agreed else f"{said}.", datum, agreed)


def tolerance_chart(curve: ToleranceCurve, chosen_ms: int, judged: Sequence[Judged] = ()) -> Curves:
    """Return kappa against tolerance, in time and of events; a point leads to its tolerance in ms."""
    first, second = curve.pair
    names = (
        f"time, {first} as reference",
        f"time, {second} as reference",
        f"events ({METHOD_WORDS[curve.events].partition(' ')[2]})",
    )
    lines = tuple(
        Line(
            name, tuple(_point(name, step.tolerance_ms, (*step.in_time, step.of_events)[place]) for step in curve.steps)
        )
        for place, name in enumerate(names)
    )
    values = [point.y for line in lines for point in line.points if point.y is not None]
    low = min([0.0, *values])
    longest = max((step.tolerance_ms for step in curve.steps), default=0) / 1000
    asked = dict.fromkeys((one.criterion.statistic, one.criterion.least) for one in judged)
    across = tuple(Rule(least, f"criterion of the scheme: {statistic} ≥ {two(least)}") for statistic, least in asked)
    return Curves(
        f"{Stream(curve.tier, curve.code).words}: kappa against tolerance",
        Axis("tolerance", 0.0, longest, "s"),
        Axis("kappa", min(_LOWEST, low) if low < 0 else 0.0, 1.0),
        lines,
        across,
        (Rule(chosen_ms / 1000, f"{seconds(chosen_ms)} s, as asked"),),
    )


def _point(name: str, tolerance_ms: int, kappa: Estimate) -> Point:
    words = f"Tolerance {seconds(tolerance_ms)} s, {name}: kappa {kappa_words(kappa)}"
    return Point(tolerance_ms / 1000, kappa.value, words, tolerance_ms)
