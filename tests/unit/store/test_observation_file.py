import sqlite3
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

import pytest

from coder.editing.history import History
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.store.entry import build_entry
from coder.store.observation_file import create_observation, open_observation
from coder.store.stamp import APPLICATION_ID, VERSION
from tests.unit.store.making import (
    IDENTITY,
    MEDIA,
    SCHEME,
    a_state,
    adding,
    create,
    create_filled,
    events_of,
    is_sound,
    plain_sqlite,
)


def test_a_new_observation_knows_whose_it_is_and_what_it_was_made_with(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune"):
        pass
    with open_observation(tmp_path / "anna.attune") as file:
        assert file.identity == IDENTITY
        assert file.scheme == SCHEME
        assert file.scheme_text == SCHEME.text
        assert file.scheme_sha256 == SCHEME.sha256
        assert file.media == MEDIA
        assert (file.count, file.seq) == (0, 0)
        assert file.facts.created.endswith("Z")
        assert file.facts.program


def test_the_sha_256_of_a_medium_is_recorded_once_and_kept(tmp_path: Path) -> None:
    first, second, other = "ab" * 32, "cd" * 32, "ef" * 32
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(1)))
        file.record_digests({0: first, 7: other})
        file.record_digests({0: other, 1: second})
        assert [medium.sha256 for medium in file.media] == [first, second]
    with open_observation(tmp_path / "anna.attune") as file:
        assert [medium.sha256 for medium in file.media] == [first, second]
        assert [replace(medium, sha256="") for medium in file.media] == list(MEDIA)
        assert (events_of(file.load()), file.count, file.seq) == ([a_state(1)], 1, 1)
    with plain_sqlite(tmp_path / "anna.attune") as raw:
        keys = raw.execute("SELECT key FROM meta WHERE key LIKE 'media%' ORDER BY key").fetchall()
        assert keys == [("media_sha256:0",), ("media_sha256:1",)]


def test_a_new_observation_keeps_the_sha_256_it_is_made_with(tmp_path: Path) -> None:
    media = (replace(MEDIA[0], sha256="ab" * 32), MEDIA[1])
    with create_observation(tmp_path / "anna.attune", IDENTITY, SCHEME, media) as file:
        assert file.media == media


def test_everything_of_an_event_comes_back(tmp_path: Path) -> None:
    whole = Event(
        1, "cg_touch", "touch", 0, 0, False, (("form", "stroke+pat"), ("note", "a\"b'ü")), "infant", "so; 😀\n"
    )
    others = (Event(2, "in_signal", "bid", 5, point=True), Event(3, "cg_touch", "touch", -5, None))
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(whole, *others))
    with open_observation(tmp_path / "anna.attune") as file:
        assert events_of(file.load()) == [others[1], whole, others[0]]
        done, _ = file.load_history()
        assert done == [adding(whole, *others)]


def test_half_a_character_never_blocks_saving(tmp_path: Path) -> None:
    broken = replace(a_state(1), comment="half \ud83d")
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(broken))
        done, _ = file.load_history()
        assert [event.comment for event in file.load()] == ["half ?"]
        assert done[0].added[0].comment == "half ?"


def test_a_change_adds_removes_and_replaces_in_one_transaction(tmp_path: Path) -> None:
    first, second, third = a_state(1, 0), a_state(2, 10), a_state(3, 20)
    change = Change("Merge", added=(third,), removed=(second,), replaced=((first, replace(first, offset_ms=10)),))
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(first, second))
        assert file.commit(change) == 2
        assert file.seq == 2
    with open_observation(tmp_path / "anna.attune") as file:
        assert events_of(file.load()) == [a_state(1, 0, 10), third]
        assert file.load_history()[0][-1] == change


def test_ids_are_never_used_again_even_after_deleting_and_opening_again(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(7)))
        file.commit(Change("Delete", removed=(a_state(7),)))
    with open_observation(tmp_path / "anna.attune") as file:
        assert file.load().next_id == 8


def test_a_change_that_does_not_fit_changes_nothing(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(1)))
        with pytest.raises(CoderError, match="does not fit"):
            file.commit(Change("Delete", removed=(a_state(2),), added=(a_state(3),)))
        with pytest.raises(CoderError):
            file.commit(adding(a_state(4), a_state(1)))
        assert events_of(file.load()) == [a_state(1)]
        assert (file.count, file.seq) == (1, 1)
        assert file.commit(adding(a_state(5))) == 2


def test_undo_and_redo_go_on_after_opening_again(tmp_path: Path) -> None:
    observation, history = Observation(IDENTITY), History()
    with create(tmp_path / "anna.attune") as file:
        for number in range(1, 5):
            change = adding(a_state(number, number), title=f"Begin {number}")
            observation.perform(change)
            history.keep(change)
            file.commit(change)
        for _ in range(3):
            undone = history.undo(observation)
            assert undone is not None
            file.commit(undone, "undo")
        redone = history.redo(observation)
        assert redone is not None
        file.commit(redone, "redo")
    with open_observation(tmp_path / "anna.attune") as file:
        done, undone_list = file.load_history()
        assert [change.title for change in done] == ["Begin 1", "Begin 2"]
        assert [change.title for change in undone_list] == ["Begin 4", "Begin 3"]
        again = file.load()
        assert events_of(again) == events_of(observation)
        for change in reversed(done):
            again.perform(change.inverse())
        assert len(again) == 0


def test_a_new_change_forgets_what_was_undone(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(1)))
        file.commit(adding(a_state(1)).inverse(), "undo")
        file.commit(adding(a_state(2)))
        assert file.load_history() == ([adding(a_state(2))], [])


def test_history_reads_only_the_last_changes_and_gets_them_right(tmp_path: Path) -> None:
    changes = [adding(a_state(number), title=str(number)) for number in range(1, 7)]
    with create(tmp_path / "anna.attune") as file:
        for change in changes:
            file.commit(change)
        for change in reversed(changes[2:]):
            file.commit(change.inverse(), "undo")
        file.commit(changes[2], "redo")
        assert file.load_history(2) == ([changes[2]], [])
        assert file.load_history(1) == ([changes[2]], [])
        assert file.load_history(3) == ([changes[2]], [changes[3]])
        assert file.load_history() == (changes[:3], list(reversed(changes[3:])))


def test_a_migration_of_the_events_ends_the_history(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(1)))
        file.commit(Change("Move to 2.0.0", replaced=((a_state(1), a_state(1, code="face")),)), "migrate")
        assert file.load_history() == ([], [])
        file.commit(adding(a_state(2)))
        file.commit(Change("Nothing"), "migrate")
        assert file.load_history() == ([adding(a_state(2))], [])


def test_the_log_holds_time_coder_kind_and_both_sides(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        file.commit(adding(a_state(1)))
        file.commit(adding(a_state(1)).inverse(), "undo", coder="ben")
    with plain_sqlite(tmp_path / "anna.attune") as raw:
        rows = raw.execute(
            "SELECT seq, coder, kind, title, before, after, time FROM change_log ORDER BY seq"
        ).fetchall()
    event = '[{"id":1,"tier":"cg_gaze","code":"at_face","onset_ms":0}]'
    assert [row[:-1] for row in rows] == [
        (1, "anna", "do", "Begin", "[]", event),
        (2, "ben", "undo", "Begin", event, "[]"),
    ]
    assert all(row[-1].endswith("Z") for row in rows)


def test_a_kind_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="oops"):
        build_entry(Change(""), "oops", "anna")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_log SET title = 'other'",
        "DELETE FROM change_log",
        "INSERT OR REPLACE INTO change_log VALUES (1, '', '', 'do', '', '[]', '[]')",
        "REPLACE INTO change_log VALUES (1, '', '', 'do', '', '[]', '[]')",
    ],
)
def test_triggers_refuse_to_change_the_log(tmp_path: Path, statement: str) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(statement)


def test_the_file_says_what_it_is_and_how_it_is_kept(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with plain_sqlite(path) as raw:
        assert raw.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert raw.execute("PRAGMA user_version").fetchone()[0] == VERSION
    with open_observation(path) as file:
        pragmas = ("journal_mode", "synchronous", "locking_mode")
        # 3 is EXTRA; the connection itself is asked, as pragmas are not kept in the file.
        found = [file._raw.execute(f"PRAGMA {pragma}").fetchone()[0] for pragma in pragmas]
        assert found == ["truncate", 3, "exclusive"]


def test_nothing_is_left_beside_a_closed_file(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with open_observation(path) as file:
        file.commit(adding(a_state(100)))
    file.close()
    assert [found.name for found in tmp_path.iterdir()] == ["anna.attune"]


def test_creating_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "anna.attune"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(CoderError, match="already an observation"):
        create(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_creating_makes_the_observations_folder_but_no_session(tmp_path: Path) -> None:
    create(tmp_path / "observations" / "anna.attune").close()
    with pytest.raises(CoderError):
        create(tmp_path / "gone" / "observations" / "anna.attune")
    assert not (tmp_path / "gone").exists()


def test_two_who_create_the_same_file_at_once_do_not_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "anna.attune"
    monkeypatch.setattr("coder.store.observation_file.write_new_database", _first_somebody_else(path))
    with pytest.raises(CoderError, match="already a file"):
        create(path)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert [found.name for found in tmp_path.iterdir()] == ["anna.attune"]


def _first_somebody_else(path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202
    from coder.store.new_file import write_new_database

    def write(source: sqlite3.Connection, to: Path) -> None:
        path.write_text("theirs", encoding="utf-8")
        write_new_database(source, to)

    return write


def test_an_observation_of_another_session_is_refused_and_let_go(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    for other in (Identity("D02_v1", "anna"), Identity("D01_v1", "ben"), Identity("D01_v1", "anna", "face")):
        with pytest.raises(CoderError, match="is the observation of") as raised:
            open_observation(path, expected=other)
        assert "Put it back" in raised.value.hint
    open_observation(path, expected=IDENTITY).close()


def test_a_view_shows_the_events_and_changes_nothing(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune", 3)
    before = path.read_bytes()
    with open_observation(path, read_only=True) as view:
        assert view.read_only
        assert len(view.load()) == view.count == 3
        assert len(view.load_history()[0]) == 1
        with pytest.raises(CoderError, match="view-only"):
            view.commit(adding(a_state(9)))
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["anna.attune"]


def test_a_copy_is_a_whole_observation_and_overwrites_nothing(tmp_path: Path) -> None:
    path, copy = create_filled(tmp_path / "anna.attune", 3), tmp_path / "copy.attune"
    with open_observation(path) as file:
        file.save_copy(copy)
        with pytest.raises(CoderError, match="already a file"):
            file.save_copy(copy)
    with open_observation(copy) as again:
        assert len(again.load()) == 3
        assert again.identity == IDENTITY
    assert is_sound(copy)


def test_a_commit_whose_answer_was_lost_is_not_done_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = build_entry(adding(a_state(1)), "do", "anna")
    later = build_entry(adding(a_state(2)), "do", "anna")
    with create(tmp_path / "anna.attune") as file:
        watch = file._watch
        assert watch is not None
        answers = chain([None, CoderError("gone", "put it back")], repeat(None))
        monkeypatch.setattr(watch, "check", lambda: _raise(next(answers)))
        with pytest.raises(CoderError, match="gone"):
            file.commit_all((entry,))
        assert (file.count, file.seq) == (0, 0)
        assert file.commit_all((entry, later)) == 2
        assert file.seq == 2
        assert events_of(file.load()) == [a_state(1), a_state(2)]


def _raise(error: CoderError | None) -> None:
    if error is not None:
        raise error


def test_changes_that_somebody_else_wrote_are_noticed(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        # As if the lock had not held: another program's change is in the file.
        file._raw.execute("INSERT INTO change_log VALUES (1, '', 'ben', 'do', '', '[]', '[]')")
        with pytest.raises(CoderError, match="did not come from here"):
            file.commit(adding(a_state(1)))
        assert len(file.load()) == 0


def test_a_closed_file_says_so(tmp_path: Path) -> None:
    file = create(tmp_path / "anna.attune")
    file.close()
    for attempt in (file.load, file.load_history, file.check, lambda: file.commit(adding(a_state(1)))):
        with pytest.raises(CoderError, match="no longer open"):
            attempt()


def test_a_name_with_every_odd_sign_can_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "a b%20#ü"
    folder.mkdir()
    create_observation(folder / "änna 50% #1.attune", IDENTITY, SCHEME).close()
    with open_observation(folder / "änna 50% #1.attune") as file:
        assert file.identity == IDENTITY


def test_an_observation_of_100_000_events_opens_whole(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune", 100_000)
    with open_observation(path) as file:
        assert len(file.load()) == 100_000
        assert len(file.load_history()[0]) == 1
