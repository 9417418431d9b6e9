"""The recode queue at the desk: which event is looked at again, and what a key makes of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from coder.app.listeners import Listeners
from coder.app.migration_table import count
from coder.app.notices import Notice, Severity
from coder.app.ports import Player
from coder.app.workspace import Workspace
from coder.editing.edits import SetCode
from coder.editing.keypad import Pending
from coder.model.change import Change
from coder.model.event import Event
from coder.model.recode import Outcome, Recode, Tick
from coder.store.entry import now_utc

LOOK = "Look at them"
"""The button that opens the queue."""


def recode_notice(queue: Iterable[Recode]) -> Notice | None:
    """Return what to say when events wait to be looked at again."""
    left = sum(waiting.open for waiting in queue)
    if not left:
        return None
    verb = "is" if left == 1 else "are"
    words = f"The scheme has changed: {count(left, 'event')} {verb} to be looked at again."
    return Notice(words, "", Severity.NEWS, LOOK)


def _nobody(_ticks: Mapping[int, Tick]) -> None:
    """Keep nothing: there is nothing to be looked at again."""


@dataclass(frozen=True, slots=True)
class Recodes:
    """The events that a migration left to be looked at again, and how it is kept what came of it."""

    items: list[Recode] = field(default_factory=list)
    keep: Callable[[Mapping[int, Tick]], object] = _nobody


class RecodeQueue:
    """Opens the video at one event after the other while it is open; the next code key says what the event is.

    ``changed`` is told whenever something else is to be shown.
    """

    def __init__(self, workspace: Workspace, player: Player, recodes: Recodes) -> None:
        self._workspace, self._player, self._recodes = workspace, player, recodes
        self.is_open = False
        self.place: int | None = None
        self._goes_on = False
        self.changed: Listeners[RecodeQueue] = Listeners()
        workspace.changed.add(self._follow)
        workspace.asked.add(self._go_on_when_answered)

    @property
    def items(self) -> tuple[Recode, ...]:
        """All events of the queue, those that were looked at too."""
        return tuple(self._recodes.items)

    @property
    def left(self) -> int:
        """How many nobody has looked at yet."""
        return sum(item.open for item in self.items)

    @property
    def current(self) -> Recode | None:
        """The event that is looked at."""
        return None if self.place is None else self.items[self.place]

    def stands(self, item: Recode) -> Event | None:
        """Return the event as it stands now; None where it waits outside the observation."""
        return self._workspace.observation.find(item.id)

    # ------------------------------------------------------------------- going about

    def toggle(self) -> None:
        """Open the queue, or close it."""
        if self.is_open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Open the queue and go to the first event that nobody has looked at."""
        if not self.items:
            hint = "Events come here when a scheme that changed splits a code or makes a tier another kind."
            self._workspace.noticed.tell(Notice("No event is to be looked at again.", hint, Severity.WARNING))
            return
        self.is_open = True
        first = next((place for place, item in enumerate(self.items) if item.open), 0)
        self.go_to(first)

    def close(self) -> None:
        """Go back to coding."""
        self.is_open = self._goes_on = False
        self.place = None
        self._tell()

    def go_to(self, place: int) -> None:
        """Show the frame at which an event begins, and select it."""
        item = self.items[place]
        self.place, self._goes_on = place, False
        self._player.pause()
        self._player.seek_ms(item.onset_ms)
        self._workspace.select(item.id if self.stands(item) is not None else None)
        self._tell()

    def go(self, by: int) -> None:
        """Go to the next or previous event; the first follows the last."""
        if self.place is not None:
            self.go_to((self.place + by) % len(self.items))

    # ------------------------------------------------------------------- what it is

    def press(self, chord: str) -> bool:
        """Let a code's key say what the event is; tell whether it is a key of a code that it may become."""
        found = self._workspace.scheme.find_key(chord, self._workspace.pass_id)
        return found is not None and self.take(found[0].id, found[1].id)

    def take(self, tier_id: str, code_id: str) -> bool:
        """Let the event be of a code, tick it off and go on; False when it may not become that, or nothing is open.

        An event that waits outside is coded at the frame on the screen, as any other.
        """
        item = self.current
        if not self.is_open or item is None or f"{tier_id}.{code_id}" not in item.codes:
            return False
        event = self.stands(item)
        if event is None:
            done = self._workspace.code(tier_id, code_id, self._player.now_ms()) is not None
        elif (event.tier, event.code) == (tier_id, code_id):
            done = True
        else:
            done = self._workspace.do(SetCode(event.id, code_id, tier_id)) is not None
        as_it_was = item.now is not None and (item.now.tier, item.now.code) == (tier_id, code_id)
        if done:
            self._tick(Outcome.KEPT if as_it_was else Outcome.RECODED, code_id)
        return True

    def keep(self) -> None:
        """Let the event be as it stands, with whatever was corrected; one that waits outside is left out for good."""
        item = self.current
        if item is None:
            hint = "Open the list of events to look at again first."
            self._workspace.noticed.tell(Notice("No event is being looked at again.", hint, Severity.WARNING))
            return
        event = self.stands(item)
        if event is None:
            self._tick(Outcome.LEFT_OUT, item.was.code)
        else:
            self._tick(Outcome.KEPT, event.code)

    def reopen(self, place: int) -> None:
        """Take a tick back."""
        if not self.items[place].open and self._keep(place, Outcome.OPEN):
            self._tell()

    def _tick(self, outcome: Outcome, code_id: str) -> None:
        if self.place is None or not self._keep(self.place, outcome):
            return
        left, words = self.left, code_id.replace("_", " ")
        what = {Outcome.KEPT: "Kept", Outcome.LEFT_OUT: "Left out"}.get(outcome, "Now")
        rest = f"{left} left to look at again." if left else "All have been looked at again."
        self._workspace.noticed.tell(Notice(f"{what} {words}.", rest))
        self._goes_on = True
        self._go_on_when_answered(self._workspace.pending)
        self._tell()

    def _keep(self, place: int, outcome: Outcome) -> bool:
        """Keep what came of an event; tell whether that may be."""
        if self._workspace.view_only:
            words = f"This observation is view-only: {self._workspace.view_only}"
            self._workspace.noticed.tell(Notice(words, "Nothing was changed.", Severity.ERROR))
            return False
        coder = self._workspace.observation.identity.coder
        tick = Tick(outcome, coder, now_utc()) if outcome else Tick(outcome, "", "")
        self._recodes.items[place] = self._recodes.items[place].ticked(tick)
        self._recodes.keep({place: tick})
        return True

    def _go_on_when_answered(self, pending: Pending) -> None:
        """Go to the next event, but not before what is asked of this one is answered."""
        if not self._goes_on or pending or self.place is None:
            return
        self._goes_on = False
        places = [*range(self.place + 1, len(self.items)), *range(self.place)]
        following = next((place for place in places if self.items[place].open), None)
        if following is not None:
            self.go_to(following)

    def _follow(self, change: Change) -> None:
        """Take the tick back where undo made the event again what it was."""
        for place, item in enumerate(self.items):
            if item.outcome is Outcome.RECODED and item.now is not None and item.id in change.ids:
                event = self.stands(item)
                if event is not None and (event.tier, event.code) == (item.now.tier, item.now.code):
                    self._keep(place, Outcome.OPEN)
        if self.is_open:
            self._tell()

    def _tell(self) -> None:
        self.changed.tell(self)
