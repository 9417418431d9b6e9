"""What the view of agreement shows: figures in time and of events together, charts, and where coders differ."""

from pathlib import Path

import pytest

from coder.app.agreement_charts import confusion_chart, tolerance_chart
from coder.app.agreement_lists import (
    criterion_words,
    list_codes,
    list_figures,
    list_ratings,
    list_scores,
    list_sessions,
    list_spots,
)
from coder.app.agreement_look import AgreementLook, look_at_agreement
from coder.app.agreement_scope import Pick, Scope, Spot, Stream, pairs_of, sessions_of, streams_in, tallies_in
from coder.app.agreement_values import seconds, two
from coder.app.agreement_wish import AgreementWish, How
from coder.media.stopping import Stopped
from coder.model.agreement import Criterion, Estimate, Judged, Method
from coder.model.chart import Curves, HeatMap
from tests.moving import FIRST, create_study

HEAD = "session_id,dyad_id,coder_id,actor,tier,code,kind,onset_s,offset_s\n"
ROWS = (
    # ana sees the face 2 s longer than ben, and a smile that ben misses; ben's frown is her pout
    "{s},d,ana,infant,gaze,face,state,0,12\n"
    "{s},d,ana,infant,gaze,toy,state,12,30\n"
    "{s},d,ben,infant,gaze,face,state,0,10\n"
    "{s},d,ben,infant,gaze,toy,state,10,30\n"
    "{s},d,ana,infant,mouth,smile,point,5,\n"
    "{s},d,ana,infant,mouth,pout,point,20,\n"
    "{s},d,ben,infant,mouth,frown,point,20.4,\n"
    "{s},d,ana,infant,mouth,pout,point,25,\n"
    "{s},d,ben,infant,mouth,pout,point,25.4,\n"
)
PAIR = ("ana", "ben")
EVERY, FIRST_ONE = Scope(PAIR), Scope(PAIR, "S1")
GAZE, MOUTH = Stream("gaze"), Stream("mouth")


def looked(folder: Path, sessions: tuple[str, ...] = ("S1", "S2"), tolerance_ms: int = 1000) -> AgreementLook:
    path = folder / "events.csv"
    path.write_text(HEAD + "".join(ROWS.format(s=session) for session in sessions), encoding="utf-8")
    return look_at_agreement(AgreementWish(path, how=How(draws=50, tolerance_ms=tolerance_ms)))


def test_a_figure_in_time_and_one_of_events_stand_in_every_row(tmp_path: Path) -> None:
    listing = list_figures(looked(tmp_path).found, FIRST_ONE)
    assert [row.datum for row in listing.rows] == [GAZE, MOUTH]
    gaze = dict(zip(listing.heads, listing.rows[0].cells, strict=False))
    assert (gaze["Kappa, time"], gaze["Units"]) == ("0.86", "30")
    assert (gaze["Kappa, events"], gaze["Events"]) == ("1.00", "4")
    assert gaze["Differ"] == "1"
    assert "n = 30 units" in listing.rows[0].words
    assert "with tolerance, ana as reference" in listing.rows[0].words
    assert "of events (events by overlap): kappa 1.00, n = 4" in listing.rows[0].words


def test_over_all_sessions_the_figures_are_pooled_with_their_interval(tmp_path: Path) -> None:
    found = looked(tmp_path).found
    gaze = list_figures(found, EVERY).rows[0].cells
    assert gaze[1:4] == ("0.86", "0.86, 0.86", "60")
    assert list_figures(found, FIRST_ONE).rows[0].cells[2] == "one session"


def test_what_cannot_be_computed_says_why_in_words(tmp_path: Path) -> None:
    mouth = list_figures(looked(tmp_path).found, FIRST_ONE).rows[1]
    codes = list_codes(looked(tmp_path).found, FIRST_ONE, MOUTH)
    blank = [row for row in codes.rows if row.cells[6] == "–"]
    assert blank
    assert all("none: " in row.words for row in blank)
    assert "nan" not in mouth.words.lower()


def test_where_kappa_of_events_says_nothing_it_is_said_how_much_agreed(tmp_path: Path) -> None:
    smiles = "".join(f"S1,d,{coder},infant,mouth,smile,point,{at},\n" for coder, at in (("ana", 5), ("ben", 5.2)))
    path = tmp_path / "events.csv"
    path.write_text(f"{HEAD}{smiles}S1,d,ana,infant,mouth,smile,point,20,\n", encoding="utf-8")
    (mouth,) = list_figures(look_at_agreement(AgreementWish(path, how=How(draws=50))).found, FIRST_ONE).rows
    assert mouth.cells[5:8] == ("0.00", "po 0.67", "3")  # of three events, two are a pair
    assert "one code only" in mouth.words
    assert "po = 0.67" in mouth.words


def test_a_cell_off_the_diagonal_leads_to_its_disagreements(tmp_path: Path) -> None:
    found = looked(tmp_path).found
    names, tallies = tallies_in(found, EVERY, GAZE, Method.TIME_UNIT)
    chart = confusion_chart(EVERY, GAZE, Method.TIME_UNIT, names, tallies)
    assert chart.rows == ("face", "toy")  # none was used by neither
    assert [[cell.text for cell in row] for row in chart.cells] == [["20", "4"], ["0", "36"]]
    picks = [cell.datum for row in chart.cells for cell in row]
    assert picks == [None, Pick(GAZE, "face", "toy"), None, None]
    spots = list_spots(found, EVERY, Pick(GAZE, "face", "toy"))
    assert [(row.cells[0], *row.cells[1:]) for row in spots.rows] == [
        (session, "10.000", "12.000", "face", "toy", "boundary") for session in ("S1", "S2")
    ]
    assert isinstance(spots.rows[0].datum, Spot)


def test_an_event_without_a_partner_leads_to_where_it_was_missed(tmp_path: Path) -> None:
    found = looked(tmp_path, ("S1",)).found
    names, tallies = tallies_in(found, FIRST_ONE, MOUTH, Method.POINTS)
    chart = confusion_chart(FIRST_ONE, MOUTH, Method.POINTS, names, tallies)
    cell = chart.cells[chart.rows.index("smile")][chart.columns.index("nil")]
    assert cell.datum == Pick(MOUTH, "smile", "none")
    (row,) = list_spots(found, FIRST_ONE, Pick(MOUTH, "smile", "none")).rows
    assert row.cells == ("5.000", "", "smile", "none", "missed by B")
    assert row.words == "S1, mouth, 5.000 s: ana smile, ben none (missed by ben)."


def test_what_neither_coder_has_is_no_cell_on_which_both_agree(tmp_path: Path) -> None:
    found = looked(tmp_path, ("S1",)).found
    names, tallies = tallies_in(found, FIRST_ONE, MOUTH, Method.POINTS)
    chart = confusion_chart(FIRST_ONE, MOUTH, Method.POINTS, names, tallies)
    cell = chart.cells[chart.rows.index("nil")][chart.columns.index("nil")]
    assert (cell.text, cell.share, cell.framed, cell.datum) == ("", None, False, None)


def test_kappa_against_tolerance_has_both_references_and_events(tmp_path: Path) -> None:
    look = looked(tmp_path, tolerance_ms=1200)
    curve = next(one for one in look.curves if (one.session, one.tier) == ("", "mouth"))
    chart = tolerance_chart(curve, 1200)
    assert [line.name for line in chart.lines] == [
        "time, ana as reference",
        "time, ben as reference",
        "events (by nearness)",
    ]
    assert 1200 in [point.datum for point in chart.lines[0].points]
    assert chart.upright[0].words == "1.2 s, as asked"
    events = [point.y for point in chart.lines[2].points]
    assert events[0] != events[2]  # both pouts are 0.4 s apart


def test_the_curve_at_the_tolerance_asked_for_is_the_figure_of_the_table(tmp_path: Path) -> None:
    look = looked(tmp_path, ("S1",), tolerance_ms=2000)
    for curve in (one for one in look.curves if one.session):
        step = next(step for step in curve.steps if step.tolerance_ms == 2000)
        (whole,) = [one for one in look.found.comparisons if one.tier == curve.tier]
        tolerant = [one.found.kappa for one in whole.compared if one.method is Method.TOLERANCE]
        (events,) = [one.found.kappa for one in whole.compared if one.method is curve.events]
        assert [one.value for one in step.in_time] == tolerant
        assert step.of_events.value == events


def test_each_session_has_a_row_with_its_figures(tmp_path: Path) -> None:
    found = looked(tmp_path).found
    assert sessions_of(found, PAIR) == ["S1", "S2"]
    listing = list_sessions(found, PAIR, GAZE)
    assert [(row.cells[:6], row.datum) for row in listing.rows] == [
        ((session, "0.86", "30", "1.00", "4", "1"), session) for session in ("S1", "S2")
    ]


def test_a_code_leads_to_the_disagreements_with_it(tmp_path: Path) -> None:
    found = looked(tmp_path).found
    listing = list_codes(found, FIRST_ONE, MOUTH)
    assert {row.cells[1] for row in listing.rows} == {"units of time", "points by nearness"}
    pout = next(row.datum for row in listing.rows if row.cells[0] == "pout")
    assert isinstance(pout, Pick)
    assert [row.cells[2:4] for row in list_spots(found, FIRST_ONE, pout).rows] == [("pout", "frown")]


def test_scores_of_sessions_are_listed_and_ratings_where_there_are_any(tmp_path: Path) -> None:
    found = looked(tmp_path).found
    assert list_scores(found, PAIR).rows[0].cells[:3] == ("gaze.face", "rate per min", "2")
    assert list_ratings(found, PAIR).rows == ()
    assert list_ratings(found, PAIR).reason == "No item was rated by both."


def test_the_sessions_of_a_study_are_found_again_by_their_names(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", text=FIRST)
    look = look_at_agreement(AgreementWish(study, how=How(draws=0)))
    assert look.folders == {name: study / name for name in ("D01", "D02")}
    assert pairs_of(look.found) == [PAIR]
    assert streams_in(look.found, EVERY) == [Stream("gaze"), Stream("touch"), Stream("signal")]


def test_what_waits_is_written_before_anything_is_read_and_looking_can_be_given_up(tmp_path: Path) -> None:
    study, told = create_study(tmp_path / "study", text=FIRST), list[str]()
    shares: list[float] = []
    look_at_agreement(AgreementWish(study, how=How(draws=0)), shares.append, None, lambda: told.append("flushed"))
    assert told == ["flushed"]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(Stopped):
        look_at_agreement(AgreementWish(study, how=How(draws=0)), None, lambda: True)


def judged(reached: float | None) -> Judged:
    return Judged("", Criterion(("gaze",), "time_kappa", 0.7), Method.TIME_UNIT, Estimate(reached, reason="no events"))


def test_the_criterion_of_the_scheme_is_reached_or_not_and_nothing_more_is_judged() -> None:
    assert criterion_words([]) == "none"
    assert criterion_words([judged(0.71)]) == "time_kappa ≥ 0.70 reached (0.71)"
    assert criterion_words([judged(0.69)]) == "time_kappa ≥ 0.70 not reached (0.69)"
    assert criterion_words([judged(None)]) == "time_kappa ≥ 0.70: no figure (no events)"
    several = [judged(0.71), judged(None), judged(0.6)]
    assert criterion_words(several, one_session=False) == "time_kappa ≥ 0.70 reached in 1 of 3 sessions, no figure in 1"


def test_numbers_are_written_for_people() -> None:
    assert [two(value) for value in (None, -0.004, -0.25, 1)] == ["–", "0.00", "−0.25", "1.00"]
    assert [seconds(ms) for ms in (0, 250, 1000, 12_345)] == ["0.0", "0.25", "1.0", "12.345"]


def test_charts_are_values_that_can_be_compared(tmp_path: Path) -> None:
    look = looked(tmp_path, ("S1",))
    names, tallies = tallies_in(look.found, FIRST_ONE, GAZE, Method.DURATION)
    one, other = (confusion_chart(FIRST_ONE, GAZE, Method.DURATION, names, tallies) for _ in range(2))
    assert isinstance(one, HeatMap)
    assert one == other
    assert isinstance(tolerance_chart(look.curves[0], 1000), Curves)
