"""Do long work when nobody else wants the processor. Standard library only."""

import ctypes
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

WHOLE_NICENESS = 19
BACKGROUND_BEGIN = 0x00010000
QOS_BACKGROUND = 0x09

Result = TypeVar("Result")


def run_giving_way(work: Callable[[], Result]) -> Result:
    """Do ``work`` on a thread of least priority and return what it returns, or raise what it raises."""
    returned: list[Result] = []
    raised: list[BaseException] = []

    def run() -> None:
        _give_way()
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


def _give_way() -> None:
    """Give this thread, and those it starts, the least share of the processor; where that cannot be, do nothing."""
    with suppress(OSError, AttributeError):
        if sys.platform == "win32":
            kernel = ctypes.windll.kernel32
            kernel.SetThreadPriority(kernel.GetCurrentThread(), BACKGROUND_BEGIN)
        elif sys.platform == "darwin":
            ctypes.CDLL(None).pthread_set_qos_class_self_np(QOS_BACKGROUND, 0)
        else:
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), WHOLE_NICENESS)
