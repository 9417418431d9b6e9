"""A bundle holds everything, gives it back as it was, and refuses what could do harm."""

import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.bundle import pack, unpack
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.session import Medium, Session
from coder.store.audit import read_log, verify
from coder.store.bundle import MANIFEST
from coder.store.observation_file import open_observation
from coder.store.session_folder import load_session, save_session
from tests.moving import create_study


@pytest.fixture
def study(tmp_path: Path) -> Path:
    study = create_study(tmp_path / "study", sessions=2, coders=("ana",))
    save_session(Session("D03", study / "D03", (Medium("film.mp4"),), "small.yaml"))
    (study / "D03" / "film.mp4").write_bytes(bytes(range(256)) * 40)
    return study


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_study_comes_back_as_it_was(study: Path, tmp_path: Path) -> None:
    made = pack(study, tmp_path / "study.zip")
    folder, read = unpack(tmp_path / "study.zip", tmp_path / "there")
    assert folder == tmp_path / "there" / "study"
    assert contents(folder) == contents(study)
    assert (made.kind, read.files, read.left_out) == ("study", made.files, ())


def test_a_session_comes_back_as_it_was(study: Path, tmp_path: Path) -> None:
    assert pack(study / "D01", tmp_path / "D01.zip").kind == "session"
    folder, _ = unpack(tmp_path / "D01.zip", tmp_path / "there")
    assert contents(folder) == contents(study / "D01")
    with open_observation(folder / "observations" / "ana.attune") as file:
        assert verify(read_log(file)).whole


def test_the_same_files_give_the_same_bytes(study: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        pack(study, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_media_may_stay_out_and_are_named(study: Path, tmp_path: Path) -> None:
    pack(study, tmp_path / "study.zip", media=False)
    folder, read = unpack(tmp_path / "study.zip", tmp_path / "there")
    assert read.left_out == ("D03/film.mp4",)
    assert not (folder / "D03" / "film.mp4").exists()


def test_the_manifest_has_the_sha_256_of_every_file(study: Path, tmp_path: Path) -> None:
    import hashlib

    pack(study, tmp_path / "study.zip")
    with zipfile.ZipFile(tmp_path / "study.zip") as archive:
        listed = {one["path"]: one["sha256"] for one in json.loads(archive.read(MANIFEST))["files"]}
    assert listed == {path: hashlib.sha256(content).hexdigest() for path, content in contents(study).items()}


def test_an_observation_that_is_open_is_packed_as_it_was_last_saved(study: Path, tmp_path: Path) -> None:
    with open_observation(study / "D01" / "observations" / "ana.attune") as file:
        file.commit(Change("toy", added=(Event(6, "gaze", "toy", 9_000, 9_400),)))
        pack(study, tmp_path / "study.zip")
        folder, read = unpack(tmp_path / "study.zip", tmp_path / "there")
        assert not any(one.path.endswith((".lock", "-journal")) for one in read.files)
    with open_observation(folder / "D01" / "observations" / "ana.attune", read_only=True) as file:
        assert file.count == 6


def test_media_that_lie_elsewhere_come_along_and_are_found_there(study: Path, tmp_path: Path) -> None:
    for name in ("films", "more"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "film.mp4").write_bytes(name.encode() * 9)
    linked = tuple(Medium(f"../../{name}/film.mp4", outside=True) for name in ("films", "more", "films"))
    save_session(Session("D02", study / "D02", (*linked, Medium("../../gone.mp4", outside=True)), "small.yaml"))
    assert pack(study, tmp_path / "study.zip").left_out == ("gone.mp4",)
    folder, _ = unpack(tmp_path / "study.zip", tmp_path / "there")
    session = load_session(folder / "D02")
    assert [medium.file for medium in session.media] == ["film.mp4", "film-2.mp4", "film.mp4", "../../gone.mp4"]
    assert session.media_path(1).read_bytes() == b"more" * 9
    without = pack(study, tmp_path / "without.zip", media=False)
    assert without.left_out == ("D03/film.mp4", "film.mp4", "gone.mp4")
    folder, _ = unpack(tmp_path / "without.zip", tmp_path / "elsewhere")
    assert load_session(folder / "D02").media == load_session(study / "D02").media


@pytest.mark.parametrize("named", ["small", "../schemes/small.yaml"])
def test_a_session_without_its_study_has_its_schemes(study: Path, tmp_path: Path, named: str) -> None:
    (study / "schemes").mkdir()
    for name in ("small.yaml", "base.yaml"):
        text = (study / "D01" / "small.yaml").read_text(encoding="utf-8")
        (study / "schemes" / name).write_text(text.replace("small", name.removesuffix(".yaml")), encoding="utf-8")
    extending = "format: 1\nscheme: {id: small, version: '1.0.0'}\nextends: [{scheme: base, version: ^1.0}]\n"
    (study / "schemes" / "small.yaml").write_text(extending, encoding="utf-8")
    (study / "D01" / "small.yaml").unlink()
    save_session(replace(load_session(study / "D01"), scheme=named))
    pack(study / "D01", tmp_path / "D01.zip")
    folder, _ = unpack(tmp_path / "D01.zip", tmp_path / "there")
    with open_session(folder, "ben") as opened:
        assert opened.scheme.scheme.tiers


def test_hidden_files_and_links_are_not_packed(study: Path, tmp_path: Path) -> None:
    (study / ".secret").write_text("x", encoding="utf-8")
    (study / "link.txt").symlink_to(tmp_path)
    assert not {"link.txt", ".secret"} & {one.path for one in pack(study, tmp_path / "study.zip").files}


def test_nothing_is_written_over(study: Path, tmp_path: Path) -> None:
    pack(study, tmp_path / "study.zip")
    with pytest.raises(CoderError, match=r"already a file study\.zip"):
        pack(study, tmp_path / "study.zip")
    with pytest.raises(CoderError, match="There is already study"):
        unpack(tmp_path / "study.zip", tmp_path)


@pytest.mark.parametrize(
    ("what", "said"),
    [("D01/observations", "no session"), ("nowhere", "no folder")],
)
def test_what_is_neither_a_session_nor_a_study_is_not_packed(study: Path, tmp_path: Path, what: str, said: str) -> None:
    with pytest.raises(CoderError, match=said):
        pack(study / what, tmp_path / "x.zip")


def test_a_bundle_does_not_go_into_itself(study: Path) -> None:
    with pytest.raises(CoderError, match="would lie in what is packed"):
        pack(study, study / "study.zip")


def test_a_name_that_other_computers_do_not_have_is_told_before_anything_is_packed(study: Path, tmp_path: Path) -> None:
    (study / "aux.txt").write_text("x", encoding="utf-8")
    with pytest.raises(CoderError, match=r"aux\.txt is no file name on every computer"):
        pack(study, tmp_path / "study.zip")
    assert not (tmp_path / "study.zip").exists()


def rewritten(source: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """Pack the entries of a bundle again after somebody changed them."""
    with zipfile.ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    target = source.with_name("changed.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def listed_too(entries: dict[str, bytes], path: str, content: bytes) -> None:
    """Put a file into a bundle, and into its manifest with the right hash."""
    import hashlib

    manifest = json.loads(entries[MANIFEST])
    size, sha256 = len(content), hashlib.sha256(content).hexdigest()
    manifest["files"].append({"path": path, "size_bytes": size, "sha256": sha256})
    entries[MANIFEST] = json.dumps(manifest).encode()
    entries[f"study/{path}"] = content


def alter(entries: dict[str, bytes]) -> None:
    entries["study/D01/session.yaml"] += b"# more\n"


def shorten(entries: dict[str, bytes]) -> None:
    entries["study/D03/film.mp4"] = entries["study/D03/film.mp4"][:-1]


def lose(entries: dict[str, bytes]) -> None:
    del entries["study/D01/session.yaml"]


def add(entries: dict[str, bytes]) -> None:
    entries["study/more.txt"] = b"x"


def forget(entries: dict[str, bytes]) -> None:
    del entries[MANIFEST]


def spoil(entries: dict[str, bytes]) -> None:
    entries[MANIFEST] = b"[]"


def rename(entries: dict[str, bytes]) -> None:
    entries[MANIFEST] = entries[MANIFEST].replace(b'"name": "study"', b'"name": "../study"')


def update(entries: dict[str, bytes]) -> None:
    entries[MANIFEST] = entries[MANIFEST].replace(b'"format": 1', b'"format": 2')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (alter, r"D01/session\.yaml in changed\.zip is not the file that was packed"),
        (shorten, "is not the file that was packed"),
        (lose, "its entries are not those"),
        (add, "its entries are not those"),
        (forget, "is no bundle"),
        (spoil, "is no whole bundle"),
        (rename, "is no whole bundle"),
        (update, "has format 2"),
        (lambda entries: listed_too(entries, "../out.txt", b"x"), "leaves its folder"),
        (lambda entries: listed_too(entries, "/etc/x", b"x"), "leaves its folder"),
        (lambda entries: listed_too(entries, "a\\b.txt", b"x"), "leaves its folder"),
        (lambda entries: listed_too(entries, "C:x.txt", b"x"), "leaves its folder"),
        (lambda entries: listed_too(entries, "nul.txt", b"x"), "leaves its folder"),
        (lambda entries: listed_too(entries, "d01/SESSION.yaml", b"x"), "two entries have the name"),
        (lambda entries: listed_too(entries, "zeros.bin", bytes(20 << 20)), "200 times as large"),
    ],
)
def test_a_bundle_that_was_altered_or_does_harm_is_refused_and_leaves_nothing(
    study: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None], said: str
) -> None:
    pack(study, tmp_path / "study.zip")
    changed = rewritten(tmp_path / "study.zip", change)
    with pytest.raises(CoderError, match=said):
        unpack(changed, tmp_path / "there")
    there = tmp_path / "there"
    assert not there.exists() or list(there.iterdir()) == []
    assert not (tmp_path / "out.txt").exists()


def test_links_and_encrypted_entries_are_refused(study: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.zip"
    with zipfile.ZipFile(link, "w") as archive:
        entry = zipfile.ZipInfo("study/link")
        entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(CoderError, match="no plain file"):
        unpack(link, tmp_path / "there")
    content = bytearray(io.BytesIO(link.read_bytes()).getvalue())
    place = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, place + 8, 1)
    struct.pack_into("<L", content, place + 38, 0)
    link.write_bytes(content)
    with pytest.raises(CoderError, match="encrypted"):
        unpack(link, tmp_path / "there")


def test_an_entry_without_a_name_is_refused(study: Path, tmp_path: Path) -> None:
    pack(study, tmp_path / "study.zip")
    content = (tmp_path / "study.zip").read_bytes().replace(b"study/study.yaml", b"\x00tudy/study.yaml")
    (tmp_path / "bad.zip").write_bytes(content)
    with pytest.raises(CoderError, match="none on every computer"):
        unpack(tmp_path / "bad.zip", tmp_path / "there")


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    many = tmp_path / "many.zip"
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"study/{number}", b"")
    with pytest.raises(CoderError, match="more than 10000 entries"):
        unpack(many, tmp_path / "there")


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half of one"])
def test_what_is_no_archive_is_no_bundle(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(CoderError, match="is no whole bundle"):
        unpack(tmp_path / "x.zip", tmp_path / "there")
