"""Charts of regulation: what is in them, what is said beside them, and where each mark leads back to."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.regulation_grid import follow, grid_chart, place_at
from coder.app.regulation_notes import NOT_SECURITY
from coder.app.regulation_view import (
    GRID,
    ODDS,
    PROFILE,
    RESPONSE,
    SURVIVAL,
    Asked,
    Figure,
    draw_figures,
    methods_of,
    phases_of,
    sessions_of,
    tiers_of,
)
from coder.media.stopping import Stopped
from coder.model.chart import Curves, Forest, HeatMap, Histogram
from coder.model.moment import Moments
from tests.unit.app.looks import BACK, CUES, LATE_MS, PAIR, TIERS, WINDOWS, build_look, trajectory_of

LOOK = build_look()


def figure(name: str, asked: Asked) -> Figure:
    (found,) = (one for one in draw_figures(LOOK, asked) if one.name == name)
    return found


def moments(datum: object) -> Moments:
    assert isinstance(datum, Moments)
    return datum


def test_the_bar_in_which_answers_come_stands_above_the_band_and_leads_to_every_cue_with_one() -> None:
    chart = figure(RESPONSE, Asked(PAIR)).chart
    assert isinstance(chart, Histogram)
    bar = next(bar for bar in chart.bars if bar.low == 1.0)
    assert "10 responses to 12 cues" in bar.words
    assert "above the band" in bar.words
    places = moments(bar.datum).places
    assert [(one.session_id, one.ms) for one in places[:2]] == [("D01_v1", CUES[0]), ("D01_v1", CUES[1])]
    assert len(places) == 10
    assert f"{LATE_MS / 1000:.2f} s after it" in places[0].words


def test_a_bar_without_responses_leads_nowhere_and_says_so() -> None:
    chart = figure(RESPONSE, Asked(PAIR, session="D01_v1")).chart
    assert isinstance(chart, Histogram)
    bar = chart.bars[0]
    assert bar.datum is None
    assert "Enter" not in bar.words


def test_the_window_that_is_looked_at_is_marked_on_the_histogram() -> None:
    chart = figure(RESPONSE, Asked(PAIR, WINDOWS[1])).chart
    assert isinstance(chart, Histogram)
    assert [rule.at for rule in chart.upright] == [0.0, 5.0]


def test_survival_has_a_curve_for_all_and_one_a_phase_and_their_log_rank_test() -> None:
    found = figure(SURVIVAL, Asked(PAIR))
    assert isinstance(found.chart, Curves)
    assert [line.name for line in found.chart.lines] == ["all cues", "play", "reunion"]
    assert any("Log-rank test of play, reunion" in words for words in found.words)
    assert any("Hazard ratio of reunion to play: " in words for words in found.words)
    assert any("all cues: 1.2 s (10 of 12 cues answered)" in words for words in found.words)
    step = found.chart.lines[0].points[1]
    assert step.x == 1.2
    assert step.y == pytest.approx(2 / 12)
    assert len(moments(step.datum).places) == 10


def test_a_phase_has_its_own_cues_only() -> None:
    found = figure(SURVIVAL, Asked(PAIR, session="D01_v1", phase="play"))
    assert isinstance(found.chart, Curves)
    assert [line.name for line in found.chart.lines] == ["play"]
    assert any("⚑ Fewer than 5 cues" in words for words in found.words)


def test_a_cell_of_the_grid_leads_to_its_visits_and_the_longest_mean_visit_has_a_frame() -> None:
    found = figure(GRID, Asked(PAIR, session="D01_v1"))
    chart = found.chart
    assert isinstance(chart, HeatMap)
    assert (chart.column_title, chart.row_title) == TIERS
    both = chart.cells[1][1]
    assert [one.ms for one in moments(both.datum).places] == [cue + LATE_MS for cue in CUES[:3]]
    assert chart.cells[2][0].framed
    assert chart.cells[2][1].datum is None
    assert chart.path


def test_the_way_through_the_grid_ends_where_the_dyad_is_and_breaks_at_uncodable_time() -> None:
    way = trajectory_of("D01", "D01_v1")
    chart = grid_chart([way])
    assert place_at(way, CUES[0]) == ("smile", "neutral")
    path = follow(chart, way, CUES[0] + LATE_MS).path
    assert len(path) == 3
    assert (int(path[-1][0]), int(path[-1][1])) == (1, 1)
    assert follow(chart, way, 82_000).path == ()
    assert len(follow(chart, way, 90_000).path) == 1


def test_the_grids_of_several_sessions_are_added_up_and_have_no_way() -> None:
    found = figure(GRID, Asked(PAIR))
    assert isinstance(found.chart, HeatMap)
    assert (found.chart.path, found.trajectory) == ((), None)
    assert len(moments(found.chart.cells[1][1].datum).places) == 6


def test_a_point_of_the_lag_profile_leads_to_cues_with_a_response_so_much_later() -> None:
    found = figure(PROFILE, Asked(PAIR, session="D01_v1"))
    assert isinstance(found.chart, Curves)
    point = next(one for one in found.chart.lines[0].points if one.x == 1.0)
    assert [one.ms for one in moments(point.datum).places] == list(CUES[:5])
    assert found.chart.lines[0].points[0].y is None
    assert any("p 0.005" in words for words in found.words)


def test_the_forest_has_a_row_a_dyad_then_those_over_all_and_flags_small_margins() -> None:
    found = figure(ODDS, Asked(PAIR, WINDOWS[0]))
    assert isinstance(found.chart, Forest)
    names = [row.name for row in found.chart.rows]
    assert names == ["D01", "D02", "pooled (ignores dyads)", "Mantel–Haenszel"]
    assert [row.whole for row in found.chart.rows] == [False, False, True, True]
    assert "⚑ a margin is below 5" in found.chart.rows[1].words
    assert any("⚑ 1 of 4 rows" in words for words in found.words)
    assert len(moments(found.chart.rows[0].datum).places) == 6
    assert len(moments(found.chart.rows[2].datum).places) == 12


def test_the_forest_of_one_session_has_a_row_for_each_window() -> None:
    found = figure(ODDS, Asked(PAIR, session="D01_v1"))
    assert isinstance(found.chart, Forest)
    assert [row.name for row in found.chart.rows] == [
        "window 2 s",
        "window 5 s",
        "lags 0 to 3",
    ]


@pytest.mark.parametrize("pair", [PAIR, BACK])
def test_beside_every_chart_it_says_whose_it_is_and_that_it_is_no_measure_of_security(pair: object) -> None:
    for found in draw_figures(LOOK, Asked(PAIR if pair is PAIR else BACK, session="D01_v1")):
        assert found.words[0] == f"D01_v1, all phases: {NOT_SECURITY}."
        assert len(found.words) > 1


def test_a_link_without_cues_gives_reasons_in_place_of_charts() -> None:
    reasons = {one.name: one.reason for one in draw_figures(LOOK, Asked(BACK)) if one.chart is None}
    assert reasons[RESPONSE] == "there is no cue in codable time"
    assert reasons[SURVIVAL] == "there is no cue whose answer could be waited for"
    assert reasons[ODDS] == "There is no table for this link here."
    assert GRID not in reasons


def test_nothing_at_all_gives_a_reason_for_every_chart() -> None:
    empty = replace(LOOK, trains=(), contingency=(), trajectories=(), profiles=(), compared=())
    assert all(one.chart is None and one.reason for one in draw_figures(empty, Asked(PAIR)))


def test_it_can_be_given_up_between_charts() -> None:
    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        draw_figures(LOOK, Asked(PAIR), stop)


def test_what_can_be_chosen_is_what_there_is() -> None:
    assert sessions_of(LOOK) == ["D01_v1", "D02_v1"]
    assert phases_of(LOOK, PAIR) == ["play", "reunion"]
    assert phases_of(LOOK, BACK) == []
    assert methods_of(LOOK, PAIR) == list(WINDOWS)
    assert tiers_of(LOOK) == [TIERS]


def test_beside_one_session_nothing_is_said_of_others() -> None:
    notes = ("Session D01_v1: pass b was left out.", "Session D02_v1: pass b was left out.")
    look = replace(LOOK, notes=notes, folders={"D01_v1": Path("D01_v1"), "D02_v1": Path("D02_v1")})
    for session, said in (("", notes), ("D01_v1", notes[:1])):
        words = draw_figures(look, Asked(PAIR, session=session))[0].words
        assert tuple(one for one in words if one in notes) == said
