"""How much memory decoded frames may take. Standard library only."""

import ctypes
import os
import sys

MOST_BYTES = 256 << 20
SHARE = 4


class _MemoryStatus(ctypes.Structure):
    """What Windows tells of its memory."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total", ctypes.c_ulonglong),
        *((name, ctypes.c_ulonglong) for name in ("free", "page", "free_page", "virtual", "free_virtual", "extended")),
    )


def default_cache_bytes() -> int:
    """Return 256 MB, or a quarter of this computer's memory where that is less."""
    return min(MOST_BYTES, total_bytes() // SHARE)


def total_bytes() -> int:
    """Return this computer's memory in bytes; what cannot be known counts as plenty."""
    if sys.platform == "win32":
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        known = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
        return int(status.total) if known else MOST_BYTES * SHARE
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return MOST_BYTES * SHARE
