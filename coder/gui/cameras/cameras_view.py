"""The cameras of a session in the window: which is large, which are small, and how they lie to each other."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from coder.app.cameras import Film, paths_by_camera, place_films, read_films, save_offsets
from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.cameras.align_bar import AlignBar
from coder.gui.cameras.feed import Feed, Target, start_of
from coder.gui.cameras.follower import Follower
from coder.gui.cameras.holding import Holding, format_offset
from coder.gui.cameras.memory import Memory
from coder.gui.cameras.small_view import SIDES
from coder.gui.cameras.stage import CameraStage
from coder.gui.command_keys import first_key
from coder.gui.errand import Errand
from coder.gui.theme import Theme
from coder.gui.video.playback import Playback, StartEngine
from coder.media.camera_engine import CameraEngine, Engine
from coder.media.cameras import Cameras
from coder.media.memory import default_cache_bytes

if TYPE_CHECKING:
    from coder.app.open_session import Opened

Tell = Callable[[Notice], object]
ONE = Notice("This session has one camera.", "Make a session of several videos to see them in step.", Severity.WARNING)
READING = Notice("The other cameras are still being read.", "", Severity.WARNING)


class CameraViews(QObject):
    """Shows one camera on the large view, by the playback, and the others small. The first camera is the clock.

    ``large_changed`` tells that another camera is large, or what is to be said of it; ``offsets_changed`` that
    cameras were moved; ``ready`` that their films were looked for.
    """

    large_changed = Signal()
    offsets_changed = Signal()
    ready = Signal()

    def __init__(self, parent: QObject, opened: "Opened", theme: Theme, tell: Tell) -> None:
        super().__init__(parent)
        self._opened, self._tell = opened, tell
        self.paths = paths_by_camera(opened.session)
        self.films: tuple[Film, ...] = ()
        self.cameras: Cameras | None = None
        self.large = 0
        self.small_shown = True
        self.holding: Holding | None = None
        self._feeds = [Feed() for _ in self.paths or ((),)]
        self._followers: list[Follower] = []
        self._places: list[int] = []  # which camera each small view shows
        self._keymap: Keymap | None = None
        self.bar = AlignBar(theme)

    @property
    def several(self) -> bool:
        """Tell whether there is more than one camera."""
        return len(self.paths) > 1

    def through(self, start: StartEngine | None) -> StartEngine | None:
        """Return what starts the main video's engine, so that its pictures can go to any view."""
        return self._feeds[0].through(start) if start is not None and self.several else start

    def show_on(self, playback: Playback, large: QWidget, memory: Memory, keymap: Keymap) -> CameraStage:
        """Put the small views beside the large one, and read the further cameras' films."""
        self._playback, self._keymap, self._memory = playback, keymap, memory
        self.stage = CameraStage(large, self.bar)
        self.bar.name_keys(keymap)
        if self.several:
            self.small_shown = memory.small
            self.stage.add_views(len(self.paths) - 1)
            self._places = list(range(1, len(self.paths)))
            self._followers = [Follower(self, view) for view in self.stage.views]
            for place, view in enumerate(self.stage.views):
                view.clicked.connect(partial(self._show_place, place))
            self.stage.show_small(self.small_shown)
            self._name_views()
            playback.frame_asked.connect(self._follow)
            playback.changed.connect(self._rest)
            self._read()
        return self.stage

    @property
    def busy(self) -> bool:
        """Tell whether somebody waits for a picture of any camera."""
        return any(feed.engine is not None and feed.engine.busy for feed in self._feeds)

    # ------------------------------------------------------------------ the films

    def _read(self) -> None:
        session, known = self._opened.session, [medium.fingerprint for medium in self._opened.file.media]
        Errand(self, lambda: read_films(session, known), self._found, self._fail)

    def _fail(self, error: CoderError) -> None:
        self._tell(notice_of(error))
        self.ready.emit()

    @property
    def started(self) -> list[tuple[Film, Engine]]:
        """The further cameras that have pictures, each with its engine."""
        pairs = ((film, self._feeds[film.number].engine) for film in self.films)
        return [(film, engine) for film, engine in pairs if engine is not None]

    def _found(self, films: tuple[Film, ...]) -> None:
        self.films = films
        self.cameras = place_films(self._opened.session, self._opened.workspace.frames, films)
        for film in films:
            self._start(film)
        self._share_cache()
        for follower, number in zip(self._followers, self._places, strict=True):
            self._seat(follower, number)
        self._follow(self.main_frame)
        if self._memory.large and self._can_show(self._memory.large):
            self.show_large(self._memory.large)
        self.ready.emit()

    def _start(self, film: Film) -> None:
        if film.problem:
            self._tell(
                Notice(f"Camera {film.number + 1}: {film.problem}", "The others can be coded.", Severity.WARNING)
            )
        if film.frames is None or not film.pictures or self.cameras is None:
            return
        camera, main, start = (
            self.cameras[film.number],
            self._opened.workspace.frames,
            start_of(film.paths, film.frames),
        )

        def begin(on_picture: Any, on_error: Any) -> Any:
            return CameraEngine(camera, main, start, on_picture, on_error)

        self._feeds[film.number].start(begin)

    def _share_cache(self) -> None:
        """Give the large picture half of the memory for frames, and the small ones that are seen the rest."""
        whole = default_cache_bytes()
        seen = sum(self._feeds[number].engine is not None for number in self._places) if self.small_shown else 0
        for number, feed in enumerate(self._feeds):
            if feed.engine is not None:
                small = whole // 2 // seen if seen else 0
                feed.engine.limit_cache((whole // 2 if seen else whole) if number == self.large else small)

    def _seat(self, follower: Follower, number: int) -> None:
        follower.use(self._feeds[number])
        film = self.films[number - 1] if number else None
        if film is not None and not film.pictures:
            follower.view.show_notice(film.problem or "Sound alone")
        elif not number and self._feeds[0].engine is None:
            follower.view.show_notice(self._opened.video.refusal)

    def _name_views(self) -> None:
        for follower, number in zip(self._followers, self._places, strict=True):
            key = first_key(self._keymap, f"camera.{number + 1}") if self._keymap is not None else ""
            follower.view.name(f"{number + 1} · {self.paths[number][0].name}", key)

    # ------------------------------------------------------------------- the clock

    @property
    def main_frame(self) -> int:
        """The main video's frame that should be on the screen now."""
        return self._playback.core.wanted()

    def _follow(self, n: int) -> None:
        playback = self._playback
        for follower, number in zip(self._followers, self._places, strict=True):
            follower.follow(n, playing=playback.playing, rate=playback.rate, scrubbing=playback.scrubbing)
            if self.cameras is not None:
                follower.view.show_side(self.cameras[number].side(self._opened.workspace.frames.time_ms(n)))
        self._say_held()
        if self.large:
            self.large_changed.emit()

    def _rest(self) -> None:
        if not self._playback.playing:
            for follower in self._followers:
                follower.rest()

    # -------------------------------------------------------------- large and small

    def words(self) -> str:
        """Say which camera is large where it is not the first one, and whether it films at this instant."""
        if not self.large or self.cameras is None:
            return ""
        side = SIDES[self.cameras[self.large].side(self._opened.workspace.frames.time_ms(self.main_frame))]
        return f"camera {self.large + 1}{f' · {side}' if side else ''}"

    def show_large(self, number: int) -> None:
        """Make a camera large, and put the one that was large in its place; while one is held, hold another."""
        if number >= len(self.paths):
            self._tell(ONE if not self.several else Notice(f"There is no camera {number + 1}.", "", Severity.WARNING))
        elif self.holding is not None:
            self._hold(number)
        elif number != self.large and self._can_show(number):
            place = self._places.index(number)
            before, self.large = self.large, number
            self._places[place] = before
            self._feeds[number].target = Target(*self._playback.new_source())
            self._seat(self._followers[place], before)
            self._playback.use_engine(self._feeds[number].engine)
            self._share_cache()
            self._name_views()
            self._follow(self.main_frame)
            self.large_changed.emit()

    def _can_show(self, number: int) -> bool:
        if number < len(self.paths) and self._feeds[number].engine is not None:
            return True
        if self.cameras is None:
            self._tell(READING)
        elif number and number < len(self.paths):
            problem = self.films[number - 1].problem or "this file has sound alone."
            self._tell(Notice(f"Camera {number + 1}: {problem}", "", Severity.WARNING))
        return False

    def _show_place(self, place: int) -> None:
        self.show_large(self._places[place])

    def show_next(self) -> None:
        """Make the next camera large that can be shown."""
        order = [(self.large + step) % len(self.paths) for step in range(1, len(self.paths))]
        found = next((number for number in order if self._feeds[number].engine is not None), None)
        if found is None:
            self._tell(READING if self.several and self.cameras is None else ONE)
        else:
            self.show_large(found)

    def toggle_small(self) -> None:
        """Show or hide the small views; what is hidden is not decoded."""
        if not self.several:
            self._tell(ONE)
            return
        self.small_shown = not self.small_shown
        self.stage.show_small(self.small_shown)
        self._share_cache()
        self._follow(self.main_frame)

    def use_keys(self, keymap: Keymap) -> None:
        """Name other player keys."""
        self._keymap = keymap
        self.bar.name_keys(keymap)
        self._name_views()

    # -------------------------------------------------------------- aligning by eye

    def align(self) -> None:
        """Hold a camera beside the main one, or let it go as it was."""
        if self.holding is not None:
            self._let_go()
            return
        wanted = self.large or next((n for n in self._places if n and self._feeds[n].engine is not None), 0)
        if not wanted:
            self._tell(READING if self.several and self.cameras is None else ONE)
            return
        self.show_large(0)
        if self.large == 0:
            self._hold(wanted)

    def _hold(self, number: int) -> None:
        engine = self._feeds[number].engine
        if not isinstance(engine, CameraEngine) or number == self.large or not self._can_show(number):
            return
        if self.holding is not None:
            self._release()
        self._playback.pause()
        engine.held = engine.frame_of(self.main_frame)
        self.holding = Holding(number, engine)
        self.stage.show_small(True)
        self.stage.compare(self._held_view().view)
        self._show_held()

    def step_held(self, frames: int = 0, seconds: float = 0.0) -> None:
        """Step the held camera by itself."""
        if self.holding is None:
            hint = "Hold one with “Align a camera by eye”."
            self._tell(Notice("No camera is held.", hint, Severity.WARNING))
            return
        if frames:
            self.holding.step(frames)
        else:
            self.holding.step_seconds(seconds)
        self._show_held()

    def same_moment(self) -> None:
        """Take it that the held camera's frame shows the moment of the main video's frame on the screen."""
        holding, cameras = self.holding, self.cameras
        if holding is None or cameras is None:
            self.step_held()
            return
        matched = holding.matched(cameras, self._shown_frame())
        self._let_go()
        self.move(matched)

    def _shown_frame(self) -> int:
        return self._opened.workspace.frames.at(self._playback.now_ms())

    def _held_view(self) -> Follower:
        assert self.holding is not None
        return self._followers[self._places.index(self.holding.number)]

    def _show_held(self) -> None:
        self._held_view().ask_again()
        self._say_held()

    def _say_held(self) -> None:
        if self.holding is not None and self.cameras is not None:
            self._held_view().view.show_held(f"held on frame {self.holding.frame}")
            words = self.holding.words(self.cameras, self.main_frame)
            self.bar.words.setText(
                f"Camera {self.holding.number + 1}, {words}. Step each picture to the same moment, such as a clap."
            )

    def _release(self) -> None:
        if self.holding is not None:
            self._held_view().view.show_held("")
            self.holding.engine.held = None
            self._held_view().ask_again()
            self.holding = None

    def _let_go(self) -> None:
        self._release()
        self.stage.compare(None)
        self.stage.show_small(self.small_shown)

    # ------------------------------------------------------------------- the offsets

    def move(self, cameras: Cameras) -> None:
        """Lay the cameras anew, show it at once, and keep it in the session's file."""
        self.cameras = cameras
        for camera, feed in zip(cameras, self._feeds, strict=True):
            if isinstance(feed.engine, CameraEngine):
                feed.engine.camera = camera
        for follower in self._followers:
            follower.ask_again()
        self._playback.ask_again()
        session = self._opened.session
        Errand(self, lambda: save_offsets(session, cameras), self._saved, lambda error: self._tell(notice_of(error)))

    def _saved(self, session: Any) -> None:
        self._opened.session = self._opened.workspace.session = session
        cameras = self.cameras
        if cameras is not None:
            parts = [f"camera {camera.number + 1} begins at {format_offset(camera.offset_ms)}" for camera in cameras][
                1:
            ]
            words = "; ".join(parts)
            self._tell(Notice(f"{words[0].upper()}{words[1:]}.", "It is kept in the session's file."))
        self.offsets_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.bar.set_theme(theme)

    def close(self) -> None:
        """End every engine."""
        for feed in self._feeds:
            feed.stop()
