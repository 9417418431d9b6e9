from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings

from coder.editing.coverage import outside_phases, uncodable_spells
from coder.editing.outgoing import Outgoing
from coder.formats.gridware.trj_writing import MISSING, write_gridware
from coder.model.observation import Identity, Observation
from coder.model.scheme import Gap
from tests.unit.formats.outgoing_logs import any_outgoing, outgoing


def table(content: bytes) -> list[list[str]]:
    return [line.split("\t") for line in content.decode().splitlines()]


def state_at(log: Outgoing, tier: str, ms: int) -> str:
    """Return what holds on an exclusive tier by the rows of the table of events."""
    rows = [row for row in log.rows if row.tier.id == tier and row.onset_ms <= ms < (row.offset_ms or 0)]
    codes = [row.code.id for row in rows if row.code.id]
    lane = log.scheme.tier(tier)
    assert lane is not None
    lost = uncodable_spells(log.scheme, log.observation, lane, 0, log.end_ms)
    lost += outside_phases(log.scheme, log.observation, 0, log.end_ms)
    silent = lane.gap is Gap.ABSENT and not any(onset_ms <= ms < offset_ms for onset_ms, offset_ms in lost)
    return codes[0] if codes else "none" if silent else MISSING


@settings(max_examples=40)
@given(any_outgoing())
def test_the_states_between_two_rows_are_those_that_hold(log: Outgoing) -> None:
    head, *rows, last = table(write_gridware([log], "s").files[1].content)
    assert last == ["60.000"]
    times = [round(float(row[0]) * 1000) for row in rows]
    assert times[0] == 0
    assert times == sorted(set(times))
    for row, onset_ms, end_ms in zip(rows, times, [*times[1:], log.end_ms], strict=True):
        for ms in {onset_ms, (onset_ms + end_ms) // 2, end_ms - 1}:
            assert row[1:] == [state_at(log, tier, ms) for tier in head[1:]]
    assert all(one[1:] != other[1:] for one, other in pairwise(rows))


def test_the_project_lists_variables_with_their_codes_and_a_trajectory_each() -> None:
    first = outgoing()
    second = replace(first, observation=Observation(Identity("D01_v1", "ben"), []))
    files = write_gridware([first, second], "study").files
    assert [file.path for file in files] == ["study.gwf", "study_trjs/D01_v1.ana.trj", "study_trjs/D01_v1.ben.trj"]
    lines = table(files[0].content)
    assert lines[:3] == [
        ["<GridWare>"],
        ["<Config>"],
        ["identifier", "categorical", "observation", "D01_v1.ana", "D01_v1.ben"],
    ]
    assert ["state", "categorical", "in_gaze", "caregiver", "object", "away"] in lines
    assert ["MissingValueSymbol", "--"] in lines
    assert lines[-4:] == [
        ["D01_v1.ana", "D01_v1.ana.trj"],
        ["D01_v1.ben", "D01_v1.ben.trj"],
        ["</Trajectories>"],
        ["</GridWare>"],
    ]


def test_points_and_codes_that_may_overlap_are_no_variables_and_that_is_told() -> None:
    handover = write_gridware([outgoing()], "s")
    head = table(handover.files[1].content)[0]
    assert head == ["Onset", "phase", "cg_gaze", "cg_touch", "cg_rock", "in_gaze", "in_state"]
    assert any("in_voice" in loss.what and "in_signal" in loss.what for loss in handover.losses)


def test_uncodable_time_is_missing() -> None:
    rows = table(write_gridware([outgoing()], "s").files[1].content)
    at = {row[0]: row for row in rows}
    assert at["20.000"][2] == MISSING
    assert at["25.000"][2] == "away"
