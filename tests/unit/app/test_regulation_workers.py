"""Regulation that was interrupted goes on where it was, and never with what was computed for another."""

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coder.app import regulation_workers
from coder.app.regulation import regulate
from coder.app.regulation_session import SessionFound, find_in_session
from coder.app.regulation_wish import RegulationWish
from coder.app.session_jobs import Here
from tests.moving import create_study


@pytest.fixture
def wish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RegulationWish:
    monkeypatch.setattr(regulation_workers, "local_processes", lambda jobs: nullcontext(Here()))
    monkeypatch.setattr(regulation_workers, "_AT_ONCE", 1)
    study = create_study(tmp_path / "study", sessions=4)
    return RegulationWish(study, "infant.fuss", "caregiver.pat", tmp_path / "out", coder="ana", permutations=0, jobs=2)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Remember which sessions are computed; the third is interrupted the first time."""
    done: list[str] = []

    def find(source: Any, wish: RegulationWish, codes: Any) -> SessionFound:
        done.append(source.session.id)
        if done == ["D01", "D02", "D03"]:
            raise KeyboardInterrupt
        return find_in_session(source, wish, codes)

    monkeypatch.setattr(regulation_workers, "find_in_session", find)
    return done


def _interrupted(wish: RegulationWish) -> None:
    with pytest.raises(KeyboardInterrupt):
        regulate(wish)
    assert not wish.out.exists()


def test_regulation_that_was_interrupted_goes_on_where_it_was(wish: RegulationWish, computed: list[str]) -> None:
    _interrupted(wish)
    regulate(replace(wish, jobs=3))
    assert computed[3:] == ["D03", "D04"]
    regulate(replace(wish, out=wish.out.with_name("again"), jobs=1))
    assert computed[5:] == ["D01", "D02", "D03", "D04"]
    tables = {path.name: path.read_bytes() for path in wish.out.iterdir()}
    assert tables == {path.name: path.read_bytes() for path in wish.out.with_name("again").iterdir()}


@pytest.mark.parametrize("other", [{"unit_ms": 500}, {"coder": "ben"}, {"both_ways": True}, {"seed": 2}])
def test_other_options_begin_anew(wish: RegulationWish, computed: list[str], other: dict[str, Any]) -> None:
    _interrupted(wish)
    regulate(replace(wish, **other))
    assert computed[3:] == ["D01", "D02", "D03", "D04"]
