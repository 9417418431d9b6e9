"""``events.csv`` byte for byte."""

import csv
import io
from pathlib import Path

from coder.editing.event_columns import EventRows
from coder.model.time import parse_time
from tests.golden.logs import EVENTS, rich_log
from tests.whole_tables import format_events

GOLDEN = Path(__file__).with_name("events.csv")


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert format_events([rich_log()]).encode() == GOLDEN.read_bytes()


def test_exporting_again_gives_the_same_bytes() -> None:
    assert format_events([rich_log(), rich_log()]) == format_events([rich_log(), rich_log()])


def test_the_table_read_back_gives_the_same_events() -> None:
    rows = [row for row in csv.DictReader(io.StringIO(format_events([rich_log()]))) if row["source"] == "coder"]
    back = {int(row["event_id"]): (row["tier"], row["code"], parse_time(row["onset_s"])) for row in rows}
    assert back == {event.id: (event.tier, event.code, event.onset_ms) for event in EVENTS}


def test_comments_are_written_only_when_asked_for() -> None:
    assert "looks, then reaches" not in format_events([rich_log()])
    assert '"looks, then reaches"' in format_events([rich_log()], EventRows(comments=True))
