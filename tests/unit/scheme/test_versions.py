"""Which versions a range holds."""

import pytest

from coder.scheme.versions import parse_range, parse_version


@pytest.mark.parametrize(
    ("text", "holds", "not_holds"),
    [
        ("^1.2", ["1.2.0", "1.9.9"], ["1.1.9", "2.0.0"]),
        ("^0.3", ["0.3.0", "0.3.9"], ["0.4.0", "0.2.9"]),
        ("^0.0.3", ["0.0.3"], ["0.0.4"]),
        ("^0", ["0.9.0"], ["1.0.0"]),
        ("~1.2.3", ["1.2.3", "1.2.9"], ["1.3.0", "1.2.2"]),
        ("~1", ["1.0.0", "1.9.0"], ["2.0.0"]),
        ("1.2.3", ["1.2.3"], ["1.2.4"]),
        ("=1.2.3", ["1.2.3"], ["1.2.2"]),
        ("1.x", ["1.0.0", "1.9.0"], ["2.0.0", "0.9.9"]),
        ("1.2.*", ["1.2.7"], ["1.3.0"]),
        ("*", ["0.0.0", "9.9.9"], []),
        ("", ["1.0.0"], []),
        (">=1.2 <2", ["1.2.0", "1.9.9"], ["2.0.0", "1.1.0"]),
        (">= 1.2, < 2", ["1.2.0"], ["2.0.0"]),
        (">1.2", ["1.3.0"], ["1.2.5"]),
        ("<=1.2", ["1.2.9", "0.1.0"], ["1.3.0"]),
    ],
)
def test_a_range_holds_what_it_says(text: str, holds: list[str], not_holds: list[str]) -> None:
    ranges = parse_range(text)
    assert [version for version in holds if not all(part.holds(parse_version(version)) for part in ranges)] == []
    assert [version for version in not_holds if all(part.holds(parse_version(version)) for part in ranges)] == []


@pytest.mark.parametrize("text", ["newest", "^", "1.2.3.4", "^a", "1..2", ">=1 <b"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no range"):
        parse_range(text)


@pytest.mark.parametrize("text", ["1.2", "", "1.2.x", "1.2.3-beta", "a.b.c"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version"):
        parse_version(text)
