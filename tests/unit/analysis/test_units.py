"""Units of time: midpoints, onsets, what does not count."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.units import code_units, lay_grid, unit_at, units_within
from coder.editing.reckoning import Reckoning
from coder.model.code_units import SILENT, CodeUnits, UnitKey
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Gap
from tests.lab import END_MS, SCHEME, tier

PLAY = Event(1, "phase", "play", 10_000, 15_700)
GAZE: UnitKey = ("in_gaze", "")
TOUCH: UnitKey = ("cg_touch", "")
BID: UnitKey = ("in_signal", "bid")


def play_of(*events: Event, step_ms: int = 1_000) -> CodeUnits:
    observation = Observation(Identity("s1", "ana"), (PLAY, *events))
    return next(code_units(Reckoning(SCHEME, observation, END_MS), step_ms))


def test_a_rest_shorter_than_a_unit_is_dropped() -> None:
    assert play_of().grid.count == 5
    assert play_of(step_ms=5_701).grid.count == 0


def test_a_state_is_there_when_it_is_active_at_the_midpoint() -> None:
    found = play_of(Event(2, "cg_touch", "touch", 11_500, 12_500), Event(3, "cg_touch", "hold", 12_501, 14_500))
    assert found.cells[TOUCH] == [SILENT, "touch", SILENT, "hold", SILENT]


def test_a_point_is_there_when_its_onset_falls_in_the_unit() -> None:
    points = [Event(ms, "in_signal", "bid", ms, point=True) for ms in (9_999, 10_999, 12_000, 15_000, 15_600)]
    assert play_of(*points).cells[BID] == ["1", "0", "1", "0", "0"]


def test_a_unit_does_not_count_where_its_midpoint_cannot_be_judged() -> None:
    hidden = Event(2, "uncodable", "uncodable", 11_500, 13_500, modifiers=(("reason", "face_hidden"),))
    found = play_of(hidden, Event(3, "in_gaze", "object", 11_000, 14_000))
    assert found.cells[GAZE] == ["away", None, None, "object", "away"]
    assert found.cells[TOUCH] == [SILENT] * 5


def test_silence_says_nothing_where_it_means_that_nobody_coded() -> None:
    touch = replace(tier("cg_touch"), gap=Gap.NOT_CODED)
    voice = replace(tier("in_voice"), gap=Gap.NOT_CODED)
    scheme = replace(SCHEME, tiers=(touch, voice))
    events = (PLAY, Event(2, "cg_touch", "touch", 11_000, 12_000), Event(3, "in_voice", "coo", 12_000, 13_000))
    found = next(code_units(Reckoning(scheme, Observation(Identity("s1", "ana"), events), END_MS), 1_000))
    assert found.cells[TOUCH] == [None, "touch", None, None, None]
    assert found.cells["in_voice", "coo"] == [None, None, "1", None, None]
    assert found.cells["in_voice", "cry"] == [None, None, "0", None, None]


def test_a_unit_has_some_length() -> None:
    with pytest.raises(ValueError, match="some length"):
        lay_grid(0, 1_000, 0)


@given(st.integers(0, 50), st.integers(0, 300), st.integers(1, 40), st.integers(0, 350), st.integers(0, 350))
def test_units_are_those_that_a_look_at_each_midpoint_finds(
    onset: int, length: int, step: int, begin: int, end: int
) -> None:
    grid = lay_grid(onset, onset + length, step)
    middles = [onset + number * step + step / 2 for number in range(grid.count)]
    assert list(units_within(grid, begin, end)) == [k for k, ms in enumerate(middles) if begin <= ms < end]
    at = unit_at(grid, begin)
    holding = [k for k in range(grid.count) if onset + k * step <= begin < onset + (k + 1) * step]
    assert holding == ([] if at is None else [at])
