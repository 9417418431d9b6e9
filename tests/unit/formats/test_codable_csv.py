"""``codable.csv``: the denominators add up."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from coder.formats.events_csv import Log
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Procedure, Scheme, Window
from coder.model.session import Medium, Session
from tests import lab
from tests.whole_tables import format_codable

WINDOWS = (Window("first5", ("play", "still"), 0, 5),)
SCHEME = replace(
    lab.SCHEME,
    procedure=Procedure("p", lab.SCHEME.procedure.phases, WINDOWS),
    uncodable=replace(lab.SCHEME.uncodable, missing_share=0.25) if lab.SCHEME.uncodable else None,
)
EVENTS = (
    Event(1, "phase", "play", 2_000, 22_000),
    Event(2, "phase", "still", 22_000, 40_000),
    Event(3, "uncodable", "uncodable", 3_000, 9_000, modifiers=(("reason", "face_hidden"),)),
    Event(4, "uncodable", "uncodable", 21_000, 23_000),
)


def log(scheme: Scheme = SCHEME, *events: Event, coder: str = "ana") -> Log:
    session = Session("D01_v1", Path("D01_v1"), (Medium("video.mp4"),), "lab", "D01", "1", "sample")
    return Log(session, scheme, "ab" * 32, Observation(Identity("D01_v1", coder), events), 60_000)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_tier_has_a_row_for_each_phase_with_its_uncodable_time_by_reason() -> None:
    rows = read(format_codable([log(SCHEME, *EVENTS)]))
    gaze = [row for row in rows if row["tier"] == "in_gaze"]
    wanted = ("phase", "onset_s", "offset_s", "phase_s", "codable_s", "uncodable_s", "missing")
    assert [[row[name] for name in wanted] for row in gaze] == [
        ["play", "2.000", "22.000", "20.000", "13.000", "7.000", "1"],
        ["still", "22.000", "40.000", "18.000", "17.000", "1.000", "0"],
    ]
    by_reason = {name: gaze[0][name] for name in gaze[0] if name.startswith("uncodable_s_")}
    assert by_reason == {
        "uncodable_s_off_camera": "0.000",
        "uncodable_s_face_hidden": "6.000",
        "uncodable_s_no_sound": "0.000",
        "uncodable_s_no_reason": "1.000",
    }
    touch = next(row for row in rows if row["tier"] == "cg_touch")
    assert (touch["actor"], touch["uncodable_s"], touch["missing"]) == ("caregiver", "1.000", "0")


def test_in_every_row_codable_and_uncodable_time_make_the_phase() -> None:
    for windows in ((), ("first5",)):
        rows = read(format_codable([log(SCHEME, *EVENTS), log(SCHEME, coder="ben")], windows=windows))
        assert rows
        for row in rows:
            whole = float(row["window_s" if windows else "phase_s"])
            assert round(float(row["codable_s"]) + float(row["uncodable_s"]), 3) == whole
            parts = [float(value) for name, value in row.items() if name.startswith("uncodable_s_")]
            assert round(sum(parts), 3) == float(row["uncodable_s"])


def test_where_no_phase_is_marked_the_row_is_of_the_whole_session() -> None:
    row = read(format_codable([log()]))[0]
    assert (row["phase"], row["phase_s"], row["codable_s"]) == ("", "60.000", "60.000")


def test_a_window_is_a_row_of_its_own() -> None:
    rows = read(format_codable([log(SCHEME, *EVENTS)], windows=("first5",)))
    gaze = [row for row in rows if row["tier"] == "in_gaze"]
    wanted = ("phase", "window", "onset_s", "window_s", "uncodable_s", "missing")
    assert [[row[name] for name in wanted] for row in gaze] == [
        ["play", "first5", "2.000", "5.000", "4.000", "1"],
        ["still", "first5", "22.000", "5.000", "1.000", "0"],
    ]


def test_a_reason_that_the_scheme_does_not_know_has_its_column_as_well() -> None:
    odd = Event(3, "uncodable", "uncodable", 3_000, 9_000, modifiers=(("reason", "fog"),))
    row = read(format_codable([log(SCHEME, *EVENTS[:2], odd)]))[0]
    assert row["uncodable_s_fog"] == row["uncodable_s"] == "6.000"


def test_without_a_share_in_the_scheme_nothing_is_called_missing() -> None:
    assert {row["missing"] for row in read(format_codable([log(lab.SCHEME, *EVENTS)]))} == {""}
