from datetime import date
from pathlib import Path

import pytest

from coder.app.drift_charts import EVENTS, DriftScope, drift_chart, kinds_of, tiers_of
from coder.app.feedback import Feedback
from coder.app.scripted_player import ScriptedPlayer
from coder.app.steady_frames import SteadyFrames
from coder.app.training import find_feedback
from coder.app.training_lists import attempt_listing, figure_listing, standing_listing
from coder.app.training_look import look_at_training
from coder.model.chart import Curves
from tests.training import TODAY, create_training, on_day, try_session


class LoopingPlayer(ScriptedPlayer):
    """Notes what is looped."""

    def __init__(self) -> None:
        super().__init__(SteadyFrames(10_000, 40))
        self.loops: list[tuple[int, int, int]] = []

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        self.loops.append((onset_ms, offset_ms, pre_roll_ms))


def _nothing() -> None:
    """Nothing waits to be written."""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = create_training(tmp_path / "study")
    for day, (session, late) in enumerate((("G02", 0), ("G01", 5_000)), 1):
        on_day(monkeypatch, day)
        try_session(folder, session, "ana", late)
    try_session(folder, "G03", "ben", 0, sealed=False)
    return folder


def test_clips_are_looped_with_pre_roll_and_gone_through_with_keys(study: Path) -> None:
    player = LoopingPlayer()
    feedback = Feedback(player, lambda: 2_000)
    assert not feedback.press("down")
    feedback.open(find_feedback(study / "G01", "ana"))
    assert player.loops == [(0, 5_000, 2_000)]
    assert feedback.press("down")
    assert feedback.press("enter")
    assert player.loops[1:] == [(10_000, 15_000, 2_000)] * 2
    feedback.press("up")
    feedback.press("up")
    assert feedback.place == len(feedback.clips) - 1
    feedback.press("escape")
    assert not feedback.is_open
    assert not feedback.takes("down")


def test_an_instant_is_played_long_enough_to_be_seen(study: Path) -> None:
    player = LoopingPlayer()
    feedback = Feedback(player, lambda: 0)
    feedback.open(find_feedback(study / "G02", "ana"))
    assert feedback.clips == ()
    assert player.loops == []
    assert feedback.press("down")


def test_a_trainee_sees_the_own_scores_only_and_whose_gold_it_is_sees_all(study: Path) -> None:
    own = look_at_training(study, "ana", _nothing)
    assert [one.coder for one in own.standings] == ["ana"]
    assert own.waiting == ()
    assert own.drift is not None
    assert own.drift.coders == ("ana",)
    every = look_at_training(study, "expert", _nothing)
    assert [one.coder for one in every.waiting] == ["ben"]
    assert every.folders["G01"].name == "G01"
    nobody = look_at_training(study, "zoe", _nothing)
    assert nobody.reason.startswith("zoe has coded no gold session.")
    assert nobody.standings == ()


def test_the_lists_say_status_scores_and_what_is_not_submitted(study: Path) -> None:
    look = look_at_training(study, "", _nothing)
    (row,) = standing_listing(look, TODAY).rows
    assert row.cells == ("ana", "in training", "", "time kappa ≥ 0.70 on 2 in a row (gaze): 0 of 2")
    scores = attempt_listing(look.standings[0], look.waiting)
    assert [one.cells for one in scores.rows] == [
        ("1", "G02", "reached", "1.00", "1.00", "0", "2026-03-01"),
        ("2", "G01", "missed", "0.60", "0.00", "20", "2026-03-02"),
        ("", "G03", "no scores yet", "", "", "", "not submitted"),
    ]


def test_figures_are_a_row_each_and_what_is_blank_says_why(study: Path) -> None:
    look = look_at_training(study, "", _nothing)
    rows = figure_listing(look.standings[0].attempts[1]).rows
    assert rows[0].cells == ("gaze", "0.60", "0.00")
    assert rows[0].words == "gaze: kappa in time 0.60, of events 0.00."
    blank = next(row for row in rows if row.cells[1] == "–")
    assert "kappa in time none (" in blank.words
    assert figure_listing(None).rows == ()


def test_the_chart_has_a_line_for_each_coder_or_each_code_and_the_criterion(study: Path) -> None:
    drift = look_at_training(study, "", _nothing).drift
    assert drift is not None
    assert (kinds_of(drift), tiers_of(drift, "gold")) == (("gold",), ("gaze",))
    chart = drift_chart(drift, DriftScope(tier="gaze"))
    assert isinstance(chart, Curves)
    assert [line.name for line in chart.lines] == ["ana"]
    assert [point.x for point in chart.lines[0].points] == [float(date(2026, 3, day).toordinal()) for day in (1, 2)]
    assert [rule.at for rule in chart.across] == [0.7]
    assert "G01, coded 2026-03-02: kappa in time 0.60, of events 0.00; last 2 together" in (
        chart.lines[0].points[1].words
    )
    codes = drift_chart(drift, DriftScope(tier="gaze", coder="ana"))
    assert isinstance(codes, Curves)
    assert [line.name for line in codes.lines] == ["all of gaze", "mother", "toy"]
    assert drift_chart(drift, DriftScope(tier="touch", statistic=EVENTS)) == (
        "There is no kappa of events of touch to show."
    )
