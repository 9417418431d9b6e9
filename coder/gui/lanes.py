"""What is computed in the background for the timeline's lanes: waveform, spectrogram, motion; each seen as it grows."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from coder.app.motion_lanes import find_plan, forget_regions, measure_curves, with_region
from coder.app.notices import Notice, Severity, notice_of
from coder.app.sounds import Source, read_spectrogram, read_waveform
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.timeline.rows import RowKind, motion_row
from coder.gui.timeline.view import TimelineView
from coder.model.region import MotionPlan, Region
from coder.model.session import Session

GROWTH_S = 0.4
"""Growth is painted no more often than this."""
GIVE_WAY_S = 0.005
_KEY = "measured lanes"
NO_REGIONS = Notice("There are no regions for motion.", "Draw one on the picture first.", Severity.WARNING)


class Lanes(QObject):
    """Fills the timeline's lanes of what is measured. ``told`` tells what is to be said.

    ``busy`` is asked before anything is measured on pictures: whoever waits for a picture comes first.
    """

    told = Signal(object)

    def __init__(self, parent: QObject, timeline: TimelineView, session: Session, window: Mapping[str, str]) -> None:
        super().__init__(parent)
        self._timeline, self._session = timeline, session
        self._works: dict[str, Background] = {}
        self._source: Source | None = None
        self._spectrogram_of: Source | None = None
        self.plan: MotionPlan | None = None
        self._measured = False
        self.busy: Callable[[], bool] = lambda: False
        self.sound_shown = True
        kept = dict(part.split("=") for part in window.get(_KEY, "").split() if part.count("=") == 1)
        self.spectrogram_shown = kept.get("spectrogram", "off") == "on"
        self.motion_shown = kept.get("motion", "on") == "on"
        timeline.set_shown(RowKind.SPECTROGRAM, self.spectrogram_shown)
        timeline.set_shown(RowKind.MOTION, self.motion_shown)

    def memory(self, window: Mapping[str, str]) -> dict[str, str]:
        """Return the window's memory with which lanes are shown."""
        shown = {"spectrogram": self.spectrogram_shown, "motion": self.motion_shown}
        return {**window, _KEY: " ".join(f"{name}={'on' if on else 'off'}" for name, on in shown.items())}

    # ------------------------------------------------------------------------ sound

    def draw_sound(self, source: Source | None) -> None:
        """Draw another sound, or none."""
        if source == self._source:
            return
        self._source, self._spectrogram_of = source, None
        self._leave("waveform")
        self._leave("spectrogram")
        self._show(waveform=None, spectrogram=None)
        self._say("spectrogram", "")
        if source is not None:
            self._start("waveform", _growing(read_waveform, source), self._show_waveform, self._be_silent)
            self._draw_spectrogram()

    def _draw_spectrogram(self) -> None:
        source = self._source
        if source is None or not self.spectrogram_shown or source == self._spectrogram_of:
            return
        self._spectrogram_of = source
        self._say("spectrogram", "listening…")
        self._start("spectrogram", _growing(read_spectrogram, source), self._show_spectrogram, self._be_silent)

    def _show_waveform(self, waveform: Any) -> None:
        self._show(waveform=waveform)

    def _show_spectrogram(self, spectrogram: Any) -> None:
        self._show(spectrogram=spectrogram)

    def _be_silent(self, _error: CoderError) -> None:
        """Draw nothing: a video without sound has no waveform, and that is no news."""
        self._say("spectrogram", "")

    def toggle_sound(self) -> None:
        """Show or hide the waveform."""
        self.sound_shown = not self.sound_shown
        self._timeline.set_shown(RowKind.SOUND, self.sound_shown)

    def toggle_spectrogram(self) -> None:
        """Show or hide the spectrogram; it is made when it is first shown."""
        self.spectrogram_shown = not self.spectrogram_shown
        if self.spectrogram_shown and self._source is None:
            self.told.emit(Notice("There is no sound to draw.", "", Severity.WARNING))
        self._timeline.set_shown(RowKind.SPECTROGRAM, self.spectrogram_shown)
        self._draw_spectrogram()

    # ----------------------------------------------------------------------- motion

    def find_regions(self) -> None:
        """Take the session's regions up, and measure them unless their lanes are hidden."""
        try:
            self.plan = find_plan(self._session) if self._session.media else None
        except CoderError as error:
            self.told.emit(notice_of(error))
            return
        self._show_regions()
        if self.motion_shown:
            self._measure()

    def add_region(self, region: Region) -> None:
        """Keep a region with the session and measure it."""
        again = self.plan is not None and any(known.name == region.name for known in self.plan.regions)
        try:
            self.plan = with_region(self._session, region)
        except CoderError as error:
            self.told.emit(notice_of(error))
            return
        self._forget_motion()
        hint = "It is kept in motion.yaml, and exports measure it too."
        self.told.emit(Notice(f"The region {region.name} was drawn{' anew' if again else ''}.", hint))
        if not self.motion_shown:
            self.toggle_motion()
        else:
            self._measure()

    def remove_regions(self) -> None:
        """Take the regions away."""
        if self.plan is None:
            self.told.emit(NO_REGIONS)
            return
        try:
            forget_regions(self._session)
        except CoderError as error:
            self.told.emit(notice_of(error))
            return
        self.plan = None
        self._forget_motion()
        self.told.emit(Notice("The regions for motion are gone."))

    def toggle_motion(self) -> None:
        """Show or hide the lanes of motion; it is measured when they are first shown."""
        self.motion_shown = not self.motion_shown
        self._timeline.set_shown(RowKind.MOTION, self.motion_shown)
        if self.motion_shown and self.plan is None:
            self.told.emit(NO_REGIONS)
        elif self.motion_shown and not self._measured and "motion" not in self._works:
            self._measure()

    def measure(self) -> None:
        """Measure motion now, as after it was stopped."""
        if self.plan is None:
            self.told.emit(NO_REGIONS)
        elif not self.motion_shown:
            self.toggle_motion()
        else:
            self._measure()

    def stop_motion(self) -> None:
        """Stop measuring motion; what is measured so far stays to be seen."""
        if "motion" not in self._works:
            self.told.emit(Notice("No motion is being measured.", "", Severity.WARNING))
            return
        self._leave("motion")
        self._say_motion("stopped: “Measure motion” goes on")
        self.told.emit(Notice("Measuring motion was stopped."))

    def _measure(self) -> None:
        plan, session = self.plan, self._session
        if plan is None:
            return
        self._forget_motion()
        self._say_motion("measuring…")

        def work(work: Background) -> object:
            def cancel() -> bool:
                while self.busy() and not work.left():
                    time.sleep(GIVE_WAY_S)
                return work.left()

            grow = _seldom(lambda curves: work.grow((work, curves)))
            return work, measure_curves(session, plan, progress=_steps(work.progress), cancel=cancel, on_growth=grow)

        self._start("motion", work, self._show_motion, self._refuse_motion, self._grow_motion)

    def _grow_motion(self, news: tuple[Background, Any]) -> None:
        work, curves = news
        if work is self._works.get("motion"):  # else it was left when this was on its way
            self._show(motion=curves)

    def _show_motion(self, news: tuple[Background, Any]) -> None:
        work, curves = news
        if work is self._works.get("motion"):
            del self._works["motion"]
            self._measured = True
            self._show(motion=curves, words={**self._others(), **{motion_row(name): "" for name in curves}})

    def _say_share(self, share: float) -> None:
        self._say_motion(f"measuring… {share:.0%}")

    def _refuse_motion(self, error: CoderError) -> None:
        self._works.pop("motion", None)
        self._show_regions()
        self._say_motion(error.message)

    def _forget_motion(self) -> None:
        self._leave("motion")
        self._measured = False
        self._show_regions()

    def _show_regions(self) -> None:
        regions = self.plan.regions if self.plan is not None else ()
        self._show(motion={region.name: None for region in regions})

    def _say_motion(self, words: str) -> None:
        said = {motion_row(name): words for name in self._timeline.media.motion}
        self._show(words={**self._others(), **said})

    def _others(self) -> dict[str, str]:
        kept = self._timeline.media.words
        return {row: words for row, words in kept.items() if not row.startswith("motion.")}

    # ------------------------------------------------------------------------- work

    def _show(self, **parts: Any) -> None:
        self._timeline.set_media(replace(self._timeline.media, **parts))

    def _say(self, row: str, words: str) -> None:
        kept = {known: said for known, said in self._timeline.media.words.items() if known != row}
        self._show(words={**kept, row: words} if words else kept)

    def _start(
        self,
        name: str,
        work: Callable[[Background], object],
        show: Callable[[Any], object],
        refuse: Callable[[CoderError], object],
        grow: Callable[[Any], object] | None = None,
    ) -> None:
        self._works[name] = made = Background(self)
        made.grown.connect(grow or show)
        made.done.connect(show)
        made.refused.connect(refuse)
        if name == "motion":
            made.progressed.connect(self._say_share)
        made.start(name, work)

    def _leave(self, name: str) -> None:
        work = self._works.pop(name, None)
        if work is not None:
            work.leave()
            work.deleteLater()

    def close(self) -> None:
        """Give up what is being computed."""
        for name in tuple(self._works):
            self._leave(name)


def _growing(
    read: Callable[[Source, Callable[[], bool], Callable[[Any], object]], Any], source: Source
) -> Callable[[Background], object]:
    def work(work: Background) -> object:
        return read(source, work.left, _seldom(work.grow))

    return work


def _seldom(grow: Callable[[Any], object]) -> Callable[[Any], object]:
    """Pass growth on, but no more often than it can be seen."""
    told_s = time.monotonic()

    def tell(part: Any) -> None:
        nonlocal told_s
        if time.monotonic() - told_s >= GROWTH_S:
            told_s = time.monotonic()
            grow(part)

    return tell


def _steps(progress: Callable[[float], object]) -> Callable[[float], None]:
    """Pass progress on in whole hundredths."""
    told = -1

    def tell(share: float) -> None:
        nonlocal told
        if int(share * 100) != told:
            told = int(share * 100)
            progress(told / 100)

    return tell
