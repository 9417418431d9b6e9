"""What is heard of a session: which sound, how loud, and what is said when there is none."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from coder.app.notices import Notice, Severity
from coder.app.sounds import Source, open_source
from coder.errors import CoderError
from coder.gui.video.playback import Playback
from coder.gui.video.sound import Sink, Sound
from coder.gui.video.transport import Transport

LOUDER = 0.1
LOST = Notice(
    "The sound device is gone: playing goes on without sound.",
    "Plug it in and turn the sound on again.",
    Severity.WARNING,
)


def _open_sink() -> Sink:
    from coder.gui.video.sound_sink import open_sink

    return open_sink()


class Hearing(QObject):
    """Leads the playback's time by the sound that is heard; without a device the playback has its own.

    ``volume_changed`` tells what is to be remembered, ``silent`` once, calmly, that there is no device, and ``told``
    whatever else is to be said.
    """

    volume_changed = Signal(float)
    silent = Signal(object)
    told = Signal(object)

    def __init__(
        self, parent: QObject, playback: Playback, transport: Transport, *, volume: float, scrub: bool = False
    ) -> None:
        super().__init__(parent)
        self._playback, self._transport = playback, transport
        self._volume = volume
        self.scrub = scrub
        self.source: Source | None = None
        self.sound: Sound | None = None
        self.open_sink: Callable[[], Sink] = _open_sink
        transport.volume_asked.connect(self._set_volume)
        playback.now_changed.connect(self._lead)
        playback.changed.connect(self._lead)

    @property
    def on(self) -> bool:
        """Tell whether the sound is on, as far as the coder wants it."""
        return self._transport.mute.isChecked()

    def listen(self, source: Source) -> None:
        """Hear a sound from now on."""
        self.source = source
        self._open()

    def stay_silent(self, reason: str) -> None:
        """Say why there is no sound."""
        self.source = None
        self._transport.show_sound(reason)

    def _open(self) -> None:
        source = self.source
        self._close()
        if source is None:
            return
        try:
            sink = self.open_sink()
        except CoderError as error:
            self._transport.show_sound(str(error))
            self.silent.emit(error)
            return
        self._transport.show_sound("")

        def open_reader() -> Any:
            return open_source(source)

        self.sound = Sound(self, sink, open_reader, volume=self._volume)
        self.sound.lost.connect(self._lose)
        self._playback.follow(self.sound)

    def _lose(self) -> None:
        """Go on by the monotonic clock: the device was unplugged."""
        self._transport.show_sound(str(LOST))
        self.told.emit(LOST)

    # ---------------------------------------------------------------- what is asked

    def toggle(self) -> None:
        """Turn the sound on or off; on again after the device was gone looks for one."""
        lost = self.sound is not None and self.sound.gone
        if lost:
            self._transport.mute.setChecked(True)
            self._open()
            if self.sound is not None:
                self.told.emit(Notice("The sound is on again."))
        elif self.source is None or self.sound is None:
            words = self._transport.mute.toolTip() or "There is no sound."
            self.told.emit(Notice(words, "", Severity.WARNING))
        else:
            self._transport.mute.toggle()
            self.told.emit(Notice(f"The sound is {'on' if self.on else 'off'}."))

    def change_volume(self, steps: int) -> None:
        """Make it louder or softer by tenths."""
        self._transport.mute.setChecked(True)
        self._transport.volume.setValue(round((self._transport.volume.value() / 100 + steps * LOUDER) * 100))
        self.told.emit(Notice(f"Volume {self._transport.volume.value()} of 100."))

    def toggle_scrub(self) -> None:
        """Let snippets be heard while the play head is dragged or stepped, or not."""
        self.scrub = not self.scrub
        words = "Snippets of sound are heard while you scrub and step." if self.scrub else "Scrubbing is silent."
        self.told.emit(Notice(words))

    def _set_volume(self, volume: float) -> None:
        self._volume = volume
        if self.sound is not None:
            self.sound.set_volume(volume)
        self.volume_changed.emit(volume)

    def _lead(self, *news: object) -> None:
        sound = self.sound
        if sound is None:
            return
        core = self._playback.core
        sound.follow(core.epoch, core.position_ms(), core.rate, core.playing)
        if news and self.scrub and not core.playing and self.on:
            sound.play_snippet(float(core.now_ms()))

    def close(self) -> None:
        """Be silent and end the thread."""
        self._close()

    def _close(self) -> None:
        sound, self.sound = self.sound, None
        if sound is not None:
            self._playback.follow(None)
            sound.close()
            sound.deleteLater()
