import os
import random
import sqlite3
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import Connection

from coder.errors import CoderError
from coder.store.facts import record_digests
from coder.store.observation_file import open_observation
from coder.store.stamp import VERSION
from coder.store.yaml_reading import read_yaml
from tests.unit.store.making import a_state, adding, create, create_filled, plain_sqlite


def refuse(path: Path) -> CoderError:
    """Open a bad file both ways, hold that it stays as it was, and return what was said."""
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    said = []
    for read_only in (False, True):
        with pytest.raises(CoderError) as raised:
            open_observation(path, read_only=read_only)
        assert raised.value.hint
        assert raised.value.message.endswith(".")
        assert "\n" not in str(raised.value)
        said.append(raised.value)
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == beside
    assert said[0].message == said[1].message
    return said[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty (0 bytes)"),
        (b"onset,offset\n1,2\n", "a text file"),
        ("Größe\n".encode() * 1000, "a text file"),
        (("a" * 4095 + "ü").encode(), "a text file"),
        (b"\x00" * 8192, "nothing but zeros"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(100), "a video"),
        (bytes(range(256)) * 20, "some other file"),
        (b"SQLite", "cut short at 6 bytes"),
        (b"SQLite format 3\x00" + bytes(50), "cut short at 66 bytes"),
    ],
)
def test_what_is_no_observation_is_named_and_left_alone(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "anna.attune"
    path.write_bytes(content)
    assert words in refuse(path).message


def test_an_archive_is_named(tmp_path: Path) -> None:
    path = tmp_path / "anna.attune"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "y")
    assert "a ZIP archive" in refuse(path).message


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    for read_only in (False, True):
        with pytest.raises(CoderError, match=r"anna\.attune is not there"):
            open_observation(tmp_path / "anna.attune", read_only=read_only)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_observation(tmp_path: Path) -> None:
    (tmp_path / "anna.attune").mkdir()
    with pytest.raises(CoderError, match="is a folder"):
        open_observation(tmp_path / "anna.attune")


def test_a_database_of_another_program_is_named(tmp_path: Path) -> None:
    path = tmp_path / "anna.attune"
    with plain_sqlite(path) as raw:
        raw.execute("CREATE TABLE events (id INTEGER)")
    assert "database of another program" in refuse(path).message


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    error = refuse(path)
    assert "newer Attune" in error.message
    assert "Install" in error.hint


@pytest.mark.parametrize("version", [0, -3])
def test_a_layout_that_was_never_released_is_refused(tmp_path: Path, version: int) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    error = refuse(path)
    assert f"layout {version}, which no released Attune wrote" in error.message
    assert "left as it is" in error.hint


def test_a_file_cut_short_anywhere_is_never_opened_as_less(tmp_path: Path) -> None:
    whole = create_filled(tmp_path / "whole.attune", 600).read_bytes()
    folder = tmp_path / "cut"
    folder.mkdir()
    lengths = [*(len(whole) * part // 38 for part in range(38)), 99, 100, len(whole) - 1, len(whole) - 4096]
    for length in lengths:
        path = folder / "anna.attune"
        path.write_bytes(whole[:length])
        message = refuse(path).message
        assert "cut short" in message or "0 bytes" in message, length
        path.unlink()


def test_flipped_bits_never_crash_nor_open_as_empty(tmp_path: Path) -> None:
    whole = create_filled(tmp_path / "whole.attune", 300).read_bytes()
    path, chance = tmp_path / "flipped.attune", random.Random(5)
    refused = 0
    for _ in range(120):
        flipped = bytearray(whole)
        # Half of the flips in the head and the first pages, where SQLite keeps its order.
        for _ in range(8):
            flipped[chance.randrange(chance.choice([100, 8192, len(whole), len(whole)]))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            with open_observation(path) as file:
                assert len(file.load()) == 300
                file.load_history()
        except CoderError:
            refused += 1
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    assert refused > 60


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("DROP TRIGGER change_log_no_delete", "it has no change_log_no_delete"),
        ("DROP TABLE media", "it has no media"),
        ("DELETE FROM meta WHERE key = 'coder'", "does not say its coder"),
        ("DELETE FROM meta", "does not say its"),
        ("UPDATE meta SET value = 'x' WHERE key = 'next_event_id'", "is damaged"),
        ("UPDATE meta SET value = 'tiers: []' WHERE key = 'scheme_text'", "its scheme is not the one"),
    ],
)
def test_a_file_whose_parts_are_missing_is_damaged(tmp_path: Path, statement: str, words: str) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        raw.execute(statement)
    assert words in refuse(path).message


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET onset_ms = 'soon' WHERE id = 2",
        "UPDATE events SET point = 7 WHERE id = 2",
        "UPDATE events SET modifiers = '[[1' WHERE id = 2",
        "UPDATE events SET code = CAST(x'ff41' AS TEXT) WHERE id = 2",
    ],
)
def test_an_event_that_makes_no_sense_is_not_left_out(tmp_path: Path, statement: str) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        raw.execute(statement)
    with open_observation(path) as file, pytest.raises(CoderError, match="is damaged"):
        file.load()


def test_a_file_that_may_not_be_written_says_so_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = create_filled(tmp_path / "anna.attune")
    connect = sqlite3.connect

    def connect_read_only(url: str, **how: object) -> sqlite3.Connection:
        return connect(url.replace("mode=rw", "mode=ro"), **how)  # type: ignore[call-overload, no-any-return]

    with monkeypatch.context() as patch:
        patch.setattr("coder.store.connection.sqlite3.connect", connect_read_only)
        with pytest.raises(CoderError, match="may not be written") as raised:
            open_observation(path)
        assert "open it view-only" in raised.value.hint
    open_observation(path).close()


def test_a_folder_that_takes_no_journal_says_so_and_a_view_still_opens(tmp_path: Path) -> None:
    # A folder in the journal's place: real on every system, and for an administrator as well.
    path = create_filled(tmp_path / "anna.attune")
    (tmp_path / "anna.attune-journal").mkdir()
    with pytest.raises(CoderError) as raised:
        open_observation(path)
    assert "anna.attune" in raised.value.message
    with open_observation(path, read_only=True) as view:
        assert len(view.load()) == 40


def test_a_read_only_folder_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refused)
    with pytest.raises(CoderError, match="may not be written in the folder") as raised:
        create(tmp_path / "anna.attune")
    assert list(tmp_path.iterdir()) == []
    assert "copy the session's folder to where you may write" in raised.value.hint


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = create_filled(tmp_path / "anna.attune")
    monkeypatch.setattr(Path, "open", refused)
    for read in (open_observation, read_yaml):
        with pytest.raises(CoderError, match=r"anna\.attune may not be read\.") as raised:
            read(path)
        assert "permissions" in raised.value.hint


def test_a_session_where_no_folder_can_be_made_says_what_to_do_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(CoderError, match=r"observations may not be written") as raised:
        create(tmp_path / "observations" / "anna.attune")
    assert "copy the session's folder" in raised.value.hint


def test_a_full_disk_says_so_when_creating_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CoderError, match="disk is full"):
        create(tmp_path / "anna.attune")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_says_so_and_undoes_the_half_done(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(1)))
        pages = file._raw.execute("PRAGMA page_count").fetchone()[0]
        file._raw.execute(f"PRAGMA max_page_count = {pages}")
        big = adding(*(a_state(number) for number in range(2, 2000)))
        with pytest.raises(CoderError, match="disk is full") as raised:
            file.commit(big)
        assert "space" in raised.value.hint
        assert len(file.load()) == file.count == 1
        file._raw.execute("PRAGMA max_page_count = 1000000")
        assert file.commit(big) == 1999


def test_a_view_records_no_sha_256(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    before = path.read_bytes()
    with open_observation(path, read_only=True) as view:
        with pytest.raises(CoderError, match="view-only"):
            view.record_digests({0: "ab" * 32})
        assert view.media[0].sha256 == ""
    assert path.read_bytes() == before


def test_a_full_disk_leaves_no_half_of_a_sha_256(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: Connection, digests: Mapping[int, str]) -> None:
        record_digests(connection, digests)
        raise sqlite3.OperationalError("database or disk is full")

    path = create_filled(tmp_path / "anna.attune")
    with open_observation(path) as file:
        with monkeypatch.context() as patch:
            patch.setattr("coder.store.observation_file.record_digests", half)
            with pytest.raises(CoderError, match="disk is full"):
                file.record_digests({0: "ab" * 32})
        assert file.media[0].sha256 == ""
        assert file.commit(adding(a_state(99))) == 41
    with open_observation(path) as file:
        assert (file.media[0].sha256, file.count) == ("", 41)


@pytest.mark.parametrize("value", ["", "soon", "AB" * 32, "ab" * 31])
def test_what_is_no_sha_256_keeps_nobody_from_the_events(tmp_path: Path, value: str) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        raw.execute("INSERT INTO meta VALUES ('media_sha256:0', ?), ('media_sha256:9', 'x')", (value,))
    with open_observation(path) as file:
        assert [medium.sha256 for medium in file.media] == ["", ""]
        assert len(file.load()) == 40


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("database or disk is full", "disk is full"),
        ("attempt to write a readonly database", "may not be written"),
        ("disk I/O error", "did not take"),
        ("unable to open database file", "cannot be opened or written"),
        ("database is locked", "in use by another program"),
        ("something new", "could not be used: something new"),
    ],
)
def test_whatever_sqlite_says_becomes_a_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError(words)

    with create(tmp_path / "anna.attune") as file:
        with monkeypatch.context() as patch:
            patch.setattr("coder.store.change_log.write_entries", fail)
            with pytest.raises(CoderError, match=said) as raised:
                file.commit(adding(a_state(1)))
        assert raised.value.hint
        assert ("save a copy elsewhere" in raised.value.hint) == ("written" in said)
        assert file.commit(adding(a_state(1))) == 1
