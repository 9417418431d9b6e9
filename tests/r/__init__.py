"""Run only where Rscript is on the PATH: see `tests/check.py`."""
