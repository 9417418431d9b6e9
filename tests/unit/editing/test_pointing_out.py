"""What is shorter or closer together than a tier means it to be is pointed out, with what mends it."""

from dataclasses import replace

from coder.app.workspace import Workspace
from coder.editing.edits import MoveEdge
from coder.editing.pointing_out import is_short, remarks_on
from coder.model.change import Change
from coder.model.scheme import Scheme
from tests import lab
from tests.doubles import Ear, build_workspace

TOUCH = replace(lab.tier("cg_touch"), min_duration_s=0.5, merge_gap_s=1.0)
SCHEME = replace(lab.SCHEME, tiers=(TOUCH, *(tier for tier in lab.TIERS if tier.id != "cg_touch")))


def coding(scheme: Scheme = SCHEME) -> tuple[Workspace, Ear]:
    workspace = build_workspace(scheme=scheme)
    return workspace, Ear.at(workspace)


def test_a_state_that_ends_too_soon_is_pointed_out_and_deleted_by_the_button() -> None:
    workspace, ear = coding()
    workspace.press("y", 1_000)
    workspace.press("y", 1_200)
    assert ear.last == "Hold lasted 0.200 s, less than 0.500 s."
    assert ear.notices[-1].button == "Delete it"
    assert len(workspace.observation) == 1, "nothing is changed by itself"
    assert ear.notices[-1].action is not None
    ear.notices[-1].action()
    assert len(workspace.observation) == 0
    workspace.undo()
    assert len(workspace.observation) == 1


def test_a_state_that_begins_too_soon_after_the_last_of_its_code_is_merged_by_the_button() -> None:
    workspace, ear = coding()
    for at_ms in (1_000, 3_000, 3_400):
        workspace.press("y", at_ms)
    assert ear.last == "Hold had ended only 0.400 s before."
    assert ear.notices[-1].action is not None
    ear.notices[-1].action()
    assert [(event.onset_ms, event.offset_ms) for event in workspace.observation] == [(1_000, None)]


def test_what_is_long_enough_and_far_enough_apart_is_not_mentioned() -> None:
    workspace, ear = coding()
    for at_ms in (1_000, 1_500, 2_500, 3_000):
        workspace.press("y", at_ms)
    assert [notice.message for notice in ear.notices if notice.button] == []
    assert not is_short(TOUCH, lab.touch(1, 0, None)), "what still runs may become longer"
    assert not is_short(lab.tier("cg_touch"), lab.touch(1, 0, 1))


def test_another_code_between_or_an_edge_that_stays_is_no_reason_to_speak() -> None:
    before, after = lab.touch(1, 0, 2_000), lab.touch(2, 2_300, 4_000, code="wipe")
    assert remarks_on(SCHEME, lab.observed(before, after), Change("Begin wipe", added=(after,))) == []
    short = lab.touch(3, 5_000, 5_100)
    commented = Change("Comment", replaced=((short, replace(short, comment="so")),))
    assert remarks_on(SCHEME, lab.observed(short), commented) == []


def test_the_edge_that_is_moved_is_looked_at() -> None:
    moved = lab.touch(1, 1_000, 1_100)
    change = Change("Move", replaced=((lab.touch(1, 1_000, 3_000), moved),))
    (remark,) = remarks_on(SCHEME, lab.observed(moved), change)
    assert remark.button == "Delete it"


def test_a_state_that_a_correction_makes_too_short_is_pointed_out_by_either_edge() -> None:
    workspace, ear = coding()
    for at_ms in (1_000, 3_000):
        workspace.press("y", at_ms)
    (held,) = workspace.observation
    workspace.do(MoveEdge(held.id, "onset", 2_700))
    assert ear.last == "Hold lasted 0.300 s, less than 0.500 s."
    workspace.undo()
    workspace.do(MoveEdge(held.id, "offset", 1_400))
    assert ear.last == "Hold lasted 0.400 s, less than 0.500 s."
    assert ear.notices[-1].button == "Delete it"
