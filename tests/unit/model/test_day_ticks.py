"""Days along an axis of dates."""

from datetime import date
from itertools import pairwise

import pytest

from coder.model.day_ticks import day_ticks


def days(low: date, high: date, most: int) -> list[str]:
    return [date.fromordinal(day).isoformat() for day in day_ticks(low.toordinal(), high.toordinal(), most)]


def test_few_days_are_all_written() -> None:
    assert days(date(2026, 2, 27), date(2026, 3, 2), 5) == ["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]


def test_over_weeks_mondays_are_written() -> None:
    assert days(date(2026, 3, 4), date(2026, 3, 31), 5) == ["2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30"]


@pytest.mark.parametrize("length", [0, 1, 6, 13, 40, 100, 400, 3000])
def test_days_are_whole_evenly_apart_within_the_axis_and_no_more_than_asked(length: int) -> None:
    first = date(2026, 1, 1).toordinal()

    found = day_ticks(first + 0.5 * (length > 0), first + length + 0.5, 6)

    assert 1 <= len(found) <= 6
    assert len({after - before for before, after in pairwise(found)}) <= 1
    assert all(first <= day <= first + length + 0.5 for day in found)


def test_an_axis_that_holds_no_day_has_none() -> None:
    assert day_ticks(10.2, 10.8, 4) == []
