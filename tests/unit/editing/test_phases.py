import pytest

from coder.editing.phases import deviates, ended_early, is_outside, phase_at, phase_spans, planned_ms, shortfall_ms
from coder.model.event import Event
from coder.model.scheme import Phase, Procedure
from tests import lab

PLAY = Event(1, "phase", "play", 2_000, 22_000)
STILL = Event(2, "phase", "still", 30_000)
PLANNED = Phase("still", planned_s=20, may_end_early=True)
STRICT = Phase("still", planned_s=20)


def test_phases_are_as_marked_and_one_that_runs_ends_with_the_session() -> None:
    found = phase_spans(lab.observed(PLAY, STILL), 60_000)
    assert [(span.phase, span.onset_ms, span.offset_ms, span.length_ms) for span in found] == [
        ("play", 2_000, 22_000, 20_000),
        ("still", 30_000, 60_000, 30_000),
    ]


def test_every_instant_knows_its_phase() -> None:
    observation = lab.observed(PLAY, STILL)
    assert [getattr(phase_at(observation, ms), "code", "") for ms in (0, 2_000, 21_999, 22_000, 30_000)] == [
        "",
        "play",
        "play",
        "",
        "still",
    ]


def test_nothing_is_outside_while_no_phase_is_marked() -> None:
    assert not is_outside(lab.empty(), 0)
    assert [is_outside(lab.observed(PLAY), ms) for ms in (0, 5_000, 22_000)] == [True, False, True]


def test_the_plan_is_asked_by_the_phases_id() -> None:
    procedure = Procedure("p", (PLANNED, Phase("free")))
    assert [planned_ms(procedure, name) for name in ("still", "free", "nowhere")] == [20_000, None, None]


@pytest.mark.parametrize(
    ("length_ms", "shortfall", "early"),
    [(20_000, 0, False), (25_000, 0, False), (19_000, 0, False), (18_999, 1_001, True), (8_000, 12_000, True)],
)
def test_a_phase_ended_early_when_it_is_more_than_a_second_short(length_ms: int, shortfall: int, early: bool) -> None:
    event = Event(1, "phase", "still", 10_000, 10_000 + length_ms)
    assert shortfall_ms(PLANNED, event) == shortfall
    assert (ended_early(PLANNED, event), deviates(PLANNED, event)) == (early, False)
    assert (ended_early(STRICT, event), deviates(STRICT, event)) == (False, early)


def test_a_phase_that_runs_or_has_no_plan_is_never_short() -> None:
    assert shortfall_ms(PLANNED, Event(1, "phase", "still", 10_000)) == 0
    assert shortfall_ms(Phase("still", may_end_early=True), Event(1, "phase", "still", 0, 1)) == 0
    assert shortfall_ms(None, Event(1, "phase", "gone", 0, 1)) == 0
