"""Do long work when nobody else wants the processor. Standard library only."""

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar


@dataclass(frozen=True, slots=True)
class Rank:
    """How little a thread asks for, in the words of each system."""

    niceness: int
    windows: int
    macos: int


BEHIND_THE_FOREGROUND = Rank(10, -1, 0x11)  # THREAD_PRIORITY_BELOW_NORMAL, QOS_CLASS_UTILITY
LEAST = Rank(19, 0x00010000, 0x09)  # THREAD_MODE_BACKGROUND_BEGIN, QOS_CLASS_BACKGROUND

Result = TypeVar("Result")


def run_giving_way(work: Callable[[], Result]) -> Result:
    """Do ``work`` on a thread of least priority and return what it returns, or raise what it raises."""
    returned: list[Result] = []
    raised: list[BaseException] = []

    def run() -> None:
        give_way(LEAST)
        try:
            returned.append(work())
        except BaseException as error:  # handed on to whoever waits
            raised.append(error)

    thread = threading.Thread(target=run, name="background work", daemon=True)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]
    return returned[0]


def give_way(rank: Rank) -> None:
    """Give this thread, and those it starts, less of the processor for good; where that cannot be, do nothing."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(kernel.GetCurrentThread(), rank.windows)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(rank.macos, 0)
        else:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), rank.niceness)
