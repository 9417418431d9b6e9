"""Texts stay texts in Excel, numbers stay numbers, and both come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.excel_text import COMMAS, SEMICOLONS, delocalise, localise, neutralise, restore


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-", "@SUM(A1)", "\tx", "\rx", "'=1", "1,5", "-3"])
def test_a_text_that_excel_would_compute_begins_with_a_quote(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "looks", "a=b", "'tis", "3", "1.5", " =1"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text == restore(text)


@given(st.text(alphabet="'=+-@\t\r,.01a ", max_size=6))
def test_every_text_comes_back(text: str) -> None:
    assert restore(neutralise(text)) == text
    assert delocalise(neutralise(text)) == neutralise(text)


@pytest.mark.parametrize(("number", "written"), [("-1.500", "-1,500"), ("2", "2"), ("", ""), ("1.5e-07", "1,5e-07")])
def test_numbers_have_the_decimal_sign_of_the_dialect(number: str, written: str) -> None:
    assert localise(number, SEMICOLONS) == written
    assert localise(number, COMMAS) == number


def test_a_number_with_a_comma_gets_its_point_back() -> None:
    assert [delocalise(text) for text in ("-1,500", "2", "'1,5", "a,5")] == ["-1.500", "2", "'1,5", "a,5"]
