import threading
from pathlib import Path

import pytest

from coder.app import migration
from coder.app.migration import (
    Coding,
    MigrationPlan,
    Place,
    carry_out,
    migrate_one,
    plan_migration,
    plan_one,
)
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.scheme.loader import LoadedScheme, read_scheme
from coder.store import scheme_migration
from coder.store.observation_file import open_observation
from coder.store.seal import submit_observation
from tests.moving import FIRST, MIDDLE, SECOND, STEPS_1, THIRD, code, create_study, events, write_goal


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return create_study(tmp_path / "study")


def planned(study: Path, text: str = THIRD) -> MigrationPlan:
    return plan_migration(study, str(write_goal(study.parent, text)))


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, byte for byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def versions(study: Path) -> dict[str, str]:
    found = {}
    for path in sorted(study.glob("*/observations/*.attune")):
        with open_observation(path, read_only=True) as file:
            found[f"{path.parents[1].name}/{path.stem}"] = file.scheme.version
    return found


def test_the_table_says_what_happens_to_how_many_events_and_writes_nothing(study: Path) -> None:
    before = everything(study)
    table = planned(study).table
    assert table.title == "small 1.0.0 → 2.0.0: 20 events in 4 observations."
    assert [(row.source, row.to, row.words, row.events, row.observations, row.again) for row in table.rows] == [
        ("1.0.0", "1.1.0", "rename touch.pat → touch.stroke", 4, 4, 0),
        ("1.1.0", "2.0.0", "split gaze.mother → gaze.face, gaze.body", 4, 4, 4),
        ("1.1.0", "2.0.0", "retire signal.fuss", 4, 4, 0),
    ]
    assert table.again == 4
    assert everything(study) == before


def test_a_study_is_migrated_and_its_scheme_files_with_it(study: Path) -> None:
    done = carry_out(planned(study), "lena")
    assert done.migrated == ("D01/ana", "D01/ben", "D02/ana", "D02/ben")
    assert done.failures == ()
    assert set(versions(study).values()) == {"2.0.0"}
    for session in ("D01", "D02"):
        folder = study / session
        assert (folder / "small.yaml").read_text(encoding="utf-8") == THIRD
        assert (folder / "small-1.0.0.yaml").read_text(encoding="utf-8") == FIRST
        assert (folder / "observations" / "before-2.0.0" / "ana.attune").is_file()
    assert len(done.kept) == 6


def test_what_is_done_is_not_done_again(study: Path) -> None:
    carry_out(planned(study), "lena")
    before = everything(study)
    plan = planned(study)
    assert (plan.moving, plan.files) == ((), ())
    assert plan.there == ("D01/ana", "D01/ben", "D02/ana", "D02/ben")
    assert carry_out(plan, "lena").migrated == ()
    assert everything(study) == before


def test_observations_of_several_versions_go_the_way_that_is_theirs(study: Path) -> None:
    code(study / "D01", "cleo", MIDDLE, (Event(1, "gaze", "mother", 0, 9), Event(2, "touch", "stroke", 0, 9)))
    plan = planned(study)
    assert plan.table.title == "small 1.0.0, 1.1.0 → 2.0.0: 22 events in 5 observations."
    assert [(row.events, row.observations) for row in plan.table.rows] == [(4, 4), (5, 5), (4, 4)]
    carry_out(plan, "lena")
    assert versions(study)["D01/cleo"] == "2.0.0"


def test_one_session_can_be_migrated_alone(study: Path) -> None:
    carry_out(planned(study / "D01"), "lena")
    assert list(versions(study).values()) == ["2.0.0", "2.0.0", "1.0.0", "1.0.0"]
    assert (study / "D02" / "small.yaml").read_text(encoding="utf-8") == FIRST


def test_a_scheme_that_several_sessions_share_is_exchanged_for_the_whole_study_only(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study")
    (study / "schemes").mkdir()
    shared = study / "schemes" / "small.yaml"
    shared.write_text(FIRST, encoding="utf-8")
    for session in ("D01", "D02"):
        (study / session / "small.yaml").unlink()
    assert planned(study / "D01").files == ()
    assert [file.path for file in planned(study / "D01").outside] == [shared.resolve()]
    assert [file.path for file in planned(study).files] == [shared.resolve()]
    assert planned(study).outside == ()


def test_a_scheme_that_was_changed_in_its_place_stays_where_it_is(study: Path) -> None:
    path = study / "D01" / "small.yaml"
    path.write_text(THIRD, encoding="utf-8")
    plan = plan_migration(study / "D01", str(path))
    assert plan.files == ()
    carry_out(plan, "lena")
    assert path.read_text(encoding="utf-8") == THIRD
    assert sorted(found.name for found in path.parent.glob("*.yaml")) == ["session.yaml", "small.yaml"]


def test_what_no_migration_names_is_refused_in_a_sentence_and_nothing_is_written(study: Path) -> None:
    code(study / "D02", "cleo", FIRST, events(15))
    before = everything(study)
    plan = planned(study, f"{SECOND}migrations:\n{STEPS_1}" + STEPS_1.replace("1.1", "2.0").replace("1.0.0", "1.1.0"))
    assert [str(obstacle) for obstacle in plan.table.obstacles] == [
        "gaze.mother is not in the new version: 7 events in D01/ana, D01/ben, D02/ana and 2 more. "
        "Say what becomes of it: rename, merge, move or retire.",
        "signal.fuss is not in the new version: 7 events in D01/ana, D01/ben, D02/ana and 2 more. "
        "Say what becomes of it: rename, merge, move or retire.",
    ]
    with pytest.raises(
        CoderError, match=r"Nothing was migrated\. gaze\.mother is .* 2 obstacles stand in the way in all"
    ):
        carry_out(plan, "lena")
    assert everything(study) == before


def test_where_no_migration_leads_it_is_said_and_what_to_write(study: Path) -> None:
    (obstacle,) = planned(study, SECOND).table.obstacles
    assert str(obstacle) == (
        "small 2.0.0 does not say how observations of 1.0.0 become observations of it: "
        "20 events in D01/ana, D01/ben, D02/ana and 1 more. "
        'Write a migration from "1.0.0" to "2.0.0" into its `migrations`.'
    )


def test_an_observation_that_cannot_be_read_is_an_obstacle(study: Path) -> None:
    (study / "D01" / "observations" / "ana.attune").write_bytes(b"")
    (obstacle,) = planned(study).table.obstacles
    assert str(obstacle).startswith("ana.attune is empty (0 bytes): it holds no observation: D01/ana.")


def test_observations_that_are_open_somewhere_are_named_before_anything_is_written(study: Path) -> None:
    plan = planned(study)
    first, second = (study / "D01" / "observations" / f"{coder}.attune" for coder in ("ana", "ben"))
    with open_observation(first), open_observation(second):
        before = everything(study)
        with pytest.raises(CoderError) as refused:
            carry_out(plan, "lena")
        assert everything(study) == before
    assert str(refused.value).startswith("Nothing was migrated. ana.attune is already open: coder ana")
    assert "ben.attune is already open: coder ben" in str(refused.value)
    carry_out(plan, "lena")
    assert set(versions(study).values()) == {"2.0.0"}


def test_what_fails_is_told_the_rest_goes_on_and_a_second_run_finishes(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = scheme_migration.migrate_scheme

    def refuse_ben(path: Path, *rest: object) -> Path:
        if path.stem == "ben":
            raise CoderError("The disk is full.", "Free some space.")
        return one(path, *rest)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(scheme_migration, "migrate_scheme", refuse_ben)
        done = carry_out(planned(study), "lena")
    assert [(failure.name, failure.error.message) for failure in done.failures] == [
        ("D01/ben", "The disk is full."),
        ("D02/ben", "The disk is full."),
    ]
    assert done.migrated == ("D01/ana", "D02/ana")
    assert (study / "D01" / "small.yaml").read_text(encoding="utf-8") == FIRST
    rest = carry_out(planned(study), "lena")
    assert rest.migrated == ("D01/ben", "D02/ben")
    assert set(versions(study).values()) == {"2.0.0"}
    assert (study / "D01" / "small.yaml").read_text(encoding="utf-8") == THIRD


def test_what_was_coded_since_the_table_was_made_is_migrated_or_refused_as_well(study: Path) -> None:
    plan = planned(study, THIRD.replace("      - retire: {from: signal.fuss}\n", "").replace(
        "{id: bid, key: b}", "{id: bid, key: b}, {id: fuss, key: u}"))  # fmt: skip
    path = study / "D01" / "observations" / "ana.attune"
    with open_observation(path) as file:
        file.commit(Change("Code", added=(Event(99, "gaze", "elsewhere", 5_000, 5_100),)))
    done = carry_out(plan, "lena")
    assert [str(failure.error) for failure in done.failures] == [
        "ana.attune: gaze.elsewhere is not in the new version (1 event). "
        "Say what becomes of it: rename, merge, move or retire."
    ]
    assert versions(study)["D01/ana"] == "1.0.0"


def test_an_interrupted_run_begins_nothing_more(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migration, "THREADS", 1)
    begun, gate = [], threading.Event()
    one = scheme_migration.migrate_scheme

    def slowly(path: Path, *rest: object) -> Path:
        begun.append(path)
        gate.wait(5)
        return one(path, *rest)  # type: ignore[arg-type]

    def interrupt(done: float) -> None:
        raise KeyboardInterrupt

    plan = planned(study)
    monkeypatch.setattr(scheme_migration, "migrate_scheme", slowly)
    gate.set()
    with pytest.raises(KeyboardInterrupt):
        carry_out(plan, "lena", interrupt)
    assert len(begun) < 4
    monkeypatch.setattr(scheme_migration, "migrate_scheme", one)
    carry_out(planned(study), "lena")
    assert set(versions(study).values()) == {"2.0.0"}


def test_a_study_that_knows_nothing_of_the_scheme_is_refused(study: Path, tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="Nothing in study is coded under other"):
        plan_migration(study, str(write_goal(tmp_path, THIRD.replace("id: small", "id: other"))))


def test_observations_of_another_scheme_are_left_alone(study: Path) -> None:
    path = code(study / "D02", "cleo", FIRST.replace("id: small", "id: other"), events())
    plan = planned(study)
    assert plan.others == ("D02/cleo",)
    whole = path.read_bytes()
    carry_out(plan, "lena")
    assert path.read_bytes() == whole


def test_submitted_observations_stay_as_they_were_submitted(study: Path) -> None:
    path = study / "D01" / "observations" / "ana.attune"
    submit_observation(path, "ana")
    whole = path.read_bytes()
    plan = planned(study)
    assert plan.sealed == ("D01/ana",)
    done = carry_out(plan, "lena")
    assert (done.failures, "D01/ana" in done.migrated, len(done.migrated) > 0) == ((), False, True)
    assert path.read_bytes() == whole


def test_what_was_submitted_since_it_was_planned_stops_the_migration(study: Path) -> None:
    plan = planned(study)
    submit_observation(study / "D01" / "observations" / "ana.attune", "ana")
    with pytest.raises(CoderError, match=r"Nothing was migrated\. ana\.attune was submitted"):
        carry_out(plan, "lena")


def loaded(text: str) -> LoadedScheme:
    return read_scheme(text, "small.yaml")


def test_an_observation_that_is_open_has_a_table_of_its_own(study: Path) -> None:
    path = study / "D01" / "observations" / "ana.attune"
    plan = plan_one(path, loaded(FIRST), loaded(THIRD), Coding(events(5), ()))
    assert plan.table.title == "small 1.0.0 → 2.0.0: 5 events in 1 observation."
    assert (plan.moving, plan.files) == ((Place("ana", path, "1.0.0"),), ())
    kept = migrate_one(path, plan.goal, "ana")
    assert kept == path.parent / "before-2.0.0" / "ana.attune"
    with pytest.raises(CoderError, match=r"ana\.attune is under small 2\.0\.0\. Nothing was changed"):
        migrate_one(path, plan.goal, "ana")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (FIRST, "This observation is under the session's scheme already: small 1.0.0."),
        (FIRST.replace("id: small", "id: other"), "The session's scheme is other, and this was coded under small."),
    ],
)
def test_an_observation_has_nowhere_to_go_but_to_another_text_of_its_scheme(text: str, sentence: str) -> None:
    with pytest.raises(CoderError) as refused:
        plan_one(Path("ana.attune"), loaded(FIRST), loaded(text), Coding((), ()))
    assert refused.value.message == sentence


@pytest.mark.parametrize(
    ("text", "button"),
    [
        (THIRD, "Migrate…"),
        (FIRST.replace("key: w", "key: z"), "Migrate…"),
        (FIRST.replace("1.0.0", "0.9.0"), ""),
        (THIRD.replace("id: small", "id: other"), ""),
    ],
)
def test_a_session_whose_scheme_has_changed_offers_to_migrate(study: Path, text: str, button: str) -> None:
    (study / "D01" / "small.yaml").write_text(text, encoding="utf-8")
    with open_session(study / "D01", "ana") as opened:
        (notice,) = opened.notices
    assert notice.message.startswith("The scheme has changed since coding began: ")
    assert notice.hint == "This observation goes on under small 1.0.0, which it was begun with."
    assert notice.button == button
