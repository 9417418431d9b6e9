"""Interval sampling: play pauses on the last frame of each interval that has no code yet, and goes on when it has.

The key of a code that is asked for codes the interval that has just ended. Enter leaves it uncoded, and so does
playing on.
"""

from dataclasses import dataclass

from coder.app.listeners import Listeners
from coder.app.ports import Player
from coder.app.workspace import Workspace
from coder.editing.intervals import Counted, Sampled, middle_of
from coder.model.change import Change
from coder.model.scheme import PHASE, Tier
from coder.model.spans import Span

LEAVE = ("enter", "escape")
LATE_MS = 500
"""How long after a phase has ended play goes back to ask for the interval that ended with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An interval whose codes are asked for; ``several``: more than one may be given."""

    tier: Tier
    span: Span

    @property
    def several(self) -> bool:
        """Tell whether more than one code may be given."""
        return not self.tier.exclusive


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked now: the codes it has already, how many intervals have one, and how many more are asked then."""

    asked: Asked
    given: tuple[str, ...]
    counted: Counted
    more: int = 0


class PauseAtIntervals:
    """Pauses the player at the ends of uncoded intervals; ``prompted`` gets what is asked, or None.

    ``wanted``: not where the coder prefers to play on and to code as the video plays.
    Tell it (``look``) whenever the frame on the screen changes, or whether it plays.
    """

    def __init__(self, workspace: Workspace, player: Player) -> None:
        self.prompt: Prompt | None = None
        self.prompted: Listeners[Prompt | None] = Listeners()
        self._workspace, self._player = workspace, player
        self._sampled = Sampled(workspace.scheme, workspace.observation, workspace.end_ms)
        self._tiers = self._sampled.tiers()
        self.wanted = True
        self._open: list[Asked] = []
        self._held_ms: int | None = None
        if self._tiers:
            player.pause_where(self._find_stop)
            workspace.changed.add(self._follow)
            workspace.asked.add(lambda _: self.look())

    @property
    def _pauses(self) -> bool:
        return self.wanted and not self._workspace.view_only

    def pause(self, wanted: bool) -> None:
        """Pause at intervals from now on, or play on past them."""
        self.wanted = wanted
        if not self._pauses:
            self._open = []
        self._show()

    def counts(self) -> dict[str, Counted]:
        """Return how many intervals are coded, by the id of each interval tier of the pass."""
        return {tier.id: self._sampled.count(tier) for tier in self._tiers}

    # ------------------------------------------------------------ where play pauses

    def _find_stop(self, from_ms: int, to_ms: int) -> int | None:
        if not self._pauses:
            return None
        ends = (span[1] for tier in self._tiers for span in self._sampled.uncoded_ending(tier, from_ms, to_ms))
        return min(ends, default=None)

    def _due(self, at_ms: int) -> list[Asked]:
        """Return the uncoded intervals that end at an instant."""
        if not self._pauses:
            return []
        found = ((tier, self._sampled.uncoded_ending(tier, at_ms - 1, at_ms)) for tier in self._tiers)
        return [Asked(tier, span) for tier, spans in found for span in spans]

    def _follow(self, change: Change) -> None:
        """Go back to the end of the interval that a phase has just cut while it played on."""
        player, now_ms = self._player, self._player.now_ms()
        if not player.playing or player.rate <= 0 or player.looping:
            return
        edges = [ms for event in change.come if event.tier == PHASE for ms in (event.onset_ms, event.offset_ms)]
        for ms in edges:
            if ms is not None and 0 <= now_ms - ms <= LATE_MS and self._due(ms):
                player.hold_before(ms)
                return

    # ------------------------------------------------------------ what is asked

    def look(self) -> None:
        """Ask where play has paused; ask no more where it plays or is elsewhere; go on when all is answered."""
        if not self._tiers:
            return
        player = self._player
        held_ms = None if player.playing else player.held_before
        before_ms, self._held_ms = self._held_ms, held_ms
        if held_ms is not None and held_ms != before_ms:
            self._open = self._due(held_ms)
        elif self._open and held_ms is None and (player.playing or not self._is_seen()):
            self._open = []
        self._settle()

    def _is_seen(self) -> bool:
        now_ms = self._player.now_ms()
        return any(asked.span[0] <= now_ms < asked.span[1] for asked in self._open)

    def _settle(self) -> None:
        """Drop what has been answered, and go on when nothing is left and no question waits."""
        if self._open and not self._workspace.pending:
            self._open = [asked for asked in self._open if self._waits(asked)]
            if not self._open:
                self._show()
                self._player.play()
                return
        self._show()

    def _waits(self, asked: Asked) -> bool:
        sampled, tier, span = self._sampled, asked.tier, asked.span
        if sampled.interval_at(tier, middle_of(span)) != span or not sampled.can_judge(tier, span):
            return False
        return asked.several or not sampled.is_coded(tier, span)

    def _show(self) -> None:
        prompt = None
        if self._open and not self._workspace.pending:
            asked = self._open[0]
            lane = self._workspace.observation.lane(asked.tier.id)
            given = tuple(event.code for event in lane.covering(middle_of(asked.span)))
            prompt = Prompt(asked, given, self._sampled.count(asked.tier), len(self._open) - 1)
        if prompt != self.prompt:
            self.prompt = prompt
            self.prompted.tell(prompt)

    # ------------------------------------------------------------ what answers

    def press(self, chord: str) -> bool:
        """Leave the interval that is asked for when a key says so; tell whether it did."""
        if self.prompt is None or chord not in LEAVE or self._workspace.refused is not None:
            return False
        self.leave()
        return True

    def leave(self) -> None:
        """Leave the interval that is asked for as it is, and go on."""
        self._open = self._open[1:]
        self._show()
        if not self._open:
            self._player.play()

    def instant_of(self, tier_id: str, at_ms: int) -> int:
        """Return when a code of a tier is meant: in the interval that is asked for, else at ``at_ms``."""
        found = (asked.span for asked in self._open if asked.tier.id == tier_id)
        return next((middle_of(span) for span in found), at_ms)
