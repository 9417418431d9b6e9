from pathlib import Path

import pytest

from coder.app.audit import describe_step, format_audit, read_audit
from coder.app.code import code_keys
from coder.app.open_session import open_session
from coder.app.submit import find_observation, find_remarks, remarks_before, reopen_session, submit_session
from coder.errors import CoderError
from coder.model.session import Session
from coder.model.viewing import UNSEEN
from tests.doubles import press_all
from tests.moving import FIRST, create_study

KEYS = [("1", 0), ("g", 400), ("b", 2_000)]


@pytest.fixture
def submitted(session: Session) -> Session:
    with open_session(session.folder, "ana") as opened:
        press_all(opened.workspace, KEYS)
    submit_session(session.folder, "ana")
    return session


def test_a_submitted_observation_is_view_only_and_says_how_to_reopen_it(submitted: Session) -> None:
    with open_session(submitted.folder, "ana") as opened:
        notice = opened.notices[0]
        assert "was submitted on" in notice.message
        assert (notice.button, "Code › Reopen…" in notice.hint) == ("Reopen…", True)
        told: list[str] = []
        opened.workspace.noticed.add(lambda said: told.append(said.message))
        opened.workspace.press("2", 3_000)
        assert "view-only: it was submitted on" in told[0]
        assert len(opened.workspace.observation) == 3


def test_keys_from_the_command_line_do_not_change_it(submitted: Session) -> None:
    where = find_observation(submitted.folder, "ana")
    before = where.read_bytes()
    with open_session(submitted.folder, "ana") as opened, pytest.raises(CoderError, match="submitted") as refused:
        code_keys(opened, ["3.0,2"])
    assert "coder reopen" in refused.value.hint
    assert where.read_bytes() == before


def test_reopened_it_is_coded_on_and_what_was_done_before_can_be_undone(submitted: Session) -> None:
    reopen_session(submitted.folder, "ana", "the bid was a reach", person="lena")
    with open_session(submitted.folder, "ana") as opened:
        assert opened.notices == ()
        assert opened.workspace.undo() is not None
        opened.workspace.press("r", 2_000)
        opened.flush()
        assert [event.code for event in opened.workspace.observation] == ["at_face", "caregiver", "reach"]


def test_the_audit_shows_who_submitted_and_who_reopened_and_why(submitted: Session) -> None:
    reopen_session(submitted.folder, "ana", "the bid was a reach", person="lena")
    audited = read_audit(submitted.folder)
    lines = [describe_step(step) for step in audited[0].steps]
    assert "ana  Submitted: 3 events, facts " in lines[-2]
    assert lines[-1].endswith("lena  Reopened: the bid was a reach")
    assert audited[0].verify().whole


def test_a_reason_is_a_comment_and_goes_into_no_table_unasked(submitted: Session) -> None:
    reopen_session(submitted.folder, "ana", "Mrs Smith rang")
    audited = read_audit(submitted.folder)
    assert "Smith" not in format_audit(audited)
    assert "reopen,Reopened," in format_audit(audited)
    assert "Reopened: Mrs Smith rang" in format_audit(audited, comments=True)


def test_what_nobody_coded_is_neither_submitted_nor_reopened(session: Session) -> None:
    with pytest.raises(CoderError, match="ben has coded nothing in"):
        submit_session(session.folder, "ben")
    with pytest.raises(CoderError, match="in the pass gaze"):
        reopen_session(session.folder, "ben", "why", "gaze")
    assert not (Path(session.folder) / "observations").exists()


INTERVALS = """
  - id: mood
    actor: infant
    kind: interval
    length_s: 60
    rule: predominant
    codes: [{id: calm, key: c}, {id: upset, key: q}]
"""


def test_running_states_and_intervals_without_a_code_are_pointed_out_before(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", sessions=1, coders=(), text=FIRST.rstrip() + INTERVALS)
    with open_session(study / "D01", "ana") as opened:
        code_keys(opened, ["1.0,w", "2.0,y", "30.0,c"])
        assert list(remarks_before(opened, UNSEEN)) == [
            "2 states still running: they last to the end.",
            "9 intervals of mood not coded yet.",
        ]
    assert find_remarks(study / "D01", "ana") == ["2 states still running: they last to the end."]
