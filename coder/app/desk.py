"""The coder's desk: a workspace, a player and a window, and what a key means on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from coder.app.answering import PauseForAnswers
from coder.app.consensus import Review
from coder.app.consensus_keys import Deciding
from coder.app.feedback import Feedback
from coder.app.holding import Held, began_by, let_go, uncodable_at
from coder.app.notices import Notice, Severity
from coder.app.ports import Player, View
from coder.app.ratings import RatingForm
from coder.app.recode import RecodeQueue, Recodes
from coder.app.sampling import PauseAtIntervals
from coder.app.viewing import Watched
from coder.app.workspace import Workspace
from coder.model.scheme import PHASE, UNCODABLE
from coder.model.viewing import UNSEEN, Viewing


class Runnable(Protocol):
    """What a key may be bound to."""

    @property
    def run(self) -> "Callable[[Desk], object]":
        """What it does at a desk."""


class Keys(Protocol):
    """Which key is bound to what."""

    def find(self, chord: str) -> Runnable | None:
        """Find what a chord is bound to."""

    def keys_of(self, command_id: str) -> tuple[str, ...]:
        """Return the chords of a command."""


@dataclass
class Desk:
    """What commands work on.

    ``pre_roll_ms`` is shown before a looped event, ``jump_ms`` is how far a jump goes, ``around_ms`` is played on
    either side of a frame. ``recodes`` are to be looked at again, ``viewing`` is what was watched before.
    """

    workspace: Workspace
    player: Player
    view: View
    keymap: Keys = field(repr=False)
    pre_roll_ms: int = 0
    jump_ms: int = 5_000
    around_ms: int = 1_000
    recodes: Recodes = field(default_factory=Recodes, repr=False)
    viewing: Viewing = field(default=UNSEEN, repr=False)
    review: Review | None = field(default=None, repr=False)
    """Where two coders differ, in a consensus that is being decided."""

    def __post_init__(self) -> None:
        """Let play wait for answers and at intervals, as the scheme says, and have a form for ratings."""
        self.answering = PauseForAnswers(self.workspace, self.player)
        self.sampling = PauseAtIntervals(self.workspace, self.player)
        self.ratings = RatingForm(self.workspace, self._now_ms, partial(self._show, "comment"))
        self.recode = RecodeQueue(self.workspace, self.player, self.recodes)
        self.feedback = Feedback(self.player, lambda: self.pre_roll_ms)
        self.watched = Watched(self.workspace, self.player, self.viewing)
        self._held: Held | None = None
        self.deciding: Deciding | None = None
        if self.review is not None:
            self.deciding = Deciding(self.review, self._show)
            self.review.serve(self.player, lambda: self.pre_roll_ms)

    def go_on(self) -> None:
        """Go where it was left, at the rate that the pass is coded at."""
        one = self.workspace.scheme.pass_(self.workspace.pass_id)
        if one is not None:
            self.player.set_rate(one.rate)
        if self.viewing.head_ms:
            self.player.seek_ms(self.viewing.head_ms)

    def _now_ms(self) -> int:
        return self.player.now_ms()

    def _show(self, name: str) -> None:
        self.view.show(name)

    def press(self, chord: str, at_ms: int | None = None) -> bool:
        """Do what a key means now: an answer, a rating, a command, or a code; tell whether it means anything.

        While the form for ratings is open, keys code nothing but phases and uncodable time.

        ``at_ms`` is the time of the frame on the screen when the key went down.
        """
        at_ms = self.player.now_ms() if at_ms is None else at_ms
        workspace = self.workspace
        if workspace.answers(chord):
            return workspace.press(chord, at_ms)
        if self.feedback.press(chord):
            return True
        if self.deciding is not None and self.deciding.press(chord, at_ms):
            return True
        if self.ratings.press(chord) or self.sampling.press(chord):
            return True
        command = self.keymap.find(chord)
        if command is not None:
            command.run(self)
            self.sampling.look()
            return True
        if self.ratings.is_open and not _marks(workspace, chord):
            hint = "Esc goes back to coding."
            workspace.noticed.tell(Notice(f"{chord} rates nothing here.", hint, Severity.WARNING))
            return False
        if self.recode.press(chord) or self.recode.press(_without_pad(chord)):
            return True
        if self.deciding is not None and self.deciding.press_other(chord):
            return True
        known = uncodable_at(workspace, at_ms)
        if self._code(chord, at_ms) or self._code(_without_pad(chord), at_ms):
            self._held = began_by(workspace, chord, known, at_ms) or self._held
            self.sampling.look()
            return True
        workspace.noticed.tell(Notice(f"{chord} codes nothing here.", "Press ? to see the keys.", Severity.WARNING))
        return False

    def _code(self, chord: str, at_ms: int) -> bool:
        workspace = self.workspace
        found = workspace.scheme.find_key(chord, workspace.pass_id)
        return workspace.press(chord, at_ms if found is None else self.sampling.instant_of(found[0].id, at_ms))

    def rate(self) -> None:
        """Open the form for ratings, or close it; where disagreements are decided, go to a rating instead."""
        if self.review is None:
            self.ratings.toggle()
        else:
            self.review.go_to_rating()

    def code(self, tier_id: str, code_id: str) -> None:
        """Code a behaviour at the frame on the screen, as its key does."""
        if self.review is not None:
            self.review.take(tier_id, code_id)
            return
        if self.recode.take(tier_id, code_id):
            return
        self.workspace.code(tier_id, code_id, self.sampling.instant_of(tier_id, self.player.now_ms()))
        self.sampling.look()

    def release(self, chord: str, at_ms: int, held_ms: int) -> bool:
        """Do what letting a key go means: a key that was held ends the uncodable time it began; tell whether it did.

        ``at_ms`` is the time of the frame on the screen when the key came up, ``held_ms`` how long it was down.
        """
        held = self._held
        if held is None or held.chord != chord:
            return False
        self._held = None
        return let_go(self.workspace, held, at_ms, held_ms)


def _marks(workspace: Workspace, chord: str) -> bool:
    """Tell whether a key marks a phase or uncodable time."""
    found = workspace.scheme.find_key(chord, workspace.pass_id)
    return found is not None and found[0].id in (PHASE, UNCODABLE)


def _without_pad(chord: str) -> str:
    return chord.replace("num", "") if len(chord) == len("num0") else chord
