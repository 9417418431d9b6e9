import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.change import Change
from coder.model.event import Event
from coder.store.rows import build_change, build_events, event_row, format_events, parse_events
from tests.unit.store.making import ROOT, a_state

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TIMES = st.integers(-(2**40), 2**40)
EVENTS = st.builds(
    Event,
    id=st.integers(1, 2**31),
    tier=TEXTS,
    code=TEXTS,
    onset_ms=TIMES,
    offset_ms=st.none() | TIMES,
    point=st.booleans(),
    modifiers=st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple),
    target=TEXTS,
    comment=TEXTS,
)


@given(EVENTS)
def test_every_event_comes_back_from_its_row_and_from_the_log(event: Event) -> None:
    row = tuple(event_row(event).values())
    assert build_events([row]) == [event]  # type: ignore[list-item]
    assert parse_events(format_events([event])) == [event]


@given(
    st.lists(EVENTS, max_size=6, unique_by=lambda event: event.id),
    st.lists(EVENTS, max_size=6, unique_by=lambda event: event.id),
)
def test_a_change_comes_back_from_its_two_sides(before: list[Event], after: list[Event]) -> None:
    change = build_change("x", before, after)
    again = build_change("x", change.gone, change.come)
    assert again == change
    assert build_change("x", change.come, change.gone) == change.inverse()


def test_a_change_without_events_comes_back() -> None:
    assert build_change("x", [], []) == Change("x")


@pytest.mark.parametrize("text", ["", "{", "1", "[1]", '[{"id": 1}]', "null", '[{"id": "a"}]', '["x"]'])
def test_what_is_no_list_of_events_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_events(text)


def test_an_offset_of_zero_is_no_running_state() -> None:
    assert '"offset_ms":0' in format_events([a_state(1, -5, 0)])


def test_nothing_heavy_is_imported_before_a_file_is_opened() -> None:
    heavy = (
        "import sys, coder.store.writer, coder.store.study_folder; print({'sqlalchemy', 'ruamel'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
