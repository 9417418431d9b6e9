"""What is asked of the engine. Standard library only."""

from dataclasses import dataclass
from enum import Enum, auto

Size = tuple[int, int]


class Why(Enum):
    """Why a frame is asked for."""

    STILL = auto()
    PLAY = auto()
    PLAY_BACK = auto()
    SCRUB = auto()

    @property
    def playing(self) -> bool:
        """Say whether the next request will follow by itself."""
        return self in {Why.PLAY, Why.PLAY_BACK}


@dataclass(frozen=True, slots=True)
class Request:
    """A frame that somebody waits for since ``asked_s``."""

    n: int
    size: Size | None
    why: Why
    asked_s: float
