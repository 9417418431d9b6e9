"""What an observation is for stands in exports as the study has it: primary, a check, gold."""

import csv
from pathlib import Path

from coder.app.export import export
from coder.app.export_foreign import export_foreign
from coder.app.export_survey import find_all
from coder.app.export_wish import ExportWish
from coder.app.open_session import open_session
from coder.app.plan import draw_plan, load_plan
from coder.app.regulation_choice import choose
from coder.app.submit import submit_session
from coder.model.plan import Role
from coder.store.observation_file import open_observation
from tests.moving import create_study
from tests.training import create_training, try_session
from tests.unit.app.test_plan import code

PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0, seed: 3%s}\n"


def coded_twice(folder: Path, more: str = "") -> Path:
    """Make a study whose two sessions two coders have coded and submitted, by its plan."""
    create_study(folder, sessions=2, coders=())
    (folder / "study.yaml").write_text(PLAN % more, encoding="utf-8")
    draw_plan(folder)
    for session in ("D01", "D02"):
        for coder in ("ana", "ben"):
            code(folder, coder, session)
            submit_session(folder / session, coder)
    return folder


def records_in(table: Path) -> dict[tuple[str, str], str]:
    with table.open(encoding="utf-8", newline="") as file:
        return {(row["session_id"], row["coder_id"]): row["record"] for row in csv.DictReader(file)}


def test_an_export_says_which_observation_is_the_check(tmp_path: Path) -> None:
    study = coded_twice(tmp_path / "study")
    plan = load_plan(study)[1]
    drawn = {
        (one.session, one.coder): "reliability" if one.role is Role.CHECK else "primary" for one in plan.assignments
    }
    assert set(drawn.values()) == {"primary", "reliability"}
    export(ExportWish((study,), tmp_path / "out"))
    for table in ("events.csv", "sessions.csv", "codable.csv"):
        assert records_in(tmp_path / "out" / table) == drawn
    assert '"record": "reliability"' in (tmp_path / "out" / "export_manifest.json").read_text(encoding="utf-8")


def test_neither_the_file_nor_the_session_that_is_open_tells_what_is_a_check(tmp_path: Path) -> None:
    study = coded_twice(tmp_path / "study")
    for coder in ("ana", "ben"):
        with open_observation(study / "D01" / "observations" / f"{coder}.attune", read_only=True) as file:
            assert file.identity.record == "primary"
        with open_session(study / "D01", coder) as opened:
            assert opened.workspace.observation.identity.record == "primary"


def test_gold_and_what_trainees_coded_of_it_are_told_apart(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 5_000)
    export(ExportWish((study,), tmp_path / "out"))
    records = records_in(tmp_path / "out" / "events.csv")
    assert records["G01", "expert"] == records["G02", "expert"] == "gold"
    assert records["G01", "ana"] == "reliability"


def test_regulation_takes_the_primary_observation_and_not_the_check(tmp_path: Path) -> None:
    study = coded_twice(tmp_path / "study")
    plan = load_plan(study)[1]
    for found in find_all([study]):
        chosen, left_out = choose(found)
        assert chosen is not None
        assert left_out == ()
        own = next(one for one in plan.assignments if one.session == found.session.id and one.role is Role.PRIMARY)
        assert [one.coder for one in chosen.parts] == [own.coder]


def test_regulation_takes_gold_where_trainees_coded_the_session_too(tmp_path: Path) -> None:
    study = create_training(tmp_path / "study")
    for coder in ("ana", "ben"):
        try_session(study, "G01", coder, 1_000)
    chosen, _ = choose(find_all([study / "G01"])[0])
    assert chosen is not None
    assert [(one.coder, one.record) for one in chosen.parts] == [("expert", "gold")]


def test_other_programs_files_say_it_too(tmp_path: Path) -> None:
    study = coded_twice(tmp_path / "study")
    made = export_foreign(study / "D01", tmp_path / "out", "bids")
    words = "".join(file.read_text(encoding="utf-8") for one in made for file in one.files)
    assert '"reliability"' in words
