"""A scheme with what it extends written out."""

from pathlib import Path

import pytest

from coder.app.scheme_flatten import flatten_scheme
from coder.app.scheme_schema import NAME
from coder.app.shipped import shipped_folder
from coder.errors import CoderError
from coder.scheme.loader import load_scheme, read_scheme


def test_it_needs_no_other_file_and_means_the_same(tmp_path: Path) -> None:
    text = flatten_scheme("still-face", tmp_path / "new" / "whole.yaml")
    assert "extends" not in text
    assert read_scheme(text).scheme == load_scheme(shipped_folder("schemes") / "still-face.yaml").scheme
    assert (tmp_path / "new" / "whole.yaml").read_text(encoding="utf-8") == text
    assert (tmp_path / "new" / NAME).is_file()


def test_a_scheme_that_extends_none_stays_as_it_is() -> None:
    path = shipped_folder("schemes") / "core-cues.yaml"
    assert flatten_scheme(str(path)) == path.read_text(encoding="utf-8")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match=r"mine.yaml is there already"):
        flatten_scheme("still-face", tmp_path / "mine.yaml")
    assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == "mine"


def test_a_scheme_with_faults_is_not_flattened(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\n", encoding="utf-8")
    with pytest.raises(CoderError, match=r'"scheme" is missing'):
        flatten_scheme(str(tmp_path / "bad.yaml"), tmp_path / "out.yaml")
    assert not (tmp_path / "out.yaml").exists()
