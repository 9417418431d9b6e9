"""One observation being coded: a key goes in, a change comes out, and whoever listens is told."""

from dataclasses import dataclass, replace
from functools import partial

from coder.app.listeners import Listeners
from coder.app.notices import Notice, Severity, notice_of
from coder.app.ports import Frames, Journal
from coder.editing.blocking import UncodableError
from coder.editing.blocks import end_with_block, refuse_outside
from coder.editing.edits import Edit, MoveEdge, Press, SetCode, Shift
from coder.editing.history import History
from coder.editing.keypad import Pending, Reading, ask_after, ask_all, interpret, settle
from coder.editing.planning import plan
from coder.editing.pointing_out import remarks_on
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.consensus import CONSENSUS
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import UNCODABLE, Kind, Scheme, Tier
from coder.model.session import Session
from coder.model.time import format_short_time


@dataclass(frozen=True, slots=True)
class Task:
    """What is being coded: the session, under which scheme, on which frames; ``name`` is its alias, if it has one."""

    session: Session
    scheme: Scheme
    frames: Frames
    name: str = ""


class Workspace:
    """An observation with its history, its waiting questions and its selection.

    Listeners: ``changed`` gets every Change, ``asked`` the Pending questions, ``selected_event`` an event id or
    None, ``noticed`` a Notice.
    """

    def __init__(
        self,
        task: Task,
        observation: Observation,
        journal: Journal,
        *,
        history: History | None = None,
        view_only: str = "",
    ) -> None:
        self.session, self.scheme, self.frames = task.session, task.scheme, task.frames
        self.name = task.name or task.session.id
        self.observation = observation
        self.history = history or History()
        self.pending = Pending()
        self.selected: int | None = None
        self.view_only = view_only
        self._refused: Press | None = None
        self.changed: Listeners[Change] = Listeners()
        self.asked: Listeners[Pending] = Listeners()
        self.selected_event: Listeners[int | None] = Listeners()
        self.noticed: Listeners[Notice] = Listeners()
        self._journal = journal

    @property
    def veiled(self) -> bool:
        """Tell whether its coder is not to know which session it is, nor who else codes it."""
        return self.name != self.session.id

    @property
    def pass_id(self) -> str:
        """The pass that is coded."""
        return self.observation.identity.pass_id

    @property
    def lanes(self) -> tuple[Tier, ...]:
        """The tiers coded in this pass."""
        return self.scheme.lanes_of_pass(self.pass_id)

    @property
    def end_ms(self) -> int:
        """Where the session ends."""
        return self.frames.duration_ms

    def answers(self, chord: str) -> bool:
        """Tell whether a key answers the question that waits, and so means nothing else."""
        if not self.pending:
            return False
        reading = interpret(self.scheme, self.pending, chord, 0, self.pass_id)
        return reading.understood and not isinstance(reading.edit, Press)

    def press(self, chord: str, at_ms: int) -> bool:
        """Do what a key means at an instant; tell whether it means anything."""
        reading = interpret(self.scheme, self.pending, chord, at_ms, self.pass_id)
        if reading.understood:
            self._carry_out(reading)
        return reading.understood

    def code(self, tier_id: str, code_id: str, at_ms: int) -> Change | None:
        """Code a behaviour at an instant, as its key does."""
        return self._carry_out(Reading(Press(tier_id, code_id, at_ms), Pending()))

    def end_uncodable(self, event_id: int, at_ms: int) -> Change | None:
        """End uncodable time at an instant, whatever else holds there."""
        return self._carry_out(Reading(Press(UNCODABLE, UNCODABLE, at_ms, ends=event_id), Pending()))

    @property
    def refused(self) -> Press | None:
        """The press that was refused last because its tier is uncodable, as long as it can be done anyway."""
        return self._refused

    def code_anyway(self) -> Change | None:
        """Do the press that was refused last because its tier is uncodable, at the frame it was made on."""
        refused, self._refused = self._refused, None
        if refused is None:
            self.noticed.tell(Notice("No key was refused that could be coded anyway.", "", Severity.WARNING))
            return None
        return self._carry_out(Reading(replace(refused, anyway=True), Pending()))

    def _carry_out(self, reading: Reading) -> Change | None:
        change = self.do(reading.edit) if reading.edit is not None else None
        if change is not None and isinstance(reading.edit, Press):
            self.select(_touched(change))
            self._announce(change, reading.edit)
            self._point_out(change)
        else:
            is_beside = isinstance(reading.edit, Press) and reading.edit.beside
            self._wait_for(settle(self.observation, self.pending if is_beside else reading.pending))
            if change is not None and change.removed:
                at_ms = change.removed[0].onset_ms
                self.noticed.tell(Notice(f"{_as_done(change.words)} at {format_short_time(at_ms)}."))
        return change

    def do(self, edit: Edit) -> Change | None:
        """Carry out an edit; when it cannot be done, say why and change nothing."""
        if isinstance(edit, Press):
            edit = replace(edit, end_ms=self.end_ms)
        try:
            self._refuse_view_only()
            self._refuse_by_hand()
            change = self._plan(edit)
        except UncodableError as error:
            self._refused = edit if isinstance(edit, Press) else None
            self.noticed.tell(replace(notice_of(error), button="Code anyway", action=self.code_anyway))
            return None
        except CoderError as error:
            self.noticed.tell(notice_of(error))
            return None
        if change:
            self.observation.perform(change)
            self.history.keep(change)
            self._publish(change, "do")
            self._wait_for(self._questions_after(edit, change))
            if isinstance(edit, MoveEdge | Shift):
                self._point_out(change)
        elif isinstance(edit, Press):
            self.noticed.tell(Notice(f"{change.words}: nothing changed."))
        return change or None

    def _plan(self, edit: Edit) -> Change:
        """Say what an edit changes; where only blocks are coded, a press codes in them alone, and ends with them."""
        blocks = self.observation.blocks
        if not isinstance(edit, Press):
            return plan(self.scheme, self.observation, edit)
        refuse_outside(blocks, edit.at_ms)
        return end_with_block(blocks, plan(self.scheme, self.observation, edit))

    def _questions_after(self, edit: Edit, change: Change) -> Pending:
        """Return what a press, an end or another code asks; after any other edit, what waited and still applies."""
        ended = isinstance(edit, MoveEdge) and any(old.running and not new.running for old, new in change.replaced)
        if ended or isinstance(edit, Press | SetCode):
            return ask_after(self.scheme, self.observation, change)
        return settle(self.observation, self.pending)

    def undo(self) -> Change | None:
        """Take the last change back."""
        return self._go(self.history.can_undo, "undo")

    def redo(self) -> Change | None:
        """Do again what was undone last."""
        return self._go(self.history.can_redo, "redo")

    def _go(self, last: Change | None, kind: str) -> Change | None:
        if last is None:
            self.noticed.tell(Notice(f"There is nothing to {kind}.", "", Severity.WARNING))
            return None
        try:
            self._refuse_view_only()
        except CoderError as error:
            self.noticed.tell(notice_of(error))
            return None
        change = self.history.undo(self.observation) if kind == "undo" else self.history.redo(self.observation)
        if change is None:
            return None
        self._wait_for(Pending())
        self._publish(change, kind)
        self.noticed.tell(Notice(f"{'Undone' if kind == 'undo' else 'Done again'}: {change.words}."))
        return change

    def _publish(self, change: Change, kind: str) -> None:
        self._refused = None
        self._journal.submit(change, kind)
        self.changed.tell(change)
        if self.selected is not None and self.selected not in self.observation:
            self.select(None)

    def carry(self, change: Change) -> bool:
        """Carry out a change that was planned elsewhere, as one that undo takes back; tell whether there was any."""
        try:
            self._refuse_view_only()
        except CoderError as error:
            self.noticed.tell(notice_of(error))
            return False
        if change:
            self.observation.perform(change)
            self.history.keep(change)
            self._publish(change, "do")
        return bool(change)

    def take_over(self, change: Change) -> None:
        """Carry out what was done elsewhere, for all coders of the session: it is logged, and undo leaves it alone."""
        self.observation.perform(change)
        for tier_id in {event.tier for event in (*change.gone, *change.come)}:
            self.history.forget(tier_id)
        self._publish(change, "phases")
        self._wait_for(settle(self.observation, self.pending))

    def _refuse_view_only(self) -> None:
        if self.view_only:
            raise CoderError(f"This observation is view-only: {self.view_only}", "Nothing was changed.")

    def _refuse_by_hand(self) -> None:
        if self.observation.identity.coder == CONSENSUS:
            raise CoderError("Nothing is coded by hand in a consensus.", "Decide where the two coders differ.")

    def select(self, event_id: int | None) -> None:
        """Select an event, or none."""
        if event_id != self.selected:
            self.selected = event_id
            self.selected_event.tell(event_id)

    @property
    def selection(self) -> Event | None:
        """The selected event."""
        return self.observation.find(self.selected)

    def skip_question(self) -> None:
        """Leave the question that waits unanswered."""
        self._wait_for(settle(self.observation, self.pending.skipped()))

    def ask_again(self) -> None:
        """Ask every modifier of the selected event."""
        event = self.selection
        if event is None:
            self.noticed.tell(
                Notice("No event is selected.", "Click an event, or go to one with ↑ and ↓.", Severity.WARNING)
            )
            return
        pending = settle(self.observation, ask_all(self.scheme, event))
        if not pending:
            self.noticed.tell(Notice(f"{event.words} has no modifiers.", "", Severity.WARNING))
        self._wait_for(pending)

    def _wait_for(self, pending: Pending) -> None:
        if pending != self.pending:
            self.pending = pending
            self.asked.tell(pending)

    def _point_out(self, change: Change) -> None:
        """Say what is shorter or closer together than the scheme means it to be; one button mends it."""
        for remark in remarks_on(self.scheme, self.observation, change):
            mend = partial(self.do, remark.mend)
            self.noticed.tell(Notice(remark.words, "", Severity.WARNING, remark.button, mend))

    def _announce(self, change: Change, press: Press) -> None:
        tier, come = self.scheme.tier(press.tier), change.come
        when = f"at {format_short_time(press.at_ms)}"
        if tier is not None and tier.kind is Kind.INTERVAL and come and come[0].offset_ms is not None:
            when = f"for {format_short_time(come[0].onset_ms)}–{format_short_time(come[0].offset_ms)}"
        self.noticed.tell(Notice(f"{_as_done(change.words)} {when}."))


def _touched(change: Change) -> int | None:
    come = change.come
    return come[0].id if come else None


_DONE = {"Begin": "Began", "End": "Ended", "Code": "Coded", "Replace": "Replaced"}


def _as_done(title: str) -> str:
    """Say what a menu names as done: "Begin smile" is "Began smile" afterwards."""
    word, space, rest = title.partition(" ")
    return f"{_DONE.get(word, word)}{space}{rest}"
