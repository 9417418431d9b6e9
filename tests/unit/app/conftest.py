"""Settings and cache apart from the person's, a short video, and a session made of it."""

from pathlib import Path

import pytest

from coder.app.new_session import NewSession, create_session
from coder.model.session import Session
from tests.unit.media.clips import Recipe, draw_clip


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a video of four seconds."""
    return draw_clip(tmp_path_factory.mktemp("clip") / "visit.mp4", Recipe())


@pytest.fixture
def session(tmp_path: Path, clip: Path) -> Session:
    """Make a session with its own copy of the video."""
    return create_session(NewSession(tmp_path / "study" / "D01_v1", (clip,), "core-cues", copy=True)).session
