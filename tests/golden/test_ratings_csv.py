"""``ratings.csv``, and ratings in ``events.csv``, byte for byte."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from coder.editing.event_columns import EventRows
from coder.formats.events_csv import Log
from coder.formats.ratings_csv import has_ratings
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.rating import NOT_RATABLE
from coder.model.scheme import Pass, Window
from coder.model.session import Medium, Session
from tests.doubles import EvenFrames
from tests.golden.logs import rich_log
from tests.ratings import END_MS, MARKED, SCHEME, rated
from tests.whole_tables import format_events, format_ratings

HERE = Path(__file__).parent
PLAY = (2_000, 22_000)
EVENTS = (
    *MARKED,
    replace(rated(3, "cg_warmth", "smiles", "6"), comment='says "so warm", twice'),
    rated(4, "cg_warmth", "hurries", "2"),
    rated(5, "cg_list", "greets", NOT_RATABLE),
    rated(6, "cg_list", "names", "2"),
    rated(7, "dyad_step", "in_step", "3.5", "play", PLAY),
    rated(8, "in_style", "style", "near", "play", (1_000, 21_000)),
    rated(9, "in_style", "style", NOT_RATABLE, "still", (22_000, END_MS)),
    Event(10, "cg_gaze", "at_face", 4_000, 9_000),
)


def rated_log(*events: Event, pass_id: str = "") -> Log:
    """Build an observation of ratings as an export sees it."""
    session = Session("D01_v1", Path("D01_v1"), (Medium("video.mp4"),), "rated", "D01", "1", "sample")
    scheme = replace(
        SCHEME,
        passes=(Pass("gaze", ("cg_gaze",)), Pass("warmth", ("cg_warmth",))),
        procedure=replace(SCHEME.procedure, windows=(Window("first10", ("play",), 0, 10),)),
    )
    observation = Observation(Identity("D01_v1", "ana", pass_id), events or EVENTS, 11)
    return Log(session, scheme, "ab" * 32, observation, END_MS, EvenFrames())


def rows_of(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table)))


def test_the_tables_are_the_golden_files_byte_for_byte() -> None:
    assert format_ratings([rated_log()]).encode() == (HERE / "ratings.csv").read_bytes()
    assert format_events([rated_log()]).encode() == (HERE / "rated_events.csv").read_bytes()


def test_missing_and_not_ratable_are_told_apart_in_both_tables() -> None:
    told = {(row["item"], row["phase"]): row for row in rows_of(format_ratings([rated_log()]))}
    greets, soothes = told["greets", ""], told["soothes", ""]
    assert (greets["value"], greets["not_ratable"], greets["missing"], greets["missing_reason"]) == ("", "1", "0", "")
    assert (soothes["not_ratable"], soothes["missing"], soothes["missing_reason"]) == ("0", "1", "not_rated")
    events = {row["code"]: row for row in rows_of(format_events([rated_log()]))}
    assert (events["greets"]["value"], events["greets"]["mod_cg_list_value"]) == ("", "not_ratable")
    assert "soothes" not in events


def test_every_event_of_a_rating_is_a_row_of_its_item() -> None:
    items = [row for row in rows_of(format_ratings([rated_log()])) if row["kind"] == "item"]
    answered = {(row["tier"], row["item"], row["phase"]) for row in items if row["missing"] == "0"}
    events = [row for row in rows_of(format_events([rated_log()])) if row["kind"] == "rating"]
    assert answered == {(row["tier"], row["code"], row["phase"]) for row in events}
    by_item = {(row["tier"], row["item"], row["phase"]): row["value"] for row in items}
    assert all(by_item[row["tier"], row["code"], row["phase"]] == row["value"] for row in events)


def test_a_phase_that_should_be_rated_and_is_not_marked_has_rows_and_an_optional_one_has_none() -> None:
    rows = [row for row in rows_of(format_ratings([rated_log(EVENTS[2])])) if row["tier"] == "dyad_step"]
    assert [(row["phase"], row["missing"], row["missing_reason"]) for row in rows] == [
        ("play", "1", "phase_not_marked"),
        ("still", "1", "phase_not_marked"),
    ]


def test_comments_are_written_only_when_asked_for() -> None:
    assert "so warm" not in format_ratings([rated_log()])
    assert '"says ""so warm"", twice"' in format_ratings([rated_log()], comments=True)


def test_only_the_tiers_of_the_pass_are_listed() -> None:
    warmth = rated_log(EVENTS[2], pass_id="warmth")
    assert {row["tier"] for row in rows_of(format_ratings([warmth]))} == {"cg_warmth"}
    assert [
        has_ratings(log.scheme, log.observation.identity.pass_id)
        for log in (rated_log(), warmth, rated_log(pass_id="gaze"))
    ] == [True, True, False]


def test_an_observation_without_ratings_has_no_row() -> None:
    assert not has_ratings(rich_log().scheme, "")
    assert format_ratings([rich_log()]).count("\n") == 1


def test_a_rating_has_the_time_of_its_phase_as_it_is_marked_now_and_that_of_the_session_is_in_no_phase() -> None:
    rows = {(row["code"], row["phase"]): row for row in rows_of(format_events([rated_log()]))}
    style, smiles = rows["style", "play"], rows["smiles", ""]
    assert (style["onset_s"], style["offset_s"], style["phase_onset_s"]) == ("2.000", "22.000", "2.000")
    assert (smiles["onset_s"], smiles["offset_s"], smiles["outside_phases"]) == ("0.000", "60.000", "0")
    assert (smiles["censored_start"], smiles["censored_end"]) == ("0", "0")


def test_ratings_are_of_no_window() -> None:
    windowed = rows_of(format_events([rated_log()], EventRows(windows=("first10",))))
    assert {row["kind"] for row in windowed} == {"state"}


def test_exporting_again_gives_the_same_bytes() -> None:
    assert format_ratings([rated_log()] * 2) == format_ratings([rated_log()] * 2)
