"""Every text that a cell may hold comes back from a table, and its columns have names that R and SPSS take."""

import csv
import io
import re

from hypothesis import given
from hypothesis import strategies as st

from coder.model.table import column_name, csv_text

_SAFE = re.compile("[A-Za-z][A-Za-z0-9_]{0,63}")
_CELLS = st.text(alphabet="a,;\"'\r\n\t= é", max_size=5)


@given(st.lists(st.tuples(st.just("x"), _CELLS, _CELLS), max_size=4))
def test_a_table_is_read_as_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    assert [tuple(row) for row in csv.reader(io.StringIO(csv_text(rows), newline=""))] == rows


def test_only_what_needs_quotes_has_them() -> None:
    assert csv_text([("a", "b c"), ("1,5", "")]) == 'a,b c\n"1,5",\n'


def test_a_name_that_is_safe_stays_as_it_is() -> None:
    assert column_name("mod_cg_touch_form") == "mod_cg_touch_form"
    assert column_name("x" * 64) == "x" * 64


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_words_become_a_name_of_their_own(first: str, second: str) -> None:
    assert _SAFE.fullmatch(column_name(first))
    assert first == second or column_name(first) != column_name(second)


def test_a_long_name_keeps_its_beginning() -> None:
    assert column_name(f"mod_{'tier' * 10}_{'modifier' * 5}").startswith(f"mod_{'tier' * 10}_modifie")
    assert column_name("uncodable_s_face hidden").startswith("uncodable_s_face_hidden_")
