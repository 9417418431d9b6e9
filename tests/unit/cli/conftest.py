"""A sample session of one's own, and settings and cache apart from the person's."""

import shutil
from pathlib import Path

import pytest

from coder.app.shipped import shipped_folder


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_SETTINGS", str(tmp_path_factory.mktemp("settings")))
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def session(tmp_path: Path) -> Path:
    """Copy a sample session, without what others coded in it."""
    folder = tmp_path / "D01_v1"
    shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", folder, ignore=shutil.ignore_patterns("observations"))
    return folder
