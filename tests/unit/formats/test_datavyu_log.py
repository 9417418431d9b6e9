"""Cells of Datavyu files: closed intervals, offsets never set, copies for agreement, videos and their offsets."""

import io
import zipfile

import pytest

from coder.formats.datavyu.log import read_log
from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignMedium
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind

PROJECT = """!project
dbFile: lab.opf
name: lab
version: 5
viewerSettings:
- !vs
  feed: C:\\videos\\front.mp4
  plugin: native
  settingsId: '1'
  trackSettings: !ts {locked: false, bookmarks: [], version: 2}
- !vs {feed: videos/side.mp4, settingsId: '2'}
"""


def archive(db: str, project: str = "", **viewers: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("lab/db", db)
        if project:
            packed.writestr("lab/project", project)
        for name, text in viewers.items():
            packed.writestr(f"lab/{name[1:]}", text)
    return out.getvalue()


def read(cells: str, head: str = "gaze (MATRIX,true,)-at|NOMINAL", **more: str) -> ForeignLog:
    return read_log(archive(f"#4\n{head}\n{cells}", **more), "lab.opf")


def times(log: ForeignLog) -> list[tuple[int, int | None]]:
    return [(event.onset_ms, event.offset_ms) for event in log.events]


def told(log: ForeignLog, kind: LossKind) -> str:
    return "\n".join(loss.what for loss in log.sessions[0].losses if loss.kind is kind)


def test_cells_with_a_millisecond_between_them_touch() -> None:
    log = read("00:00:01:000,00:00:01:999,(face)\n00:00:02:000,00:00:02:998,(away)\n00:00:03:000,00:00:04:000,(face)\n")
    assert times(log) == [(1000, 2000), (2000, 2998), (3000, 4000)]
    assert "Cells whose offset is 1 ms later, where the next one begins (1): on gaze." in told(log, LossKind.CHANGED)


def test_an_offset_that_was_never_set_stays_open() -> None:
    log = read("00:00:01:000,00:00:02:000,(face)\n00:00:03:000,00:00:00:000,(away)\n")
    assert times(log) == [(1000, 2000), (3000, None)]
    assert "never set; they run on until another takes their place (1): gaze, away at 0:03.000." in told(
        log, LossKind.CHANGED
    )


def test_a_cell_that_ends_before_it_begins_is_turned_round() -> None:
    log = read("00:00:05:000,00:00:03:000,(face)\n")
    assert times(log) == [(3000, 5000)]
    assert "ended before they began" in told(log, LossKind.CHANGED)


def test_cells_without_length_are_points_among_states() -> None:
    log = read("00:00:01:000,00:00:02:000,(face)\n00:00:03:000,00:00:03:000,(away)\n")
    assert [event.point for event in log.events] == [False, True]


def test_a_column_of_points_has_points_however_they_were_written() -> None:
    log = read("00:00:01:000,00:00:01:000,(face)\n00:00:03:000,00:00:00:000,(away)\n")
    assert log.scheme.tiers[0].kind is Kind.POINT
    assert all(event.point for event in log.events)
    assert "never set; they are points as the others (1)" in told(log, LossKind.GUESSED)


def test_several_arguments_are_modifiers_and_what_is_not_coded_is_left_out() -> None:
    head = "hands (MATRIX,true,)-hand|NOMINAL,count|NOMINAL,note|TEXT"
    log = read("00:00:01:000,00:00:02:000,(left,<count>,a\\, b)\n00:00:03:000,00:00:04:000,(,2,,x)\n", head)
    first, second = log.events
    assert (first.code, first.modifiers) == ("hands", (("hand", "left"), ("note", "a, b")))
    assert second.modifiers == (("count", "2"),)
    assert "Values for which a column has no argument (1)" in told(log, LossKind.DROPPED)


def test_a_value_that_is_missing_where_values_are_codes_is_told() -> None:
    log = read("00:00:01:000,00:00:02:000,(face)\n00:00:03:000,00:00:04:000,()\n")
    assert [event.code for event in log.events] == ["face", "empty"]
    assert "their code is “empty” (1)" in told(log, LossKind.CHANGED)


OLD = "mood (NOMINAL)\n00:00:01:000,00:00:02:000,glad\nspeech (TEXT)\n00:00:01:000,00:00:02:000,what\\, now\n"


def test_columns_of_old_types_are_read() -> None:
    log = read_log(archive(OLD), "old.opf")
    assert [(event.tier, event.code, event.modifiers) for event in log.events] == [
        ("mood", "glad", ()),
        ("speech", "speech", (("value", "what, now"),)),
    ]


def test_a_copy_for_agreement_is_an_observation_of_its_own() -> None:
    db = "00:00:01:000,00:00:02:000,(face)\nGaze_rel (MATRIX,false,)-at|NOMINAL\n00:00:01:100,00:00:02:000,(away)\n"
    log = read(db)
    own, other = log.sessions[0].observations
    assert (own.record, other.record, other.suffix) == ("primary", "reliability", "_rel")
    assert other.events == (ForeignEvent("gaze", "away", 1100, 2000),)
    assert (own.counted, other.counted) == (1, 1)
    assert "The columns “Gaze_rel” are an observation of their own" in told(log, LossKind.CHANGED)


def test_videos_have_the_offsets_of_their_viewers_and_the_first_is_the_main_one() -> None:
    viewers = {"_1": "volume=1.0\noffset=500\n", "_2": "offset=2000\nvisible=true\n"}
    log = read("00:00:01:000,00:00:02:000,(face)\n", project=PROJECT, **viewers)
    assert log.sessions[0].media == (
        ForeignMedium(("C:\\videos\\front.mp4",)),
        ForeignMedium(("videos/side.mp4",), 1500),
    )
    assert times(log) == [(500, 1500)]
    assert "0.5 s were taken off every time" in told(log, LossKind.CHANGED)


def test_bookmarks_are_told() -> None:
    marked = "viewerSettings:\n- !vs {feed: a.mov, trackSettings: !ts {bookmarks: [1000, 2000]}}\n"
    assert "bookmarks" in told(read("", project=marked), LossKind.DROPPED)
    assert "bookmarks" not in told(read("", project=marked.replace("1000, 2000", "")), LossKind.DROPPED)


def test_offsets_of_old_projects_stand_in_the_project() -> None:
    project = (
        "!project\nversion: 3\nviewerSettings:\n- !vs {feed: a.mov, offset: 0}\n- !vs {feed: b.mov, offset: -40}\n"
    )
    log = read("", project=project)
    assert [medium.offset_ms for medium in log.sessions[0].media] == [0, -40]


@pytest.mark.parametrize(
    "project",
    [
        "!!python/object/apply:os.system [ls]",
        "- a\n- b\n",
        "a: [",
        "viewerSettings: &a [*a]",
        "a: " + "[" * 3000,
        "\n".join(f"key{number}: {number * 7919}" for number in range(60_000)),
    ],
    ids=["python", "a list", "broken", "a ring", "deep", "large"],
)
def test_a_project_that_cannot_be_read_loses_the_videos_alone(project: str) -> None:
    log = read("00:00:01:000,00:00:02:000,(face)\n", project=project)
    assert (times(log), log.sessions[0].media) == ([(1000, 2000)], ())
    if not project.startswith("!!"):
        assert "its project cannot be read" in told(log, LossKind.DROPPED)
