"""``coder demo``: a sample to try, also where there is no display."""

from pathlib import Path

import pytest

from tests.unit.cli.shell import NoWindow, coder


def test_with_a_display_the_copied_sample_is_opened_as_it_was_coded(tmp_path: Path) -> None:
    window = NoWindow(display=True)
    assert coder("demo", tmp_path / "demo", window=window) == 0
    assert window.opened == [(tmp_path / "demo", "ana", "")]
    assert (tmp_path / "demo/observations/ana.attune").is_file()


def test_without_a_display_both_paths_are_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("demo", tmp_path / "demo") == 0
    picture, table = capsys.readouterr().out.splitlines()[-2:]
    assert picture == str(tmp_path / "demo/demo.png")
    assert ",demo," in Path(table).read_text(encoding="utf-8")


def test_the_demo_can_be_run_again(tmp_path: Path) -> None:
    assert coder("demo", tmp_path / "demo") == 0
    assert coder("demo", tmp_path / "demo") == 0
    assert (tmp_path / "demo/observations/demo2.attune").is_file()


def test_the_demo_is_not_copied_over_other_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert coder("demo", tmp_path) == 3
    assert "not empty" in capsys.readouterr().err
