"""All that is wrong is told at once."""

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.scheme.faults import SchemeError
from coder.scheme.loader import check_scheme, load_scheme, read_scheme

FILE = Path(__file__).with_name("ten_faults.yaml")
EXPECTED = [
    (5, 12, "scheme.version", 'The version 1.10 is a number. Write it with three parts in quotes: "1.10.0".'),
    (15, 14, "tiers[0].default", '"neutrl" is no code of in_face. Did you mean "neutral"?'),
    (20, 12, "tiers[1].actor", '"baby" is no actor of this scheme. There are: caregiver, infant.'),
    (24, 14, "tiers[1].codes[0].key", '"s" is already the key of smile (line 17). Choose another key.'),
    (25, 9, "tiers[1].codes[0].defintion", '"defintion" is no key of this part. Did you mean "definition"?'),
    (28, 9, "tiers[1].codes[1].key", '"key" is given twice (first in line 27). Keep one of the two.'),
    (29, 9, "tiers[2].id", '"Infant Voice" is no id'),
    (36, 11, "tiers[3].kind", "An interval tier needs a length. Add `length_s:`"),
    (40, 39, "tiers[3].codes[1].color", "The tag !!python/name:os.system is not allowed."),
    (44, 24, "links[0].response.codes[0]", '"in_face.smiel" is no code of this scheme. Did you mean "in_face.smile"?'),
]


def test_a_scheme_with_ten_different_faults_has_all_ten_told_at_once_with_their_lines() -> None:
    with pytest.raises(SchemeError) as raised:
        load_scheme(FILE)
    found = [str(fault) for fault in raised.value.faults]
    assert len(found) == 10
    for (line, column, path, words), said in zip(EXPECTED, found, strict=True):
        assert said.startswith(f"{FILE.as_posix()}:{line}:{column}: {path}: {words}")


def test_each_of_the_ten_stands_in_the_line_that_says_so() -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if any(f"# {fault}:" in line for fault in range(1, 11))]
    assert [fault.line for fault in check_scheme(FILE)] == marked


def test_the_error_shows_every_fault_to_whoever_prints_it() -> None:
    with pytest.raises(CoderError) as raised:
        load_scheme(FILE)
    shown = str(raised.value)
    assert shown.startswith(f"{FILE.as_posix()} has 10 faults:\n")
    assert all(f":{line}:{column}: " in shown for line, column, _, _ in EXPECTED)


def test_the_summary_is_one_line() -> None:
    with pytest.raises(SchemeError) as raised:
        load_scheme(FILE)
    assert "\n" not in raised.value.summary
    assert "10 faults, the first:" in raised.value.summary


def test_the_summary_of_one_fault_is_the_fault() -> None:
    with pytest.raises(SchemeError) as raised:
        read_scheme("")
    assert raised.value.summary == str(raised.value) == str(raised.value.faults[0])


def test_thousands_of_faults_do_not_fill_the_screen() -> None:
    with pytest.raises(SchemeError) as raised:
        read_scheme("a: 1\n" * 2000)
    assert len(raised.value.faults) > 2000
    assert len(str(raised.value).splitlines()) == 102
    assert str(raised.value).endswith(" more.")


def test_a_fault_is_one_line_however_much_was_written() -> None:
    with pytest.raises(SchemeError) as raised:
        read_scheme('format: 1\nscheme: {id: "' + "long\\n" * 5000 + '", version: "1.0.0"}\ntiers: []\n')
    assert all(len(line) < 1000 for line in str(raised.value).splitlines())
    assert len(str(raised.value).splitlines()) == 3
