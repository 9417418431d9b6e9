"""The header says which session, which phase, who codes."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from coder.gui.header import Header
from coder.gui.pass_words import pass_title
from coder.gui.phase_words import phase_words
from coder.gui.saved_light import SavedLight
from coder.gui.theme import DARK
from coder.model.scheme import Pass, plain
from tests.gui.desks import build_workspace, core_cues, still_face


def test_the_phase_runs_against_its_planned_length() -> None:
    workspace = build_workspace(still_face())
    first = workspace.scheme.procedure.phases[0]
    workspace.press(first.key, 1_000)
    planned = round(first.planned_s or 0)
    of = f"{planned // 60}:{planned % 60:02}"
    assert (
        phase_words(workspace, 43_500)
        == f"{first.id} 0:42 / {of} · {(planned - 42) // 60}:{(planned - 42) % 60:02} left"
    )
    assert phase_words(workspace, 1_000 + planned * 1_000 + 5_200) == f"{first.id} {of[:-1]}5 / {of} · 0:05 over"


def test_before_the_first_phase_it_says_which_keys_mark_one() -> None:
    workspace = build_workspace(still_face())
    assert phase_words(workspace, 0).startswith("no phase (")


def test_a_scheme_without_a_procedure_has_no_phase() -> None:
    assert phase_words(build_workspace(core_cues()), 0) == ""


def test_it_names_session_coder_and_scheme(qtbot: QtBot) -> None:
    header = Header(build_workspace(core_cues()), SavedLight(DARK), DARK)
    qtbot.addWidget(header)
    assert header.title == "D01"
    assert header.origin == f"coder ana · core-cues {core_cues().version}"
    header.resize(300, 27)
    header.show()
    qtbot.waitExposed(header)


def test_procedure_and_pass_are_called_by_their_labels(qtbot: QtBot) -> None:
    scheme = still_face()
    scheme = replace(scheme, procedure=replace(scheme.procedure, label=plain("Second visit")))
    header = Header(build_workspace(scheme), SavedLight(DARK), DARK)
    qtbot.addWidget(header)
    assert header.title == "D01 · Second visit"
    labelled = replace(core_cues(), passes=(Pass("one", ("cg_gaze",), label=plain("Infant first")),))
    assert pass_title("one", labelled) == "Infant first"
    assert pass_title("in_gaze", labelled) == "in gaze"
    assert pass_title("", labelled) == "all tiers at once"
