"""Pictures: each kind of chart in each kind of file, the same bytes each time."""

import re
import subprocess
import sys
from datetime import date
from hashlib import sha256

import pytest

from coder.errors import CoderError
from coder.formats.pictures.drawing import KINDS, picture_bytes
from coder.model.chart import Axis, Curves, Forest, ForestRow, Histogram, Line, Point, Rule
from coder.model.report import Drawn
from tests.unit.formats.pictures.some_charts import all_charts, curves, empty, heat_map, strips

_OF_ALL = "\n".join(
    (
        "from hashlib import sha256",
        "from coder.formats.pictures.drawing import KINDS, picture_bytes",
        "from tests.unit.formats.pictures.some_charts import all_charts",
        "print(*(sha256(picture_bytes(one, kind)).hexdigest() for one in all_charts() for kind in KINDS))",
    )
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chart", all_charts(), ids=lambda chart: type(chart).__name__)
def test_every_chart_becomes_a_picture_of_every_kind(chart: Drawn, kind: str) -> None:
    begins = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}[kind]

    assert picture_bytes(chart, kind).startswith(begins)


def test_a_picture_has_the_same_bytes_in_another_process() -> None:
    here = [sha256(picture_bytes(one, kind)).hexdigest() for one in all_charts() for kind in KINDS]

    there = subprocess.run([sys.executable, "-c", _OF_ALL], capture_output=True, text=True, check=True)

    assert there.stdout.split() == here


def test_a_picture_tells_no_date_and_no_place() -> None:
    assert b"<dc:date>" not in picture_bytes(heat_map(), "svg")
    assert b"CreationDate" not in picture_bytes(heat_map(), "pdf")


def test_text_of_an_svg_stays_text_with_its_signs() -> None:
    svg = picture_bytes(heat_map(), "svg").decode("utf-8")

    assert ">toy &amp; &lt;b&gt;<" in svg
    assert ">away $x$<" in svg
    assert ">глаза<" in svg


def test_signs_that_the_font_lacks_are_drawn_without_a_warning() -> None:
    chart = Forest("視線", Axis("κ", 0, 1), (ForestRow("お母さん", 0.5, 0.4, 0.6, ".50", ""),))

    assert all(picture_bytes(chart, kind) for kind in KINDS)
    assert "お母さん" in picture_bytes(chart, "svg").decode("utf-8")


@pytest.mark.parametrize("chart", empty(), ids=lambda chart: type(chart).__name__)
def test_a_chart_of_nothing_is_drawn(chart: Drawn) -> None:
    assert picture_bytes(chart, "png")


def test_what_a_person_has_told_matplotlib_changes_no_picture_and_stays() -> None:
    import matplotlib as mpl

    plain = picture_bytes(curves(), "svg")
    with mpl.rc_context({"font.size": 30, "axes.grid": True, "lines.linewidth": 9}):
        assert picture_bytes(curves(), "svg") == plain
        assert mpl.rcParams["font.size"] == 30


def test_types_of_disagreement_are_in_the_legend_beside_codes() -> None:
    svg = picture_bytes(strips(), "svg").decode("utf-8")

    assert all(f">{word}<" in svg for word in ("boundary", "missed by B", "глаза"))
    assert ">category<" not in svg


def test_another_kind_of_picture_is_refused() -> None:
    with pytest.raises(CoderError, match="no kind of picture"):
        picture_bytes(heat_map(), "bmp")


def written(chart: Drawn) -> dict[str, tuple[float, float, bool]]:
    """Return every text of a picture with where it stands, in points, and whether it ends there."""
    svg = picture_bytes(chart, "svg").decode("utf-8")
    texts = re.findall(r"<text ([^>]*)>([^<]*)</text>", svg)
    places = {}
    for attributes, text in texts:
        moved = re.search(r"translate\(([\d.-]+) ([\d.-]+)\)", attributes)
        at = moved or re.search(r'x="([\d.-]+)" y="([\d.-]+)"', attributes)
        assert at is not None
        places[text] = (float(at[1]), float(at[2]), "anchor: end" in attributes)
    return places


def test_days_along_an_axis_are_written_as_dates() -> None:
    first = date(2026, 3, 2)
    days = [first.toordinal() + 7 * week for week in range(4)]
    line = Line("ana", tuple(Point(float(day), 0.8, "words") for day in days))
    chart = Curves("Drift", Axis("Coded on", days[0] - 1, days[-1] + 1, dates=True), Axis("Kappa", 0, 1), (line,))

    texts = written(chart)

    assert {"2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"} <= set(texts)
    assert not any(str(days[0])[:3] in text for text in texts)


def test_words_of_rules_that_are_near_each_other_stand_on_lines_of_their_own() -> None:
    rules = (Rule(0.0, "cue"), Rule(0.2, "window ends"), Rule(9.9, "the very end"))
    texts = written(Histogram("", Axis("x", -10, 10), Axis("y", 0, 1), (), rules))

    assert texts["cue"][1] < texts["window ends"][1]
    assert texts["the very end"][2], "no room to the right of it"
    assert not texts["cue"][2]


def test_words_of_a_rule_stand_lower_where_a_line_runs_at_the_top() -> None:
    axes = Axis("x", 0, 5), Axis("y", 0, 1)
    high, low = (Line("ana", tuple(Point(float(x), y, "words") for x in range(6))) for y in (0.98, 0.2))

    under, above = (written(Curves("", *axes, (one,), upright=(Rule(1.0, "as asked"),))) for one in (high, low))

    assert under["as asked"][1] > above["as asked"][1] + 5


def test_the_reason_of_a_blank_row_is_whole_where_two_lines_hold_it() -> None:
    reason = "none: there is one code only, so a fitted kappa says nothing"
    chart = Forest("", Axis("Kappa", 0, 1), (ForestRow("touch", None, None, None, reason, "words"),))

    assert " ".join(text for text in written(chart) if text in reason) == reason


def test_a_dot_at_the_end_of_the_axis_is_whole() -> None:
    chart = Forest("", Axis("Kappa", 0, 1), (ForestRow("touch", 1.0, 0.5, 1.0, "1.00", "words"),))

    svg = picture_bytes(chart, "svg").decode("utf-8")

    marks = re.findall(r"<g clip-path=[^>]*>\s*<use", svg)
    assert not marks
