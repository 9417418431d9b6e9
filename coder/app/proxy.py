"""The proxy of a session's video: whether one helps, and how it comes to be in the background."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.settings import cache_folder
from coder.model.media import Fingerprint

if TYPE_CHECKING:
    from coder.media.frame_index import FrameIndex
    from coder.media.proxy import Proxy

LONG_GROUP = 12
"""Frames: where key frames lie closer together, every frame is decoded as quickly as a proxy's."""


def needs_proxy(index: "FrameIndex") -> bool:
    """Tell whether jumping in a video takes long enough to be worth a proxy."""
    keys = index.keyframes
    return max((after - before for before, after in zip(keys, (*keys[1:], len(index)), strict=True)), default=0) > (
        LONG_GROUP
    )


def prepare_proxy(
    path: Path,
    index: "FrameIndex",
    fingerprint: Fingerprint,
    *,
    cancel: Callable[[], bool],
    progress: Callable[[float], None],
    on_growth: Callable[["Proxy"], None],
    busy: Callable[[], bool],
    beside: Collection[Fingerprint] = (),
) -> "Proxy | None":
    """Return the whole proxy of a video, found by its fingerprint or built; None where none helps. Blocks.

    ``on_growth`` gets at once what was built before. ``beside``: the session's other videos, whose proxies stay. Raises
    Stopped when ``cancel`` says so, and CoderError when it cannot be built: coding goes on without.
    """
    from coder.media.proxy import find_proxy
    from coder.media.proxy_build import build_proxy

    if not needs_proxy(index):
        return None
    folder = cache_folder() / "proxy"
    begun = find_proxy(index, fingerprint, folder)
    if begun is not None:
        on_growth(begun)
        if begun.complete:
            return begun
    return build_proxy(
        path,
        index,
        fingerprint,
        folder,
        cancel=cancel,
        progress=progress,
        on_growth=on_growth,
        busy=busy,
        beside=beside,
    )
