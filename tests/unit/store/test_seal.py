import sqlite3
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.change import Change
from coder.store.audit import read_log, verify
from coder.store.copying import read_trail, replace_shorter
from coder.store.observation_file import open_observation
from coder.store.scheme_migration import find_refusals, migrate_scheme
from coder.store.seal import read_acts, read_seal, reopen_observation, submit_observation
from coder.store.sealed import SealedError
from tests.unit.store.making import SCHEME, a_state, adding, create, create_filled, is_sound, plain_sqlite


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    path = create_filled(tmp_path / "anna.attune")
    submit_observation(path, "anna")
    return path


def test_submitting_seals_the_log_and_leaves_every_event(submitted: Path) -> None:
    seal = read_seal(submitted)
    assert seal is not None
    assert (seal.coder, seal.events, seal.seq, len(seal.hash)) == ("anna", 40, 2, 64)
    with open_observation(submitted, read_only=True) as file:
        assert file.log_hash == seal.hash
        assert file.facts.seal == seal
        assert len(file.load()) == 40
        assert verify(read_log(file)).whole
    assert is_sound(submitted)


def test_nothing_is_left_beside_a_file_that_was_submitted(submitted: Path) -> None:
    assert list(submitted.parent.iterdir()) == [submitted]


def test_a_submitted_observation_opens_for_looking_only(submitted: Path) -> None:
    with pytest.raises(SealedError, match="was submitted on") as refused:
        open_observation(submitted)
    assert "Reopen it and say why" in refused.value.hint
    with open_observation(submitted, read_only=True) as file, pytest.raises(CoderError, match="view-only"):
        file.commit(adding(a_state(99)))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM events WHERE id = 1",
        "UPDATE events SET code = 'away' WHERE id = 1",
        "INSERT INTO events VALUES (99, 'cg_gaze', 'away', 0, NULL, 0, '', '', '')",
        "INSERT INTO change_log VALUES (3, '', 'eve', 'do', 'More', '[]', '[]')",
    ],
)
def test_the_file_itself_refuses_what_any_other_program_writes_into_it(submitted: Path, statement: str) -> None:
    with plain_sqlite(submitted) as raw, pytest.raises(sqlite3.IntegrityError, match="the observation is submitted"):
        raw.execute(statement)


def test_a_seal_is_not_put_on_twice(submitted: Path) -> None:
    with pytest.raises(CoderError, match="was submitted already"):
        submit_observation(submitted, "anna")


def test_what_is_open_somewhere_is_not_submitted(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with open_observation(path), pytest.raises(CoderError, match="open"):
        submit_observation(path, "anna")
    assert read_seal(path) is None


def test_reopening_logs_who_did_it_and_why_and_coding_goes_on(submitted: Path) -> None:
    reopen_observation(submitted, "lab", "the last  minute\nwas missing")
    assert read_seal(submitted) is None
    with open_observation(submitted) as file:
        done, _ = file.load_history()
        assert [change.title for change in done] == ["Begin"]
        file.commit(adding(a_state(41, 9000)))
    again = submit_observation(submitted, "anna")
    assert again.events == 41
    acts = read_acts(submitted)
    assert [(act.kind, act.coder, act.reason) for act in acts] == [
        ("submit", "anna", ""),
        ("reopen", "lab", "the last minute was missing"),
        ("submit", "anna", ""),
    ]
    with open_observation(submitted, read_only=True) as file:
        assert verify(read_log(file)).whole


@pytest.mark.parametrize(("reason", "said"), [(" \n ", "needs a reason"), ("x" * 201, "longer than 200")])
def test_reopening_needs_a_reason_that_can_be_read(submitted: Path, reason: str, said: str) -> None:
    with pytest.raises(CoderError, match=said):
        reopen_observation(submitted, "anna", reason)
    assert read_seal(submitted) is not None


def test_what_was_never_submitted_is_not_reopened(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="is not submitted"):
        reopen_observation(create_filled(tmp_path / "anna.attune"), "anna", "why")


def test_an_observation_without_events_can_be_submitted(tmp_path: Path) -> None:
    create(tmp_path / "anna.attune").close()
    seal = submit_observation(tmp_path / "anna.attune", "anna")
    assert (seal.events, seal.seq) == (0, 1)


def test_a_submitted_observation_is_not_migrated(submitted: Path) -> None:
    before = submitted.read_bytes()
    with pytest.raises(SealedError):
        migrate_scheme(submitted, SCHEME, lambda coded: pytest.fail("planned"), "lab")
    assert [type(error) for error in find_refusals([submitted])] == [SealedError]
    assert submitted.read_bytes() == before


def test_the_audit_tells_what_was_written_under_a_seal(submitted: Path) -> None:
    with plain_sqlite(submitted) as raw:
        raw.execute("DROP TRIGGER sealed_log")
        raw.execute("INSERT INTO change_log VALUES (3, '', 'eve', 'do', 'More', '[]', '[]')")
    with open_observation(submitted, read_only=True) as file:
        faults = verify(read_log(file)).faults
    assert "Entry 3 was written although the observation was submitted, and not reopened." in faults


def test_a_longer_copy_replaces_a_submitted_one_only_when_it_was_reopened(submitted: Path, tmp_path: Path) -> None:
    brought = tmp_path / "brought" / "anna.attune"
    brought.parent.mkdir()
    brought.write_bytes(submitted.read_bytes())
    held = read_trail(submitted)
    with plain_sqlite(brought) as raw:
        raw.execute("DROP TRIGGER sealed_log")
        raw.execute("INSERT INTO change_log VALUES (3, '', 'eve', 'do', 'More', '[]', '[]')")
    with pytest.raises(CoderError, match="was not reopened"):
        replace_shorter(brought, submitted, held, tmp_path / "kept")
    brought.write_bytes(submitted.read_bytes())
    reopen_observation(brought, "anna", "one more look")
    with open_observation(brought) as file:
        file.commit(Change("More", added=(a_state(50, 8000),)))
    replace_shorter(brought, submitted, held, tmp_path / "kept")
    assert read_seal(submitted) is None
