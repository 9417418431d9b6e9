"""Background work gives way, hands on what it returns and raises, and leaves its caller's priority alone."""

import os
import sys
import threading

import pytest

from coder.media.memory import MOST_BYTES, default_cache_bytes, total_bytes
from coder.media.priority import BEHIND_THE_FOREGROUND, LEAST, give_way, run_giving_way


def niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) if sys.platform == "linux" else 0


def test_work_in_the_background_returns_what_it_found() -> None:
    before = niceness()
    assert run_giving_way(threading.get_ident) != threading.get_ident()
    assert niceness() == before


def test_work_in_the_background_gives_way() -> None:
    expected = LEAST.niceness if sys.platform == "linux" else 0
    assert run_giving_way(niceness) == expected


def test_a_fault_in_the_background_reaches_whoever_waits() -> None:
    def fail() -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        run_giving_way(fail)


def test_a_system_that_does_not_allow_it_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def refuse(*rank: object) -> None:
        asked.append(rank)
        raise PermissionError

    def work() -> int:
        give_way(BEHIND_THE_FOREGROUND)
        return niceness()

    monkeypatch.setattr(os, "setpriority", refuse, raising=False)
    assert run_giving_way(work) == niceness()
    by_setpriority = sys.platform not in ("win32", "darwin")
    assert [rank[-1] for rank in asked] == [LEAST.niceness, BEHIND_THE_FOREGROUND.niceness] * by_setpriority


def test_the_cache_takes_a_quarter_of_the_memory_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 0 < default_cache_bytes() <= min(MOST_BYTES, total_bytes() // 4)
    monkeypatch.setattr("coder.media.memory.total_bytes", lambda: 400 << 20)
    assert default_cache_bytes() == 100 << 20
    monkeypatch.setattr("coder.media.memory.total_bytes", lambda: 64 << 30)
    assert default_cache_bytes() == 256 << 20
