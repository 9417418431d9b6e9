"""What is said of a video, and of files that are none."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.frame_index import read_index
from coder.media.probe import probe
from tests.unit.media.clips import CLIPS, Recipe, cut, draw_clip
from tests.unit.media.conftest import Draw


def test_a_plain_video_is_described(draw: Draw) -> None:
    facts = probe(draw("h264 in mp4"))
    assert (facts.frames, facts.duration_s, facts.nominal_fps) == (100, 4.0, Fraction(25))
    assert (facts.mean_fps, facts.min_fps, facts.max_fps, facts.variable) == (25.0, 25.0, 25.0, False)
    assert (facts.width, facts.height, facts.audio, facts.codec) == (144, 64, True, "h264")
    assert (facts.start_s, facts.gaps, facts.warnings) == (0.0, (), ())


def test_sound_is_absent_where_there_is_none(draw: Draw) -> None:
    assert not probe(draw("h264 in mkv at 29.97")).audio


def test_whole_millisecond_times_are_not_a_variable_rate(draw: Draw) -> None:
    facts = probe(draw("h264 in mkv at 29.97"))
    assert facts.nominal_fps == Fraction(30_000, 1001)
    assert not facts.variable


def test_a_variable_rate_and_its_gap_are_named(draw: Draw) -> None:
    facts = probe(draw("variable rate"))
    assert facts.variable
    assert facts.min_fps < 2 < 60 < facts.max_fps
    assert [gap.length_ms for gap in facts.gaps] == [700]
    assert any("varies" in warning for warning in facts.warnings)


def test_the_start_is_the_first_frame_on_the_containers_time_line(draw: Draw) -> None:
    assert probe(draw("late start")).start_s == pytest.approx(0.48)


@pytest.mark.parametrize(
    ("name", "size"),
    [("rotated by 90", (144, 64)), ("wide pixels", (209, 64)), ("dv in avi", (768, 576))],
)
def test_the_size_is_the_one_shown(draw: Draw, name: str, size: tuple[int, int]) -> None:
    facts = probe(draw(name))
    assert (facts.width, facts.height) == size


def test_key_frames_far_apart_are_warned_of(tmp_path: Path) -> None:
    path = draw_clip(tmp_path / "long.mp4", Recipe(frames=160, gop=160))
    assert any("Key frames" in warning for warning in probe(path).warnings)


def test_a_file_without_an_index_is_warned_of(draw: Draw) -> None:
    assert any("no index" in warning for warning in probe(draw("mpeg2 in ts")).warnings)


def test_the_index_can_be_handed_in(draw: Draw) -> None:
    path = draw("late start")
    assert probe(path, index=read_index(path)) == probe(path)


@pytest.mark.parametrize("name", ["h264 in mkv at 29.97", "mjpeg in avi", "vp9 in webm"])
def test_a_file_cut_short_is_played_as_far_as_it_goes_and_says_where_it_ends(
    name: str, draw: Draw, tmp_path: Path
) -> None:
    facts = probe(cut(draw(name), tmp_path / f"cut{CLIPS[name].suffix}", end=0.6))
    assert 20 < facts.frames < 70
    assert any(f"ends at {facts.duration_s:.3f} s" in warning for warning in facts.warnings)


def test_half_an_mp4_whose_table_comes_first_is_played_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = draw_clip(tmp_path / "whole.mp4", Recipe(muxer={"movflags": "faststart"}, audio_s=4))
    facts = probe(cut(whole, tmp_path / "half.mp4", end=0.6))
    assert 30 < facts.frames < 80
    assert any("ends at" in warning for warning in facts.warnings)


def refusal(path: Path) -> CoderError:
    with pytest.raises(CoderError) as caught:
        probe(path)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value


def test_half_an_mp4_whose_table_comes_last_is_said_to_be_half(draw: Draw, tmp_path: Path) -> None:
    assert "moov" in refusal(cut(draw("h264 in mp4"), tmp_path / "half.mp4", end=0.5)).message


def test_a_text_file_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "notes.mp4"
    path.write_text("Session 3: the infant was tired.\n", encoding="utf-8")
    assert "text file" in refusal(path).message


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    assert "not there" in refusal(tmp_path / "gone.mp4").message


def test_a_folder_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "folder.mp4"
    path.mkdir()
    assert "folder" in refusal(path).message


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()
    assert "empty" in refusal(path).message


def test_random_bytes_are_no_video(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp4"
    path.write_bytes(np.random.default_rng(1).bytes(50_000))
    assert "cannot be read as a video" in refusal(path).message


def test_sound_alone_is_said_to_be_sound(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_s16le", rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 8000), np.int16), "s16", "mono")
        frame.sample_rate = 8000
        container.mux(stream.encode(frame))
    assert "only sound" in refusal(path).message


def test_bare_h264_is_asked_to_be_wrapped(tmp_path: Path) -> None:
    path = draw_clip(tmp_path / "bare.h264", Recipe(frames=30))
    assert "Wrap" in refusal(path).hint
