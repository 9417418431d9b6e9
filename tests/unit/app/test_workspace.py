import pytest

from coder.app.notices import Severity
from coder.editing.edits import Delete, MoveEdge, SetCode, SetModifier
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from tests import lab
from tests.doubles import Ear, MemoryJournal, build_workspace, press_all
from tests.reversible import reversible


def test_a_key_that_codes_changes_the_observation_and_says_so() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    with reversible(workspace):
        assert workspace.press("g", 42_480)
        assert ear.last == "Began caregiver at 0:42.480."
    assert list(workspace.observation) == [Event(1, "in_gaze", "caregiver", 42_480)]


def test_a_key_that_means_nothing_changes_nothing_and_says_nothing() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    assert not workspace.press("m", 0)
    assert ear == Ear()


def test_every_change_goes_to_the_journal_before_anybody_is_told() -> None:
    journal = MemoryJournal()
    workspace = build_workspace(journal=journal)
    told: list[int] = []
    workspace.changed.add(lambda _: told.append(len(journal.kept)))
    press_all(workspace, [("g", 0), ("h", 1_000)])
    workspace.undo()
    workspace.redo()
    assert told == [1, 2, 3, 4]
    assert [kind for _, kind in journal.kept] == ["do", "do", "undo", "redo"]


def test_a_press_that_changes_nothing_says_why_and_reaches_no_journal() -> None:
    journal = MemoryJournal()
    workspace = build_workspace(journal=journal)
    ear = Ear.at(workspace)
    press_all(workspace, [("h", 0), ("h", 500)])
    assert ear.last == "object already holds: nothing changed."
    assert ear.notices[-1].severity is Severity.DONE
    assert len(journal.kept) == 1


def test_the_event_a_press_began_or_ended_is_selected() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    press_all(workspace, [("t", 0), ("y", 500), ("y", 900)])
    assert ear.selected == [1, 2]
    assert workspace.selection == lab.touch(2, 500, 900, code="hold")


def test_the_selection_ends_when_its_event_is_gone() -> None:
    workspace = build_workspace()
    workspace.press("t", 0)
    workspace.do(Delete((1,)))
    assert workspace.selected is None
    assert workspace.selection is None


def test_an_edit_that_cannot_be_done_says_why_and_changes_nothing() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    assert workspace.do(Delete((7,))) is None
    assert ear.notices[-1].severity is Severity.ERROR
    assert "no longer there" in ear.last
    assert ear.changes == []


def test_setting_what_is_already_so_is_no_change_and_no_message() -> None:
    workspace = build_workspace(lab.observed(lab.touch(1, 0)))
    ear = Ear.at(workspace)
    assert workspace.do(SetCode(1, "touch")) is None
    assert ear == Ear()


def test_there_is_nothing_to_undo_or_redo_at_first() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    assert workspace.undo() is None
    assert workspace.redo() is None
    assert [notice.message for notice in ear.notices] == ["There is nothing to undo.", "There is nothing to redo."]


def test_undo_and_redo_name_what_they_do() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    workspace.press("g", 0)
    workspace.undo()
    assert ear.last == "Undone: Begin caregiver."
    workspace.redo()
    assert ear.last == "Done again: Begin caregiver."


def test_a_code_is_clicked_as_its_key_is_pressed() -> None:
    clicked, pressed = build_workspace(), build_workspace()
    clicked.code("in_gaze", "caregiver", 500)
    pressed.press("g", 500)
    assert list(clicked.observation) == list(pressed.observation)


def test_an_observation_that_is_view_only_says_why_and_stays_as_it_is() -> None:
    workspace = build_workspace(lab.observed(lab.touch(1, 0)), view_only="the video is another one.")
    ear = Ear.at(workspace)
    assert workspace.press("g", 0)
    assert workspace.do(Delete((1,))) is None
    assert len(workspace.observation) == 1
    assert "view-only: the video is another one." in ear.last
    assert ear.changes == []


def test_the_pass_that_is_coded_has_its_own_keys_and_lanes() -> None:
    workspace = build_workspace(Observation(Identity("s1", "ana", "gaze")))
    assert [tier.id for tier in workspace.lanes] == ["phase", "cg_gaze", "in_gaze", "uncodable"]
    assert not workspace.press("t", 0)
    assert workspace.press("g", 0)


# Questions


def test_a_state_that_ends_asks_and_the_next_keys_answer_without_stopping_anything() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    with reversible(workspace):
        press_all(workspace, [("t", 0), ("t", 1_000)])
        assert workspace.answers("2")
        press_all(workspace, [("2", 1_200), ("1", 1_400)])
    assert workspace.observation.event(1).modifiers == (("form", "stroke"), ("quality", "loving"))
    assert [len(pending.questions) for pending in ear.asked][:3] == [2, 1, 0]
    assert not workspace.answers("1")


def test_a_question_whose_condition_does_not_hold_is_not_asked() -> None:
    workspace = build_workspace()
    press_all(workspace, [("t", 0), ("t", 1_000), ("1", 1_200)])
    assert workspace.observation.event(1).modifiers == (("form", "still"),)
    assert not workspace.pending


def test_a_key_that_answers_nothing_codes_and_the_question_is_left_open() -> None:
    workspace = build_workspace()
    press_all(workspace, [("t", 0), ("t", 1_000), ("g", 1_100)])
    assert not workspace.pending
    assert workspace.observation.event(1).modifiers == ()
    assert workspace.observation.event(2).code == "caregiver"


def test_a_code_is_no_answer_and_nothing_answers_when_nothing_is_asked() -> None:
    workspace = build_workspace()
    assert not workspace.answers("1")
    press_all(workspace, [("t", 0), ("t", 1_000)])
    assert not workspace.answers("g")
    assert not workspace.answers("m")


def test_a_question_may_be_skipped() -> None:
    workspace = build_workspace()
    press_all(workspace, [("f", 0)])
    workspace.skip_question()
    assert workspace.pending.question is not None
    assert workspace.pending.question.modifier == lab.WORDS
    workspace.skip_question()
    workspace.skip_question()
    assert not workspace.pending


def test_every_question_of_the_selected_event_can_be_asked_again() -> None:
    workspace = build_workspace()
    press_all(workspace, [("t", 0), ("t", 1_000), ("2", 1_200), ("1", 1_400)])
    workspace.ask_again()
    with reversible(workspace):
        press_all(workspace, [("3", 1_500), ("2", 1_500)])
    assert workspace.observation.event(1).modifiers == (("form", "pat"), ("quality", "rough"))


def test_asking_again_without_a_selection_asks_nothing_and_says_so() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    workspace.ask_again()
    assert not workspace.pending
    assert "No event is selected." in ear.last


def test_answering_as_before_is_no_change_and_closes_the_question() -> None:
    workspace = build_workspace(lab.observed(lab.touch(1, 0, 9).with_modifier("form", "still")))
    workspace.select(1)
    workspace.ask_again()
    ear = Ear.at(workspace)
    workspace.press("1", 0)
    assert ear.changes == []
    assert not workspace.pending


def test_a_number_that_does_not_fit_is_refused_with_what_would_and_stays_asked() -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    press_all(workspace, [("f", 0), ("9", 0), ("enter", 0)])
    assert str(ear.notices[-1]) == "9 is no answer to loudness. Give a number from 1 to 5 in steps of 0.5."
    assert workspace.answers("4")
    press_all(workspace, [("4", 0), ("enter", 0)])
    assert workspace.observation.event(1).modifier("loudness") == "4"


def test_a_state_ended_by_moving_its_offset_is_asked_about_as_if_its_key_had_ended_it() -> None:
    workspace = build_workspace()
    workspace.press("t", 0)
    workspace.do(MoveEdge(1, "offset", 2_000))
    assert workspace.answers("3")


def test_moving_the_offset_of_an_ended_state_asks_nothing() -> None:
    workspace = build_workspace(lab.observed(lab.touch(1, 0, 2_000)))
    workspace.do(MoveEdge(1, "offset", 3_000))
    assert not workspace.pending


def test_another_code_is_asked_about() -> None:
    workspace = build_workspace(lab.observed(Event(1, "in_voice", "coo", 0, 2_000)))
    workspace.do(SetCode(1, "cry"))
    assert workspace.answers("4")


@pytest.mark.parametrize("end", ["delete", "undo"])
def test_a_question_ends_with_its_event(end: str) -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    workspace.press("f", 0)
    if end == "delete":
        workspace.do(Delete((1,)))
    else:
        workspace.undo()
    assert not workspace.pending
    assert not ear.asked[-1]


def test_a_question_goes_on_when_another_event_is_edited() -> None:
    workspace = build_workspace(lab.observed(lab.touch(9, 5_000, 6_000)))
    workspace.press("f", 0)
    workspace.press("4", 0)
    workspace.do(SetModifier(9, "form", "pat"))
    assert workspace.pending.typed == "4"


def test_a_point_asks_at_once() -> None:
    workspace = build_workspace()
    with reversible(workspace):
        press_all(workspace, [("b", 500), ("1", 600), ("3", 700), ("enter", 800)])
    assert workspace.observation.event(1).modifier("with") == "arms+voice"


def test_an_observation_that_is_view_only_is_not_undone_either() -> None:
    workspace = build_workspace()
    workspace.press("g", 0)
    workspace.view_only = "the video is another one."
    ear = Ear.at(workspace)
    assert workspace.undo() is None
    assert workspace.redo() is None
    assert len(workspace.observation) == 1
    assert "view-only" in ear.notices[0].message
