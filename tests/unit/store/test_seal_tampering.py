"""What is done to a submitted observation behind the program's back is told by the audit."""

import sqlite3
from pathlib import Path

import pytest

from coder.store import entry
from coder.store.audit import read_log, verify
from coder.store.observation_file import open_observation
from coder.store.seal import read_seal, reopen_observation, submit_observation
from tests.unit.store.making import create_filled, is_sound, plain_sqlite, start_child


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    path = create_filled(tmp_path / "anna.attune")
    submit_observation(path, "anna")
    return path


def faults_of(path: Path) -> str:
    with open_observation(path, read_only=True) as file:
        return " ".join(verify(read_log(file)).faults)


def drop_triggers(raw: sqlite3.Connection) -> list[str]:
    """Take every trigger away, as somebody who means it would; return how they are made again."""
    found = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        raw.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (
            "UPDATE events SET onset_ms = onset_ms + 40 WHERE id = 7",
            "One event is not the one that the log leads to: 7.",
        ),
        ("DELETE FROM events WHERE id = 7", "One event is not the one that the log leads to: 7."),
        ("UPDATE change_log SET time = '2020-01-01' WHERE seq = 2", "its hash does not fit"),
        ("UPDATE change_log SET coder = 'eve' WHERE seq = 1", "its hash does not fit"),
        ("DELETE FROM change_log WHERE seq = 2", "not in the log any more, although hashed"),
        ("UPDATE meta SET value = 'eve' WHERE key = 'coder'", "Whose it is, its scheme, media or segments"),
        ("INSERT OR REPLACE INTO meta VALUES ('blocks', '0-1000')", "Whose it is, its scheme, media or segments"),
        (
            "UPDATE meta SET value = '9.9.9' WHERE key = 'scheme_version'",
            "Whose it is, its scheme, media or segments",
        ),
        ("INSERT INTO media VALUES (9, 'other.mp4', 1, 1, 1, 'x')", "Whose it is, its scheme, media or segments"),
    ],
)
def test_the_audit_tells_what_was_altered_though_the_triggers_were_put_back(
    submitted: Path, done: str, told: str
) -> None:
    assert faults_of(submitted) == ""
    with plain_sqlite(submitted) as raw:
        triggers = drop_triggers(raw)
        assert raw.execute(done).rowcount == 1
        for sql in triggers:
            raw.execute(sql)
    assert told in faults_of(submitted)


def test_the_audit_tells_that_what_guards_the_seal_was_taken_away(submitted: Path) -> None:
    with plain_sqlite(submitted) as raw:
        raw.execute("DROP TRIGGER sealed_events_update")
    assert "What keeps a submitted observation from being changed was taken away." in faults_of(submitted)


def test_the_audit_tells_that_a_seal_was_cut_off_the_log(submitted: Path) -> None:
    with plain_sqlite(submitted) as raw:
        triggers = drop_triggers(raw)
        raw.execute("DELETE FROM change_log WHERE seq = 2")
        raw.execute("DELETE FROM chain WHERE seq = 2")
        for sql in triggers:
            raw.execute(sql)
    assert read_seal(submitted) is None
    assert "It was submitted once, and the log does not say so any more." in faults_of(submitted)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE meta SET value = 'eve' WHERE key = 'coder'",
        "INSERT INTO meta VALUES ('blocks', '0-1000')",
        "DELETE FROM meta WHERE key = 'coder'",
        "INSERT INTO media VALUES (9, 'other.mp4', 1, 1, 1, 'x')",
    ],
)
def test_whose_it_is_and_what_it_is_of_cannot_be_changed_either(submitted: Path, statement: str) -> None:
    with plain_sqlite(submitted) as raw, pytest.raises(sqlite3.IntegrityError, match="the observation is submitted"):
        raw.execute(statement)


def test_once_reopened_it_is_coded_on_and_submitted_again(submitted: Path) -> None:
    reopen_observation(submitted, "anna", "one look was missed")
    with open_observation(submitted) as file:
        file.keep_viewing(file.facts.viewing)
    submit_observation(submitted, "anna")
    assert faults_of(submitted) == ""


def test_a_clock_that_was_set_back_changes_nothing_about_the_seal_and_is_told(
    submitted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "now_utc", lambda: "2001-01-01T00:00:00.000Z")
    reopen_observation(submitted, "anna", "one look was missed")
    submit_observation(submitted, "anna")
    found = read_seal(submitted)
    assert found is not None
    assert (found.seq, found.day) == (4, "2001-01-01")
    with open_observation(submitted, read_only=True) as file:
        verdict = verify(read_log(file))
    assert verdict.whole
    assert verdict.turned_back == (3,)


@pytest.mark.parametrize("moment", ["before", "within", "after"])
def test_killed_while_submitting_it_is_submitted_or_as_it_was(tmp_path: Path, moment: str) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with start_child("submitter", path, moment) as child:
        assert child.wait(60) == 9
    assert is_sound(path)
    assert (read_seal(path) is not None) == (moment == "after")
    assert faults_of(path) == ""
    if moment == "after":
        reopen_observation(path, "anna", "the message was not seen")
    assert submit_observation(path, "anna").events == 40
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
