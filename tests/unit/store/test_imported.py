"""An observation made from another program's file says so, and what came from there is told from what was coded."""

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity
from coder.model.origin import Origin
from coder.store.facts import Facts, StoredScheme
from coder.store.imported import write_imported
from coder.store.observation_file import open_observation

FACTS = Facts(Identity("D01", "ana"), StoredScheme("lab", "0.1.0", "format: 1\n"))
ORIGIN = Origin("boris", "lab.boris", "ab" * 32, 0)
EVENTS = (Event(3, "gaze", "face", 0, 500), Event(7, "bid", "reach", 200, None, True, (("hand", "left"),), "", "hm"))


def test_the_file_holds_the_events_and_where_they_came_from(tmp_path: Path) -> None:
    path = tmp_path / "observations" / "ana.attune"
    write_imported(path, FACTS, EVENTS, ORIGIN)
    with open_observation(path) as file:
        assert list(file.load()) == list(EVENTS)
        assert file.facts.origin == Origin("boris", "lab.boris", "ab" * 32, 7)
        assert file.load_history() == ([], []), "undo never takes an import away"
        assert (file.count, file.seq) == (2, 1)


def test_what_a_coder_adds_later_is_not_imported(tmp_path: Path) -> None:
    path = tmp_path / "ana.attune"
    write_imported(path, FACTS, EVENTS, ORIGIN)
    with open_observation(path) as file:
        added = Event(file.load().next_id, "bid", "reach", 900, point=True)
        file.commit(Change("Code reach", added=(added,)))
    with open_observation(path, read_only=True) as file:
        observation = file.load()
        assert [observation.is_imported(event.id) for event in observation] == [True, True, False]


def test_an_observation_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "ana.attune"
    write_imported(path, FACTS, EVENTS, ORIGIN)
    before = path.read_bytes()
    with pytest.raises(CoderError, match=r"already an observation ana\.attune"):
        write_imported(path, FACTS, (), ORIGIN)
    assert path.read_bytes() == before


def test_an_observation_without_events_is_one_too(tmp_path: Path) -> None:
    write_imported(tmp_path / "ana.attune", FACTS, (), ORIGIN)
    with open_observation(tmp_path / "ana.attune") as file:
        observation = file.load()
        assert (len(observation), observation.next_id, observation.is_imported(1)) == (0, 1, False)
