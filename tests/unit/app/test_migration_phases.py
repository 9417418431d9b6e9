"""Phases belong to the session: they go along with the first observation that is migrated, and nobody loses one."""

from pathlib import Path

import pytest

from coder.app.migration import carry_out, plan_migration
from coder.app.open_session import Opened, open_session
from coder.model.event import Event
from coder.model.phase_mark import PhaseMark
from coder.store.phase_file import change_phases, load_phases
from tests.moving import FIRST, code, create_study, write_goal

PHASES = "procedure: {{phases: [{{id: {}, key: f9}}, {{id: still, key: f10}}]}}\n"
OLD = FIRST + PHASES.format("play")
NEW = (FIRST + PHASES.format("free")).replace("1.0.0", "2.0.0") + (
    'migrations: [{from: "1.0.0", to: "2.0.0", steps: [{rename: {from: phase.play, to: phase.free}}]}]\n'
)
MARKED = (Event(1, "phase", "play", 0, 5_000), Event(2, "phase", "still", 5_000, 9_000))


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = create_study(tmp_path / "study", 1, (), OLD)
    for coder in ("ana", "ben"):
        code(folder / "D01", coder, OLD, MARKED)
    with open_session(folder / "D01", "ana") as opened:
        settle(opened)
    return folder


def settle(opened: Opened) -> list[tuple[str, int]]:
    """Let the phases be shared, and return those of the observation."""
    if opened.phases is not None:
        opened.flush()
        opened.phases.take_news()
    opened.flush()
    return [(event.code, event.onset_ms) for event in opened.workspace.observation.lane("phase")]


def shared(study: Path) -> list[str]:
    return [mark.phase for mark in load_phases(study / "D01")]


def test_the_phases_of_the_session_get_their_new_names_and_every_coder_has_them(study: Path) -> None:
    assert shared(study) == ["play", "still"]
    assert carry_out(plan_migration(study, str(write_goal(study.parent, NEW))), "lena").failures == ()
    assert shared(study) == ["free", "still"]
    for coder in ("ana", "ben"):
        with open_session(study / "D01", coder) as opened:
            assert settle(opened) == [("free", 0), ("still", 5_000)]
    assert shared(study) == ["free", "still"]


def test_a_coder_who_is_not_migrated_yet_keeps_the_phases_and_is_told(study: Path) -> None:
    ben = study / "D01" / "observations" / "ben.attune"
    away = study / "ben.attune"
    ben.rename(away)
    carry_out(plan_migration(study, str(write_goal(study.parent, NEW))), "lena")
    away.rename(ben)
    with open_session(study / "D01", "ben") as opened:
        assert "The session's phases are those of another version of the scheme." in [
            notice.message for notice in opened.notices
        ]
        assert settle(opened) == [("play", 0), ("still", 5_000)]
    assert shared(study) == ["free", "still"]
    carry_out(plan_migration(study, str(study.parent / "new" / "small.yaml")), "lena")
    with open_session(study / "D01", "ben") as opened:
        assert settle(opened) == [("free", 0), ("still", 5_000)]


def test_phases_that_cannot_be_read_are_told_and_the_observations_are_migrated(study: Path) -> None:
    (study / "D01" / "phases.yaml").write_text("format: [\n", encoding="utf-8")
    done = carry_out(plan_migration(study, str(write_goal(study.parent, NEW))), "lena")
    assert done.migrated == ("D01/ana", "D01/ben")
    assert [failure.name for failure in done.failures] == ["the phases of D01"]


def test_phases_go_along_only_once(study: Path) -> None:
    carry_out(plan_migration(study, str(write_goal(study.parent, NEW))), "lena")
    change_phases(study / "D01", lambda _marks: (PhaseMark("play", 0, 5_000),))
    code(study / "D01", "cleo", OLD, MARKED)
    carry_out(plan_migration(study, str(study.parent / "new" / "small.yaml")), "lena")
    assert shared(study) == ["play"]
