from pathlib import Path

from coder.model.session import Medium, Session


def session(*media: Medium) -> Session:
    return Session("s1", Path("s1"), media, "core-cues")


def test_the_files_of_one_camera_follow_one_another() -> None:
    first, second, other = Medium("a.mp4"), Medium("b.mp4", continues=True), Medium("c.mp4")
    assert session(first, second, other).views() == ((first, second), (other,))


def test_without_media_there_is_no_view() -> None:
    assert session().views() == ()
