"""``series.csv`` byte for byte, in units of 4 s; checked by hand against ``tests/golden/logs.py``."""

from pathlib import Path

from coder.analysis.units import code_units
from coder.editing.reckoning import Reckoning
from coder.formats.series_csv import series_columns, series_rows, series_table
from coder.model.table import table_text
from tests.golden.logs import rich_log

GOLDEN = Path(__file__).with_name("series.csv")


def made(step_ms: int = 4_000) -> str:
    log = rich_log()
    units = code_units(Reckoning(log.scheme, log.observation, log.end_ms), step_ms)
    rows = series_rows(log, series_columns([log.scheme]), units)
    return table_text(series_table([log.scheme], step_ms), rows)


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert made().encode() == GOLDEN.read_bytes()


def test_every_unit_of_every_phase_has_a_row() -> None:
    assert len(made(1_000).splitlines()) == 1 + 30 + 30
    assert len(made(4_000).splitlines()) == 1 + 7 + 7
