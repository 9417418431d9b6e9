"""Which two coders' disagreements are reviewed: those of the session that is open, asked where there are several."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.host import Host
from coder.gui.sheet import Sheet
from coder.gui.sources import find_viewer

if TYPE_CHECKING:
    from coder.model.session import Session

Open = Callable[[Sheet, QWidget | None], None]
Pair = tuple[str, str]


class Reviewing:
    """Opens the desk of disagreements, and the sheet for a reason on it."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return what each name shows."""
        return {"review": self.ask, "review_reason": self.ask_reason}

    def ask(self) -> None:
        """Review the disagreements of the session that is open."""
        from coder.gui.consensus.pair_sheet import PairSheet
        from coder.model.consensus import ALL

        sitting = self._window.sitting
        if sitting is None:
            self._tell("No session is open.", "Open a session that two coders have coded.")
            return
        if sitting.opened.review is not None:
            sitting.opened.review.want(ALL)
            return
        session, pass_id = sitting.opened.session, sitting.desk.workspace.pass_id
        try:
            pairs = find_pairs(session, pass_id, find_viewer(self._window))
        except CoderError as error:
            self._window.bar.show_notice(notice_of(error))
            return
        if not pairs:
            self._tell(
                f"{sitting.desk.workspace.name} was not coded by two coders.",
                "A consensus takes two observations of one pass.",
            )
        elif len(pairs) == 1:
            self._window.review(session.folder, pairs[0], pass_id)
        else:
            sheet = PairSheet(self._window.over, self._window.theme, pairs, self._chosen(session.folder, pass_id))
            self._open(sheet, sheet.list)

    def _chosen(self, folder: Path, pass_id: str) -> Callable[[Pair], object]:
        return lambda pair: self._window.review(folder, pair, pass_id)

    def ask_reason(self) -> None:
        """Ask why the disagreement is decided so."""
        from coder.app.consensus_words import tier_words, when_words
        from coder.gui.consensus.reason_sheet import ReasonSheet

        sitting = self._window.sitting
        review = None if sitting is None else sitting.opened.review
        one = None if review is None else review.current
        if review is None or one is None:
            self._tell("No disagreement is looked at.", "Go to the next one first.")
            return
        said = review.waiting_reason or one.ruled.reason
        what = f"{tier_words(one)} at {when_words(one)}"
        sheet = ReasonSheet(self._window.over, self._window.theme, what, said, review.give_reason)
        self._open(sheet, sheet.field)

    def _tell(self, words: str, hint: str) -> None:
        self._window.bar.show_notice(Notice(words, hint, Severity.WARNING))


def find_pairs(session: "Session", pass_id: str, viewer: str = "") -> list[Pair]:
    """Return whose disagreements can be reviewed: of a consensus that is begun, only its two coders'.

    Raises CoderError where a ``viewer`` may not know yet who codes the session.
    """
    from coder.app.blinding import NOT_YET, Blinding
    from coder.app.consensus_opening import find_pair
    from coder.app.consensus_reading import coders_of
    from coder.model.consensus import CONSENSUS
    from coder.store.session_folder import observation_path

    blinding, coders = Blinding(viewer), coders_of(session, pass_id)
    secret = {coder for coder in coders if blinding.is_secret(session, observation_path(session, coder, pass_id))}
    if (secret or blinding.is_coder(session)) and len(set(coders) - secret) < 2:
        raise CoderError(*NOT_YET)
    begun = find_pair(observation_path(session, CONSENSUS, pass_id))
    return [begun] if begun is not None else list(combinations([one for one in coders if one not in secret], 2))
