"""Regions that a coder draws are kept with the session, and measured."""

import numpy as np
import pytest

from coder.app.motion_lanes import find_plan, forget_regions, measure_curves, with_region
from coder.errors import CoderError
from coder.media.stopping import Stopped
from coder.model.region import rectangle
from coder.model.session import Session
from coder.store.motion_file import find_motion_plan
from coder.vision import motion as measuring
from coder.vision.motion_curve import MotionCurve


def test_a_region_is_kept_and_another_of_its_name_takes_its_place(session: Session) -> None:
    assert find_plan(session) is None
    with_region(session, rectangle("caregiver", 0, 0, 0.5, 1))
    with_region(session, rectangle("infant", 0.5, 0, 0.5, 1))
    plan = with_region(session, rectangle("Caregiver", 0, 0, 0.4, 1))
    assert [region.name for region in plan.regions] == ["infant", "Caregiver"]
    assert find_motion_plan(session.folder) == plan == find_plan(session)


def test_a_region_that_cannot_be_used_changes_nothing(session: Session) -> None:
    before = with_region(session, rectangle("infant", 0.5, 0, 0.5, 1))
    with pytest.raises(CoderError, match="is no name"):
        with_region(session, rectangle("the infant!", 0, 0, 1, 1))
    assert find_plan(session) == before


def test_regions_can_be_taken_away(session: Session) -> None:
    with_region(session, rectangle("infant", 0.5, 0, 0.5, 1))
    forget_regions(session)
    assert find_plan(session) is None
    forget_regions(session)


def test_each_region_has_a_curve_as_long_as_the_video(session: Session) -> None:
    plan = with_region(session, rectangle("upper", 0, 0, 1, 0.5))
    plan = with_region(session, rectangle("lower", 0, 0.5, 1, 0.5))
    shares: list[float] = []
    curves = measure_curves(session, plan, progress=shares.append)
    assert list(curves) == ["upper", "lower"]
    assert shares[-1] == 1.0
    assert curves["upper"].end_ms == 4_000
    assert curves["upper"].slice(0, 4_000, 100).max() > 0  # the number drawn in every frame changes
    again: list[float] = []
    measure_curves(session, plan, progress=again.append)
    assert again == [1.0]


def test_the_curves_are_seen_as_they_grow(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "GROWTH", 30)
    plan = with_region(session, rectangle("all", 0, 0, 1, 1))
    grown: list[MotionCurve] = []
    whole = measure_curves(session, plan, on_growth=lambda curves: grown.append(curves["all"]))["all"]
    assert [(part.known_ms, part.end_ms) for part in grown] == [(1_200, 4_000), (2_400, 4_000), (3_600, 4_000)]
    assert whole.known_ms == 4_000
    for part in grown:
        frames = part.known_ms // 40
        assert np.array_equal(part.shares[:frames], whole.shares[:frames], equal_nan=True)
        assert not part.slice(part.known_ms, 4_000, 20).any()


def test_measuring_can_be_given_up(session: Session) -> None:
    plan = with_region(session, rectangle("all", 0, 0, 1, 1))
    with pytest.raises(Stopped):
        measure_curves(session, plan, cancel=lambda: True)
