import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.time import format_seconds, format_short_time, format_time, parse_time

TIMES = st.integers(0, 100 * 3_600_000)


@pytest.mark.parametrize(
    ("ms", "text"),
    [(0, "0:00:00.000"), (42_480, "0:00:42.480"), (3_723_004, "1:02:03.004"), (-1_500, "-0:00:01.500")],
)
def test_a_time_is_written_with_hours_minutes_seconds_and_milliseconds(ms: int, text: str) -> None:
    assert format_time(ms) == text


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "0:00.000"), (42_480, "0:42.480"), (3_723_004, "1:02:03.004"), (-61_000, "-1:01.000")]
)
def test_a_short_time_has_hours_only_when_there_are_any(ms: int, text: str) -> None:
    assert format_short_time(ms) == text


@pytest.mark.parametrize(("ms", "text"), [(0, "0.000"), (42_480, "42.480"), (-40, "-0.040"), (3_600_001, "3600.001")])
def test_seconds_are_written_with_three_decimals(ms: int, text: str) -> None:
    assert format_seconds(ms) == text


@given(TIMES)
def test_every_way_to_write_a_time_is_read_back_to_the_millisecond(ms: int) -> None:
    assert parse_time(format_time(ms)) == parse_time(format_short_time(ms)) == parse_time(format_seconds(ms)) == ms


@pytest.mark.parametrize(
    ("text", "ms"), [("5", 5_000), ("0.5", 500), (" 1:02 ", 62_000), ("0:00.1", 100), ("1.23456", 1_234)]
)
def test_a_time_may_be_written_short(text: str, ms: int) -> None:
    assert parse_time(text) == ms


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "-5", "1,5", "1.", ".5", "0x10"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no time"):
        parse_time(text)
