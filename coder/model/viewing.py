"""How far one observation has been watched."""

from dataclasses import dataclass

Span = tuple[int, int]
"""A stretch of time, ``[onset_ms, offset_ms)``."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """Where the coder stopped, which stretches were watched, in order and apart, and their share of codable time."""

    head_ms: int = 0
    seen: tuple[Span, ...] = ()
    share: float = 0.0

    @property
    def begun(self) -> bool:
        """Tell whether anything was watched or gone to."""
        return self.head_ms > 0 or bool(self.seen)


UNSEEN = Viewing()
"""What nobody has watched yet."""


def join(spans: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    """Return stretches in order and apart, with another one among them."""
    onset_ms, offset_ms = span
    if onset_ms >= offset_ms:
        return spans
    apart = [one for one in spans if one[1] < onset_ms or offset_ms < one[0]]
    touched = [one for one in spans if onset_ms <= one[1] and one[0] <= offset_ms]
    whole = (min([onset_ms, *(one[0] for one in touched)]), max([offset_ms, *(one[1] for one in touched)]))
    return tuple(sorted([*apart, whole]))
