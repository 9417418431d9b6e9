from dataclasses import replace

from coder.editing.migration_marks import lead_marks
from coder.model.migration import MapModifier, Merge, Rename, Retire
from coder.model.phase_mark import PhaseMark
from coder.model.scheme import Phase, Procedure
from tests.unit.editing.versions import version

NEW = replace(
    version(
        "2.0.0",
        steps=[
            Rename("phase.play", "phase.free"),
            Merge(("phase.still_1", "phase.still_2"), "phase.still"),
            Retire("phase.snack"),
            MapModifier("phase.free", "early_end", values=(("sleepy", "tired"),)),
            Rename("gaze.mother", "gaze.caregiver"),
        ],
    ),
    procedure=Procedure(phases=(Phase("free", planned_s=60.0, may_end_early=True), Phase("still"))),
)


def test_the_phases_of_a_session_get_the_names_that_they_have_now_and_none_is_lost() -> None:
    marks = (
        PhaseMark("play", 0, 900, "sleepy", "ana", "t1"),
        PhaseMark("still_1", 900, 1_000, coder="ben"),
        PhaseMark("still_2"),
        PhaseMark("snack", 2_000),
        PhaseMark("other", 3_000),
    )
    assert lead_marks(NEW, "1.0.0", marks) == (
        PhaseMark("free", 0, 900, "tired", "ana", "t1"),
        PhaseMark("still", 900, 1_000, coder="ben"),
        PhaseMark("still"),
        PhaseMark("snack", 2_000),
        PhaseMark("other", 3_000),
    )
    assert lead_marks(NEW, "2.0.0", marks) == marks
