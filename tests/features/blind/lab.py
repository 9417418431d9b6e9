"""Who plays the scenarios of a lab with several coders: the core alone, or the window with real key events."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from coder.app.agreement import find_agreement
from coder.app.agreement_lists import list_figures
from coder.app.agreement_scope import Scope
from coder.app.agreement_wish import AgreementWish, How
from coder.app.code import code_keys
from coder.app.open_session import open_session
from coder.app.plan import draw_plan, next_open, read_queue
from coder.app.submit import reopen_session, submit_session
from coder.app.training_lists import attempt_listing, standing_listing
from coder.app.training_look import look_at_training
from coder.errors import CoderError
from coder.model.listing import Listing
from coder.model.training import Standing
from tests.moving import create_study
from tests.training import TODAY, create_training

PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0, seed: 3}\n"
Keys = Iterable[tuple[str, int]]
LOOKS = [("w" if place % 2 else "t", place * 10_000) for place in range(20)] + [("w", 200_000)]
"""What the expert codes of a gold session: looks of ten seconds in turn; the last key ends the last one."""


class Lab(Protocol):
    """What a scenario can do; ``session`` is what was coded last."""

    study: Path
    session: Path

    def code(self, coder: str, session: Path | None, keys: Keys) -> None:
        """Let a coder press keys in a session, in what comes next in the queue where none is named."""

    def submit(self, coder: str) -> None:
        """Submit what the coder codes."""

    def reopen(self, coder: str, reason: str) -> None:
        """Open again what the coder submitted."""

    def press(self, coder: str, chord: str, ms: int) -> None:
        """Press a key in what the coder submitted."""

    def told(self) -> str:
        """Return what a person reads last."""

    def compare(self, coder: str) -> Listing | str:
        """Return the figures that the coder sees of the study, or why there are none."""

    def train(self, coder: str) -> tuple[Listing, Listing]:
        """Return the statuses and the gold sessions that the coder sees."""

    def end(self) -> None:
        """Put everything away."""


def create_planned(folder: Path) -> Path:
    """Make a study of one session that two code, by its plan."""
    create_study(folder, sessions=1, coders=())
    (folder / "study.yaml").write_text(PLAN, encoding="utf-8")
    draw_plan(folder)
    return folder


def create_gold(folder: Path) -> Path:
    """Make a study with three gold sessions."""
    return create_training(folder)


class CoreLab:
    """The use cases alone."""

    def __init__(self) -> None:
        self.study = self.session = Path()
        self._told = ""

    def code(self, coder: str, session: Path | None, keys: Keys) -> None:
        """Let a coder press keys in a session."""
        if session is None:
            following = next_open(read_queue(self.study, coder))
            assert following is not None
            session = following.session.folder
        self.session = session
        with open_session(session, coder) as opened:
            code_keys(opened, [f"{ms / 1000},{chord}" for chord, ms in keys])

    def submit(self, coder: str) -> None:
        """Submit what the coder codes."""
        seal = submit_session(self.session, coder)
        self._told = f"Submitted: {seal.events} events."

    def reopen(self, coder: str, reason: str) -> None:
        """Open again what the coder submitted."""
        reopen_session(self.session, coder, reason)

    def press(self, coder: str, chord: str, ms: int) -> None:
        """Press a key in what the coder submitted."""
        with open_session(self.session, coder) as opened:
            try:
                code_keys(opened, [f"{ms / 1000},{chord}"])
            except CoderError as error:
                self._told = error.message

    def told(self) -> str:
        """Return what was said last."""
        return self._told

    def compare(self, coder: str) -> Listing | str:
        """Return the figures, or why there are none."""
        wish = AgreementWish(self.study, how=How(draws=0))
        try:
            found = find_agreement(replace(wish, viewer=coder))
        except CoderError as error:
            return error.message
        return list_figures(found, Scope(("ana", "ben")))

    def train(self, coder: str) -> tuple[Listing, Listing]:
        """Return the statuses and the gold sessions."""
        look = look_at_training(self.study, coder, lambda: None)
        standing = next((one for one in look.standings if isinstance(one, Standing)), None)
        return standing_listing(look, TODAY), attempt_listing(standing, look.waiting)

    def end(self) -> None:
        """Nothing is held."""
