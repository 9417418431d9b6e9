"""What one entry of a change log did to one event."""

from dataclasses import dataclass

from coder.model.event import Event


@dataclass(frozen=True, slots=True)
class Step:
    """What one entry of the log did to one event: it was added, removed or changed; no event where it did nothing."""

    seq: int
    time: str
    who: str
    kind: str
    title: str
    before: Event | None
    after: Event | None

    @property
    def change(self) -> str:
        """The change in a word."""
        if self.before is None:
            return "" if self.after is None else "added"
        return "removed" if self.after is None else "changed"

    @property
    def event(self) -> Event | None:
        """The event as it is afterwards, or as it was."""
        return self.after or self.before
