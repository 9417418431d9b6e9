"""Run only where pspp is on the PATH: see `tests/check.py`."""
