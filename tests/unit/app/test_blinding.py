from pathlib import Path

import pytest

from coder.app.audit import read_audit, read_shown_audit
from coder.app.blinding import refuse_unassigned, shown_name
from coder.app.export import export
from coder.app.export_survey import find_all
from coder.app.export_wish import ExportWish
from coder.app.open_session import open_session
from coder.app.plan import draw_plan, load_plan
from coder.app.submit import reopen_session, submit_session
from coder.app.withholding import QUIETLY, withhold
from coder.errors import CoderError
from coder.model.phase_mark import PhaseMark
from coder.model.plan import Role
from coder.store.phase_file import change_phases
from coder.store.session_folder import load_session
from tests.moving import create_study
from tests.training import create_training, try_session
from tests.unit.app.test_plan import code, planned

PHASES = "procedure:\n  id: play\n  phases: [{id: play, key: f5}]\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = planned(tmp_path / "study")
    draw_plan(folder)
    return folder


def both(study: Path) -> str:
    """Return a session that both coders code."""
    return next(one.session for one in load_plan(study)[1].assignments if one.role is Role.CHECK)


def alone(study: Path) -> tuple[str, str]:
    """Return a session that one coder codes alone, and who does not."""
    _, plan = load_plan(study)
    twice = {one.session for one in plan.assignments if one.role is Role.CHECK}
    one = next(one for one in plan.assignments if one.session not in twice)
    return one.session, "ben" if one.coder == "ana" else "ana"


def test_a_session_opens_only_for_those_it_is_assigned_to(study: Path) -> None:
    session, other = alone(study)
    with pytest.raises(CoderError, match=f"not assigned to {other}"):
        open_session(study / session, other)
    with pytest.raises(CoderError, match="not assigned to cleo"):
        open_session(study / session, "cleo")
    assert not (study / session / "observations").exists()


def test_before_anything_is_drawn_everybody_may_code(tmp_path: Path) -> None:
    folder = planned(tmp_path / "study") / "D01"
    refuse_unassigned(load_session(folder), "cleo", "")
    with open_session(folder, "cleo") as opened:
        assert not opened.workspace.view_only
        assert opened.workspace.observation.identity.coder == "cleo"


def test_the_session_is_called_by_its_alias(study: Path) -> None:
    session = load_session(study / both(study))
    names = {shown_name(session, coder, "") for coder in ("ana", "ben")}
    assert len(names) == 2
    assert session.id not in names
    with open_session(session.folder, "ana") as opened:
        assert opened.name == shown_name(session, "ana", "")


def test_what_two_code_is_handed_out_once_both_have_submitted(study: Path) -> None:
    session = both(study)
    code(study, "ana", session)
    code(study, "ben", session)
    submit_session(study / session, "ana")
    kept, left_out = withhold(find_all([study]))
    assert kept == []
    assert len(left_out) == 1
    assert left_out[0].endswith(f"have submitted: {session}/ana, {session}/ben.")
    submit_session(study / session, "ben")
    assert withhold(find_all([study])) == (find_all([study]), [])


def test_what_one_codes_is_handed_out_once_it_is_submitted(study: Path) -> None:
    session, other = alone(study)
    coder = "ben" if other == "ana" else "ana"
    code(study, coder, session)
    submit_session(study / session, coder)
    assert withhold(find_all([study])) == (find_all([study]), [])


def test_a_coder_is_told_the_same_whether_or_not_another_codes_the_session(study: Path) -> None:
    session, (single, other) = both(study), alone(study)
    coder = "ben" if other == "ana" else "ana"
    code(study, coder, single)
    code(study, "ana", session)
    code(study, "ben", session)
    told = [withhold(find_all([study / name]), coder) for name in (single, session)]
    assert told[0] == told[1] == ([], [QUIETLY])
    kept, words = withhold(find_all([study / session]), coder, own=True)
    assert [path.stem for one in kept for path in one.files] == [coder]
    assert [one.session.id for one in kept] == [shown_name(load_session(study / session), coder, "")]
    assert words == [QUIETLY]


def test_what_was_opened_again_hides_the_other_one_too(study: Path) -> None:
    session = both(study)
    for coder in ("ana", "ben"):
        code(study, coder, session)
        submit_session(study / session, coder)
    reopen_session(study / session, "ana", "a look was missed")
    assert withhold(find_all([study]))[0] == []


def test_gold_is_hidden_from_trainees_until_they_have_submitted(tmp_path: Path) -> None:
    folder = create_training(tmp_path / "study")
    try_session(folder, "G01", "ana", 5_000)
    try_session(folder, "G01", "ben", 1_000, sealed=False)
    found = find_all([folder / "G01"])

    def seen(viewer: str) -> list[str]:
        return [path.stem for one in withhold(found, viewer)[0] for path in one.files]

    assert seen("ana") == ["ana", "ben", "expert"]
    assert seen("ben") == ["ben"]
    assert seen("cleo") == []
    assert seen("expert") == seen("") == ["ana", "ben", "expert"]


def test_a_study_without_a_plan_withholds_nothing(tmp_path: Path) -> None:
    found = find_all([create_study(tmp_path / "study")])
    assert withhold(found) == (found, [])


def test_an_export_has_what_is_submitted_and_more_only_when_asked_and_noted(study: Path, tmp_path: Path) -> None:
    session = both(study)
    code(study, "ana", session)
    code(study, "ben", session)
    with pytest.raises(CoderError, match=f"have submitted: {session}/ana, {session}/ben"):
        export(ExportWish((study,), tmp_path / "out"))
    with pytest.raises(CoderError, match="Nothing of it can be shown yet"):
        export(ExportWish((study,), tmp_path / "out", viewer="ana"))
    single, other = alone(study)
    coder = "ben" if other == "ana" else "ana"
    code(study, coder, single)
    submit_session(study / single, coder)
    export(ExportWish((study,), tmp_path / "out"))
    assert f",{session}," not in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert not (study / "unblinded.txt").exists()
    export(ExportWish((study,), tmp_path / "out", unsealed=True))
    assert ",ben," in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")
    assert f"exported before it was submitted: {session}/ana, {session}/ben" in (study / "unblinded.txt").read_text(
        encoding="utf-8"
    )


def test_phases_that_another_coder_marked_do_not_tell_who_that_is(study: Path) -> None:
    session = load_session(study / both(study))
    scheme = session.folder / "small.yaml"
    scheme.write_text(scheme.read_text(encoding="utf-8") + PHASES, encoding="utf-8")
    change_phases(
        session.folder, lambda _: (PhaseMark("play", 0, 5_000, coder="ben", time="2026-01-01T00:00:00.000Z"),)
    )
    with open_session(session.folder, "ana") as opened:
        assert [notice.message for notice in opened.notices] == ["The session's phases were taken over: play."]
        assert opened.phases is not None
        assert opened.phases.author("play") == ""


def test_logs_of_what_is_coded_blind_are_shown_only_when_asked_and_noted(study: Path) -> None:
    session, (single, other) = both(study), alone(study)
    coder = "ben" if other == "ana" else "ana"
    code(study, coder, single)
    submit_session(study / single, coder)
    for one in ("ana", "ben"):
        code(study, one, session)
    shown, left_out = read_shown_audit(study)
    assert [one.identity.session for one in shown] == [single]
    assert left_out[0].endswith(f"have submitted: {session}/ana, {session}/ben.")
    with pytest.raises(CoderError, match=f"{session}/ben"):
        read_shown_audit(study / session / "observations" / "ben.attune")
    assert not (study / "unblinded.txt").exists()
    assert len(read_shown_audit(study, unsealed=True)[0]) == 3
    noted = (study / "unblinded.txt").read_text(encoding="utf-8")
    assert f"log shown before it was submitted: {session}/ana, {session}/ben" in noted
    assert len(read_audit(study)) == 3
