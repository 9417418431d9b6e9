"""How far an observation was watched, kept in its file: the events know nothing of it, and it stops nobody."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.observation import Identity
from coder.model.viewing import UNSEEN, Viewing
from coder.store.facts import StoredScheme
from coder.store.observation_file import create_observation, open_observation
from coder.store.viewing import parse_viewing, read_viewing

SEEN = Viewing(3_200, ((0, 3_000), (3_100, 3_240)), 0.054)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "observations" / "ana.attune"
    create_observation(path, Identity("s1", "ana"), StoredScheme("lab", "1.0.0", "text")).close()
    return path


def test_what_was_watched_is_there_when_it_is_opened_again(path: Path) -> None:
    with open_observation(path) as file:
        assert file.facts.viewing == UNSEEN
        file.keep_viewing(Viewing(40))
        file.keep_viewing(SEEN)
        assert (file.seq, file.count) == (0, 0)
    with open_observation(path) as again:
        assert again.facts.viewing == SEEN


def test_it_is_read_while_the_file_is_open_here_and_when_it_is_not(path: Path) -> None:
    with open_observation(path) as file:
        file.keep_viewing(SEEN)
        assert read_viewing(path) == SEEN
        file.keep_viewing(Viewing(80))
        assert read_viewing(path) == Viewing(80)
    assert read_viewing(path) == Viewing(80)


def test_one_that_is_only_looked_at_keeps_nothing(path: Path) -> None:
    with open_observation(path, read_only=True) as file, pytest.raises(CoderError, match="view-only"):
        file.keep_viewing(SEEN)
    assert read_viewing(path) == UNSEEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "7",
        '{"head_ms": 1}',
        '{"head_ms": -1, "seen": [], "share": 0}',
        '{"head_ms": 1, "seen": [[5, 3]], "share": 0}',
        '{"head_ms": 1, "seen": [[0, 5], [4, 9]], "share": 0}',
        '{"head_ms": 1, "seen": [], "share": 2}',
        '{"head_ms": 1, "seen": [[1]], "share": 0}',
        '{"head_ms": 1, "seen": [], "share": NaN}',
        "[" * 100_000,
    ],
    ids=range(12),
)
def test_what_is_spoilt_is_as_new_and_keeps_nobody_from_the_events(path: Path, text: str) -> None:
    assert parse_viewing(text) == UNSEEN
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('viewing', ?)", (text,))
        raw.commit()
    with open_observation(path) as file:
        assert file.facts.viewing == UNSEEN
