from collections.abc import Callable
from pathlib import Path

import pytest

from coder.model.change import Change
from coder.store.audit import Verdict, last_change, read_log, verify
from coder.store.chain import TABLE, hash_row, hash_rows
from coder.store.observation_file import open_observation
from tests.unit.store.making import a_state, adding, create, create_filled, plain_sqlite

LOG_TRIGGERS = ("change_log_no_update", "change_log_no_delete", "change_log_no_replace")


def filled(path: Path, count: int = 4) -> Path:
    """Code a few events, one entry each, and take the last one back."""
    with create(path) as file:
        for number in range(1, count + 1):
            file.commit(adding(a_state(number, number * 100, number * 100 + 50)))
        file.commit(Change("Begin", removed=(a_state(count, count * 100, count * 100 + 50),)), "undo")
    return path


def tampered(path: Path, *statements: str) -> None:
    """Change a file as somebody would who knows SQLite."""
    with plain_sqlite(path) as raw:
        triggers = {
            name: raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
            for name in LOG_TRIGGERS
        }
        for name in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for statement in triggers.values():
            raw.execute(statement)


def checked(path: Path) -> Verdict:
    with open_observation(path, read_only=True) as file:
        return verify(read_log(file))


def test_a_log_that_nobody_touched_is_whole(tmp_path: Path) -> None:
    verdict = checked(filled(tmp_path / "anna.attune"))
    assert (verdict.faults, verdict.entries, verdict.late, verdict.bare) == ((), 5, 0, 0)
    assert len(verdict.head) == 64


def test_each_hash_is_over_the_entry_and_the_hash_before_it(tmp_path: Path) -> None:
    with open_observation(filled(tmp_path / "anna.attune"), read_only=True) as file:
        log = read_log(file)
    assert [link.hash for link in log.links] == list(hash_rows(log.rows))
    assert log.links[1].hash == hash_row(log.links[0].hash, log.rows[1])


def test_an_observation_without_entries_is_whole(tmp_path: Path) -> None:
    create(tmp_path / "anna.attune").close()
    verdict = checked(tmp_path / "anna.attune")
    assert (verdict.whole, verdict.entries, verdict.head) == (True, 0, "")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE change_log SET coder = 'ben' WHERE seq = 2", "Entry 2 is not as it was written"),
        ("UPDATE change_log SET time = '2020-01-01T00:00:00.000Z' WHERE seq = 5", "Entry 5 is not as it was written"),
        ("DELETE FROM change_log WHERE seq = 2", "Entry 2 is not in the log."),
        ("DELETE FROM change_log WHERE seq >= 4", "Entries 4 to 5 are not in the log any more, although hashed."),
        (
            "UPDATE events SET onset_ms = onset_ms + 40 WHERE id = 1",
            "One event is not the one that the log leads to: 1.",
        ),
        ("DELETE FROM events WHERE id = 3", "One event is not the one that the log leads to: 3."),
        ("UPDATE change_log SET after = 'nonsense' WHERE seq = 1", "Entry 1 cannot be read."),
    ],
)
def test_what_was_altered_is_told(tmp_path: Path, statement: str, said: str) -> None:
    path = filled(tmp_path / "anna.attune")
    tampered(path, statement)
    verdict = checked(path)
    assert not verdict.whole
    assert any(said in fault for fault in verdict.faults)


def test_a_hash_that_was_taken_away_is_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.attune")
    tampered(path, f"DROP TRIGGER {TABLE}_no_delete", f"DELETE FROM {TABLE} WHERE seq = 5")
    assert checked(path).faults == ("Entry 5 has no hash, although those before it have.",)


def test_only_the_altered_entry_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.attune")
    tampered(path, "UPDATE change_log SET title = 'other' WHERE seq = 2")
    assert len(checked(path).faults) == 1


def test_the_chain_cannot_be_altered_by_chance(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        for statement in (
            f"UPDATE {TABLE} SET hash = '' WHERE seq = 1",
            f"DELETE FROM {TABLE} WHERE seq = 1",
            f"INSERT OR REPLACE INTO {TABLE} VALUES (1, '', 0)",
        ):
            with pytest.raises(Exception, match="append-only"):
                raw.execute(statement)


def test_a_file_of_before_gets_its_chain_with_the_next_entry_and_says_so(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.attune")
    tampered(path, f"DROP TABLE {TABLE}")
    old = checked(path)
    assert (old.whole, old.bare, old.head) == (True, 5, "")
    with open_observation(path) as file:
        file.commit(adding(a_state(9, 9_000, 9_500)))
    verdict = checked(path)
    assert (verdict.whole, verdict.entries, verdict.late, verdict.bare) == (True, 6, 5, 0)


def test_a_log_that_lost_its_end_can_still_be_written_and_is_found(tmp_path: Path) -> None:
    path = filled(tmp_path / "anna.attune")
    tampered(path, "DELETE FROM change_log WHERE seq >= 4", "DELETE FROM events WHERE id > 3")
    with open_observation(path) as file:
        file.commit(adding(a_state(9, 9_000, 9_500)))
        assert file.count == 4
    assert not checked(path).whole


def test_several_entries_in_one_commit_are_chained(tmp_path: Path) -> None:
    assert checked(create_filled(tmp_path / "anna.attune")).whole


@pytest.mark.parametrize("make", [filled, create_filled])
def test_the_last_change_is_that_of_the_log(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    with open_observation(make(tmp_path / "anna.attune"), read_only=True) as file:
        assert last_change(file) == read_log(file).rows[-1][1]


def test_what_was_never_changed_was_last_changed_when_it_was_made(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        assert last_change(file) == file.facts.created
