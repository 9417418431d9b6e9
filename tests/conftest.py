"""What every test can ask for."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks: a scenario runs once on the core and once on the window."""
    config.addinivalue_line("markers", "core: a scenario played on the core, which needs no Qt")
    config.addinivalue_line("markers", "window: a scenario played on the window")
