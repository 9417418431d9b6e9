"""Windows in tests keep their settings to themselves, and say nothing that Qt would warn of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from tests.unit.media.hanging import long_read, share

__all__ = ["long_read", "share"]

UNSEEN = "This plugin does not support"
"""What Qt's unseen platform says when it is asked for what only a screen can do."""
SOUND_SYSTEM = r"Couldn't (load|resolve) |PulseAudioService: pa_context_connect\(\) failed|No audio device"
"""What Qt says of a computer's own sound system and graphics drivers, which tests have no say in."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fail a window's test when Qt warns."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(UNSEEN, SOUND_SYSTEM))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep settings, caches and documents of a test in a folder of its own."""
    folder = tmp_path_factory.mktemp("person")
    monkeypatch.setenv("ATTUNE_SETTINGS", str(folder / "settings"))
    monkeypatch.setenv("ATTUNE_CACHE", str(folder / "cache"))
    QStandardPaths.setTestModeEnabled(True)
    yield
    QStandardPaths.setTestModeEnabled(False)
