"""How far one observation has been watched."""

from dataclasses import dataclass

from coder.model.spans import Span, union


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
    return tuple(union([*spans, span]))
