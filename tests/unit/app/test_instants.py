import pytest

from coder.app.instants import parse_instant
from coder.errors import CoderError


@pytest.mark.parametrize(
    ("text", "ms"), [("0", 0), ("12.480", 12_480), (" 1.5 ", 1_500), ("0.29", 290), ("1e1", 10_000), ("2.9999", 2_999)]
)
def test_seconds_are_read_as_the_millisecond_they_lie_in(text: str, ms: int) -> None:
    assert parse_instant(text) == ms


@pytest.mark.parametrize("text", ["", "soon", "1,5", "nan", "inf", "1:00"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(CoderError, match="is no time in seconds") as told:
        parse_instant(text)
    assert "12.480" in told.value.hint


def test_no_instant_lies_before_the_first_frame() -> None:
    with pytest.raises(CoderError, match=r"-0.1 lies before the first frame"):
        parse_instant("-0.1")
