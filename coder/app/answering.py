"""Play waits for the answers that the scheme marks so, and goes on by itself when they are given."""

from coder.app.ports import Player
from coder.app.workspace import Workspace
from coder.editing.keypad import Pending


class PauseForAnswers:
    """Pauses the player while a question waits whose modifier ``pauses``; whoever paused by hand stays paused."""

    def __init__(self, workspace: Workspace, player: Player) -> None:
        self._player = player
        self._paused = False
        workspace.asked.add(self._follow)

    def _follow(self, pending: Pending) -> None:
        question = pending.question
        if question is not None and question.modifier.pauses:
            self._paused = self._paused or self._player.playing
            if self._player.playing:
                self._player.pause()
        elif self._paused:
            self._paused = False
            self._player.play()
