"""What an edit did to an observation, and how to take it back."""

from dataclasses import dataclass, replace

from coder.model.event import Event


@dataclass(frozen=True, slots=True)
class Change:
    """Events added, removed and replaced (before, after) together; ``title`` names it in menus and messages."""

    title: str
    added: tuple[Event, ...] = ()
    removed: tuple[Event, ...] = ()
    replaced: tuple[tuple[Event, Event], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.replaced)

    @property
    def words(self) -> str:
        """The title for people: an id such as ``at_face`` in words."""
        return self.title.replace("_", " ")

    def inverse(self) -> "Change":
        """Return the change that takes this one back."""
        back = tuple((after, before) for before, after in self.replaced)
        return replace(self, added=self.removed, removed=self.added, replaced=back)

    @property
    def gone(self) -> tuple[Event, ...]:
        """The events as they were before, where they are no longer so."""
        return (*self.removed, *(before for before, _ in self.replaced))

    @property
    def come(self) -> tuple[Event, ...]:
        """The events as they are now, where they were not so before."""
        return (*self.added, *(after for _, after in self.replaced))

    @property
    def ids(self) -> frozenset[int]:
        """The ids of every event concerned."""
        return frozenset(event.id for event in (*self.gone, *self.added))
