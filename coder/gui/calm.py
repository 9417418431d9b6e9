"""Long work that makes many objects, without the pauses of a collector that walks over all of them.

Python's collector of cycles holds every thread while it walks over what is there; a study's figures are some hundred
thousand objects, none of them in a cycle, and each walk would keep the window from answering for a quarter of a second.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_NEVER = 1_000_000_000
_lock = Lock()
_working: list[tuple[int, int, int]] = []
"""How often the collector walked before each work that is going on."""


@contextmanager
def calm() -> Iterator[None]:
    """Let the collector walk over young objects alone meanwhile, and set aside what was made."""
    with _lock:
        _working.append(gc.get_threshold())
        gc.set_threshold(*_working[0][:2], _NEVER)
    try:
        yield
    finally:
        with _lock:
            before = _working[0]
            _working.pop()
            if not _working:
                gc.set_threshold(*before)
        gc.freeze()


def let_go() -> None:
    """Let the collector look after everything again, once what was made is not held any more."""
    gc.unfreeze()
