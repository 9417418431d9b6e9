"""The sample sessions are what they say: drawn by the script in their folder, with the truth written beside them."""

import csv
import importlib
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coder.media.fingerprint import read_fingerprint
from coder.scheme.loader import load_scheme
from coder.store.observation_file import open_observation
from coder.store.session_folder import load_session, observation_path
from coder.store.study_folder import load_study

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_sessions"
SESSIONS = ("D01_v1", "D02_v1", "D03_v1")
PROMISED = {"D01_v1": (75.0, Fraction(25)), "D02_v1": (62.0, None), "D03_v1": (92.0, Fraction(30000, 1001))}
SCHEMES = {"D01_v1": "core-cues", "D02_v1": "core-cues", "D03_v1": "still-face"}
MIB = 1024 * 1024

Picture = NDArray[np.uint8]


@pytest.fixture(scope="module")
def drawing() -> Iterator[Any]:
    """The drawing code beside the samples; it is no part of the program, so it is imported from its folder."""
    sys.path.insert(0, str(SAMPLES))
    try:
        yield importlib.import_module("drawing.scene"), importlib.import_module("drawing.script")
    finally:
        sys.path.remove(str(SAMPLES))


def truth_of(name: str) -> list[dict[str, str]]:
    with (SAMPLES / name / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def frame_times_s(name: str) -> list[float]:
    import av

    with av.open(str(SAMPLES / name / "video.mp4")) as container:
        stream = container.streams.video[0]
        assert stream.time_base is not None
        ticks = sorted(packet.pts for packet in container.demux(stream) if packet.pts is not None)
        return [float(tick * stream.time_base) for tick in ticks]


def decoded(name: str, numbers: list[int]) -> dict[int, Picture]:
    import av

    found: dict[int, Picture] = {}
    with av.open(str(SAMPLES / name / "video.mp4")) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number in numbers:
                found[number] = frame.to_ndarray(format="rgb24").astype(np.uint8)
            if len(found) == len(numbers):
                break
    return found


def difference(first: Picture, second: Picture) -> float:
    return float(np.abs(first.astype(np.int16) - second.astype(np.int16)).mean())


@pytest.mark.parametrize("name", SESSIONS)
def test_a_video_has_the_size_and_the_length_that_are_promised(name: str) -> None:
    import av

    path = SAMPLES / name / "video.mp4"
    assert path.stat().st_size < 3 * MIB
    with av.open(str(path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.width, video.height) == (640, 360)
        assert (video.codec.name, audio.codec.name) == ("h264", "aac")
        assert container.duration is not None
        length_s = container.duration / av.time_base
    assert 60 <= length_s <= 120
    assert length_s == pytest.approx(PROMISED[name][0], abs=0.1)


@pytest.mark.parametrize("name", SESSIONS)
def test_a_video_has_the_rate_that_is_promised(name: str) -> None:
    gaps = np.diff(frame_times_s(name))
    fps = PROMISED[name][1]
    if fps is None:
        assert gaps.max() > 4 * np.median(gaps), "a telephone loses frames"
        assert len(np.unique(np.round(gaps, 4))) > 50, "a telephone's rate jitters"
    else:
        assert np.allclose(gaps, float(1 / fps), atol=1e-6)


@pytest.mark.parametrize("name", SESSIONS)
def test_the_truth_lies_on_frames_of_the_video(name: str) -> None:
    times = [round(time_s * 1000) for time_s in frame_times_s(name)]
    known = {*times, *(time + 1 for time in times), *(time - 1 for time in times)}
    for act in truth_of(name):
        onset_ms = round(float(act["onset_s"]) * 1000)
        assert onset_ms in known, act
        if act["offset_s"]:
            offset_ms = round(float(act["offset_s"]) * 1000)
            assert onset_ms < offset_ms <= times[-1] + 200, act


@pytest.mark.parametrize("name", SESSIONS)
def test_the_truth_of_an_exhaustive_tier_has_no_gap(name: str) -> None:
    for tier in ("cg_gaze", "cg_face", "in_gaze", "in_face"):
        acts = [act for act in truth_of(name) if act["tier"] == tier]
        assert float(acts[0]["onset_s"]) == 0
        for before, after in pairwise(acts):
            assert before["offset_s"] == after["onset_s"]
            assert (before["code"], before["modifiers"]) != (after["code"], after["modifiers"])


@pytest.mark.parametrize("name", SESSIONS)
def test_the_truth_uses_the_words_of_the_scheme(name: str) -> None:
    scheme = load_scheme(ROOT / "schemes" / f"{SCHEMES[name]}.yaml").scheme
    for act in truth_of(name):
        code = scheme.code(act["tier"], act["code"])
        assert code is not None, act
        for pair in filter(None, act["modifiers"].split(";")):
            asked, _, value = pair.partition("=")
            modifier = code.modifier(asked)
            assert modifier is not None, act
            assert value in {option.id for option in modifier.options}, act


def test_every_code_of_core_cues_is_on_show_in_the_study() -> None:
    scheme = load_scheme(ROOT / "schemes" / "core-cues.yaml").scheme
    shown = {(act["tier"], act["code"]) for name in SESSIONS for act in truth_of(name)}
    assert {(tier.id, code.id) for tier in scheme.tiers for code in tier.codes} <= shown


def test_every_phase_of_still_face_is_on_show() -> None:
    phases = [act["code"] for act in truth_of("D03_v1") if act["tier"] == "phase"]
    assert phases == ["play", "still", "reunion"]


def test_the_samples_are_a_study_of_three_sessions() -> None:
    study = load_study(SAMPLES)
    assert study.id == "sample"
    assert [(session.id, session.scheme) for session in study.sessions] == list(SCHEMES.items())
    assert all(session.media_path().is_file() for session in study.sessions)


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("coder", ["ana", "ben"])
def test_an_observation_is_of_the_scheme_and_the_video_that_are_committed(name: str, coder: str) -> None:
    session = load_session(SAMPLES / name)
    scheme = load_scheme(ROOT / "schemes" / f"{SCHEMES[name]}.yaml")
    with closing(open_observation(observation_path(session, coder), read_only=True)) as file:
        assert file.scheme_sha256 == scheme.sha256, "run sample_sessions/observe.py again"
        assert file.media[0].fingerprint == read_fingerprint(session.media_path())
        assert file.identity.coder == coder


@pytest.mark.parametrize("name", SESSIONS)
@pytest.mark.parametrize("coder", ["ana", "ben"])
def test_a_coder_departs_from_the_truth_as_a_person_does(name: str, coder: str) -> None:
    path = observation_path(load_session(SAMPLES / name), coder)
    with closing(open_observation(path, read_only=True)) as file:
        coded = file.load()
    seen_again = [spell.end_ms(0) for spell in coded.lane("uncodable")]
    events = [event for event in coded if event.tier not in ("phase", "uncodable") and event.onset_ms > 0]
    truth = [act for act in truth_of(name) if act["tier"] not in ("phase", "uncodable") and float(act["onset_s"]) > 0]
    onsets: dict[tuple[str, str], list[int]] = {}
    for act in truth:
        onsets.setdefault((act["tier"], act["code"]), []).append(round(float(act["onset_s"]) * 1000))
    prompt = [event for event in events if not any(0 <= event.onset_ms - end_ms < 100 for end_ms in seen_again)]
    assert len(events) - len(prompt) <= 1, "what began unseen is coded when it is seen again"
    late_ms = [min((event.onset_ms - onset for onset in onsets[event.tier, event.code]), key=abs) for event in prompt]
    assert all(abs(ms) < 600 for ms in late_ms)
    assert 60 < np.std(late_ms) < 180
    assert 0.85 * len(truth) < len(events) <= len(truth)


@pytest.mark.parametrize("name", SESSIONS)
def test_the_same_script_draws_the_same_picture(name: str, drawing: Any) -> None:
    scene, script = drawing
    first, second = (scene.Scene(script.load_script(SAMPLES / name)) for _ in range(2))
    last = len(first.script.frame_ticks) - 1
    for number in (0, 611, last):
        assert np.array_equal(first.draw(number), second.draw(number))
        assert np.array_equal(first.draw(number), first.draw(number))


@pytest.mark.parametrize("name", SESSIONS)
def test_the_script_gives_the_truth_that_is_committed(name: str, drawing: Any, tmp_path: Path) -> None:
    _, script = drawing
    script.write_truth(script.load_script(SAMPLES / name), tmp_path / "truth.csv")
    assert (tmp_path / "truth.csv").read_bytes() == (SAMPLES / name / "truth.csv").read_bytes()


@pytest.mark.parametrize("name", SESSIONS)
def test_the_script_gives_the_frame_times_of_the_video(name: str, drawing: Any) -> None:
    _, script = drawing
    loaded = script.load_script(SAMPLES / name)
    assert np.allclose([tick / loaded.ticks_per_s for tick in loaded.frame_ticks], frame_times_s(name), atol=1e-6)


@pytest.mark.parametrize("name", SESSIONS)
def test_the_video_shows_the_pictures_that_the_script_draws(name: str, drawing: Any) -> None:
    scene, script = drawing
    drawn = scene.Scene(script.load_script(SAMPLES / name))
    times = drawn.script.frame_times_s
    onsets = sorted({float(act["onset_s"]) for act in truth_of(name)})
    numbers = [bisect_right(times, onset + 1e-6) - 1 for onset in onsets[1::7]]
    for number, picture in decoded(name, numbers).items():
        assert difference(picture, drawn.draw(number)) < 4
        # The number in the corner tells a frame from its neighbours.
        near = {other: difference(picture[8:31, 497:], drawn.draw(other)[8:31, 497:]) for other in _around(number)}
        assert min(near, key=lambda other: near[other]) == number


def _around(number: int) -> tuple[int, int, int]:
    return number - 1, number, number + 1
