from pathlib import Path

import pytest

from coder.app.agreement import read_compared
from coder.app.agreement_wish import AgreementWish, How
from coder.app.comparing.pairs import compare_all
from coder.app.comparing.tolerances import find_tolerance_curves
from coder.model.agreement import Method

ROWS = (
    "session_id,coder_id,tier,code,kind,onset_s,offset_s",
    *("S1,ana,voice,cry,point,1,", "S1,ana,voice,coo,point,5,", "S1,ana,voice,cry,point,8,"),
    *("S1,ben,voice,cry,point,1.4,", "S1,ben,voice,coo,point,9,"),
    *("S2,ana,voice,cry,state,0,4", "S2,ana,voice,coo,state,5,8"),
    *("S2,ben,voice,cry,state,0,4", "S2,ben,voice,cry,state,5,8"),
)


def test_a_tier_of_states_in_one_session_and_points_in_another_has_one_kappa_of_events_over_both(
    tmp_path: Path,
) -> None:
    path = tmp_path / "events.csv"
    path.write_text("\n".join([*ROWS, ""]), encoding="utf-8")
    wish = AgreementWish(path, how=How(draws=0))
    log = read_compared(wish)
    found = compare_all(log, wish)
    *each, pooled = find_tolerance_curves(log, found, wish.how)
    assert {curve.events for curve in (*each, pooled)} == {Method.ALIGNMENT}
    (expected,) = [one.kappa.value for one in found.pooled if one.one.method is Method.ALIGNMENT]
    (step,) = [step for step in pooled.steps if step.tolerance_ms == 1000]
    assert step.of_events.value == pytest.approx(expected)
