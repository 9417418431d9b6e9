"""Which tiers cannot be judged at the frame on the screen, and how much of each is codable."""

from coder.app.workspace import Workspace
from coder.editing.blocking import blocking_at
from coder.gui.palette.rows import TierRow
from coder.gui.timeline.codable import codable_words
from coder.gui.words import plain_words
from coder.model.change import Change
from coder.model.event import Event
from coder.model.scheme import PHASE, REASON, UNCODABLE, Tier


class Judging:
    """Keeps the rows of a palette up to date; a step onwards looks only at the lane of uncodable time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._rows: list[tuple[Tier, TierRow]] = []
        self._held: list[Event] | None = None

    def add(self, tier: Tier, row: TierRow) -> None:
        """Keep a tier's row up to date from now on."""
        self._rows.append((tier, row))
        row.setToolTip(codable_words(self._workspace, tier))

    def follow(self, change: Change) -> None:
        """Tell how much is codable anew where that may have changed."""
        if any(event.tier in (PHASE, UNCODABLE) for event in (*change.gone, *change.come)):
            self._held = None
            for tier, row in self._rows:
                row.setToolTip(codable_words(self._workspace, tier))

    def set_now(self, ms: int) -> None:
        """Show which tiers are blocked at an instant."""
        held = self._workspace.observation.lane(UNCODABLE).covering(ms)
        if held == self._held:
            return
        self._held = held
        for tier, row in self._rows:
            blocking = blocking_at(self._workspace.scheme, self._workspace.observation, tier.id, ms)
            row.set_blocked(_words(blocking) if blocking is not None else "")


def _words(blocking: Event) -> str:
    reason = blocking.modifier(REASON)
    return f"uncodable: {plain_words(reason)}" if reason else "uncodable"
