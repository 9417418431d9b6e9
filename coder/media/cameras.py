"""Several cameras on one clock: which frame of each is shown when. Pure: standard library only.

The common time is media time: milliseconds since the first frame of the session's main video.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from coder.media.player import FrameTimes
from coder.model.session import Session

MOST_CAMERAS = 4


class Side(StrEnum):
    """Where an instant lies to a camera's film."""

    BEFORE = "before"
    WITHIN = "within"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Camera:
    """One camera: its number in the session, its frames, and where its first frame lies in the common time."""

    number: int
    frames: FrameTimes
    offset_ms: int = 0

    @property
    def end_ms(self) -> int:
        """Return where its last frame ends, in the common time."""
        return self.offset_ms + self.frames.duration_ms

    def side(self, ms: int) -> Side:
        """Tell whether the camera had not begun yet, ran, or had ended."""
        if ms < self.offset_ms:
            return Side.BEFORE
        return Side.WITHIN if ms < self.end_ms else Side.AFTER

    def find_frame(self, ms: int) -> int | None:
        """Return the frame shown at a common time, or None before the first frame and after the last one's end."""
        return self.frames.at(ms - self.offset_ms) if self.side(ms) is Side.WITHIN else None

    def nearest_frame(self, ms: int) -> int:
        """Return the frame shown at a common time; the first or last one outside the film."""
        return min(max(self.frames.at(max(0, ms - self.offset_ms)), 0), len(self.frames) - 1)

    def time_ms(self, n: int) -> int:
        """Return when frame ``n`` is shown, in the common time."""
        return self.offset_ms + self.frames.time_ms(n)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one camera shows at an instant: ``frame`` is the first or last one where it lies outside the film."""

    camera: int
    frame: int
    side: Side


@dataclass(frozen=True, slots=True)
class Cameras:
    """The cameras of a session; the first one is the main one, whose offset is 0."""

    cameras: tuple[Camera, ...]

    def __len__(self) -> int:
        return len(self.cameras)

    def __iter__(self) -> Iterator[Camera]:
        return iter(self.cameras)

    def __getitem__(self, number: int) -> Camera:
        return self.cameras[number]

    @property
    def begin_ms(self) -> int:
        """Return where the first camera begins: 0, or less when one began before the main one."""
        return min(camera.offset_ms for camera in self.cameras)

    @property
    def end_ms(self) -> int:
        """Return where the last camera ends."""
        return max(camera.end_ms for camera in self.cameras)

    def shown_at(self, ms: int) -> tuple[Shown, ...]:
        """Return what every camera shows at a common time, in their order."""
        return tuple(
            Shown(place, camera.nearest_frame(ms), camera.side(ms)) for place, camera in enumerate(self.cameras)
        )

    def match(self, here: int, frame: int, there: int, other_frame: int) -> "Cameras":
        """Return the cameras with ``there`` moved so that its ``other_frame`` is shown with ``here``'s ``frame``.

        The main camera keeps its place: moving it moves all the others instead.
        """
        shift_ms = self.cameras[here].time_ms(frame) - self.cameras[there].time_ms(other_frame)
        if there:
            return self.with_offset(there, self.cameras[there].offset_ms + shift_ms)
        return Cameras(tuple(_moved(camera, 0 if place == 0 else -shift_ms) for place, camera in enumerate(self)))

    def with_offset(self, number: int, offset_ms: int) -> "Cameras":
        """Return the cameras with one at another offset; raise ValueError for the main one, which is the clock."""
        if number == 0:
            raise ValueError("the main camera's offset is 0")
        moved = replace(self.cameras[number], offset_ms=offset_ms)
        return Cameras((*self.cameras[:number], moved, *self.cameras[number + 1 :]))


def _moved(camera: Camera, shift_ms: int) -> Camera:
    return replace(camera, offset_ms=camera.offset_ms + shift_ms)


def build_cameras(session: Session, frames: Iterable[FrameTimes]) -> Cameras:
    """Return the cameras of a session; ``frames``: of each view, in the session's order (see ``Session.views``)."""
    offsets = [round(parts[0].offset_s * 1000) for parts in session.views()]
    pairs = zip(offsets, frames, strict=True)
    main_ms = offsets[0] if offsets else 0
    return Cameras(tuple(Camera(n, found, offset - main_ms) for n, (offset, found) in enumerate(pairs)))


def with_offsets(session: Session, cameras: Cameras) -> Session:
    """Return the session with the cameras' offsets, as it is to be saved."""
    offsets = iter(camera.offset_ms / 1000 for camera in cameras)
    media = tuple(medium if medium.continues else replace(medium, offset_s=next(offsets)) for medium in session.media)
    return replace(session, media=media)
