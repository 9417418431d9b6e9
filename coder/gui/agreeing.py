"""Analyse › Agreement…: of what is open, else of a folder that is asked for; a disagreement leads back to the video."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coder.app.notices import Notice, Severity
from coder.gui.host import Host
from coder.gui.sheet import Sheet
from coder.gui.sources import Source, find_sources, find_viewer

if TYPE_CHECKING:
    from coder.app.agreement_scope import Pick, Spot
    from coder.gui.agreement.agreement_sheet import Kept

Open = Callable[[Sheet, QWidget | None], None]
Pair = tuple[str, str]


class Agreeing:
    """Opens the view of agreement; it begins where it was left."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet
        self._sheet: Sheet | None = None
        self._kept: Kept | None = None

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {"agreement": self.ask}

    def ask(self) -> None:
        """Show how far the coders agree of what is open."""
        sources = find_sources(self._window, "Compare the coders of a session, a study, or a folder of studies")
        if sources:
            self.show(sources)

    def show(self, sources: list[Source]) -> None:
        """Show how far the coders agree of the first of some folders; the others can be chosen."""
        from coder.gui.agreement.agreement_sheet import AgreementSheet, Ways

        window = self._window
        if window.sitting is not None:
            window.sitting.playback.pause()  # nobody sees it now
        flush = window.sitting.opened.flush if window.sitting is not None else _nothing
        ways = Ways(flush, window.bar.show_notice, self.go, self.review, find_viewer(window))
        sheet = AgreementSheet(window.over, window.theme, sources, ways, self._kept)
        sheet.closed.connect(lambda: self._keep(sheet.kept()))
        self._sheet = sheet
        self._open(sheet, sheet.body.figures)

    def _keep(self, kept: "Kept") -> None:
        self._kept, self._sheet = kept, None

    # ------------------------------------------------------------------ back to the video

    def go(self, folder: Path, pair: Pair, spot: "Spot") -> None:
        """Go to a disagreement: in the session that is open, else at the desk."""
        from coder.app.agreement_lists import spot_words
        from coder.app.agreement_scope import Pick, Stream

        window = self._window
        sitting = window.sitting
        if sitting is None or sitting.opened.session.folder.resolve() != folder.resolve():
            self.review(folder, pair, Pick(Stream(spot.tier), spot.one.code_a, spot.one.code_b))
            return
        if self._sheet is not None:
            self._sheet.close_sheet()
        sitting.playback.pause()
        sitting.playback.seek_ms(spot.one.onset_ms)
        words = spot_words(spot, pair)
        window.bar.show_notice(Notice(words, "", Severity.NEWS, "Agreement", self.ask))

    def review(self, folder: Path, pair: Pair, pick: "Pick") -> None:
        """Open the disagreement desk on the disagreements that are meant."""
        from coder.app.agreement_look import find_pass
        from coder.model.consensus import Wanted

        tier = pick.stream.tier
        if self._sheet is not None:
            self._sheet.close_sheet()
        wanted = Wanted(tier, pick.code_a, pick.code_b)
        self._window.review(folder, pair, find_pass(folder, pair, tier), wanted)


def _nothing() -> None:
    """Nothing is open that could be unsaved."""
