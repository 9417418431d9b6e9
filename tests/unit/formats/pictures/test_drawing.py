"""Pictures: each kind of chart in each kind of file, the same bytes each time."""

import subprocess
import sys
from hashlib import sha256

import pytest

from coder.errors import CoderError
from coder.formats.pictures.drawing import KINDS, picture_bytes
from coder.model.chart import Axis, Forest, ForestRow
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
