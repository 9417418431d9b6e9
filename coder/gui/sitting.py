"""One observation being coded in the window: its parts are made, connected and let go here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coder.app.commands import BY_ID
from coder.app.desk import Desk
from coder.app.feedback import Feedback
from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity
from coder.app.recode import RecodeQueue
from coder.app.settings import Settings
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.cameras.feed import start_of
from coder.gui.coding_page import CodingPage
from coder.gui.company import Company
from coder.gui.errand import Errand
from coder.gui.events.events_view import EventsView
from coder.gui.header import Header
from coder.gui.message_bar import MessageBar
from coder.gui.palette.code_palette import CodePalette
from coder.gui.palette.interval_strip import IntervalStrip
from coder.gui.palette.question_strip import QuestionStrip
from coder.gui.ratings.beside import BesidePicture
from coder.gui.recode.above_events import AboveEvents
from coder.gui.recode.recode_panel import RecodePanel
from coder.gui.saved_light import SavedLight
from coder.gui.saving import Saving
from coder.gui.theme import Theme
from coder.gui.timeline.view import TimelineView
from coder.gui.training.feedback_panel import FeedbackPanel
from coder.gui.video.playback import Playback, StartEngine
from coder.gui.video.transport import Transport
from coder.gui.video.video_view import VideoView
from coder.gui.view_port import ViewPort
from coder.gui.watching import Watching

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.gui.consensus.review_desk import ReviewDesk

KEEP_MS = 30_000
"""How much of where one is may be lost when the program is killed."""
_TOLD = "told that there is no sound"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window lends to a sitting."""

    theme: Theme
    settings: Settings
    keymap: Keymap
    view: ViewPort
    bar: MessageBar
    saving: Saving


class Sitting(QObject):
    """The desk of one observation and all that shows it, made part by part (``build_on``).

    All parts in one go would keep the window from answering.
    """

    volume_changed = Signal(float)
    keep_asked = Signal(object)
    _phases_written = Signal()

    def __init__(self, parent: QObject, opened: "Opened", around: Surroundings) -> None:
        super().__init__(parent)
        self.opened, self._around = opened, around
        self.review: ReviewDesk | None = None
        self._parts = iter((self._make_timeline, self._make_lists, self._make_rest))

    def build_on(self) -> bool:
        """Make the next part; False when there is no other."""
        part = next(self._parts, None)
        if part is not None:
            part()
        return part is not None

    def build(self) -> None:
        """Make all that is not made yet."""
        while self.build_on():
            pass

    def _make_timeline(self) -> None:
        around = self._around
        theme, settings = around.theme, around.settings
        self.transport = Transport(around.keymap, theme, pre_roll_s=settings.pre_roll_s, volume=settings.volume)
        self.timeline = TimelineView(self.opened.workspace, theme)
        self.timeline.reduced_motion = settings.reduced_motion
        self.timeline.set_density(settings.density)
        self.timeline.keymap = around.keymap

    def _make_lists(self) -> None:
        workspace, theme = self.opened.workspace, self._around.theme
        self.events = EventsView(workspace, theme, keymap=self._around.keymap)
        self.header = Header(workspace, SavedLight(theme), theme)

    def _make_rest(self) -> None:
        """Make what begins work on other threads, in one go with what listens to it: no news may be lost."""
        opened, around = self.opened, self._around
        theme, settings, workspace = around.theme, around.settings, opened.workspace
        self.video = VideoView()
        self.company = Company(self, opened, settings, theme)
        self.watching = Watching(self, opened, settings, theme)
        start = self.watching.through(self.company.through(engine_of(opened)))
        self.playback = Playback(workspace.frames, self.video, start)
        stage = self.company.around(self.video, self.playback, around.keymap)
        self.desk = Desk(
            workspace,
            self.playback,
            around.view,
            around.keymap,
            recodes=opened.recodes,
            viewing=opened.viewing,
            review=opened.review,
        )
        self.codes = CodePalette(self.desk, theme)
        self.beside = BesidePicture(self.codes, self.desk, theme)
        self.strip = QuestionStrip(self.desk, theme, self.video)
        self.recode = RecodePanel(self.desk, around.keymap, theme)
        self.feedback = FeedbackPanel(self.desk.feedback, theme)
        lists = AboveEvents(self.events, self.recode, self.feedback)
        self.intervals = IntervalStrip(self.desk, theme, self.video)
        timeline = self.watching.under(self.timeline)
        self.page = self._make_page(stage, timeline, lists)
        self.watching.watch(self.video, self.playback, self.transport, self.timeline)
        self._pass = workspace.scheme.pass_(workspace.pass_id)
        self._stops = [workspace.noticed.add(around.bar.show_notice)]
        self._set_lengths(settings)
        self._show_states()
        self._connect()
        self.company.sit_down(self.transport, self.timeline, self._pass)
        self._go_on()
        if self.review is not None:
            self.review.begin()
        elif self.desk.ratings.stands_alone:
            self.desk.ratings.open()

    def _make_page(self, stage: QWidget, timeline: QWidget, lists: QWidget) -> CodingPage:
        """Lay out the panels; where two coders' disagreements are decided, codes and events make room for them."""
        if self.desk.deciding is None:
            return CodingPage(stage, self.transport, timeline, self.beside, lists)
        from coder.gui.consensus.review_desk import ReviewDesk

        desk = self.review = ReviewDesk(self.desk, self.desk.deciding, self._around.theme, self.timeline, self.focus)
        names = ("Deciding", "Disagreements")
        page = CodingPage(stage, self.transport, desk.over(timeline), desk.deciding, desk.queue, names)
        for hidden in (self.beside, lists):
            hidden.setParent(page)
            hidden.hide()
        return page

    def _show_states(self) -> None:
        workspace, opened = self.desk.workspace, self.opened
        missing = opened.video.missing
        if missing is not None:
            self.video.show_notice(f"The video {missing.name} is missing.\n{opened.video.hint}")
        saving, retry = self._around.saving, opened.writer.retry if opened.writer is not None else _nothing
        saving.show_on(
            self.header.light, self._around.bar, retry=retry, save_copy=partial(self._around.view.show, "save_copy")
        )
        if workspace.view_only:
            saving.view_only(workspace.view_only)

    def _connect(self) -> None:
        self.playback.now_changed.connect(self._show_now)
        self.playback.changed.connect(self._show_playing)
        self.playback.failed.connect(self._tell_error)
        self.transport.rate_asked.connect(self.playback.set_rate)
        self.transport.pre_roll_asked.connect(self._set_pre_roll)
        self.company.silent.connect(self._tell_silence)
        self.company.volume_changed.connect(self.volume_changed)
        self.company.focus_asked.connect(self.focus)
        self.company.cameras.ready.connect(self._prepare_cameras)
        for beside in (self.watching, self.company):
            beside.told.connect(self._tell)
            beside.keep_asked.connect(self.keep_asked)
        self.events.seek_asked.connect(self.playback.seek_ms)
        self.timeline.seek_asked.connect(self.watching.scrub_on_timeline)
        self.timeline.preview_asked.connect(self.playback.seek_ms)
        for asks in (self.timeline, self.events, self.transport, self.company, self.recode):
            asks.command_asked.connect(self.run)
        self.events.focus_back.connect(self.focus)
        self._stops.append(self.desk.recode.changed.add(self._reveal_list))
        self._stops.append(self.desk.feedback.changed.add(self._reveal_list))
        self.video.clicked.connect(self.focus)
        self.beside.turned.connect(self._turn_to_ratings)
        QWidget.setTabOrder(self.events.filter, self.events.table)
        self._show_playing()
        self._share_phases()

    def _go_on(self) -> None:
        """Go where it was left, and keep how far it is watched now and then."""
        watched, viewing = self.desk.watched, self.desk.viewing
        self.header.show_viewing(viewing)
        self._stops += [watched.changed.add(self.header.show_viewing), watched.close]
        keeping = QTimer(self, interval=KEEP_MS)
        keeping.timeout.connect(self._keep_viewing)
        keeping.start()
        self.desk.go_on()

    def _keep_viewing(self) -> None:
        self.opened.keep_viewing(self.desk.watched.settle())

    def _share_phases(self) -> None:
        """Take what other coders do with the phases whenever ours were written."""
        phases = self.opened.phases
        if phases is not None:
            self._phases_written.connect(self._take_phases)
            self._stops += [phases.news.add(lambda _: self._phases_written.emit()), self._leave_phases]

    def _leave_phases(self) -> None:
        """Take nothing more: what comes now is taken at the next opening."""
        self.opened.phases = None

    def _take_phases(self) -> None:
        if self.opened.phases is not None:
            self.opened.phases.take_news()

    def run(self, command_id: str) -> None:
        """Carry out a command, and give the keys back to the picture."""
        BY_ID[command_id].run(self.desk)

    def focus(self) -> None:
        """Give the keys to the picture, so that the next one codes; to the form for ratings while it is open."""
        if not self.beside.focus_form():
            self.watching.focus()

    def _turn_to_ratings(self) -> None:
        self.page.reveal("palette")
        rating = self.desk.ratings.is_open
        self.page.turn("Ratings" if rating else "Codes", roomy=rating)
        self.focus()

    def _reveal_list(self, queue: RecodeQueue | Feedback) -> None:
        if queue.is_open:
            self.page.reveal("events")

    def use_keys(self, keymap: Keymap) -> None:
        """Use other player keys."""
        self.desk.keymap = self.timeline.keymap = self.events.keymap = keymap
        self.transport.name_keys(keymap)
        self.recode.name_keys(keymap)
        self.company.use_keys(keymap)

    def use_settings(self, settings: Settings) -> None:
        """Use other lengths of jumps and pre-roll, with proxies or without."""
        if settings.pre_roll_s != self._around.settings.pre_roll_s:
            self.transport.set_pre_roll(settings.pre_roll_s)
        self._around = replace(self._around, settings=settings)
        self._set_lengths(settings)
        self.watching.use_settings(settings)

    def use_clock(self, offset_s: float) -> None:
        """Show by how much the clock of a session without media is off."""
        session = self.opened.session
        if session.clock is not None:
            self.opened.session = replace(session, clock=replace(session.clock, offset_s=offset_s))
            self.watching.show_clock(self.playback.now_ms())

    def _prepare_cameras(self) -> None:
        self.watching.proxies.add(self.company.cameras.started)

    def _set_lengths(self, settings: Settings) -> None:
        self._set_pre_roll(self.transport.pre_roll.isChecked())
        self.desk.jump_ms = round(settings.jump_s * 1000)
        self.desk.around_ms = round(settings.around_s * 1000)
        self.desk.sampling.pause(settings.pause_at_intervals)

    def toggle_sound_lane(self) -> None:
        """Show or hide the waveform."""
        self.company.lanes.toggle_sound()

    @property
    def sound_lane_shown(self) -> bool:
        """Tell whether the waveform is shown."""
        return self.company.lanes.sound_shown

    def remember(self, window: Mapping[str, str]) -> dict[str, str]:
        """Return the window's memory with where the splitters are and how everything is shown."""
        kept = self.watching.remember(self.company.remember(window))
        return {**kept, **self.page.shape()}

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for part in (self.transport, self.timeline, self.events, self.codes, self.beside, self.strip, self.header):
            part.set_theme(theme)
        self.intervals.set_theme(theme)
        self.recode.set_theme(theme)
        self.feedback.set_theme(theme)
        self.watching.set_theme(theme)
        self.company.set_theme(theme)
        if self.review is not None:
            self.review.set_theme(theme)

    def acts(self) -> Mapping[str, Callable[[], object]]:
        """Return what commands may ask of the picture, the cameras, the sound and what is measured, by name."""
        return {**self.watching.acts(), **self.company.acts()}

    def ticked(self) -> dict[str, bool]:
        """Return which of what can be on or off is on, by the name of the act."""
        return {**self.watching.ticked(), **self.company.ticked(), "ratings": self.desk.ratings.is_open}

    def close(self) -> None:
        """End every thread; the file is still held."""
        self._keep_viewing()
        if self.review is not None:
            self.review.close()
        self.watching.close()
        for stop in self._stops:
            stop()
        self.company.close()
        self.playback.close()
        for errand in self.findChildren(Errand):
            errand.leave(0)
        for work in self.findChildren(Background):
            work.leave()

    # ------------------------------------------------------------ what is shown

    def _show_now(self, ms: int) -> None:
        self.desk.watched.see(ms)
        self.timeline.set_now(ms)
        self.codes.set_now(ms)
        self.events.set_now(ms, self.playback.playing)
        self.header.set_now(ms)
        self.watching.set_now(ms)
        if self.review is not None:
            self.review.set_now(ms)
        self.desk.sampling.look()

    def _show_playing(self) -> None:
        playback = self.playback
        self.timeline.show_playing(playback.playing)
        self.transport.show_state(playing=playback.playing, rate=abs(playback.rate), looping=playback.looping)
        self.desk.sampling.look()

    def _tell_error(self, error: CoderError) -> None:
        self._around.bar.show_notice(Notice(error.message, error.hint, Severity.ERROR))

    def _tell(self, notice: Notice) -> None:
        if notice.button and notice.action is None:
            notice = replace(notice, action=partial(self._around.view.show, "locate"))
        self._around.bar.show_notice(notice)

    def _set_pre_roll(self, wanted: bool) -> None:
        self.desk.pre_roll_ms = round(self._around.settings.pre_roll_s * 1000) if wanted else 0

    def _tell_silence(self, error: CoderError) -> None:
        """Say that there is no sound device once, and only where nothing else is said."""
        bar = self._around.bar
        if bar.notice is None and not bar.property(_TOLD):
            bar.setProperty(_TOLD, True)  # once as long as the window is open
            bar.show_notice(Notice(error.message, error.hint, Severity.NEWS))


def _nothing(*_: object) -> None:
    """Do nothing: there is nothing to write."""


def engine_of(opened: "Opened") -> StartEngine | None:
    """Return what starts the decoder of an observation's video, or None where the video is missing."""
    video = opened.video
    if video.path is None or video.missing is not None:
        return None
    frames: Any = video.frames
    if not hasattr(frames, "parts") and not hasattr(frames, "keyframes"):
        return None  # sound alone
    start: Any = start_of(video.paths, frames)
    return start  # type: ignore[no-any-return]
