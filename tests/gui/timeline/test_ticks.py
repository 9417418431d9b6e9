import itertools

import pytest

from coder.gui.timeline.scale import TimeScale
from coder.gui.timeline.ticks import LABEL_PX, format_tick, step_of, ticks


@pytest.mark.parametrize("span_ms", [250, 1_000, 7_000, 60_000, 3_600_000, 40_000_000])
def test_labels_never_run_into_each_other(span_ms: int) -> None:
    scale = TimeScale(1_234, 1_234 + span_ms, 100, 900)
    places = [scale.x(tick.ms) for tick in ticks(scale) if tick.label]
    assert all(later - earlier >= LABEL_PX - 1 for earlier, later in itertools.pairwise(places))
    assert len(places) <= 900 / LABEL_PX + 2


def test_labels_stand_on_round_times() -> None:
    scale = TimeScale(29_000, 49_000, 0, 950)
    assert step_of(scale) == (2_000, 4)
    labels = [tick.label for tick in ticks(scale) if tick.label]
    assert labels[:3] == ["0:28", "0:30", "0:32"]


def test_a_label_has_as_many_decimals_as_its_step_needs() -> None:
    assert format_tick(62_480, 20) == "1:02.48"
    assert format_tick(62_500, 500) == "1:02.5"
    assert format_tick(3_723_000, 1_000) == "1:02:03"
