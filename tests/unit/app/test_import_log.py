"""Observations are imported into a study: all of them with their reports, or nothing at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.app.import_log import ImportWish, guess_mapping, import_log, load_mapping, plan_import, write_mapping
from coder.app.import_writing import write_plan
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.model.event import Event
from coder.model.import_map import ImportMap, MappedTier
from coder.model.session import Medium
from coder.store.observation_file import open_observation
from coder.store.session_folder import load_session
from coder.store.study_folder import load_study

CONF = {
    "0": {"code": "smile", "type": "State event", "key": "s"},
    "1": {"code": "bid", "type": "Point event", "key": "b"},
}
EVENTS = [[0.5, "", "smile", "", ""], [1.0, "", "bid", "", "look"], [2.0, "", "smile", "", ""]]


def boris(path: Path, **observations: Any) -> Path:
    whole = {
        "project_name": "Lab",
        "behaviors_conf": CONF,
        "observations": {
            name.replace("_", " "): {"type": "MEDIA", "file": {}, "events": EVENTS, **more}
            for name, more in observations.items()
        },
    }
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def wish(study: Path, *files: Path, **more: Any) -> ImportWish:
    return ImportWish(more.pop("format", "boris"), files, study, **more)


def all_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def events_of(path: Path) -> list[Event]:
    with open_observation(path, read_only=True) as file:
        return list(file.load())


def test_a_study_is_made_with_a_session_for_each_observation(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}, visit_2={"events": []}), tmp_path / "study"
    plan, made = import_log(wish(study, source, coder="ana"))
    assert all_files(study) == {
        "study.yaml",
        "schemes/lab.yaml",
        "schemes/lab.losses.txt",
        "schemes/scheme.schema.json",
        *(
            f"visit {n}/{name}"
            for n in (1, 2)
            for name in ("session.yaml", "observations/ana.attune", "observations/ana.import.txt")
        ),
    }
    assert [session.id for session in load_study(study).sessions] == ["visit 1", "visit 2"]
    assert events_of(study / "visit 1" / "observations" / "ana.attune") == [
        Event(1, "behaviour_states", "smile", 500, 2000),
        Event(2, "behaviour_points", "bid", 1000, None, True, comment="look"),
    ]
    assert (plan.events, made.sessions) == (2, (study / "visit 1", study / "visit 2"))


def test_an_imported_session_opens_and_is_coded_on(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}), tmp_path / "study"
    import_log(wish(study, source, coder="ana"))
    with open_session(study / "visit 1", "ana") as opened:
        assert opened.notices == ()
        assert len(opened.workspace.observation) == 2
        opened.workspace.press("b", 1500)
        opened.flush()
    export(ExportWish((study,), tmp_path / "out"))
    rows = (tmp_path / "out" / "events.csv").read_text(encoding="utf-8").splitlines()
    place = rows[0].split(",").index("source")
    assert [row.split(",")[place] for row in rows[1:]] == ["imported", "imported", "coder"]


def test_the_report_beside_the_observation_says_where_from_and_what_was_lost(tmp_path: Path) -> None:
    more = {"description": "Cried.", "file": {"1": ["gone.mp4"]}, "events": [*EVENTS, [3.0, "", "smile", "", ""]]}
    source, study = boris(tmp_path / "lab.boris", visit_1=more), tmp_path / "study"
    plan, made = import_log(wish(study, source, coder="ana"))
    report = made.reports[0].read_text(encoding="utf-8")
    assert "visit 1, observation of ana, imported from lab.boris (boris)" in report
    assert plan.sessions[0].source.sha256 in report
    assert "In the file: 4 lines (a state has two). Here: 3 events." in report
    for words in ("Dropped", "“Cried.”", "Changed", "never ended; they run on", "gone.mp4", "a clock of 3 s"):
        assert words in report, words
    assert str(tmp_path) not in report


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    source = boris(tmp_path / "lab.boris", visit_1={})
    assert plan_import(wish(tmp_path / "study", source)).events == 2
    assert all_files(tmp_path) == {"lab.boris"}


def test_a_session_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}, visit_2={}), tmp_path / "study"
    import_log(wish(study, source, coder="ana"))
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    with pytest.raises(CoderError, match="study has the sessions “visit 1”, “visit 2” already") as raised:
        import_log(wish(study, source, coder="ben"))
    assert "--again" in raised.value.hint
    assert {path: path.read_bytes() for path in study.rglob("*") if path.is_file()} == before
    plan, _ = import_log(wish(study, source, coder="ana", again=True))
    assert [session.id for session in plan.sessions] == ["visit 1-2", "visit 2-2"]
    assert plan.scheme.name == "lab-2"
    assert {path: path.read_bytes() for path in before} == before


def test_files_that_hold_one_session_twice_are_told(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    files = boris(tmp_path / "lab.boris", visit_1={}), boris(tmp_path / "other" / "lab.boris", visit_1={})
    with pytest.raises(CoderError, match="The files hold a session “visit 1” twice"):
        import_log(wish(tmp_path / "study", *files))
    plan, _ = import_log(wish(tmp_path / "study", *files, again=True))
    assert [session.id for session in plan.sessions] == ["visit 1", "visit 1-2"]


@pytest.mark.parametrize("name", ["CON", "a/b:c", "..", "x" * 300, "…", "  ", "a\nb", "schemes", "study.yaml"])
def test_any_name_becomes_a_session_and_a_folder(tmp_path: Path, name: str) -> None:
    source = tmp_path / "lab.boris"
    whole = {"behaviors_conf": CONF, "observations": {name: {"events": EVENTS}}}
    source.write_text(json.dumps(whole), encoding="utf-8")
    _, made = import_log(wish(tmp_path / "study", source))
    (folder,) = made.sessions
    assert folder.parent == tmp_path / "study"
    assert len(load_session(folder).id) <= 100
    assert len(events_of(folder / "observations" / "imported.attune")) == 2


def test_several_files_share_one_scheme(tmp_path: Path) -> None:
    first = tmp_path / "a.TextGrid"
    second = tmp_path / "b.TextGrid"
    grid = '"ooTextFile" "TextGrid" 0 9 <exists> 1 "TextTier" "bid" 0 9 3 1 "{0}" 2 "{0}" 3 "{0}"'
    first.write_text(grid.format("reach"), encoding="utf-8")
    second.write_text(grid.format("point"), encoding="utf-8")
    plan, _ = import_log(wish(tmp_path / "my study", first, second, format="textgrid"))
    assert plan.scheme.name == "my-study"
    (tier,) = plan.scheme.loaded.scheme.tiers
    assert [code.id for code in tier.codes] == ["reach", "point"]
    assert [session.id for session in plan.sessions] == ["a", "b"]


def test_an_existing_scheme_takes_the_events_and_keeps_apart_what_it_has_nothing_for(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}), tmp_path / "study"
    said = ImportMap(tiers=(MappedTier("behaviour states", "cg_face", (("smile", "smile"),)),))
    plan, _ = import_log(wish(study, source, coder="ana", scheme=Path("core-cues"), mapping=said))
    one = plan.sessions[0].observations[0]
    assert [(event.tier, event.code) for event in one.events][:1] == [("cg_face", "smile")]
    folder = study / "visit 1" / "observations"
    assert load_mapping(folder / "ana.mapping.yaml").tiers == said.tiers
    assert (study / "schemes" / "core-cues.yaml").is_file()
    if one.left_out:
        text = (folder / "ana.left_out.csv").read_text(encoding="utf-8")
        assert "behaviour points,bid,point,1.000,,,,look,The scheme has nothing for them" in text
    again = plan_import(wish(study, source, coder="ana", scheme=Path("core-cues"), mapping=said, again=True))
    assert not again.scheme.new


def test_another_scheme_of_that_name_in_the_study_is_not_written_over(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}), tmp_path / "study"
    (study / "schemes").mkdir(parents=True)
    (study / "schemes" / "core-cues.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match=r"another core-cues\.yaml"):
        import_log(wish(study, source, scheme=Path("core-cues")))
    assert all_files(study) == {"schemes/core-cues.yaml"}


def test_a_second_coder_comes_into_the_session_of_the_first(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}), tmp_path / "study"
    import_log(wish(study, source, coder="ana", session="D01"))
    scheme = study / "schemes" / "lab.yaml"
    plan, made = import_log(wish(study, source, coder="ben", session="D01", scheme=scheme))
    assert (plan.sessions[0].there, made.sessions) == (True, (study / "D01",))
    assert [path.name for path in sorted((study / "D01" / "observations").glob("*.attune"))] == [
        "ana.attune",
        "ben.attune",
    ]
    with pytest.raises(CoderError, match="D01 has an observation of ben already"):
        import_log(wish(study, source, coder="ben", session="D01", scheme=scheme))
    plan, _ = import_log(wish(study, source, coder="ben", session="D01", scheme=scheme, again=True))
    assert plan.sessions[0].observations[0].identity.coder == "ben-2"
    with pytest.raises(CoderError, match="2 sessions"):
        import_log(wish(study, boris(tmp_path / "two.boris", a={}, b={}), session="D01"))


def test_media_that_are_found_are_linked_with_their_offsets(tmp_path: Path, clip: Path) -> None:
    media = {"file": {"1": ["/gone/visit.mp4"], "2": ["visit.mp4"]}, "media_info": {"offset": {"2": 0.5}}}
    source = boris(clip.parent / "lab.boris", visit_1=media)
    plan, _ = import_log(wish(tmp_path / "study", source))
    session = load_session(tmp_path / "study" / "visit 1")
    assert [(Path(medium.file).name, medium.offset_s) for medium in session.media] == [
        ("visit.mp4", 0.0),
        ("visit.mp4", 0.5),
    ]
    assert session.media_path() == clip.resolve()
    assert all(medium.fingerprint is not None for medium in session.media)
    assert plan.sessions[0].clock is None
    with open_session(session.folder, "imported") as opened:
        assert opened.workspace.view_only == ""


def test_media_are_looked_for_in_folders_that_are_named(tmp_path: Path, clip: Path) -> None:
    source = boris(tmp_path / "lab.boris", visit_1={"file": {"1": ["C:\\videos\\VISIT.MP4"]}})
    assert plan_import(wish(tmp_path / "study", source)).sessions[0].clock is not None
    plan = plan_import(wish(tmp_path / "study", source, media=(clip.parent,)))
    assert [type(medium) for medium in plan.sessions[0].media] == [Medium]


def test_a_medium_of_the_sessions_name_is_found_where_the_file_names_none(tmp_path: Path, clip: Path) -> None:
    grid = tmp_path / "visit.TextGrid"
    grid.write_text('"ooTextFile" "TextGrid" 0 9 <exists> 1 "TextTier" "bid" 0 9 1 1 "x"', encoding="utf-8")
    plan = plan_import(wish(tmp_path / "study", grid, format="textgrid", media=(clip.parent,)))
    assert Path(plan.sessions[0].media[0].file).name == "visit.mp4"


def test_events_in_a_later_file_are_laid_on_it_as_long_as_the_first_really_is(tmp_path: Path, clip: Path) -> None:
    events = [[1.0, "", "bid", "", ""], [4.5, "", "bid", "", ""]]
    media = {"file": {"1": ["visit.mp4", "visit.mp4"]}, "media_info": {"length": {"visit.mp4": 4.2}}, "events": events}
    source = boris(tmp_path / "lab.boris", visit_1=media)
    plan = plan_import(wish(tmp_path / "study", source, media=(clip.parent,)))
    session = plan.sessions[0]
    length_ms = session.media[0].fingerprint.duration_ms if session.media[0].fingerprint else 0
    assert [event.onset_ms for event in session.observations[0].events] == [1000, 4500 - 4200 + length_ms]
    assert [medium.continues for medium in session.media] == [False, True]
    assert any("lengths were counted otherwise" in loss.what for loss in session.losses)


def test_a_medium_that_cannot_be_used_is_told_and_the_session_has_a_clock(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"no film")
    source = boris(tmp_path / "lab.boris", visit_1={"file": {"1": ["film.mp4"]}})
    session = plan_import(wish(tmp_path / "study", source)).sessions[0]
    assert session.clock is not None
    assert any("film.mp4, which cannot be used" in loss.what for loss in session.losses)


def test_times_of_day_have_a_clock_that_knows_them(tmp_path: Path) -> None:
    day = {"type": "LIVE", "start_from_current_time": True, "events": [[50_000.5, "", "bid", "", ""]]}
    session = plan_import(wish(tmp_path / "study", boris(tmp_path / "a.boris", v=day))).sessions[0]
    assert session.clock is not None
    assert (session.clock.offset_s, session.observations[0].events[0].onset_ms) == (50_000.0, 500)


def test_times_before_the_begin_move_the_clock(tmp_path: Path) -> None:
    early = {"type": "LIVE", "events": [[-1.5, "", "bid", "", ""], [2.0, "", "bid", "", ""]]}
    session = plan_import(wish(tmp_path / "study", boris(tmp_path / "a.boris", v=early))).sessions[0]
    assert session.clock is not None
    assert session.clock.offset_s == -2.0
    assert [event.onset_ms for event in session.observations[0].events] == [500, 4000]


def test_a_session_longer_than_a_week_is_refused(tmp_path: Path) -> None:
    long = {"type": "LIVE", "events": [[1e7, "", "bid", "", ""]]}
    with pytest.raises(CoderError, match="longer than a week"):
        plan_import(wish(tmp_path / "study", boris(tmp_path / "a.boris", v=long)))


def test_a_table_is_imported_with_a_mapping_that_was_checked(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("Zeit;Was\n1,5;bid\n", encoding="utf-8")
    with pytest.raises(CoderError, match="no column is known"):
        guess_mapping(log, "csv")
    log.write_text("Time;Behavior\n1,5;bid\n", encoding="utf-8")
    path = tmp_path / "map.yaml"
    write_mapping(path, guess_mapping(log, "csv"))
    said = load_mapping(path)
    plan, _ = import_log(wish(tmp_path / "study", log, format="csv", mapping=said))
    assert [event.onset_ms for event in plan.sessions[0].observations[0].events] == [1500]
    with pytest.raises(CoderError, match=r"map\.yaml"):
        write_mapping(path, said)


def test_a_mapping_of_tiers_is_guessed_with_a_scheme(tmp_path: Path) -> None:
    source = boris(tmp_path / "lab.boris", visit_1={})
    said = guess_mapping(source, "boris", Path("core-cues"))
    assert [tier.tier for tier in said.tiers] == ["behaviour states", "behaviour points"]
    with pytest.raises(CoderError, match="nothing to map"):
        write_mapping(tmp_path / "m.yaml", guess_mapping(source, "boris"))


def test_our_own_export_comes_back_under_the_scheme_it_was_coded_with(tmp_path: Path) -> None:
    source, study = boris(tmp_path / "lab.boris", visit_1={}, visit_2={}), tmp_path / "study"
    import_log(wish(study, source, coder="ana"))
    export(ExportWish((study,), study / "out", comments=True))
    assert (study / "out" / "scheme.yaml").read_bytes() == (study / "schemes" / "lab.yaml").read_bytes()
    plan, made = import_log(wish(tmp_path / "again", study / "out" / "events.csv", format="csv"))
    assert not plan.scheme.made
    for name in ("visit 1", "visit 2"):
        first = events_of(study / name / "observations" / "ana.attune")
        assert events_of(tmp_path / "again" / name / "observations" / "ana.attune") == first
    export(ExportWish((tmp_path / "again",), tmp_path / "out2", comments=True))
    back = (tmp_path / "out2" / "events.csv").read_text(encoding="utf-8")
    assert back == (study / "out" / "events.csv").read_text(encoding="utf-8").replace("study,visit", "again,visit")
    assert len(made.sessions) == 2


@pytest.mark.parametrize(
    ("name", "content", "format_name"),
    [
        ("a.boris", b"{", "boris"),
        ("a.eaf", b"<a/>", "elan"),
        ("a.opf", b"PK", "datavyu"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.TextGrid", b"no", "textgrid"),
        ("a.pickle", b"\x80\x04K\x01.", "pickle"),
        ("gone.boris", None, "boris"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing_half_made(
    tmp_path: Path, name: str, content: bytes | None, format_name: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    good = boris(tmp_path / "good.boris", visit_1={})
    files = (good, path) if format_name == "boris" else (path,)
    with pytest.raises(CoderError) as raised:
        import_log(wish(tmp_path / "study", *files, format=format_name))
    assert raised.value.hint
    assert "\n" not in raised.value.message
    assert not (tmp_path / "study").exists()
    assert all(not found.startswith(".") for found in all_files(tmp_path))


def test_what_fails_while_it_is_moved_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = tmp_path / "study"
    import_log(wish(study, boris(tmp_path / "first.boris", visit_0={}), coder="ana"))
    before = all_files(study)
    plan = plan_import(wish(study, boris(tmp_path / "lab.boris", visit_1={}, visit_2={}), coder="ana"))
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == "visit 2" and ".import-" in str(self):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(CoderError, match="disk is full"):
        write_plan(plan)
    assert all_files(study) == before


def test_a_name_that_was_taken_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    study = tmp_path / "study"
    plan = plan_import(wish(study, boris(tmp_path / "lab.boris", visit_1={})))
    study.mkdir()
    (study / "visit 1").mkdir()
    with pytest.raises(CoderError, match="by now"):
        write_plan(plan)
    assert list(study.iterdir()) == [study / "visit 1"]


@pytest.mark.parametrize(("make", "words"), [("file", "is a file"), ("session", "is a session")])
def test_what_is_no_folder_of_a_study_is_refused(tmp_path: Path, make: str, words: str) -> None:
    study = tmp_path / "study"
    if make == "file":
        study.write_text("", encoding="utf-8")
    else:
        study.mkdir()
        (study / "session.yaml").write_text("", encoding="utf-8")
    with pytest.raises(CoderError, match=words):
        plan_import(wish(study, boris(tmp_path / "lab.boris", visit_1={})))


def test_a_coder_id_that_cannot_be_a_file_name_is_refused_and_one_of_the_file_made_to_be(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("time,code,coder\n1,bid,Dr. A/B\n", encoding="utf-8")
    with pytest.raises(CoderError, match="coder id"):
        plan_import(wish(tmp_path / "s", log, format="csv", coder="a/b"))
    plan = plan_import(wish(tmp_path / "s", log, format="csv"))
    assert plan.sessions[0].observations[0].identity.coder == "Dr._A_B"


def test_the_second_observation_of_an_agreement_has_an_id_of_its_own(tmp_path: Path) -> None:
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        cells = "(MATRIX,true,)-at|NOMINAL\n00:00:01:000,00:00:02:000,(face)\n"
        packed.writestr("db", f"#4\ngaze {cells}gaze_rel {cells}")
    path = tmp_path / "lab.opf"
    path.write_bytes(out.getvalue())
    plan, made = import_log(wish(tmp_path / "study", path, format="datavyu", coder="ana"))
    assert [one.name for one in plan.sessions[0].observations] == ["ana", "ana_rel"]
    assert [path.name for path in made.reports] == ["ana.import.txt", "ana_rel.import.txt"]
