"""Who plays a scenario: the core alone, or the window with real key events; the sentences are the same."""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from coder.app.agreement_charts import confusion_chart
from coder.app.agreement_lists import list_figures, list_spots
from coder.app.agreement_look import look_at_agreement
from coder.app.agreement_scope import Pick, Scope, tallies_in
from coder.app.agreement_wish import AgreementWish, How, Reliability
from coder.app.commands import COMMANDS, Command
from coder.app.consensus_opening import ReviewWish, open_consensus
from coder.app.desk import Desk
from coder.app.holding import HOLD_MS
from coder.app.open_session import Opened
from coder.app.shared_phases import SharedPhases
from coder.app.viewing import share_words
from coder.app.workspace import Task, Workspace
from coder.editing.derived import derived_holds
from coder.model.agreement import Method
from coder.model.event import Event
from coder.model.listing import Listing
from coder.model.observation import Observation
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.viewing import UNSEEN, Viewing
from coder.scheme.loader import load_scheme
from tests.doubles import (
    Ear,
    EvenFrames,
    LoudView,
    MemoryJournal,
    MemoryRecord,
    StillPlayer,
    build_desk,
    build_workspace,
)

SCHEME = Path(__file__).with_name("lab.yaml")
FRAME_MS = 100
LENGTH_MS = 60_000
ANA_AND_BEN = Scope(("ana", "ben"))


class Driver(Protocol):
    """What a scenario can do."""

    desk: Desk
    ear: Ear
    took_over: bool

    def press(self, chord: str) -> None:
        """Press a key at the frame on the screen."""

    def hold(self, chord: str, until_ms: int) -> None:
        """Press a key at the frame on the screen and let it go at another, more than a moment later."""

    def go_to(self, ms: int) -> None:
        """Show the frame at an instant."""

    def play_on(self, ms: int) -> None:
        """Let the video play for some time."""

    def play_until_it_pauses(self) -> None:
        """Let the video play until it pauses by itself."""

    def choose(self, title: str) -> None:
        """Carry out a command by its title."""

    def mark_elsewhere(self, mark: PhaseMark) -> None:
        """Let another coder mark a phase of the session on another computer, after what is marked here is shared."""

    def share(self) -> None:
        """Wait until what is marked here is the session's, and what others marked is here."""

    def marks(self) -> Marks:
        """Return the phases of the session."""

    def holds(self, derived_id: str) -> bool:
        """Tell whether a derived code is seen to hold at the frame on the screen."""

    def open_pass(self, pass_id: str) -> None:
        """Leave what is coded, and code a pass of the same session."""

    def review(self, session: Path) -> None:
        """Leave what is coded, and decide where ana and ben differ in another session."""

    def compare(self, session: Path) -> None:
        """Ask how far ana and ben agree in another session."""

    def agreement(self) -> Listing:
        """Return the figures that are shown."""

    def differ(self, pick: Pick) -> Listing:
        """Choose a cell of the matrix; return the disagreements that are shown."""

    def watched(self) -> str:
        """Return how much is said to be watched, empty where nothing is."""

    def told(self) -> str:
        """Return what a person reads last."""

    def check(self) -> None:
        """Hold that all that is shown is what was coded."""

    def end(self) -> None:
        """Put everything away."""


class CoreDriver:
    """The desk alone, with a player that moves only when told."""

    def __init__(self) -> None:
        self._found = Reliability((), {})
        frames = EvenFrames(LENGTH_MS, FRAME_MS)
        self.player = StillPlayer(frames)
        workspace = build_workspace(scheme=load_scheme(SCHEME).scheme, frames=frames)
        self.desk: Desk = build_desk(workspace, player=self.player)
        self.ear = Ear.at(self.desk.workspace)
        self.took_over = False
        self._record = MemoryRecord()
        self._phases = SharedPhases(self.workspace, self._record)
        self._left: dict[str, tuple[Observation, Viewing]] = {}
        self._known: dict[int, Event] = {}
        self._opened: Opened | None = None

    @property
    def workspace(self) -> Workspace:
        """What is being coded."""
        return self.desk.workspace

    def press(self, chord: str) -> None:
        """Press a key at the frame on the screen."""
        self.desk.press(chord)
        self._see()

    def hold(self, chord: str, until_ms: int) -> None:
        """Press a key at the frame on the screen and let it go at another, more than a moment later."""
        self.desk.press(chord)
        self.go_to(until_ms)
        self.desk.release(chord, self.player.now_ms(), HOLD_MS + 100)

    def go_to(self, ms: int) -> None:
        """Show the frame at an instant."""
        self.player.seek_ms(ms)
        self._see()

    def _see(self) -> None:
        self.desk.watched.see(self.player.now_ms())

    def play_on(self, ms: int) -> None:
        """Let the video play for some time."""
        self.player.pass_time(ms / 1000)
        self.desk.sampling.look()
        self._see()

    def play_until_it_pauses(self) -> None:
        """Let the video play until it pauses by itself."""
        for _ in range(10 * LENGTH_MS // FRAME_MS):
            self.play_on(FRAME_MS // 2)
            if not self.player.playing:
                return
        raise AssertionError("It does not pause.")

    def choose(self, title: str) -> None:
        """Carry out a command by its title."""
        command_of(title).run(self.desk)
        self._see()

    def mark_elsewhere(self, mark: PhaseMark) -> None:
        """Let another coder mark a phase of the session."""
        self.share()
        self._record.kept = (*self._record.kept, mark)
        self.took_over = True

    def share(self) -> None:
        """Take what is there to take."""
        self._phases.take_news()

    def marks(self) -> Marks:
        """Return the phases of the session."""
        return self._record.kept

    def holds(self, derived_id: str) -> bool:
        """Tell whether a derived code holds at the frame on the screen."""
        scheme = self.workspace.scheme
        derived = next(one for one in scheme.derived if one.id == derived_id)
        return derived_holds(scheme, self.workspace.observation, derived, self.player.now_ms())

    def open_pass(self, pass_id: str) -> None:
        """Leave what is coded, and code a pass of the same session."""
        observation, session = self.workspace.observation, self.workspace.session
        self._left[self.workspace.pass_id] = observation, self.desk.watched.settle()
        identity = replace(observation.identity, pass_id=pass_id)
        coded, viewing = self._left.get(pass_id, (Observation(identity), UNSEEN))
        self._known = {event.id: event for event in coded}
        self.player = StillPlayer(self.player.frames)
        task = Task(session, self.workspace.scheme, self.player.frames)
        workspace = Workspace(task, coded, MemoryJournal())
        self.desk = Desk(workspace, self.player, LoudView(), self.desk.keymap, viewing=viewing)
        self.ear, self._phases = Ear.at(workspace), SharedPhases(workspace, self._record)
        self.desk.go_on()
        self._see()

    def review(self, session: Path) -> None:
        """Leave what is coded, and decide where ana and ben differ in another session."""
        opened = self._opened = open_consensus(ReviewWish(session, ("ana", "ben"), decided_by="cleo"))
        self._known = {event.id: event for event in opened.workspace.observation}
        self.player = StillPlayer(EvenFrames(opened.workspace.end_ms, 40))
        self.desk = Desk(opened.workspace, self.player, LoudView(), self.desk.keymap, review=opened.review)
        self.ear = Ear.at(opened.workspace)
        assert opened.review is not None
        opened.review.begin()

    def compare(self, session: Path) -> None:
        """Ask how far ana and ben agree in another session."""
        self._found = look_at_agreement(AgreementWish(session, how=How(draws=0))).found

    def agreement(self) -> Listing:
        """Return the figures."""
        return list_figures(self._found, ANA_AND_BEN)

    def differ(self, pick: Pick) -> Listing:
        """Return the disagreements of a cell of the matrix that there is."""
        names, tallies = tallies_in(self._found, ANA_AND_BEN, pick.stream, Method.TIME_UNIT)
        chart = confusion_chart(ANA_AND_BEN, pick.stream, Method.TIME_UNIT, names, tallies)
        assert pick in [cell.datum for row in chart.cells for cell in row]
        return list_spots(self._found, ANA_AND_BEN, pick)

    def watched(self) -> str:
        """Return how much is watched in words, empty where nothing is."""
        viewing = self.desk.watched.settle()
        return share_words(viewing) if viewing.begun else ""

    def told(self) -> str:
        """Return the last notice."""
        return str(self.ear.notices[-1]) if self.ear.notices else ""

    def check(self) -> None:
        """Hold that listeners were told enough to know all events."""
        shown = self._known | {event.id: event for change in self.ear.changes for event in change.come}
        for event in self.workspace.observation:
            assert shown[event.id] == event

    def end(self) -> None:
        """Let the file go, where there is one."""
        if self._opened is not None:
            self._opened.close()


def command_of(title: str) -> Command:
    """Return the command of a title."""
    return next(command for command in COMMANDS if command.title == title)
