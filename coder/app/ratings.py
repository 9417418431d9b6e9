"""The form for ratings: which item is asked, what a key means there, and how much is rated."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from coder.app.listeners import Listeners
from coder.app.notices import Notice, Severity
from coder.app.rating_words import item_words, value_words
from coder.app.workspace import Workspace
from coder.editing.composites import Score, score
from coder.editing.edits import SetRating
from coder.editing.phases import phase_at
from coder.editing.rating import find_ratings, rated_phases, values_of
from coder.editing.rating_keys import COMMENT_KEY, PHASE_KEY, read_key
from coder.model.change import Change
from coder.model.event import Event
from coder.model.rating import NOT_RATABLE, RATED_PHASE, VALUE, Composite, Item, Scope
from coder.model.scheme import PHASE, UNCODABLE, Kind, Tier

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to rate: an item of a tier, of the session (phase empty) or of a phase."""

    tier: Tier
    item: Item
    phase: str = ""

    @property
    def words(self) -> str:
        """The item's name."""
        return item_words(self.tier.code(self.item.id), self.item.id)


class RatingForm:
    """Asks one item after the other while it is open, and passes what is rated to the workspace.

    ``changed`` is told whenever something else is to be shown. ``typed`` is what has been typed towards a number.
    """

    def __init__(self, workspace: Workspace, now_ms: Callable[[], int], ask_comment: Act) -> None:
        self._workspace, self._now_ms, self._ask_comment = workspace, now_ms, ask_comment
        self.tiers = tuple(tier for tier in workspace.lanes if tier.rating is not None)
        self.is_open = False
        self.typed = ""
        self._phase = ""
        self._place: tuple[str, str] | None = None
        self.changed: Listeners[RatingForm] = Listeners()
        workspace.changed.add(self._follow)

    @property
    def stands_alone(self) -> bool:
        """Tell whether nothing but ratings is coded in this pass."""
        others = (tier for tier in self._workspace.lanes if tier.id not in (PHASE, UNCODABLE))
        return bool(self.tiers) and all(tier.kind is Kind.RATING for tier in others)

    # ------------------------------------------------------------------- what is asked

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases that are rated one by one: those marked, in order."""
        found = [phase for tier in self.tiers for phase in self._phases_of(tier) if phase]
        order = [phase.id for phase in self._workspace.scheme.procedure.phases]
        return tuple(
            sorted(set(found), key=lambda phase: (order.index(phase) if phase in order else len(order), phase))
        )

    @property
    def phase(self) -> str:
        """The phase that is shown; empty where none is rated."""
        phases = self.phases
        return self._phase if self._phase in phases else next(iter(phases), "")

    @property
    def waits_for_phases(self) -> bool:
        """Tell whether something is to be rated for each phase, and none is marked."""
        return not self.phases and any(_is_of_phases(tier) for tier in self.tiers)

    @property
    def entries(self) -> list[Entry]:
        """What is asked now: items of the session, and those of the phase that is shown."""
        return [entry for tier in self.tiers for entry in self.entries_of(tier)]

    def entries_of(self, tier: Tier) -> list[Entry]:
        """Return what is asked of a tier now."""
        shown = self.phase if _is_of_phases(tier) else ""
        return _entries(tier, [phase for phase in self._phases_of(tier) if phase == shown])

    @property
    def current(self) -> Entry | None:
        """The entry that the next key rates."""
        entries = self.entries
        found = (entry for entry in entries if (entry.tier.id, entry.item.id) == self._place)
        return next(found, entries[0] if entries else None)

    def value(self, entry: Entry) -> str | None:
        """Return what an entry is rated; None when it is missing."""
        event = self.event(entry)
        return None if event is None else event.modifier(VALUE)

    def event(self, entry: Entry) -> Event | None:
        """Return the event of an entry."""
        found = find_ratings(self._workspace.observation, entry.tier.id, entry.item.id, entry.phase)
        return found[0] if found else None

    def words_of(self, event: Event) -> str:
        """Return the name of the item that an event rates, and of which phase; nothing for any other event."""
        tier = next((tier for tier in self.tiers if tier.id == event.tier), None)
        item = tier.rating.item(event.code) if tier is not None and tier.rating is not None else None
        if tier is None or item is None:
            return ""
        return _named(Entry(tier, item, event.modifier(RATED_PHASE) or ""))

    def scores(self, tier: Tier) -> list[tuple[Composite, Score]]:
        """Return a tier's composites as they are now, of the phase that is shown."""
        if tier.rating is None or not self.entries_of(tier):
            return []
        values = values_of(self._workspace.observation, tier, self.phase if _is_of_phases(tier) else "")
        return [(composite, score(tier.rating, composite, values)) for composite in tier.rating.composites]

    def progress(self, phase: str | None = None, tier_id: str = "") -> tuple[int, int]:
        """Return how many items are rated, and of how many: of all phases or of one, of all tiers or of one."""
        wanted = [
            entry
            for tier in self.tiers
            if tier_id in ("", tier.id)
            for entry in _entries(tier, self._phases_of(tier))
            if phase is None or entry.phase == phase
        ]
        return sum(self.value(entry) is not None for entry in wanted), len(wanted)

    def _phases_of(self, tier: Tier) -> tuple[str, ...]:
        return rated_phases(self._workspace.scheme, self._workspace.observation, tier)

    # ------------------------------------------------------------------- open and closed

    def toggle(self) -> None:
        """Open the form, or close it."""
        if self.is_open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Open the form at the first item that is not rated, in the phase that is on the screen.

        Questions that wait are left open: their keys may be those of levels.
        """
        if not self.tiers:
            hint = "Ratings are tiers of the kind rating; schemes/README.md says how they are written."
            self._workspace.noticed.tell(Notice("This scheme has no ratings.", hint, Severity.WARNING))
            return
        self.is_open, self.typed = True, ""
        while self._workspace.pending:
            self._workspace.skip_question()
        held = phase_at(self._workspace.observation, self._now_ms())
        if held is not None:
            self._phase = held.code
        current = self.current
        if current is not None and self.value(current) is not None:
            self._go_to_open()
        self._tell()

    def open_at(self, tier_id: str) -> None:
        """Open the form at the first item of a tier that is not rated, else at its first."""
        self.open()
        tier = next((tier for tier in self.tiers if tier.id == tier_id), None)
        entries = [] if tier is None else self.entries_of(tier)
        first = next((entry for entry in entries if self.value(entry) is None), next(iter(entries), None))
        if first is not None:
            self.go_to(first.tier.id, first.item.id)

    def close(self) -> None:
        """Go back to coding."""
        self.is_open, self.typed = False, ""
        self._tell()

    def _follow(self, change: Change) -> None:
        """Go where something was rated or taken back, also by undo."""
        ids = {tier.id for tier in self.tiers}
        found = next((event for event in (*change.come, *change.gone) if event.tier in ids), None)
        if self.is_open and found is not None:
            self._place, self.typed = (found.tier, found.code), ""
            self._phase = found.modifier(RATED_PHASE) or self._phase
        self._tell()

    def _tell(self) -> None:
        self.changed.tell(self)

    # ------------------------------------------------------------------- keys

    def takes(self, chord: str) -> bool:
        """Tell whether a key means something in the form."""
        return self._act(chord) is not None

    def press(self, chord: str) -> bool:
        """Do what a key means in the form; tell whether it means anything there."""
        act = self._act(chord)
        if act is not None:
            act()
        return act is not None

    def _act(self, chord: str) -> Act | None:
        if not self.is_open:
            return None
        entry = self.current
        key = None if entry is None else read_key(entry.item, chord, self.typed)
        if key is not None and key.value is not None:
            return partial(self.rate, key.value)
        if key is not None:
            return partial(self._type, key.typed)
        acts: dict[str, Act] = {
            "escape": self.close if not self.typed else partial(self._type, ""),
            "up": partial(self.go, -1),
            "shift+tab": partial(self.go, -1),
            "down": partial(self.go, 1),
            "tab": partial(self.go, 1),
            "enter": partial(self.go, 1),
            "backspace": self.clear,
            COMMENT_KEY: self.comment,
            PHASE_KEY: partial(self.go_to_phase, 1),
            f"shift+{PHASE_KEY}": partial(self.go_to_phase, -1),
        }
        return acts.get(chord)

    def _type(self, typed: str) -> None:
        self.typed = typed
        self._tell()

    # ------------------------------------------------------------------- going about

    def go(self, by: int) -> None:
        """Go to the next or previous item; the first follows the last."""
        entries, current = self.entries, self.current
        if current is not None:
            place = (entries.index(current) + by) % len(entries)
            self.go_to(entries[place].tier.id, entries[place].item.id)

    def go_to(self, tier_id: str, item_id: str) -> None:
        """Go to an item."""
        self._place, self.typed = (tier_id, item_id), ""
        self._tell()

    def go_to_phase(self, by: int) -> None:
        """Show the next or previous phase; the first follows the last."""
        phases = self.phases
        if phases:
            self.show_phase(phases[(phases.index(self.phase) + by) % len(phases)])
        else:
            self._workspace.noticed.tell(Notice("There is no phase to rate.", self.phase_hint(), Severity.WARNING))

    def show_phase(self, phase: str) -> None:
        """Show a phase, and ask its first item."""
        self._phase, self.typed = phase, ""
        first = next((entry for entry in self.entries if entry.phase and self.value(entry) is None), None)
        first = first or next((entry for entry in self.entries if entry.phase), None)
        if first is not None:
            self._place = (first.tier.id, first.item.id)
        self._tell()

    def phase_hint(self) -> str:
        """Say how phases are marked."""
        keys = " ".join(phase.key.upper() for phase in self._workspace.scheme.procedure.phases if phase.key)
        return f"Mark phases where they begin: {keys}." if keys else "Mark a phase first."

    def _go_to_open(self) -> None:
        """Go to the next item that is not rated; stay where all are."""
        entries, current = self.entries, self.current
        after = entries[entries.index(current) + 1 :] if current in entries else []
        following = next((entry for entry in (*after, *entries) if self.value(entry) is None), None)
        if following is not None:
            self._place = (following.tier.id, following.item.id)

    # ------------------------------------------------------------------- rating

    def rate(self, value: str) -> None:
        """Rate the item that is asked; a first value goes on to the next item, another one stays."""
        entry = self.current
        if entry is None:
            return
        before, self.typed = self.value(entry), ""
        self._set(entry, value)
        after = self.value(entry)
        if before is None and after is not None:
            self._go_to_open()
        self._tell()
        if after is not None and after != before:
            self._workspace.noticed.tell(Notice(f"{_named(entry)}: {value_words(entry.item, after)}.", self._rest()))

    def mark_not_ratable(self) -> None:
        """Say that the item that is asked cannot be judged."""
        self.rate(NOT_RATABLE)

    def clear(self) -> None:
        """Take the rating of the item that is asked back."""
        entry = self.current
        if entry is None:
            return
        if self._set(entry, None):
            self._workspace.noticed.tell(Notice(f"{_named(entry)} is no longer rated.", self._rest()))

    def comment(self) -> None:
        """Ask for a comment on the rating of the item that is asked."""
        entry = self.current
        event = None if entry is None else self.event(entry)
        if event is None:
            words = "This item" if entry is None else entry.words
            hint = "Rate it first, or mark it as not ratable."
            self._workspace.noticed.tell(Notice(f"{words} has no rating to comment on.", hint, Severity.WARNING))
            return
        self._workspace.select(event.id)
        self._ask_comment()

    def set_rating(self, tier_id: str, item_id: str, value: str | None, phase: str = "") -> bool:
        """Rate any item without going to it; tell whether that changed anything."""
        edit = SetRating(tier_id, item_id, value, self._workspace.end_ms, phase)
        return self._workspace.do(edit) is not None

    def _set(self, entry: Entry, value: str | None) -> bool:
        return self.set_rating(entry.tier.id, entry.item.id, value, entry.phase)

    def _rest(self) -> str:
        rated, total = self.progress()
        return f"All {total} are rated." if rated == total else f"{rated} of {total} rated."


def _is_of_phases(tier: Tier) -> bool:
    return tier.rating is not None and tier.rating.scope is Scope.PHASE


def _entries(tier: Tier, phases: tuple[str, ...] | list[str]) -> list[Entry]:
    items = tier.rating.items if tier.rating is not None else ()
    return [Entry(tier, item, phase) for phase in phases for item in items]


def _named(entry: Entry) -> str:
    return f"{entry.words} ({entry.phase.replace('_', ' ')})" if entry.phase else entry.words
