"""The further cameras of a session: found, laid on the main video's time, and kept where they were laid."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coder.app.cameras import align_by_sound, paths_by_camera, place_films, read_films, save_offsets
from coder.app.new_session import NewSession, create_session
from coder.errors import CoderError
from coder.media.cameras import Camera, Cameras
from coder.model.session import Session
from coder.store.session_folder import load_session, save_session
from tests.doubles import EvenFrames
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.sounds import Sounding, draw_clicks, draw_film, write_wave


def make(folder: Path, *files: Path, offsets_s: tuple[float, ...] = ()) -> Session:
    wanted = NewSession(folder, files, "core-cues", copy=True, offsets_s=offsets_s)
    return create_session(wanted).session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Make a session of three cameras: 4 s, 2.4 s from 1.5 s on, 1.6 s from −0.5 s on."""
    files = [
        draw_clip(tmp_path / f"{name}.mp4", Recipe(frames=frames))
        for name, frames in (("a", 100), ("b", 60), ("c", 40))
    ]
    return make(tmp_path / "D01", *files, offsets_s=(0.0, 1.5, -0.5))


MAIN = EvenFrames(4_000)


def test_films_are_read_and_laid_on_the_main_videos_time(session: Session) -> None:
    films = read_films(session)
    assert [(film.number, film.name, film.problem, film.pictures) for film in films] == [
        (1, "b.mp4", "", True),
        (2, "c.mp4", "", True),
    ]
    assert [film.fingerprints for film in films] == [(medium.fingerprint,) for medium in session.media[1:]]
    cameras = place_films(session, MAIN, films)
    assert [camera.offset_ms for camera in cameras] == [0, 1_500, -500]
    assert [camera.end_ms for camera in cameras] == [4_000, 3_900, 1_100]


def test_offsets_count_from_the_main_camera_wherever_it_lies(tmp_path: Path) -> None:
    files = [draw_clip(tmp_path / f"{name}.mp4", Recipe(frames=40)) for name in "ab"]
    session = make(tmp_path / "D01", *files, offsets_s=(10.0, 11.25))
    assert [camera.offset_ms for camera in place_films(session, MAIN, read_films(session))] == [0, 1_250]


def test_a_film_that_is_missing_or_no_film_says_so_and_the_others_are_there(session: Session) -> None:
    session.media_path(1).unlink()
    session.media_path(2).write_bytes(b"no film at all" * 100)
    films = read_films(session)
    assert films[0].problem == "b.mp4 is missing."
    assert "c.mp4" in films[1].problem
    assert [film.frames for film in films] == [None, None]
    cameras = place_films(session, MAIN, films)
    assert cameras[1].nearest_frame(2_000) == 0
    assert cameras[1].end_ms == cameras[1].offset_ms


def test_a_file_that_was_swapped_since_coding_began_is_named(session: Session, tmp_path: Path) -> None:
    known = [medium.fingerprint for medium in session.media]
    draw_clip(session.media_path(1), Recipe(frames=50))
    films = read_films(session, known)
    assert films[0].problem == "b.mp4 differs from the file that was there when coding began."
    assert films[0].frames is not None
    assert films[1].problem == ""


def test_a_file_of_sound_alone_can_be_a_camera_that_is_heard(tmp_path: Path) -> None:
    video = draw_clip(tmp_path / "a.mp4", Recipe(frames=100))
    sound = write_wave(tmp_path / "microphone.wav", draw_clicks(48_000, [1.0], 3.0), 48_000)
    session = make(tmp_path / "D01", video, sound, offsets_s=(0.0, 0.4))
    (film,) = read_films(session)
    assert not film.pictures
    assert film.problem == ""
    assert film.frames is not None
    assert film.frames.duration_ms == 3_000


def test_offsets_are_kept_in_the_sessions_file(session: Session) -> None:
    cameras = place_films(session, MAIN, read_films(session)).with_offset(1, 1_480)
    now = save_offsets(session, cameras)
    assert [medium.offset_s for medium in now.media] == [0.0, 1.48, -0.5]
    kept = load_session(session.folder)
    assert [medium.offset_s for medium in kept.media] == [0.0, 1.48, -0.5]
    assert [medium.fingerprint for medium in kept.media] == [medium.fingerprint for medium in session.media]


def test_files_that_go_on_follow_their_first_one_and_a_fifth_camera_keeps_its_place(tmp_path: Path) -> None:
    files = tuple(draw_clip(tmp_path / f"{number}.mp4", Recipe(frames=10)) for number in range(6))
    session = make(tmp_path / "D01", *files, offsets_s=(0.0, 1.0, 0.0, 3.0, 4.0, 5.0))
    media = tuple(
        medium if number != 2 else type(medium)(medium.file, 0.0, medium.outside, medium.fingerprint, True)
        for number, medium in enumerate(session.media)
    )
    save_session(Session(session.id, session.folder, media, session.scheme, session.dyad))
    session = load_session(session.folder)
    assert [[path.name for path in paths] for paths in paths_by_camera(session)] == [
        ["0.mp4"],
        ["1.mp4", "2.mp4"],
        ["3.mp4"],
        ["4.mp4"],
    ]
    films = read_films(session)
    assert films[0].frames is not None
    assert len(films[0].frames) == 20
    now = save_offsets(session, place_films(session, MAIN, films).with_offset(1, 1_250))
    assert [medium.offset_s for medium in now.media] == [0.0, 1.25, 0.0, 3.0, 4.0, 5.0]


def test_a_session_that_was_given_other_cameras_meanwhile_is_left_alone(session: Session) -> None:
    save_session(Session(session.id, session.folder, session.media[:2], session.scheme, session.dyad))
    with pytest.raises(CoderError, match="other cameras than before"):
        save_offsets(session, Cameras((Camera(0, MAIN), Camera(1, MAIN), Camera(2, MAIN))))


def test_cameras_are_aligned_by_their_sound_and_say_how_sure_that_is(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    at_s = np.sort(rng.uniform(0.5, 19.0, 30))
    one = draw_clicks(48_000, at_s.tolist(), 20.0, noise=30, seed=1)
    two = draw_clicks(48_000, [second - 3.25 for second in at_s if second > 3.5], 16.0, noise=30, seed=2)
    files = [
        draw_film(tmp_path / "one.mov", [Sounding(one)], 20.0),
        draw_film(tmp_path / "two.mov", [Sounding(two)], 16.0),
    ]
    shares: list[float] = []
    found = align_by_sound(make(tmp_path / "D01", *files), 1, progress=shares.append)
    assert found.offset_ms == pytest.approx(3_250, abs=1)
    assert found.sure
    assert shares[-1] == 1.0


def test_all_files_of_a_camera_are_heard(tmp_path: Path) -> None:
    rng = np.random.default_rng(6)
    at_s = np.sort(rng.uniform(0.2, 30.0, 40))

    def film(name: str, begin_s: float, length_s: float) -> Path:
        clicks = [second - begin_s for second in at_s if begin_s < second < begin_s + length_s]
        wave = draw_clicks(48_000, clicks, length_s, noise=30, seed=ord(name))
        return draw_film(tmp_path / f"{name}.mov", [Sounding(wave)], length_s)

    session = make(tmp_path / "D01", film("a", 0, 8), film("b", 8, 12), film("c", 10.5, 5), film("d", 15.5, 12))
    continues = (False, True, False, True)
    media = tuple(replace(medium, continues=goes_on) for medium, goes_on in zip(session.media, continues, strict=True))
    found = align_by_sound(replace(session, media=media), 1)
    assert found.offset_ms == pytest.approx(10_500, abs=1)
    assert found.sure


def test_a_camera_without_sound_says_so(session: Session) -> None:
    with pytest.raises(CoderError, match="has no sound"):
        align_by_sound(session, 1)
