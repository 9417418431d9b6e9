"""Small pictures along a session's main view, whether it is one file or several."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.app.entering import Video
from coder.app.settings import cache_folder
from coder.media.playlist import Place, Playlist

if TYPE_CHECKING:
    from coder.media.frame_index import FrameIndex
    from coder.media.thumbnails import Thumbnail, Thumbnails

COUNT = 120


def read_thumbnails(
    video: Video, *, cancel: Callable[[], bool], on_growth: Callable[["Thumbnails"], None]
) -> "Thumbnails | None":
    """Return small key frames along the whole time, the longer files with more of them; None without pictures. Blocks.

    ``on_growth`` gets what is there from time to time. Raises Stopped when ``cancel`` says so, and CoderError when a
    file cannot be read.
    """
    from coder.media.frame_index import FrameIndex
    from coder.media.thumbnails import Thumbnails, build_thumbnails

    whole = video.frames if isinstance(video.frames, Playlist) else None
    parts = whole.parts if whole is not None else (video.frames,)
    done: tuple[Thumbnail, ...] = ()
    for file, (path, index) in enumerate(zip(video.paths, parts, strict=False)):
        if not isinstance(index, FrameIndex):
            return None

        def place(found: Thumbnails, file: int = file, before: "tuple[Thumbnail, ...]" = done) -> Thumbnails:
            return Thumbnails((*before, *(_placed(whole, file, picture) for picture in found.pictures)))

        found = build_thumbnails(
            path,
            index,
            count=_share(index, video),
            cancel=cancel,
            on_growth=lambda grown, place=place: on_growth(place(grown)),  # type: ignore[misc]
            cache_dir=cache_folder() / "thumbnails",
        )
        done = place(found).pictures
    return Thumbnails(done) if done else None


def _share(index: "FrameIndex", video: Video) -> int:
    """Return how many of the pictures a file gets."""
    return max(4, round(COUNT * index.duration_ms / max(1, video.frames.duration_ms)))


def _placed(whole: Playlist | None, file: int, picture: "Thumbnail") -> "Thumbnail":
    if whole is None:
        return picture
    n = whole.number(Place(file, picture.n))
    return replace(picture, n=n, time_ms=whole.time_ms(n))
