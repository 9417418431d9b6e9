"""What several people coded comes together, and nothing that is there is written over."""

import shutil
from pathlib import Path

import pytest

from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.app.merge import carry_out, plan_merge
from coder.app.merge_table import Row, What, describe_merge, has_diverged
from coder.app.plan import draw_plan, load_plan
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.phase_mark import PhaseMark
from coder.model.session import Medium, Session
from coder.store.audit import read_log, verify
from coder.store.observation_file import open_observation
from coder.store.phase_file import change_phases, load_phases
from coder.store.seal import read_seal, submit_observation
from coder.store.session_folder import list_observations, load_session, save_session
from tests.moving import FIRST, code, create_study, events


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study", sessions=2, coders=("ana",))


def taken_along(study: Path, name: str) -> Path:
    """Copy a study as somebody takes it home."""
    return Path(shutil.copytree(study, study.parent / name))


def observation(study: Path, coder: str = "ana", session: str = "D01") -> Path:
    return study / session / "observations" / f"{coder}.attune"


def look(path: Path, number: int, ms: int = 9_000) -> None:
    """Code one look more."""
    with open_observation(path) as file:
        file.commit(Change("toy", added=(Event(number, "gaze", "toy", ms, ms + 400),)))


def count(path: Path) -> int:
    with open_observation(path, read_only=True) as file:
        assert verify(read_log(file)).whole
        return file.count


def merged(study: Path, *folders: Path) -> list[Row]:
    plan = plan_merge(folders, study)
    carry_out(plan)
    return plan.rows


def whats(rows: list[Row]) -> list[tuple[str, str, str, What]]:
    return [(row.session, row.observation, row.source, row.what) for row in rows]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_coders_observation_is_brought(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    code(laptop / "D01", "ben", FIRST, events())
    rows = merged(study, laptop)
    assert whats(rows) == [
        ("D01", "ana", "laptop", What.SAME),
        ("D01", "ben", "laptop", What.NEW),
        ("D02", "ana", "laptop", What.SAME),
    ]
    assert rows[1].place == "D01/observations/ben.attune"
    assert count(observation(study, "ben")) == 5


def test_what_goes_on_further_takes_the_place_of_its_beginning_which_is_kept(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    before = observation(study).read_bytes()
    look(observation(laptop), 6)
    rows = merged(study, laptop)
    assert rows[0].what is What.LONGER
    assert count(observation(study)) == 6
    kept = observation(study).parent / "before-merge" / "ana.attune"
    assert kept.read_bytes() == before
    assert [path.name for path in list_observations(load_session(study / "D01"))] == ["ana.attune"]


def test_a_beginning_is_not_brought(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    look(observation(study), 6)
    before = contents(study)
    assert merged(study, laptop)[0].what is What.SHORTER
    assert contents(study) == before


def test_what_went_another_way_is_kept_beside_and_named_and_not_exported(study: Path, tmp_path: Path) -> None:
    laptop = taken_along(study, "laptop")
    look(observation(study), 6)
    look(observation(laptop), 6, 20_000)
    before = observation(study).read_bytes()
    plan = plan_merge([laptop], study)
    carry_out(plan)
    assert plan.rows[0].what is What.DIVERGED
    assert plan.rows[0].place == "D01/observations/diverged/ana.laptop.attune"
    assert has_diverged(plan.rows)
    assert any("diverged" in line for line in describe_merge(plan.rows, plan.notes))
    assert observation(study).read_bytes() == before
    assert count(study / plan.rows[0].place) == 6
    export(ExportWish((study,), tmp_path / "out"))
    assert ",20.000," not in (tmp_path / "out" / "events.csv").read_text(encoding="utf-8")


def test_merging_again_changes_nothing(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    look(observation(study), 6)
    look(observation(laptop), 6, 20_000)
    code(laptop / "D01", "ben", FIRST, events())
    merged(study, laptop)
    before = contents(study)
    assert {row.what for row in merged(study, laptop)} == {What.SAME}
    assert contents(study) == before


def test_what_went_another_way_may_go_on_there(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    look(observation(study), 6)
    look(observation(laptop), 6, 20_000)
    merged(study, laptop)
    look(observation(laptop), 7, 30_000)
    row = merged(study, laptop)[0]
    assert (row.what, row.place) == (What.LONGER, "D01/observations/diverged/ana.laptop.attune")
    assert count(study / row.place) == 7
    assert (observation(study).parent / "before-merge" / "ana.laptop.attune").is_file()


def test_of_several_folders_the_furthest_counts(study: Path) -> None:
    first, second, third = (taken_along(study, name) for name in ("one", "two", "three"))
    for laptop in (second, third):
        with open_observation(observation(laptop)) as file:
            file.commit(Change("Look", added=(Event(6, "gaze", "toy", 9_000, 9_400),)))
    shutil.copyfile(observation(second), observation(third))
    look(observation(third), 7, 12_000)
    rows = [row for row in merged(study, second, third, first) if row.session == "D01"]
    assert [(row.source, row.what) for row in rows] == [
        ("two", What.SHORTER),
        ("three", What.LONGER),
        ("one", What.SHORTER),
    ]
    assert count(observation(study)) == 7


def test_two_folders_that_differ_are_both_kept_in_a_study_that_has_neither(study: Path, tmp_path: Path) -> None:
    other = taken_along(study, "other")
    look(observation(study), 6)
    look(observation(other), 6, 20_000)
    plan = plan_merge([study, other], tmp_path / "all")
    carry_out(plan)
    rows = [row for row in plan.rows if row.session == "D01"]
    assert [row.what for row in rows] == [What.NEW, What.DIVERGED]
    assert count(tmp_path / "all/D01/observations/ana.attune") == 6
    assert count(tmp_path / "all/D01/observations/diverged/ana.other.attune") == 6


def test_a_session_that_the_study_does_not_have_comes_whole(study: Path) -> None:
    other = create_study(study.parent / "other", sessions=3, coders=("eva",))
    (other / "D03" / "notes.txt").write_text("room 2", encoding="utf-8")
    plan = plan_merge([other], study)
    carry_out(plan)
    assert "Session D03 is new; it comes from other." in plan.notes
    assert load_session(study / "D03").id == "D03"
    assert (study / "D03" / "notes.txt").is_file()
    assert (study / "D03" / "small.yaml").read_text(encoding="utf-8") == FIRST
    assert count(observation(study, "eva", "D03")) == 5


def test_a_new_study_is_made_of_folders(study: Path, tmp_path: Path) -> None:
    plan = plan_merge([study], tmp_path / "new")
    assert plan.new
    carry_out(plan)
    assert count(observation(tmp_path / "new")) == 5
    assert (tmp_path / "new" / "study.yaml").is_file()


def test_a_new_study_has_the_plan_of_the_folders_it_is_made_of(study: Path, tmp_path: Path) -> None:
    (study / "study.yaml").write_text(
        "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0}\n", encoding="utf-8"
    )
    drawn = draw_plan(study).plan
    carry_out(plan_merge([study], tmp_path / "new"))
    assert load_plan(tmp_path / "new")[1] == drawn


def test_what_was_submitted_elsewhere_is_submitted_in_the_study(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    submit_observation(observation(laptop), "ana")
    (row,) = [row for row in plan_merge([laptop], study).rows if row.observation == "ana" and row.session == "D01"]
    assert row.what is What.LONGER
    carry_out(plan_merge([laptop], study))
    assert read_seal(observation(study)) is not None


def test_a_dry_run_writes_nothing(study: Path, tmp_path: Path) -> None:
    laptop = taken_along(study, "laptop")
    code(laptop / "D01", "ben", FIRST, events())
    before = contents(study)
    assert plan_merge([laptop], study).rows[1].what is What.NEW
    assert contents(study) == before


def test_phases_come_where_there_are_none_and_differences_are_told(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    mark = PhaseMark("play", 0, 5_000, coder="ana", time="2026-01-01T00:00:00.000Z")
    change_phases(laptop / "D01", lambda _: (mark,))
    plan = plan_merge([laptop], study)
    carry_out(plan)
    assert load_phases(study / "D01") == (mark,)
    change_phases(laptop / "D01", lambda _: (PhaseMark("play", 40, 5_000),))
    assert "Session D01: its phases are others in laptop; those of the study stay." in plan_merge([laptop], study).notes


def test_another_study_is_refused(study: Path) -> None:
    other = create_study(study.parent / "other", sessions=1)
    (other / "study.yaml").write_text("format: 1\nstudy: {id: T}\n", encoding="utf-8")
    with pytest.raises(CoderError, match="holds sessions of the study T, not of S"):
        plan_merge([other], study)


def test_a_study_is_not_merged_with_itself(study: Path) -> None:
    with pytest.raises(CoderError, match="is the study itself"):
        plan_merge([study], study)


def test_an_observation_that_is_open_is_not_replaced(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    look(observation(laptop), 6)
    plan = plan_merge([laptop], study)
    with open_observation(observation(study)) as file:
        with pytest.raises(CoderError, match="already open"):
            carry_out(plan)
        assert file.count == 5


def test_what_was_coded_between_the_plan_and_the_merge_is_not_lost(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    look(observation(laptop), 6)
    plan = plan_merge([laptop], study)
    look(observation(study), 6, 30_000)
    with pytest.raises(CoderError, match="was coded in meanwhile"):
        carry_out(plan)
    assert count(observation(study)) == 6


def test_a_session_copied_without_media_names_them_still(study: Path, tmp_path: Path) -> None:
    other = create_study(tmp_path / "other", sessions=0)
    folder = other / "D09"
    save_session(Session("D09", folder, (Medium("film.mp4"),), "small.yaml"))
    (folder / "film.mp4").write_bytes(b"film")
    plan = plan_merge([other], study)
    carry_out(plan, media=False)
    assert not (study / "D09" / "film.mp4").exists()
    assert load_session(study / "D09").media[0].file == "film.mp4"


def test_media_that_lie_elsewhere_are_linked_from_the_new_place(study: Path, tmp_path: Path) -> None:
    other = create_study(tmp_path / "far" / "away" / "other", sessions=0)
    (tmp_path / "film.mp4").write_bytes(b"film")
    save_session(Session("D09", other / "D09", (Medium("../../../../film.mp4", outside=True),), "small.yaml"))
    plan = plan_merge([other], study)
    assert "Session D09: its media lie elsewhere, and are linked and not copied: ../../../../film.mp4." in plan.notes
    carry_out(plan)
    assert load_session(study / "D09").media_path().read_bytes() == b"film"


def test_the_report_of_an_import_comes_with_its_observation(study: Path) -> None:
    laptop = taken_along(study, "laptop")
    code(laptop / "D01", "ben", FIRST, events(3))
    for ending in (".import.txt", ".left_out.csv"):
        observation(laptop, "ben").with_suffix(ending).write_text("told", encoding="utf-8")
    merged(study, laptop)
    assert observation(study, "ben").with_suffix(".import.txt").read_text(encoding="utf-8") == "told"
    assert observation(study, "ben").with_suffix(".left_out.csv").is_file()
