import re
from dataclasses import replace
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.media import Fingerprint
from coder.model.session import Medium, Session, SessionClock
from coder.store.session_folder import (
    SESSION_FILE,
    check_coder_id,
    list_observations,
    load_session,
    observation_path,
    save_session,
)

WHOLE = """\
# Ours
format: 1
session: {id: D01_v1, dyad: D01, visit: 1}
scheme: core-cues   # an id
media:
  - {file: video.mp4, offset_s: 0.0, fingerprint: {size_bytes: 12, duration_ms: 60000, frames: 1500, digest: 00ab}}
  - file: videos/second.mp4
    offset_s: -1.25
  - {file: ../films/third.mp4, outside: true}
"""


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "session.yaml").write_bytes(text.encode())
    return folder


def test_a_session_is_loaded_from_its_folder_or_its_file(tmp_path: Path) -> None:
    folder = write(tmp_path / "D01_v1", WHOLE)
    session = load_session(folder)
    assert session == load_session(folder / "session.yaml")
    assert session == Session(
        "D01_v1",
        folder,
        (
            Medium("video.mp4", 0.0, fingerprint=Fingerprint(12, 60_000, 1500, "00ab")),
            Medium("videos/second.mp4", -1.25),
            Medium("../films/third.mp4", outside=True),
        ),
        "core-cues",
        "D01",
        "1",
    )


def test_a_session_knows_the_study_it_lies_in(tmp_path: Path) -> None:
    (tmp_path / "study.yaml").write_text("format: 1\nstudy: {id: pilot}\n", encoding="utf-8")
    assert load_session(write(tmp_path / "wave1" / "D01_v1", WHOLE)).study == "pilot"


def test_values_stay_the_text_they_are(tmp_path: Path) -> None:
    text = "format: 1\nsession: {id: 007, dyad: no, visit: 1.10}\nscheme: 2024-01-01\nmedia: [{file: 1.mp4}]\n"
    session = load_session(write(tmp_path, text))
    assert (session.id, session.dyad, session.visit, session.scheme) == ("007", "no", "1.10", "2024-01-01")


@pytest.mark.parametrize(
    "session",
    [
        Session("D01_v1", Path(), (Medium("video.mp4"),), "core-cues"),
        Session("007", Path(), (Medium("a b, {c}: 'd' #e.mp4", -0.5),), "no", "true", "1"),
        Session("Ünï 😀", Path(), (Medium("../x.mp4", outside=True), Medium("y.mp4")), "schemes/own.yaml", '"', "~"),
        Session("x", Path(), (Medium("v.mp4", 1e-7, fingerprint=Fingerprint(0, 1, 2, "00e1")),), "s", "a\u2028b"),
    ],
)
def test_a_saved_session_is_loaded_as_it_was(tmp_path: Path, session: Session) -> None:
    here = replace(session, folder=tmp_path / "session")
    save_session(here)
    assert load_session(here.folder) == here
    save_session(here)
    assert [found.name for found in here.folder.iterdir()] == ["session.yaml"]


@pytest.mark.parametrize(
    "session",
    [
        Session("D01_v1", Path(), (Medium("../video.mp4"),), "core-cues"),
        Session("D01_v1", Path(), (Medium("/video.mp4", outside=True),), "core-cues"),
        Session("D01_v1", Path(), (), "core-cues"),
        Session("", Path(), (Medium("video.mp4"),), "core-cues"),
        Session("D01_v1", Path(), (Medium("video.mp4"),), "../own.yaml"),
        Session("D01_v1", Path(), (Medium("video.mp4", float("nan")),), "core-cues"),
    ],
)
def test_what_could_not_be_loaded_is_not_saved(tmp_path: Path, session: Session) -> None:
    folder = write(tmp_path, WHOLE)
    with pytest.raises(CoderError):
        save_session(replace(session, folder=folder))
    assert (folder / "session.yaml").read_text(encoding="utf-8") == WHOLE


HEAD = "format: 1\nsession: {id: D01_v1}\nscheme: core-cues\n"


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("", "session.yaml is empty", "copy"),
        ("# only a remark\n", "session.yaml is empty", "copy"),
        ("just text\n", "session.yaml:1: “session.yaml” must be a map", "key: value"),
        ("format: [1\n", "session.yaml:2: this is no YAML", "Mend"),
        ("format: 1\n\tsession: 2\n", "session.yaml:2: this is no YAML", "Mend"),
        ("format: 1\nformat: 1\n", "session.yaml:2: “format” stands here twice (line 1)", "Keep one"),
        ("format: 2\n", "session.yaml:1: format 2 is newer", "newer Attune"),
        ("format: one\n", "session.yaml:1: format “one” is not known", "format: 1"),
        ("session: {id: x}\n", "session.yaml:1: “format” is missing", "Write format"),
        ("format: 1\nsesion: {id: x}\n", "session.yaml:2: unknown key “sesion”", "Did you mean session?"),
        ("format: 1\nzzz: 1\n", "session.yaml:2: unknown key “zzz”", "Known here: format, session, scheme, media"),
        ("format: 1\nsession: D01\n", "session.yaml:2: “session” must be a map", "key: value"),
        ("format: 1\nsession: {}\n", "session.yaml:2: “id” is missing", "Write id"),
        ("format: 1\nsession: {id: [1]}\n", "session.yaml:2: “id” must be one value", "one value"),
        ("format: 1\nsession: {id: x, visitt: 1}\n", "session.yaml:2: unknown key “visitt”", "visit?"),
        ('format: 1\nsession: {id: "a\\tb"}\n', "session.yaml:2: the session's id cannot be used", "visible"),
        ("format: 1\nsession: {id: x}\n", "session.yaml:1: “media” is missing", "list"),
        (HEAD + "media: video.mp4\n", "session.yaml:4: “media” must be a list", "- "),
        (HEAD + "media: []\n", "session.yaml:4: a session needs at least one medium", "file: video.mp4"),
        (HEAD + "media: [video.mp4]\n", "session.yaml:4: “media” must be a map", "key: value"),
        (HEAD + "media: [{offset_s: 1}]\n", "session.yaml:4: “file” is missing", "Write file"),
        (HEAD + "media: [{file: a.mp4, offset: 1}]\n", "session.yaml:4: unknown key “offset”", "offset_s?"),
        (HEAD + "media: [{file: a.mp4, offset_s: soon}]\n", "must be a number, not “soon”", "digits"),
        (HEAD + "media: [{file: a.mp4, offset_s: .inf}]\n", "must be a number", "digits"),
        (HEAD + "media: [{file: a.mp4, offset_s: 1e400}]\n", "must be a number", "digits"),
        (HEAD + "media: [{file: a.mp4, outside: maybe}]\n", "must be true or false, not “maybe”", "true or false"),
        (HEAD + "media: [{file: a.mp4, fingerprint: {}}]\n", "“size_bytes” is missing", "size_bytes"),
        (
            HEAD + "media:\n- {file: a.mp4, fingerprint: {size_bytes: -1, duration_ms: 1, frames: 1, digest: a}}\n",
            "session.yaml:5: “size_bytes” must be a whole number",
            "digits only",
        ),
        ("format: &a 1\nsession: *a\n", "session.yaml:1: aliases", "Write the value out"),
        ("format: !!python/object:os.system 1\n", "session.yaml:1: the tag", "Remove the tag"),
        ("format: 1\nsession: !own {id: 1}\n", "session.yaml:2: the tag !own", "Remove the tag"),
        ("? [a]\n: 1\n", "session.yaml:1: a key must be one word", "key: value"),
        ("format: 1\n--- \nformat: 1\n", "this is no YAML", "Mend"),
        ("[" * 100_000, "nested too deeply", "right file"),
        ("format: \x01\n", "characters that no text has", "UTF-8"),
        ("#" * 1_100_000, "larger than 1 MiB", "right file"),
    ],
)
def test_a_wrong_session_is_refused_with_its_line_and_a_hint(tmp_path: Path, text: str, said: str, hint: str) -> None:
    folder = write(tmp_path, text)
    with pytest.raises(CoderError, match=re.escape(said)) as raised:
        load_session(folder)
    assert hint in raised.value.hint
    assert "\n" not in str(raised.value)


def test_text_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "session.yaml").write_bytes("format: 1\n# Gr\xfc\xdfe\n".encode("latin-1"))
    with pytest.raises(CoderError, match=r"session\.yaml:2: this is not UTF-8"):
        load_session(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert load_session(write(tmp_path, "\ufeff" + WHOLE.replace("\n", "\r\n"))).id == "D01_v1"


@pytest.mark.parametrize(
    "file",
    [
        *("/etc/passwd", "C:/video.mp4", "c:video.mp4", "\\\\host\\share\\v.mp4", "a\\b.mp4", "~/v.mp4", "~anna/v.mp4"),
        *(
            "http://host/v.mp4",
            "file:v.mp4",
            "concat:a.mp4|b.mp4",
            "data:x",
            "//host/v.mp4",
            ".",
            "..",
            "videos/",
            "a/..",
        ),
    ],
)
@pytest.mark.parametrize("outside", ["", ", outside: true"])
def test_a_medium_is_named_by_a_relative_path_only(tmp_path: Path, file: str, outside: str) -> None:
    folder = write(tmp_path, f"{HEAD}media: [{{file: '{file}'{outside}}}]\n")
    with pytest.raises(CoderError, match=r"session\.yaml:4: ") as raised:
        load_session(folder)
    assert "relative" in raised.value.hint


@pytest.mark.parametrize("file", ["../video.mp4", "a/../../video.mp4", "./../x/v.mp4", "../session/video.mp4"])
def test_a_medium_outside_the_folder_must_say_so(tmp_path: Path, file: str) -> None:
    folder = write(tmp_path / "session", f"{HEAD}media: [{{file: {file}}}]\n")
    with pytest.raises(CoderError, match="lies outside the session's folder") as raised:
        load_session(folder)
    assert raised.value.hint == "Move it in, or say so with outside: true."
    write(folder, f"{HEAD}media: [{{file: {file}, outside: true}}]\n")
    assert load_session(folder).media[0].outside


@pytest.mark.parametrize("scheme", ["../own.yaml", "../schemes/own.yaml", "a/../../own.yml", "../../x.yaml"])
def test_a_scheme_must_lie_in_the_session_or_its_study(tmp_path: Path, scheme: str) -> None:
    folder = write(
        tmp_path / "study" / "D01_v1", f"format: 1\nsession: {{id: a}}\nscheme: {scheme}\nmedia: [{{file: a}}]\n"
    )
    with pytest.raises(CoderError, match="outside the study"):
        load_session(folder)
    (tmp_path / "study" / "study.yaml").write_text("format: 1\nstudy: {id: pilot}\n", encoding="utf-8")
    if scheme.startswith("../../"):
        with pytest.raises(CoderError, match="outside the study"):
            load_session(folder)
    else:
        assert load_session(folder).scheme == scheme


@pytest.mark.parametrize("scheme", ["/s.yaml", "C:\\s.yaml", "http://host/s.yaml", "..", "~"])
def test_a_scheme_is_an_id_or_a_relative_path(tmp_path: Path, scheme: str) -> None:
    folder = write(tmp_path, f"format: 1\nsession: {{id: a}}\nscheme: '{scheme}'\nmedia: [{{file: a}}]\n")
    with pytest.raises(CoderError, match=r"session\.yaml:3: "):
        load_session(folder)


def test_a_folder_without_a_session_says_so(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone", tmp_path / "session.yaml"):
        with pytest.raises(CoderError, match="no session in") as raised:
            load_session(path)
        assert "coder new" in raised.value.hint


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return load_session(write(tmp_path, WHOLE))


def test_an_observation_is_named_by_coder_and_pass(session: Session) -> None:
    assert observation_path(session, "anna") == session.folder / "observations" / "anna.attune"
    assert observation_path(session, "anna", "face").name == "anna.face.attune"


@pytest.mark.parametrize("pass_id", ["../x", "a/b", "..", "nul"])
def test_a_pass_cannot_name_another_file(session: Session, pass_id: str) -> None:
    with pytest.raises(CoderError, match="pass id"):
        observation_path(session, "anna", pass_id)


@pytest.mark.parametrize("coder", ["anna", "c01", "Jörg", "J. Smith", "a-b_c", "anna.b", "x" * 40, "console", "com"])
def test_a_coder_id_that_can_name_a_file_is_kept(coder: str) -> None:
    assert check_coder_id(coder) == coder


@pytest.mark.parametrize(
    "coder",
    [
        *("", " ", "/", "a/b", "a\\b", "..", "../anna", "a..b", ".anna", "anna.", "anna ", " anna", "a\nb", "a\x00b"),
        *("x" * 41, "con", "NUL", "aux.x", "Com1", "lpt9", "a:b", "a*", "a?", 'a"', "a<b", "a|b", "\u202eanna"),
        *("a\u200bb", "a\x7f", "anna.v1.bak"),
    ],
)
def test_a_coder_id_that_cannot_name_a_file_everywhere_is_refused(session: Session, coder: str) -> None:
    with pytest.raises(CoderError, match="The coder id") as raised:
        observation_path(session, coder)
    assert "anna" in raised.value.hint
    assert "\n" not in raised.value.message
    assert len(raised.value.message) < 120


def test_observations_are_listed_without_what_is_none(session: Session) -> None:
    folder = session.folder / "observations"
    assert list_observations(session) == []
    folder.mkdir()
    for name in ("ben.attune", "anna.face.attune", "anna.attune", "anna.v1.bak.attune", "anna.v1.bak2.attune"):
        (folder / name).touch()
    for name in ("anna.attune.lock", "anna.attune-journal", ".anna.attune.1234.new", ".hidden.attune"):
        (folder / name).touch()
    assert [path.name for path in list_observations(session)] == ["anna.attune", "anna.face.attune", "ben.attune"]


@pytest.mark.parametrize(
    "session",
    [
        Session(
            "two files",
            Path(),
            (Medium("a.mp4"), Medium("b.mp4", continues=True), Medium("face.mp4", 1.25), Medium("../c.mp4", 0, True)),
            "core-cues",
        ),
        Session("no media", Path(), (), "core-cues", clock=SessionClock(600)),
        Session("fine", Path(), (), "core-cues", clock=SessionClock(0.5, 1000, -2.25)),
    ],
)
def test_continued_files_and_clocks_are_loaded_as_they_were_saved(tmp_path: Path, session: Session) -> None:
    here = replace(session, folder=tmp_path / "session")
    save_session(here)
    assert load_session(here.folder) == here


def test_the_files_of_one_camera_are_one_view(tmp_path: Path) -> None:
    text = """\
format: 1
session: {id: S}
scheme: core-cues
media:
  - {file: 00001.mts}
  - {file: 00002.mts, continues: true}
  - {file: face.mp4, offset_s: 2.5}
"""
    session = load_session(write(tmp_path, text))
    assert [[medium.file for medium in view] for view in session.views()] == [["00001.mts", "00002.mts"], ["face.mp4"]]


HEAD = "format: 1\nsession: {id: S}\nscheme: core-cues\n"


@pytest.mark.parametrize(
    ("rest", "what"),
    [
        ("media: [{file: a.mp4, continues: true}]", "session.yaml:4: the first medium has none before it"),
        (
            "media:\n  - {file: a.mp4}\n  - {file: b.mp4, continues: true, offset_s: 3}",
            "session.yaml:6: a medium that continues another begins at its end",
        ),
        ("media: [{file: a.mp4}]\nclock: {length_s: 6}", "session.yaml:5: a session has media or a clock, not both"),
        ("media: []", "session.yaml:4: a session needs at least one medium"),
        ("clock: {}", "“length_s” is missing"),
        ("clock: {length_s: 0}", "a clock runs for more than 0 s and at most a week"),
        ("clock: {length_s: soon}", "“length_s” must be a number, not “soon”"),
        ("clock: {length_s: 60, frames_per_s: 0.5}", "a clock counts 1 to 1000 times a second"),
        ("clock: {length_s: 60, fps: 25}", "unknown key “fps”"),
    ],
)
def test_media_that_cannot_be_meant_are_refused_with_their_line(tmp_path: Path, rest: str, what: str) -> None:
    with pytest.raises(CoderError, match=re.escape(what)):
        load_session(write(tmp_path, HEAD + rest + "\n"))


def test_the_age_of_the_infant_is_kept_in_days(tmp_path: Path) -> None:
    session = Session("D01", tmp_path, (Medium("video.mp4"),), "lab.yaml", "D01", age_days=182)
    save_session(session)
    assert "age_days: 182" in (tmp_path / SESSION_FILE).read_text(encoding="utf-8")
    assert load_session(tmp_path).age_days == 182


@pytest.mark.parametrize("said", ["2024-01-31", "six", "-3", "1.5"])
def test_an_age_that_is_no_number_of_days_is_refused(tmp_path: Path, said: str) -> None:
    text = f"format: 1\nsession: {{id: D01, age_days: {said}}}\nscheme: lab.yaml\nmedia: [{{file: a.mp4}}]\n"
    (tmp_path / SESSION_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CoderError, match="“age_days” must be a whole number"):
        load_session(tmp_path)
