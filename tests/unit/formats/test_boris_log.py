"""Observations of BORIS projects: every version's media and modifiers, states paired, what is odd told and counted."""

import gzip
import json
from typing import Any

import pytest

from coder.errors import CoderError
from coder.formats.boris.log import read_log
from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignMedium, ForeignSession
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind

CONF = {
    "0": {"code": "smile", "type": "State event", "key": "s", "category": "face"},
    "1": {"code": "bid", "type": "Point event", "key": "b", "category": "signal"},
    "2": {
        "code": "touch",
        "type": "State event",
        "category": "hand",
        "modifiers": {
            "0": {"name": "form", "type": 0, "values": ["pat (p)", "stroke"]},
            "1": {"name": "where", "type": 1, "values": ["arm", "leg"]},
            "2": {"name": "count", "type": 2, "values": []},
            "3": {"name": "heart", "type": 3, "values": []},
        },
    },
}
SUBJECTS = {"0": {"key": "1", "name": "infant"}, "1": {"key": "2", "name": "mother"}}


def project(observation: dict[str, Any], **more: Any) -> bytes:
    whole = {"behaviors_conf": CONF, "subjects_conf": SUBJECTS, "observations": {"visit 1": observation}, **more}
    return json.dumps(whole).encode()


def observed(*events: list[Any], **more: Any) -> bytes:
    return project({"type": "LIVE", "file": [], "events": list(events), **more})


def session_of(content: bytes) -> ForeignSession:
    return read_log(content, "p.boris").sessions[0]


def events_of(content: bytes) -> tuple[ForeignEvent, ...]:
    return session_of(content).observations[0].events


def told(content: bytes, kind: LossKind) -> str:
    return "\n".join(loss.what for loss in session_of(content).losses if loss.kind is kind)


def test_states_are_paired_and_points_stand_alone() -> None:
    content = observed(
        [1.0, "infant", "smile", "", ""], [2.5, "infant", "bid", "", "look"], [3.25, "infant", "smile", "", ""]
    )
    assert events_of(content) == (
        ForeignEvent("infant face", "smile", 1000, 3250),
        ForeignEvent("infant signal", "bid", 2500, None, True, (), "", "look"),
    )
    assert session_of(content).observations[0].counted == 3


def test_states_of_two_subjects_and_of_two_modifiers_are_told_apart() -> None:
    content = observed(
        [1.0, "infant", "smile", "", ""],
        [2.0, "mother", "smile", "", ""],
        [3.0, "mother", "touch", "pat|None|None|None", ""],
        [4.0, "mother", "touch", "stroke|None|None|None", ""],
        [5.0, "infant", "smile", "", ""],
        [6.0, "mother", "touch", "stroke|None|None|None", ""],
        [7.0, "mother", "touch", "pat|None|None|None", ""],
        [8.0, "mother", "smile", "", ""],
    )
    assert [(one.tier, one.onset_ms, one.offset_ms) for one in events_of(content)] == [
        ("infant face", 1000, 5000),
        ("mother face", 2000, 8000),
        ("mother hand", 3000, 7000),
        ("mother hand", 4000, 6000),
    ]


def test_a_state_that_nobody_ended_runs_on_and_is_told() -> None:
    content = observed(*([float(ms), "infant", "smile", "", ""] for ms in (1, 2, 3)))
    assert [(one.onset_ms, one.offset_ms) for one in events_of(content)] == [(1000, 2000), (3000, None)]
    assert "never ended; they run on until another takes their place (1): infant face, smile at 0:03.000." in told(
        content, LossKind.CHANGED
    )


def test_modifiers_are_taken_by_their_sets_in_order() -> None:
    content = observed(
        [1.0, "", "touch", "pat|arm,leg|3|88.5", ""],
        [2.0, "", "touch", "pat|arm,leg|3|88.5", "and out"],
        [3.0, "", "touch", "None|arm|None|None|more", ""],
        [3.5, "", "touch", "None|arm|None|None|more", ""],
    )
    first, second = events_of(content)
    assert first.modifiers == (("form", "pat"), ("where", "arm+leg"), ("count", "3"), ("heart", "88.5"))
    assert first.comment == "and out"
    assert second.modifiers == (("where", "arm"), ("modifier 5", "more"))


def test_events_of_nobody_and_of_an_unlisted_subject_have_tiers_too() -> None:
    content = observed([1.0, "", "bid", "", ""], [2.0, "father", "bid", "", ""])
    log = read_log(content, "p.boris")
    assert [one.tier for one in log.events] == ["signal", "father signal"]
    actors = {tier.name: tier.actor for tier in log.scheme.tiers}
    assert (actors["signal"], actors["father signal"]) == ("", "father")


def test_a_behaviour_that_is_not_listed_is_a_point_and_told() -> None:
    log = read_log(observed([1.0, "infant", "sneeze", "", ""]), "p.boris")
    assert next(log.events) == ForeignEvent("infant unlisted", "sneeze", 1000, None, True)
    assert any("“sneeze” is not among" in loss.what for loss in log.scheme.losses)
    assert next(tier for tier in log.scheme.tiers if tier.name == "infant unlisted").kind is Kind.POINT


@pytest.mark.parametrize(
    "line", [[], [1.0], ["soon", "infant", "bid", "", ""], [None, "", "bid", "", ""], [1.0, "", "", "", ""], "bid", 7]
)
def test_lines_that_cannot_be_read_are_counted_and_shown(line: object) -> None:
    content = project({"type": "LIVE", "events": [line, [1.0, "infant", "bid", "", ""]]})
    assert [one.code for one in events_of(content)] == ["bid"]
    assert "Lines that cannot be read (1)" in told(content, LossKind.DROPPED)


def test_what_the_observation_has_besides_is_told_whole() -> None:
    content = observed(
        description="Cried\nin the end",
        date="2016-12-10T15:44:57",
        independent_variables={"age": "6", "siblings": 0, "sex": ""},
        **{"observation time interval": [10, 20]},
    )
    said = told(content, LossKind.DROPPED)
    for words in ("“Cried in the end”", "age: 6, siblings: 0.", "10 to 20 s", "observed: 2016-12-10"):
        assert words in said
    assert "sex" not in said


MEDIA: dict[str, Any] = {
    "type": "MEDIA",
    "events": [[12.0, "", "bid", "", "", 300]],
    "file": {"2": ["b.mp4"], "1": ["/lab/a1.mp4", "/lab/a2.mp4"], "3": []},
    "media_info": {
        "length": {"/lab/a1.mp4": 10.0, "/lab/a2.mp4": 20.0},
        "fps": {"/lab/a1.mp4": 29.97},
        "offset": {"1": 0.0, "2": -1.5},
    },
}


def test_players_and_files_one_after_the_other_are_media_with_offsets() -> None:
    session = session_of(project(MEDIA))
    assert session.media == (
        ForeignMedium(("/lab/a1.mp4",), 0, False, 10_000, 29.97),
        ForeignMedium(("/lab/a2.mp4",), 0, True, 20_000, None),
        ForeignMedium(("b.mp4",), -1500, False, None, None),
    )
    assert (session.length_ms, session.frames_per_s) == (30_000, 29.97)
    assert any("Frame numbers beside the times" in loss.what for loss in session.losses)


def test_the_second_player_of_old_projects_has_its_offset() -> None:
    old = {"type": "MEDIA", "events": [], "file": {"1": ["a.mp4"], "2": ["b.mp4"]}, "time offset second player": 2}
    old["media_file_info"] = {"md5": {"video_length": 4000}}
    media = session_of(project(old)).media
    assert [(medium.offset_ms, medium.length_ms) for medium in media] == [(0, 4000), (2000, 4000)]


def test_media_of_the_first_versions_are_a_list_and_subjects_pairs() -> None:
    first = {"type": "VIDEO", "file": ["a.avi", "b.avi"], "events": [[1.5, "infant", "bid", "", ""]]}
    log = read_log(project(first, subjects_conf={"0": ["1", "infant"]}), "old.obs")
    assert [medium.names for medium in log.sessions[0].media] == [("a.avi",), ("b.avi",)]
    assert [one.tier for one in log.events] == ["infant signal"]


@pytest.mark.parametrize("offset", [5, 5.0, "5.000"])
def test_an_offset_that_was_added_to_times_is_taken_off(offset: object) -> None:
    added = {**MEDIA, "time offset": offset}
    assert events_of(project(added))[0].onset_ms == 7000
    assert "5 s were taken off every time" in told(project(added), LossKind.CHANGED)


def test_times_from_when_the_medium_was_made_are_taken_back() -> None:
    made = {**MEDIA, "media_creation_date_as_offset": True}
    made["media_info"] = {**MEDIA["media_info"], "media_creation_time": {"/lab/a1.mp4": 2}}
    assert events_of(project(made))[0].onset_ms == 10_000


@pytest.mark.parametrize("flag", ["start_from_current_time", "start_from_current_epoch_time"])
def test_times_of_day_count_from_the_first_second_and_the_clock_knows(flag: str) -> None:
    session = session_of(observed([50_000.25, "", "bid", "", ""], [50_002.0, "", "bid", "", ""], **{flag: True}))
    assert [one.onset_ms for one in session.observations[0].events] == [250, 2000]
    assert session.clock_offset_ms == 50_000_000


def test_pictures_without_a_time_count_as_seconds_and_keep_their_names() -> None:
    nan = float("nan")
    pictures = {"type": "IMAGES", "events": [[nan, "", "bid", "", "", 3, "C:\\lab\\img_3.jpg"]]}
    content = project(pictures)
    assert events_of(content) == (ForeignEvent("signal", "bid", 3000, None, True, (), "", "img_3.jpg"),)
    assert "Pictures without a time" in told(content, LossKind.GUESSED)
    assert "names no media file" in told(content, LossKind.CHANGED)


def test_every_observation_is_a_session_and_a_packed_project_is_the_same() -> None:
    content = json.dumps(
        {"behaviors_conf": CONF, "observations": {"a": {"events": []}, "b/1": {"events": []}, "c": 7}}
    ).encode()
    log: ForeignLog = read_log(content, "p.boris")
    assert [session.name for session in log.sessions] == ["a", "b/1"]
    assert read_log(gzip.compress(content), "p.boris.gz") == log


@pytest.mark.parametrize("observations", [{}, [], None, {"a": 1}])
def test_a_project_without_observations_is_refused(observations: object) -> None:
    content = json.dumps({"behaviors_conf": CONF, "observations": observations}).encode()
    with pytest.raises(CoderError, match="has no observations") as raised:
        read_log(content, "p.boris")
    assert "scheme import" in raised.value.hint
