"""What the window shows of a scheme: a file as it reads now, and how it differs from the one that is coded with."""

from pathlib import Path

from coder.app.keymap import build_keymap
from coder.app.scheme_view import build_shown_desk, compare_running, find_scheme_file, read_scheme_file
from coder.app.shipped import shipped_folder
from coder.model.session import Session
from coder.scheme.loader import LoadedScheme, read_scheme
from tests.unit.scheme.small import SMALL, scheme_of


def loaded(text: str) -> LoadedScheme:
    return read_scheme(text, "s.yaml")


def test_a_file_is_read_with_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("kind: point", "kind: pont").replace("key: t", "kye: t"), encoding="utf-8")
    read = read_scheme_file(path, {})
    assert read.loaded is None
    assert [fault.line for fault in read.faults] == [19, 22]
    assert (read.files, read.refusal) == ((path,), None)


def test_a_file_that_can_be_used_is_read_with_its_warnings_and_the_keys_of_the_player(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    read = read_scheme_file(path, {})
    assert read.loaded is not None
    assert read.loaded.scheme == scheme_of(SMALL)
    assert "Loop" in read_scheme_file(path, {"t": "Loop"}).faults[0].message


def test_a_file_that_is_not_there_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    read = read_scheme_file(tmp_path / "none.yaml", {})
    assert read.loaded is None
    assert read.faults[0].message == "There is no such file."


def test_the_files_that_a_scheme_extends_are_named_too(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(SMALL, encoding="utf-8")
    path = tmp_path / "more.yaml"
    head = 'format: 1\nscheme: {id: more, version: "0.1.0"}\n'
    path.write_text(head + 'extends: [{scheme: small, version: "^1.0"}]\n', encoding="utf-8")
    assert read_scheme_file(path, {}).files == (path, tmp_path / "small.yaml")
    (tmp_path / "small.yaml").write_text(SMALL.replace("key: t", "kye: t"), encoding="utf-8")
    assert read_scheme_file(path, {}).files == (path, tmp_path / "small.yaml")


def test_a_locked_scheme_and_those_of_the_program_are_read_only(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL.replace("id: small,", "id: small, status: locked,"), encoding="utf-8")
    assert "is locked" in str(read_scheme_file(path, {}).refusal)
    assert "belongs to the program" in str(read_scheme_file(shipped_folder("schemes") / "touch.yaml", {}).refusal)


def test_the_same_text_is_no_drift() -> None:
    assert compare_running(loaded(SMALL), loaded(SMALL)) is None


def test_drift_says_both_versions_and_counts_and_tells_the_changes() -> None:
    newer = SMALL.replace('"1.0.0"', '"1.1.0"').replace("key: t}", "key: g}").replace("key: b}", "key: v}")
    drift = compare_running(loaded(SMALL), loaded(newer))
    assert drift is not None
    assert drift.sentence == "This observation is coded with 1.0.0; the file is 1.1.0 (2 changes)."
    assert drift.changes == ("Code touch.touch: key was t, is g.", "Code signal.bid: key was b, is v.")
    one = compare_running(loaded(SMALL), loaded(SMALL.replace("key: t}", "key: g}")))
    assert one is not None
    assert one.sentence == "This observation is coded with 1.0.0; the file differs, but says it is 1.0.0 (1 change)."


def test_looks_alone_and_another_scheme_are_said_as_such() -> None:
    looks = compare_running(loaded(SMALL), loaded(f"# a comment\n{SMALL}"))
    assert looks is not None
    assert looks.sentence.endswith("1.0.0 (wording or looks only).")
    other = compare_running(loaded(SMALL), loaded(SMALL.replace("id: small", "id: large")))
    assert other is not None
    assert other.sentence == "This observation is coded with small 1.0.0; the file holds another scheme, large 1.0.0."


def test_the_file_of_a_sessions_scheme_is_found_or_not(tmp_path: Path) -> None:
    (tmp_path / "lab.yaml").write_text(SMALL, encoding="utf-8")
    assert find_scheme_file(Session("s1", tmp_path, (), "lab.yaml")) == tmp_path / "lab.yaml"
    assert find_scheme_file(Session("s1", tmp_path, (), "none.yaml")) is None


def test_what_is_only_shown_cannot_be_coded() -> None:
    desk = build_shown_desk(scheme_of(SMALL), "", build_keymap())
    told: list[str] = []
    desk.workspace.noticed.add(lambda notice: told.append(notice.message))
    assert desk.press("t", 0)
    assert len(desk.workspace.observation) == 0
    assert told == ["This observation is view-only: it is only shown."]
