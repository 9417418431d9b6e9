import json
import random
import time
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.store.observation_file import open_observation
from coder.store.rows import parse_events
from coder.store.scheme_migration import migrate_scheme
from tests.unit.store.maker import pretend_to_be_newer
from tests.unit.store.making import create, create_filled, is_sound, plain_sqlite, start_child
from tests.unit.store.migrating import SECOND, create_old, plan

KILLS = 28


def kill_the_committer(path: Path, chance: random.Random) -> int:
    """Let a child commit for a random while, kill it, and return the last change that it called saved."""
    with start_child("committer", path) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(chance.randrange(1, 12))]
        time.sleep(chance.random() * 0.02)  # The moment is meant to be random: inside a commit or between two.
        child.kill()
        lines += child.stdout.readlines()
    whole = [line for line in lines if line.endswith("\n")]
    assert whole[0].startswith("saved ")
    return int(whole[-1].split()[2])


def test_killed_at_any_moment_every_acknowledged_event_is_there(tmp_path: Path) -> None:
    path, chance = tmp_path / "anna.attune", random.Random()
    create(path).close()
    saved = 0
    for _ in range(KILLS):
        before, saved = saved, kill_the_committer(path, chance)
        assert saved > before
        with open_observation(path) as file:
            assert file.seq >= saved
            there = {event.id: event for event in file.load()}
            file.load_history()
        assert is_sound(path)
        assert there == replay(path)
        saved = file.seq
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def replay(path: Path) -> dict[int, object]:
    """Return the events that the log says there are; every change in it must be there, one after the other."""
    found: dict[int, object] = {}
    with plain_sqlite(path) as raw:
        rows = raw.execute("SELECT seq, before, after FROM change_log ORDER BY seq").fetchall()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    for _, before, after in rows:
        for event in parse_events(before):
            assert found.pop(event.id) == event
        found |= {event.id: event for event in parse_events(after)}
    return found


@pytest.mark.parametrize("round_", range(4))
def test_killed_while_creating_there_is_a_whole_file_or_none(tmp_path: Path, round_: int) -> None:
    names = run_until_killed("create", tmp_path)
    for name in names:
        path = tmp_path / name
        if path.exists():
            with open_observation(path) as file:
                assert len(file.load()) == 0
        else:
            assert name == names[-1]
            create(path).close()
        assert is_sound(path)


@pytest.mark.parametrize("round_", range(4))
def test_killed_while_migrating_the_file_is_old_or_new_and_the_original_is_kept(
    tmp_path: Path, round_: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = create_filled(tmp_path / "old.attune", 300)
    whole = old.read_bytes()
    names = run_until_killed("migrate", tmp_path)
    copied = {name for name in names if names.count(name) == 2}
    assert copied
    monkeypatch.setattr("coder.store.stamp.VERSION", 1)
    monkeypatch.setattr("coder.store.migration.STEPS", {})
    pretend_to_be_newer()
    for name in copied:
        path = tmp_path / name
        kept = path.with_name(f"{path.stem}.v1.bak.attune")
        assert path.read_bytes() == whole or kept.read_bytes() == whole
        with open_observation(path) as file:
            assert len(file.load()) == 300
        assert kept.read_bytes() == whole
        assert is_sound(path)


@pytest.mark.parametrize("round_", range(6))
def test_killed_while_moving_to_another_scheme_the_file_is_old_or_new_and_a_rerun_finishes(
    tmp_path: Path, round_: int
) -> None:
    old = create_old(tmp_path / "old.attune", 80)
    whole = old.read_bytes()
    names = run_until_killed("move", tmp_path)
    copied = {name for name in names if names.count(name) == 2}
    assert copied
    for name in copied:
        path = tmp_path / name
        with open_observation(path, read_only=True) as file:
            is_new, events, queue = file.scheme == SECOND, len(file.load()), file.load_queue()
        if not is_new:
            assert path.read_bytes() == whole
            migrate_scheme(path, SECOND, plan, "lena")
        else:
            assert (events, len(queue)) == (240, 80)
        kept = path.parent / "before-2.0.0" / name
        assert kept.read_bytes() == whole
        assert is_sound(path)
        with open_observation(path) as file:
            assert (file.scheme, len(file.load()), len(file.load_queue())) == (SECOND, 240, 80)
    assert [found.stem for found in (tmp_path / "before-2.0.0").glob("*-2.attune")] == []


def run_until_killed(task: str, folder: Path) -> list[str]:
    """Let a child work for a random while, kill it, and return the lines it said."""
    chance = random.Random()
    with start_child("maker", task, folder) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(chance.randrange(3, 12))]
        time.sleep(chance.random() * 0.05)  # Anywhere inside the work.
        child.kill()
        lines += child.stdout.readlines()
    return [line.strip() for line in lines if line.endswith("\n")]


def test_what_a_killed_holder_left_names_nobody_who_lives(tmp_path: Path) -> None:
    path = create_filled(tmp_path / "anna.attune")
    with start_child("holder", path) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(CoderError, match=f"process {child.pid}"):
            open_observation(path)
        child.kill()
        child.wait(30)
    assert json.loads((tmp_path / "anna.attune.lock").read_text(encoding="utf-8"))["pid"] == child.pid
    with open_observation(path) as file:
        assert file.count == 40
    assert not (tmp_path / "anna.attune.lock").exists()
