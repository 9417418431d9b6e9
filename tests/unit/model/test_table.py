"""Every text that a cell may hold comes back from a table."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from coder.model.table import csv_text

_CELLS = st.text(alphabet="a,;\"'\r\n\t= é", max_size=5)


@given(st.lists(st.tuples(st.just("x"), _CELLS, _CELLS), max_size=4))
def test_a_table_is_read_as_it_was_written(rows: list[tuple[str, str, str]]) -> None:
    assert [tuple(row) for row in csv.reader(io.StringIO(csv_text(rows), newline=""))] == rows


def test_only_what_needs_quotes_has_them() -> None:
    assert csv_text([("a", "b c"), ("1,5", "")]) == 'a,b c\n"1,5",\n'
