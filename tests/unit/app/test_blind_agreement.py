from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.agreement import find_agreement
from coder.app.agreement_wish import AgreementWish, How
from coder.app.blinding import NOT_YET
from coder.app.plan import draw_plan
from coder.app.submit import reopen_session, submit_session
from coder.errors import CoderError
from tests.moving import create_study
from tests.training import create_training, try_session

PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0}\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = create_study(tmp_path / "study", sessions=2)
    (folder / "study.yaml").write_text(PLAN, encoding="utf-8")
    draw_plan(folder)
    return folder


def wish(study: Path) -> AgreementWish:
    return AgreementWish(study, how=How(draws=0))


def test_nobody_is_compared_before_both_have_submitted(study: Path) -> None:
    submit_session(study / "D01", "ana")
    with pytest.raises(CoderError, match="Session D01: ben has not submitted yet") as refused:
        find_agreement(wish(study))
    assert "both submit first" in refused.value.hint


def test_who_has_submitted_is_compared_and_the_rest_is_named(study: Path) -> None:
    for coder in ("ana", "ben"):
        submit_session(study / "D01", coder)
    found = find_agreement(wish(study))
    assert {one.session for one in found.comparisons} == {"D01"}
    assert [one.reason for one in found.left_out] == ["Session D02: ana and ben have not submitted yet."]


@pytest.mark.parametrize("submitted", [(), ("ana",), ("ana", "ben")])
def test_a_coder_is_never_told_that_another_has_not_submitted(study: Path, submitted: tuple[str, ...]) -> None:
    for coder in ("ana", "ben"):
        submit_session(study / "D01", coder)
    for coder in submitted:
        submit_session(study / "D02", coder)
    found = find_agreement(replace(wish(study), viewer="ana"))
    known = {"D01", "D02"} if len(submitted) == 2 else {"D01"}
    assert {one.session for one in found.sessions} == known
    assert "submitted" not in " ".join((*found.notes, *(one.reason for one in found.left_out)))


@pytest.mark.parametrize("coders", [("ana",), ("ana", "ben")])
def test_before_that_a_coder_is_told_the_same_whoever_codes_the_session(tmp_path: Path, coders: list[str]) -> None:
    folder = create_study(tmp_path / "study", sessions=1, coders=tuple(coders))
    (folder / "study.yaml").write_text(PLAN.replace("1.0", "1.0" if len(coders) > 1 else "0"), encoding="utf-8")
    draw_plan(folder)
    for submitted in (False, True):
        if submitted:
            submit_session(folder / "D01", "ana")
        with pytest.raises(CoderError) as refused:
            find_agreement(replace(wish(folder), viewer="ana"))
        assert (refused.value.message, refused.value.hint) == NOT_YET


def test_a_trainee_cannot_compare_gold_with_others_before_submitting(tmp_path: Path) -> None:
    folder = create_training(tmp_path / "study")
    try_session(folder, "G01", "ana", 5_000)
    with pytest.raises(CoderError, match="Nothing of it can be shown yet"):
        find_agreement(replace(wish(folder / "G01"), viewer="ben"))
    assert find_agreement(replace(wish(folder / "G01"), viewer="ana")).comparisons
    assert find_agreement(replace(wish(folder / "G01"), viewer="expert")).comparisons


def test_a_study_without_a_plan_is_compared_as_before(tmp_path: Path) -> None:
    found = find_agreement(wish(create_study(tmp_path / "study")))
    assert {one.session for one in found.comparisons} == {"D01", "D02"}


def test_only_the_segments_of_a_check_are_compared(tmp_path: Path) -> None:
    from coder.app.code import code_keys
    from coder.app.open_session import open_session
    from coder.app.plan import load_plan
    from coder.model.plan import Role

    folder = create_study(tmp_path / "study", sessions=1, coders=())
    plan = PLAN.replace("share: 1.0", "share: 1.0, of: segments, segment_s: 30")
    (folder / "study.yaml").write_text(plan, encoding="utf-8")
    draw_plan(folder)
    assignments = load_plan(folder)[1].assignments
    check = next(one for one in assignments if one.role is Role.CHECK)
    own = next(one for one in assignments if one.role is Role.PRIMARY)
    begin_s = check.blocks[0][0] / 1000
    for one, keys in ((own, ["0.0,w"]), (check, [f"{begin_s + 0.1},w"])):
        with open_session(folder / "D01", one.coder) as opened:
            code_keys(opened, keys)
        submit_session(folder / "D01", one.coder)
    found = find_agreement(wish(folder))
    time = next(
        each for one in found.comparisons if one.tier == "gaze" for each in one.compared if each.method == "time_unit"
    )
    assert time.found.n == 90


def test_what_was_opened_again_after_it_was_submitted_is_told_with_the_figures(study: Path) -> None:
    for coder in ("ana", "ben"):
        submit_session(study / "D01", coder)
    assert not [note for note in find_agreement(wish(study)).notes if "blind" in note]
    reopen_session(study / "D01", "ben", "a look was missed")
    submit_session(study / "D01", "ben")
    told = "Session D01: ben opened the coding again after it was submitted: it may not be blind any more."
    assert told in find_agreement(wish(study)).notes
