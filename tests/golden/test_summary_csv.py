"""``summary.csv`` byte for byte; the numbers were checked by hand against ``tests/golden/logs.py``."""

import csv
from pathlib import Path

from coder.analysis.summary import summarise
from coder.editing.reckoning import Reckoning
from coder.formats.summary_csv import summary_rows, summary_table
from coder.model.table import table_text
from tests.golden.logs import rich_log

GOLDEN = Path(__file__).with_name("summary.csv")


def made() -> str:
    log = rich_log()
    found = summarise(Reckoning(log.scheme, log.observation, log.end_ms))
    return table_text(summary_table([log.scheme]), summary_rows(log, found))


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert made().encode() == GOLDEN.read_bytes()


def test_the_numbers_of_the_golden_file_are_those_counted_by_hand() -> None:
    rows = {(row["phase"], row["code"]): row for row in csv.DictReader(made().splitlines()) if row["tier"] != "in_gaze"}
    wanted = ("codable_s", "count", "rate_per_min", "total_s", "percent", "whole", "truncated", "mean_s", "latency_s")
    by_hand = {
        # play: 0–30 s without 20–25 s
        ("play", "at_face"): ["25.000", "1", "2.4000", "11.480", "45.9200", "1", "0", "11.480", "1.000"],
        # 0–1, 12.48–20 and 25–30 s
        ("play", "away"): ["25.000", "3", "7.2000", "13.520", "54.0800", "0", "3", "", ""],
        ("play", "hold"): ["25.000", "0", "0.0000", "0.000", "0.0000", "0", "0", "", ""],
        ("play", "bid"): ["25.000", "1", "2.4000", "", "", "", "", "", "6.040"],
        # still: 30–60 s; cry runs from 50 s
        ("still", "cry"): ["30.000", "1", "2.0000", "10.000", "33.3333", "0", "1", "", "20.000"],
    }
    for key, expected in by_hand.items():
        assert [rows[key][name] for name in wanted] == expected
