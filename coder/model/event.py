"""One occurrence of a code."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence: ``[onset_ms, offset_ms)``; a point has no duration, a running state no offset.

    ``point`` tells a point from a running state. ``id`` is unique in its observation and never used again.
    ``modifiers`` are (modifier id, value) pairs in the scheme's order; several options are joined by ``+``.
    """

    id: int
    tier: str
    code: str
    onset_ms: int
    offset_ms: int | None = None
    point: bool = False
    modifiers: tuple[tuple[str, str], ...] = ()
    target: str = ""
    comment: str = ""

    @property
    def running(self) -> bool:
        """Tell whether the state has not ended yet."""
        return not self.point and self.offset_ms is None

    @property
    def words(self) -> str:
        """The code for people: ``at_face`` is "at face"."""
        return self.code.replace("_", " ")

    def covers(self, ms: int) -> bool:
        """Tell whether the instant lies in ``[onset, offset)``; a point covers its own instant."""
        if self.point:
            return ms == self.onset_ms
        return self.onset_ms <= ms and (self.offset_ms is None or ms < self.offset_ms)

    def end_ms(self, session_end_ms: int) -> int:
        """Return where the event ends: a running state ends with the session, a point at its onset."""
        if self.point:
            return self.onset_ms
        return self.offset_ms if self.offset_ms is not None else max(session_end_ms, self.onset_ms)

    def modifier(self, modifier_id: str) -> str | None:
        """Return the value of a modifier, or None when it was not answered."""
        return next((value for name, value in self.modifiers if name == modifier_id), None)

    def with_modifier(self, modifier_id: str, value: str | None) -> "Event":
        """Return the event with one modifier set, or removed when the value is None."""
        if value is None:
            return replace(self, modifiers=tuple(pair for pair in self.modifiers if pair[0] != modifier_id))
        if self.modifier(modifier_id) is None:
            return replace(self, modifiers=(*self.modifiers, (modifier_id, value)))
        changed = tuple((name, value if name == modifier_id else old) for name, old in self.modifiers)
        return replace(self, modifiers=changed)
