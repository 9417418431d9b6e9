"""A session of sound alone is coded along its waveform."""

from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.media.sound_only import SoundTimes
from tests.unit.media.sounds import draw_clicks, write_wave


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    """Write three seconds of sound."""
    return write_wave(tmp_path / "visit.wav", draw_clicks(8_000, [1.0], 3.0), 8_000)


def test_events_are_coded_in_steps_of_ten_milliseconds(wave: Path, tmp_path: Path) -> None:
    made = create_session(NewSession(tmp_path / "S01", (wave,), "core-cues")).session
    for presses in (["1.234,b"], ["2.5,b"]):
        with open_session(made.folder, "ana") as opened:
            assert isinstance(opened.video.frames, SoundTimes)
            assert (opened.workspace.end_ms, opened.workspace.view_only) == (3_000, "")
            code_keys(opened, presses)
    with open_session(made.folder, "ana") as again:
        assert [event.onset_ms for event in again.workspace.observation] == [1_230, 2_500]


def test_what_was_coded_is_exported(wave: Path, tmp_path: Path) -> None:
    made = create_session(NewSession(tmp_path / "S01", (wave,), "core-cues")).session
    with open_session(made.folder, "ana") as opened:
        code_keys(opened, ["1.234,b"])
    export(ExportWish((made.folder,), tmp_path / "out"))
    events = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert "1.230" in events


def test_sound_alone_is_no_part_of_a_cameras_files(wave: Path, tmp_path: Path) -> None:
    made = create_session(NewSession(tmp_path / "S01", (wave, wave), "core-cues", consecutive=True)).session
    with pytest.raises(CoderError, match=r"visit\.wav holds only sound"):
        open_session(made.folder, "ana")
