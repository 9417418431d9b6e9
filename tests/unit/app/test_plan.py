from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.open_session import open_session
from coder.app.plan import Stage, describe_drawing, draw_plan, load_plan, next_open, read_queue, read_status
from coder.app.submit import reopen_session, submit_session
from coder.errors import CoderError
from coder.model.plan import Role
from tests.moving import create_study

PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 0.5, seed: 3%s}\n"


def planned(folder: Path, more: str = "", sessions: int = 4) -> Path:
    """Make a study that nobody has coded, with a plan."""
    create_study(folder, sessions=sessions, coders=())
    (folder / "study.yaml").write_text(PLAN % more, encoding="utf-8")
    return folder


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = planned(tmp_path / "study")
    draw_plan(folder)
    return folder


def code(study: Path, coder: str, session: str) -> None:
    with open_session(study / session, coder) as opened:
        code_keys(opened, ["1.0,w", "2.0,t", "3.0,b"])


def test_a_dry_run_writes_nothing_and_says_what_would_be_drawn(tmp_path: Path) -> None:
    folder = planned(tmp_path / "study")
    drawn = draw_plan(folder, dry_run=True)
    assert not (folder / "plan.csv").exists()
    assert len(drawn.new) == 6
    assert next(describe_drawing(drawn)) == "4 sessions, 2 of them coded twice, seed 3."
    assert draw_plan(folder).plan == drawn.plan
    assert load_plan(folder)[1] == drawn.plan


def test_drawing_again_changes_nothing_that_was_begun(study: Path) -> None:
    _, before = load_plan(study)
    begun = before.queue("ana")[0]
    code(study, "ana", begun.session)
    (study / "study.yaml").write_text(PLAN.replace("seed: 3", "seed: 77") % "", encoding="utf-8")
    drawn = draw_plan(study)
    assert begun in drawn.kept
    assert drawn.plan.queue("ana")[0] == begun


def test_a_queue_has_neutral_names_and_tells_nobody_what_is_a_check(study: Path) -> None:
    queue = read_queue(study, "ana")
    assert all(one.name.startswith("A") and one.name != one.session.id for one in queue)
    assert {one.stage for one in queue} == {Stage.WAITING}
    assert next_open(queue) is queue[0]


def test_what_was_begun_comes_next_until_it_is_submitted(study: Path) -> None:
    queue = read_queue(study, "ana")
    code(study, "ana", queue[1].session.id)
    after = next_open(read_queue(study, "ana"))
    assert after is not None
    assert after.session.id == queue[1].session.id
    submit_session(queue[1].session.folder, "ana")
    later = next_open(read_queue(study, "ana"))
    assert later is not None
    assert later.session.id == queue[0].session.id


def test_the_plan_can_show_session_ids(tmp_path: Path) -> None:
    folder = planned(tmp_path / "study", ", aliases: false")
    draw_plan(folder)
    assert all(one.name == one.session.id for one in read_queue(folder, "ben"))


def test_status_counts_what_is_begun_submitted_and_reopened(study: Path) -> None:
    first = read_queue(study, "ana")[0].session
    code(study, "ana", first.id)
    submit_session(first.folder, "ana")
    reopen_session(first.folder, "ana", "the end is missing")
    status = {one.coder: one for one in read_status(study)}
    assert (status["ana"].begun, status["ana"].submitted, status["ana"].reopened) == (1, 0, 1)
    assert status["ben"].begun == 0
    assert status["ana"].assigned + status["ben"].assigned == 6


def test_a_study_without_a_plan_is_told_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="has no plan") as refused:
        draw_plan(create_study(tmp_path / "study"))
    assert "plan: {coders: [ana, ben]" in refused.value.hint


def test_sessions_for_training_are_left_out(tmp_path: Path) -> None:
    folder = planned(tmp_path / "study", ", leave_out: [D01]")
    assert all(one.session != "D01" for one in draw_plan(folder).plan.assignments)
    code(folder, "cleo", "D01")


def test_a_segment_limits_what_is_coded_and_what_counts(tmp_path: Path) -> None:
    folder = planned(tmp_path / "study", ", of: segments, segment_s: 20")
    check = next(one for one in draw_plan(folder).plan.assignments if one.role is Role.CHECK)
    (begin, end), *_ = check.blocks
    with open_session(folder / check.session, check.coder) as opened:
        coded = code_keys(opened, [f"{(begin - 1_000) / 1000},w", f"{begin / 1000 + 1},w", f"{end / 1000 + 1},t"])
        assert [notice.message for notice in coded.notices] == ["This lies outside your segments."] * 2
        assert coded.events == 1
    with open_session(folder / check.session, check.coder) as again:
        assert again.workspace.observation.blocks == check.blocks
        assert [event.offset_ms for event in again.workspace.observation] == [end]
        assert again.viewing.head_ms == begin
    submit_session(folder / check.session, check.coder)
    with open_session(folder / check.session, check.coder) as last:
        assert [notice.button for notice in last.notices] == ["Reopen…"]
