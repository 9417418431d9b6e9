"""What every test can ask for."""

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks: a scenario runs once on the core and once on the window."""
    config.addinivalue_line("markers", "core: a scenario played on the core, which needs no Qt")
    config.addinivalue_line("markers", "window: a scenario played on the window")


# The same examples every time, so that a run that passed passes again; `--hypothesis-profile=explore` finds new ones.
settings.register_profile(
    "same", max_examples=200, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("same")
