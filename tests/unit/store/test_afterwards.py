"""What is done on the writer's thread once the coding is safe, and which of the session's phases an observation has."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.model.change import Change
from coder.model.event import Event
from coder.model.phase_mark import PhaseMark
from coder.store.observation_file import ObservationFile, open_observation
from coder.store.writer import SaveState, Writer
from tests.unit.store.making import a_state, adding, create

WAIT_S = 10.0
MARKS = (PhaseMark("play", 0, 20_000, "other", "anna", "now"), PhaseMark("still"))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[ObservationFile]:
    with create(tmp_path / "anna.attune") as made:
        yield made


@pytest.fixture
def writer(file: ObservationFile) -> Iterator[Writer]:
    made = Writer(file, lambda _state: None, retry_s=60)
    yield made
    made.close()


def test_it_is_done_in_order_and_only_once_what_waited_is_on_disk(writer: Writer, file: ObservationFile) -> None:
    seen: list[tuple[int, str]] = []
    writer.submit(adding(a_state(1)), "do")
    writer.afterwards(lambda: seen.append((file.count, "first")))
    writer.submit(adding(a_state(2, 100, 200)), "do")
    writer.afterwards(lambda: seen.append((file.count, "second")))
    assert writer.flush(WAIT_S)
    assert [name for _, name in seen] == ["first", "second"]
    assert seen[0][0] >= 1
    assert seen[1][0] == 2


def test_it_waits_until_the_coding_can_be_saved(writer: Writer, file: ObservationFile, tmp_path: Path) -> None:
    done: list[bool] = []
    (tmp_path / "anna.attune").rename(tmp_path / "away.attune")
    writer.submit(adding(a_state(1)), "do")
    writer.afterwards(lambda: done.append(True))
    assert not writer.flush(WAIT_S)
    assert done == []
    (tmp_path / "away.attune").rename(tmp_path / "anna.attune")
    assert writer.flush(WAIT_S)
    assert done == [True]


def test_what_goes_wrong_in_it_stops_nothing(
    writer: Writer, file: ObservationFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: told.append(kind))
    writer.afterwards(lambda: 1 // 0)
    writer.submit(adding(a_state(1)), "do")
    assert writer.flush(WAIT_S)
    assert (told, file.count, writer.state) == ([ZeroDivisionError], 1, SaveState("saved", 1, seq=1))


def test_closing_does_it_first_and_takes_nothing_more(writer: Writer) -> None:
    done = threading.Event()
    writer.afterwards(done.set)
    assert writer.close()
    assert done.wait(0)
    writer.afterwards(done.clear)
    assert done.wait(0)


def test_an_observation_knows_which_phases_of_the_session_it_has(tmp_path: Path) -> None:
    with create(tmp_path / "anna.attune") as file:
        known = [file.facts.phases_seen]
        file.record_phases(MARKS)
        assert [*known, file.facts.phases_seen] == [None, MARKS]
        file.record_phases(MARKS[:1])
        assert (file.count, file.seq) == (0, 0)
    with open_observation(tmp_path / "anna.attune") as file:
        assert file.facts.phases_seen == MARKS[:1]


def test_phases_taken_over_leave_the_rest_of_the_history_as_it_was(tmp_path: Path) -> None:
    play, moved = Event(1, "phase", "play", 0), Event(1, "phase", "play", 500)
    with create(tmp_path / "anna.attune") as file:
        file.commit(Change("Begin play", (play,)))
        file.commit(adding(a_state(2)))
        file.commit(Change("Take the session's phases", replaced=((play, moved),)), "phases")
        file.commit(adding(a_state(3, 100, 200)))
        assert [change.come for change in file.load_history()[0]] == [(a_state(2),), (a_state(3, 100, 200),)]
