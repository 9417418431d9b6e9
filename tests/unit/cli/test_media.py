"""``coder media``: facts and exact frames."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.shell import coder


def test_probe_prints_what_a_machine_reads(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("media", "probe", session / "video.mp4", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    wanted = {"frames": 1875, "duration_s": 75.0, "nominal_fps": 25.0, "variable": False, "width": 640, "height": 360}
    assert {name: facts[name] for name in wanted} == wanted
    assert facts["audio"] is True
    assert facts["start_s"] == 0


def test_frames_come_in_the_order_asked(session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("media", "frame", session / "video.mp4", "--at", "2.5", "--at", "1.0", "--at", "74.999", "-o", tmp_path)
    assert coder(*words, "--json") == 0
    frames = json.loads(capsys.readouterr().out)
    assert [(frame["asked"], frame["index"], frame["time_s"]) for frame in frames] == [
        (2.5, 62, 2.48),
        (1.0, 25, 1.0),
        (74.999, 1874, 74.96),
    ]
    assert all(Path(frame["file"]).read_bytes().startswith(b"\x89PNG") for frame in frames)


def test_frames_are_asked_for_by_number(session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("media", "frame", session / "video.mp4", "--index", "3", "-o", tmp_path, "--json") == 0
    (frame,) = json.loads(capsys.readouterr().out)
    assert (frame["asked"], frame["index"], frame["time_s"]) == (3, 3, 0.12)


@pytest.mark.parametrize("words", [("--index", "1875"), ("--index", "-1"), ("--at", "-1"), ("--at", "soon")])
def test_a_frame_that_is_not_there_is_bad_data(words: tuple[str, str], session: Path, tmp_path: Path) -> None:
    assert coder("media", "frame", session / "video.mp4", *words, "-o", tmp_path / "out") == 3
    assert not (tmp_path / "out").exists()
