"""Pictures of charts as files."""

from pathlib import Path

import pytest

from coder.app.pictures import draw_picture
from coder.errors import CoderError
from tests.unit.formats.pictures.some_charts import forest


def test_a_picture_is_of_the_kind_that_its_file_is_named_after(tmp_path: Path) -> None:
    draw_picture(forest(), tmp_path / "kappa.SVG")

    assert (tmp_path / "kappa.SVG").read_bytes().startswith(b"<?xml")
    assert [one.name for one in tmp_path.iterdir()] == ["kappa.SVG"]


def test_a_picture_without_a_kind_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="no kind of picture"):
        draw_picture(forest(), tmp_path / "kappa")

    assert not list(tmp_path.iterdir())
