import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from coder.editing.outgoing import Outgoing
from coder.errors import CoderError
from coder.formats.boris.log import read_log
from coder.formats.boris.project_writing import write_boris
from coder.model.event import Event
from coder.model.foreign_log import ForeignEvent
from coder.model.foreign_scheme import LossKind
from coder.model.observation import Identity, Observation
from coder.model.scheme import plain
from tests.lab import SCHEME, touch
from tests.unit.formats.outgoing_logs import Row, any_outgoing, coded, outgoing, rows_of, sort_rows

BASE: dict[str, Any] = {
    "time_format": "s",
    "project_name": "lab",
    "lab's own": {"room": 2},
    "subjects_conf": {"0": {"key": "m", "name": "Mother", "description": "x", "age": 31}},
    "behaviors_conf": {
        "3": {
            "type": "State event",
            "key": "g",
            "code": "AT FACE",
            "description": "",
            "category": "gaze",
            "modifiers": {},
            "excluded": "",
            "coding map": "",
            "color": "#ff0000",
        }
    },
    "observations": {
        "D01_v1": {
            "type": "MEDIA",
            "file": {"1": ["film.mp4"]},
            "description": "second visit",
            "events": [[1.0, "Mother", "AT FACE", "", "", 25], [2.0, "Mother", "AT FACE", "", "", 50]],
            "zoom": [1, 2],
        },
        "another": {"type": "LIVE", "events": [[3.125, "Mother", "AT FACE", "", "", "NA"]]},
    },
    "independent_variables": {},
    "project_format_version": "7.0",
}


def written(*logs: Outgoing, base: bytes | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_boris(logs, "s", base).files[0].content)
    return found


def behaviour(project: dict[str, Any], code: str) -> dict[str, Any]:
    return next(entry for entry in project["behaviors_conf"].values() if entry["code"] == code)


def read_back(content: bytes) -> list[Row]:
    (session,) = read_log(content, "s.boris").sessions
    return sort_rows([_row(event) for event in session.observations[0].events])


def _row(event: ForeignEvent) -> Row:
    tier = event.tier.rpartition(" ")[2] if not event.tier.endswith(("states", "points")) else event.tier.split()[-2]
    said = dict(event.modifiers)
    target, comment = said.pop("target", ""), event.comment
    offset_ms = None if event.point else event.offset_ms
    code = event.code.removeprefix(f"{tier} ")
    return tier, code, event.onset_ms, offset_ms, frozenset(said.items()), target, comment


def told(row: Row) -> Row:
    """Return a row as BORIS can say it: words stand in front of the comment."""
    said = dict(row[4])
    words = said.pop("words", "")
    comment = " / ".join(filter(None, (f"words: {words}" if words else "", row[6])))
    return (*row[:4], frozenset(said.items()), row[5], comment.strip())


@settings(max_examples=60)
@given(any_outgoing())
def test_what_is_written_reads_back_equal(log: Outgoing) -> None:
    content = write_boris([log], "s").files[0].content
    assert read_back(content) == sort_rows([told(row) for row in rows_of(log)])
    assert write_boris([log], "s", content).files[0].content == content


def test_states_are_pairs_and_the_end_of_one_comes_before_the_next() -> None:
    events = written(outgoing())["observations"]["D01_v1.ana"]["events"]
    gaze = [row[:3] for row in events if row[2] in ("caregiver", "in_gaze away")]
    assert gaze == [
        [4.0, "infant", "caregiver"],
        [8.0, "infant", "caregiver"],
        [8.0, "infant", "in_gaze away"],
        [9.0, "infant", "in_gaze away"],
    ]
    assert [row for row in events if row[2] == "bid"] == [[6.04, "infant", "bid", "arms,voice", "", 151]]


def test_behaviours_have_kind_category_modifiers_and_those_they_exclude() -> None:
    project = written(outgoing())
    found = behaviour(project, "touch")
    assert (found["type"], found["key"], found["category"]) == ("State event", "t", "cg_touch")
    assert found["modifiers"]["0"]["values"] == ["still (1)", "stroke (2)", "pat (3)"]
    assert set(found["excluded"].split(",")) == {"hold", "wipe"}
    assert behaviour(project, "bid")["type"] == "Point event"
    assert behaviour(project, "cry")["excluded"] == ""
    assert behaviour(project, "cg_gaze away")["category"] == "cg_gaze"
    assert [entry["name"] for entry in project["subjects_conf"].values()] == ["caregiver", "infant", "dyad"]


def test_modifiers_that_were_not_answered_are_none() -> None:
    events = written(outgoing())["observations"]["D01_v1.ana"]["events"]
    assert [row[3] for row in events if row[2] == "touch"] == ["stroke|loving|infant"] * 2
    events = written(coded(touch(1, 0, 500)))["observations"]["D01_v1.ana"]["events"]
    assert [row[3] for row in events] == ["None|None|infant"] * 2


def test_several_observations_are_in_one_project() -> None:
    first = outgoing()
    second = replace(first, observation=Observation(Identity("D01_v1", "ben"), list(first.observation)))
    project = written(first, second)
    assert list(project["observations"]) == ["D01_v1.ana", "D01_v1.ben"]
    assert project["observations"]["D01_v1.ben"]["independent_variables"]["coder"] == "ben"


def test_media_are_named_without_a_way_to_them_and_with_what_is_known() -> None:
    entry = written(outgoing())["observations"]["D01_v1.ana"]
    assert entry["file"]["1"] == ["video.mp4"]
    assert entry["media_info"]["length"] == {"video.mp4": 60.0}
    assert entry["media_info"]["fps"] == {"video.mp4": 25.0}
    assert entry["date"] == "2026-11-24T08:15:30"


def test_states_that_boris_would_pair_otherwise_are_told() -> None:
    log = coded(Event(1, "in_voice", "cry", 0, 500), Event(2, "in_voice", "cry", 200, 900))
    assert any("overlap" in loss.what for loss in write_boris([log], "s").losses if loss.kind is LossKind.CHANGED)


def named_as_in_the_lab() -> Outgoing:
    """Return an observation under a scheme that was made from the lab's project."""
    actors = tuple(
        replace(actor, label=plain("Mother")) if actor.id == "caregiver" else actor for actor in SCHEME.actors
    )
    tiers = tuple(
        replace(
            tier,
            codes=tuple(replace(code, label=plain("AT FACE")) if code.id == "at_face" else code for code in tier.codes),
        )
        if tier.id == "cg_gaze"
        else tier
        for tier in SCHEME.tiers
    )
    log = coded(Event(1, "cg_gaze", "at_face", 1_000, 2_000), Event(2, "cg_gaze", "at_face", 5_000, 6_000))
    return replace(log, scheme=replace(SCHEME, tiers=tiers, actors=actors))


def test_all_else_stays_in_a_project_that_is_written_into() -> None:
    base = json.dumps(BASE).encode()
    project = written(named_as_in_the_lab(), base=base)
    assert project["lab's own"] == {"room": 2}
    assert project["subjects_conf"]["0"] == BASE["subjects_conf"]["0"]
    assert project["behaviors_conf"]["3"] == BASE["behaviors_conf"]["3"]
    assert project["observations"]["another"] == BASE["observations"]["another"]
    entry = project["observations"]["D01_v1"]
    assert (entry["description"], entry["zoom"], entry["file"]) == ("second visit", [1, 2], {"1": ["film.mp4"]})
    assert entry["events"][:2] == BASE["observations"]["D01_v1"]["events"]
    assert [row[:3] for row in entry["events"][2:]] == [[5.0, "Mother", "AT FACE"], [6.0, "Mother", "AT FACE"]]


def test_what_is_no_project_is_not_written_into() -> None:
    with pytest.raises(CoderError, match="no BORIS project"):
        write_boris([outgoing()], "s", b"{}")
