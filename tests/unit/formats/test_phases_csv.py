"""``phases.csv``: planned and real, early ends and deviations."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from coder.formats.phases_csv import PhaseLog
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.scheme import Phase, Procedure
from coder.model.session import Medium, Session
from tests import lab
from tests.whole_tables import format_phases

PHASES = (
    Phase("play", planned_s=20),
    Phase("still", planned_s=20, may_end_early=True),
    Phase("reunion", optional=True),
)
PROCEDURE = Procedure("p", PHASES)
SCHEME = replace(lab.SCHEME, procedure=PROCEDURE)
PLAY = Event(1, "phase", "play", 0, 15_000, comment="Anna came in")
STILL = Event(2, "phase", "still", 15_000, 22_500, modifiers=(("early_end", "infant_distress"),))


def rows(*events: Event, marks: Marks = (), comments: bool = False) -> list[dict[str, str]]:
    session = Session("D01_v1", Path("D01_v1"), (Medium("video.mp4"),), "lab", "D01", "1", "sample")
    log = PhaseLog(session, SCHEME, Observation(Identity("D01_v1", "ana"), events), 60_000, marks)
    return list(csv.DictReader(io.StringIO(format_phases([log], comments=comments))))


def told(found: list[dict[str, str]], *columns: str) -> list[list[str]]:
    return [[row[column] for column in columns] for row in found]


def test_each_phase_is_told_as_planned_and_as_it_was() -> None:
    found = rows(PLAY, STILL)
    assert told(
        found, "place", "phase", "took_place", "planned_s", "onset_s", "offset_s", "phase_s", "difference_s"
    ) == [
        ["1", "play", "1", "20.000", "0.000", "15.000", "15.000", "-5.000"],
        ["2", "still", "1", "20.000", "15.000", "22.500", "7.500", "-12.500"],
        ["3", "reunion", "", "", "", "", "", ""],
    ]
    assert told(found, "may_end_early", "ended_early", "early_end", "deviation") == [
        ["0", "0", "", "1"],
        ["1", "1", "infant_distress", "0"],
        ["0", "", "", ""],
    ]


def test_a_phase_that_runs_lasts_to_the_end_and_did_not_end_early() -> None:
    (row,) = [row for row in rows(Event(1, "phase", "still", 55_000)) if row["took_place"] == "1"]
    assert (row["offset_s"], row["phase_s"], row["ended_early"]) == ("60.000", "5.000", "0")


def test_a_phase_that_was_marked_twice_has_two_rows() -> None:
    again = Event(3, "phase", "play", 30_000, 40_000)
    assert [row["onset_s"] for row in rows(PLAY, again) if row["phase"] == "play"] == ["0.000", "30.000"]


def test_who_marked_it_is_known_from_the_session() -> None:
    marks = (PhaseMark("play", 0, 15_000, coder="ben"), PhaseMark("reunion", coder="eve"))
    assert told(rows(PLAY, STILL, marks=marks), "took_place", "marked_by") == [["1", "ben"], ["1", "ana"], ["0", "eve"]]


def test_comments_are_written_only_when_asked_for() -> None:
    assert told(rows(PLAY), "comment")[0] == [""]
    assert told(rows(PLAY, comments=True), "comment")[0] == ["Anna came in"]
