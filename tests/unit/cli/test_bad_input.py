"""Bad input ends in one clear sentence with a hint, exit code 3, and nothing lost."""

import shutil
from pathlib import Path

import pytest

from tests.unit.cli.shell import NoWindow, coder


def press(session: Path, *, by: str = "ana") -> int:
    """Code one event."""
    keys = session.parent / "one.csv"
    keys.write_text("1,b\n", encoding="utf-8")
    return coder("code", session, "--coder", by, "--keys", keys)


@pytest.mark.parametrize("name", ["a/b", "../ana", "..", "", "a\\b", "con", ".ana", "x" * 80])
def test_a_coder_id_that_is_no_plain_name_is_refused(
    name: str, session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert press(session, by=name) == 3
    assert capsys.readouterr().err.startswith("coder: ")
    assert not (session / "observations").exists()


def test_a_missing_video_is_named(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (session / "video.mp4").unlink()
    assert press(session) == 3
    assert "video.mp4 is missing" in capsys.readouterr().err


def test_a_missing_video_leaves_what_was_coded_exportable(session: Path, tmp_path: Path) -> None:
    press(session)
    (session / "video.mp4").unlink()
    assert coder("export", session, "-o", tmp_path / "out") == 0
    assert ",b" not in (tmp_path / "out/events.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "1.000" in (tmp_path / "out/events.csv").read_text(encoding="utf-8")


def test_another_video_than_the_one_coded_is_named_and_not_coded_on(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    press(session)
    shutil.copy(session.parents[0] / "D01_v1/video.mp4", session.parent / "kept.mp4")
    shutil.copy(Path(__file__).parents[3] / "sample_sessions/D02_v1/video.mp4", session / "video.mp4")
    assert press(session) == 3
    assert "231 frames fewer" in capsys.readouterr().err


def test_an_observation_of_another_session_is_refused(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    press(session)
    text = (session / "session.yaml").read_text(encoding="utf-8")
    (session / "session.yaml").write_text(text.replace("D01_v1", "D09_v1"), encoding="utf-8")
    assert press(session) == 3
    assert "D01_v1" in capsys.readouterr().err


def test_a_session_file_that_points_outside_its_folder_is_refused(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (session / "session.yaml").read_text(encoding="utf-8")
    (session / "session.yaml").write_text(text.replace("video.mp4", "../../secret.mp4"), encoding="utf-8")
    assert press(session) == 3
    assert "outside" in capsys.readouterr().err


def test_a_scheme_changed_after_coding_began_is_told_and_coding_goes_on_under_the_old_one(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme = Path(__file__).parents[3] / "schemes/core-cues.yaml"
    own = session / "own.yaml"
    own.write_text(scheme.read_text(encoding="utf-8"), encoding="utf-8")
    text = (session / "session.yaml").read_text(encoding="utf-8")
    (session / "session.yaml").write_text(text.replace("scheme: core-cues", "scheme: own.yaml"), encoding="utf-8")
    assert press(session) == 0
    own.write_text(own.read_text(encoding="utf-8").replace("key: b\n", "key: m\n"), encoding="utf-8")
    assert press(session) == 0
    assert "The scheme has changed since coding began: " in capsys.readouterr().err


def test_a_damaged_observation_is_refused_and_left_as_it_is(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    press(session)
    file = session / "observations/ana.attune"
    file.write_bytes(file.read_bytes()[:5000])
    before = file.read_bytes()
    assert press(session) == 3
    assert "ana.attune" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_an_unknown_pass_is_refused(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = session.parent / "one.csv"
    keys.write_text("1,b\n", encoding="utf-8")
    assert coder("code", session, "--coder", "ana", "--keys", keys, "--pass", "nope") == 3
    assert "no pass 'nope'" in capsys.readouterr().err


def test_without_a_display_open_says_so(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("open", session) == 3
    assert "no display" in capsys.readouterr().err


def test_open_shows_the_session_to_the_coder(session: Path) -> None:
    window = NoWindow(display=True)
    assert coder("open", session, "--coder", "ana", window=window) == 0
    assert window.opened == [(session, "ana", "")]


def test_a_wrong_word_is_wrong_usage() -> None:
    assert coder("bogus") == 2
    assert coder("media", "frame", "x.mp4", "-o", "out") == 2


def test_the_doctor_names_problems_with_their_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("doctor") == 0
    assert "note: There is no Qt here. Install it." in capsys.readouterr().out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("--version") == 0
    assert capsys.readouterr().out.startswith("Attune ")


def test_a_scheme_that_is_not_there_is_bad_data_and_one_with_faults_a_finding(tmp_path: Path) -> None:
    assert coder("scheme", "check", tmp_path / "none.yaml") == 3
    ten_faults = Path(__file__).parents[1] / "scheme/ten_faults.yaml"
    assert coder("scheme", "check", ten_faults) == 1
