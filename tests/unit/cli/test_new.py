"""``coder new``: everything is checked before anything is written."""

from pathlib import Path

import pytest

from coder.model.session import SessionClock
from coder.store.session_folder import load_session
from tests.unit.cli.shell import coder


def test_a_session_refers_to_its_video_by_the_way_to_it(session: Path, tmp_path: Path) -> None:
    made = tmp_path / "new"
    assert coder("new", made, "--media", session / "video.mp4", "--scheme", "core-cues", "--dyad", "D7") == 0
    found = load_session(made)
    assert (found.id, found.dyad, found.media[0].file) == ("new", "D7", "../D01_v1/video.mp4")
    assert found.media_path() == (session / "video.mp4").resolve()
    assert (made / "scheme.schema.json").is_file()
    assert coder("code", made, "--coder", "ana", "--keys", _one_key(tmp_path)) == 0


def test_a_video_can_be_copied_into_the_session(session: Path, tmp_path: Path) -> None:
    scheme = Path(__file__).parents[3] / "schemes" / "core-cues.yaml"
    assert (
        coder("new", tmp_path / "n", "--media", session / "video.mp4", "--scheme", scheme, "--copy", "--id", "X") == 0
    )
    assert (tmp_path / "n/video.mp4").read_bytes() == (session / "video.mp4").read_bytes()
    assert load_session(tmp_path / "n").id == "X"


def test_offsets_are_kept(session: Path, tmp_path: Path) -> None:
    video = session / "video.mp4"
    words = ("new", tmp_path / "n", "--media", video, "--media", video, "--scheme", "core-cues")
    assert coder(*words, "--offset", "0", "--offset", "1.5") == 0
    assert [medium.offset_s for medium in load_session(tmp_path / "n").media] == [0.0, 1.5]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.mp4", b"These are notes of the visit.\n" * 20, "not a video"),
        ("empty.mp4", b"", "empty"),
        ("missing.mp4", None, "missing.mp4"),
    ],
)
def test_a_file_that_is_no_video_makes_no_session(
    name: str, content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert coder("new", tmp_path / "n", "--media", tmp_path / name, "--scheme", "core-cues") == 3
    assert said in capsys.readouterr().err
    assert not (tmp_path / "n").exists()


def test_half_a_video_is_told_with_where_it_ends(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (session / "video.mp4").read_bytes()
    (tmp_path / "half.mp4").write_bytes(whole[: len(whole) // 2])
    assert coder("new", tmp_path / "n", "--media", tmp_path / "half.mp4", "--scheme", "core-cues") == 0
    assert "half.mp4 is cut or damaged at its end: it can be played to 0:" in capsys.readouterr().err


def test_half_a_video_without_its_table_of_frames_makes_no_session(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = (session / "video.mp4").read_bytes()
    (tmp_path / "half.mp4").write_bytes(whole.replace(b"moov", b"xxxx", 1))
    assert coder("new", tmp_path / "n", "--media", tmp_path / "half.mp4", "--scheme", "core-cues") == 3
    assert "half.mp4" in capsys.readouterr().err
    assert not (tmp_path / "n").exists()


def test_a_scheme_with_faults_makes_no_session(
    session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.yaml").write_text("format: 1\nscheme: {id: bad}\n", encoding="utf-8")
    assert coder("new", tmp_path / "n", "--media", session / "video.mp4", "--scheme", tmp_path / "bad.yaml") == 3
    assert "bad.yaml" in capsys.readouterr().err
    assert not (tmp_path / "n").exists()


def test_a_session_is_never_made_over_another(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (session / "session.yaml").read_bytes()
    assert coder("new", session, "--media", session / "video.mp4", "--scheme", "core-cues") == 3
    assert "is a session already" in capsys.readouterr().err
    assert (session / "session.yaml").read_bytes() == before


def _one_key(folder: Path) -> Path:
    path = folder / "one.csv"
    path.write_text("1,b\n", encoding="utf-8")
    return path


def test_a_session_without_media_has_a_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = tmp_path / "live"
    words = ("--no-media", "--length", "600", "--rate", "50", "--scheme", "core-cues", "--age-days", "182")
    assert coder("new", made, *words) == 0
    found = load_session(made)
    assert found.age_days == 182
    assert found.media == ()
    assert found.clock == SessionClock(600, 50)
    assert coder("code", made, "--coder", "ana", "--keys", _one_key(tmp_path)) == 0
    assert coder("export", made, "-o", tmp_path / "out") == 0
    assert (tmp_path / "out/events.csv").read_text(encoding="utf-8").count("\n") > 1


@pytest.mark.parametrize(
    "words", [("--no-media",), ("--length", "600"), (), ("--no-media", "--length", "6", "--media", "v.mp4")]
)
def test_a_session_needs_either_a_video_or_a_clock(words: tuple[str, ...], tmp_path: Path) -> None:
    assert coder("new", tmp_path / "n", "--scheme", "core-cues", *words) == 2
    assert not (tmp_path / "n").exists()


def test_files_of_one_camera_follow_one_another(session: Path, tmp_path: Path) -> None:
    video = session / "video.mp4"
    words = ("new", tmp_path / "n", "--media", video, "--media", video, "--scheme", "core-cues", "--consecutive")
    assert coder(*words) == 0
    assert [medium.continues for medium in load_session(tmp_path / "n").media] == [False, True]


def test_a_study_file_with_faults_is_told_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "study.yaml").write_text("id: play\n", encoding="utf-8")
    assert coder("new", tmp_path / "n", "--no-media", "--length", "60", "--scheme", "core-cues") == 3
    assert "study.yaml:1" in capsys.readouterr().err
    assert not (tmp_path / "n").exists()
