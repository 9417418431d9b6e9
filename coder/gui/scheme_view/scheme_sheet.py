"""The scheme view: a sheet over the whole window with one scheme, read anew whenever its file changes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from coder.app.keymap import Keymap
from coder.app.scheme_view import RunningScheme, SchemeReading, compare_running
from coder.gui.keys import chord_of
from coder.gui.scheme_view.fault_list import FaultList, count_faults
from coder.gui.scheme_view.scheme_body import SchemeBody
from coder.gui.scheme_view.scheme_head import SchemeHead
from coder.gui.scheme_view.scheme_watch import SchemeWatch
from coder.gui.sheet import MARGIN, Sheet
from coder.gui.theme import Theme

if TYPE_CHECKING:
    from coder.model.scheme import Scheme
    from coder.scheme.faults import Fault
    from coder.scheme.loader import LoadedScheme

_BELOW_PX = 34
"""Room for the message bar, which tells what came of opening an editor."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does for the view: open a file at line and column, choose an editor, migrate, remember."""

    open_place: Callable[[Path, int, int], object]
    choose_editor: Callable[[], object]
    migrate: Callable[[], object] | None = None
    keep_layout: Callable[[str], object] = lambda _layout: None


class SchemeSheet(Sheet):
    """Shows what an observation is coded with (``running``), or the file; the one never becomes the other by itself.

    While the file has errors, its last version without any stays.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        keymap: Keymap,
        layout: str,
        ways: Ways,
        *,
        path: Path | None,
        running: RunningScheme | None = None,
    ) -> None:
        super().__init__(parent, theme, "")
        self.setAccessibleName("Scheme")
        self._path, self._running, self._ways = path, running, ways
        self.reading: SchemeReading | None = None
        self._good: LoadedScheme | None = None
        self._of_file = running is None
        self._shown: LoadedScheme | None = None
        self.head, self.faults = SchemeHead(theme), FaultList(theme)
        self.body = SchemeBody(keymap, layout, theme)
        self.column.addWidget(self.head)
        self.column.addWidget(self.faults)
        self.column.addWidget(self.body, 1)
        self.faults.hide()
        self.watch = SchemeWatch(self, path, keymap.titles()) if path is not None else None
        self._connect()
        self._show()
        self.set_theme(theme)
        if self.watch is not None:
            self.watch.start()

    def _connect(self) -> None:
        head, ways = self.head, self._ways
        head.done.clicked.connect(self.close_sheet)
        head.swap.clicked.connect(self.swap)
        head.edit.clicked.connect(self._edit)
        head.edit.setVisible(self._path is not None)
        head.editor.clicked.connect(ways.choose_editor)
        if ways.migrate is not None:
            head.migrate.clicked.connect(ways.migrate)
        self.faults.place_asked.connect(self._open_fault)
        self.body.layout_kept.connect(ways.keep_layout)
        if self.watch is not None:
            self.watch.read.connect(self.show_reading)

    # ------------------------------------------------------------------ what is shown

    @property
    def scheme(self) -> "Scheme | None":
        """The scheme that is shown."""
        return self.body.scheme

    def show_reading(self, reading: SchemeReading) -> None:
        """Take in how the file reads now."""
        self.reading = reading
        self._good = reading.loaded or self._good
        self.faults.show_faults(reading.faults, reading.path)
        self._show()

    def swap(self) -> None:
        """Show the file instead of what the observation is coded with, or the other way round."""
        self._of_file = not self._of_file
        self._show()

    def _show(self) -> None:
        own = self._running.loaded if self._running is not None else None
        shown = self._good if self._of_file else own
        if shown is not None and shown is not self._shown:
            first = self._shown is None
            pass_id = self._running.pass_id if first and self._running is not None else None
            self.body.show_scheme(shown.scheme, pass_id)
        self._shown = shown
        self.body.setVisible(shown is not None)
        self._show_head(shown)
        self._show_drift(own)
        self._show_state()

    def _show_head(self, shown: "LoadedScheme | None") -> None:
        place = str(self._path) if self._path is not None else "its file is not found"
        whose = "" if self._of_file else "this observation keeps its own copy · "
        name = self._path.name if self._path is not None else "Scheme"
        self.head.show_scheme(shown.scheme if shown is not None else None, name, whose, place, self.reading)

    def _show_drift(self, own: "LoadedScheme | None") -> None:
        drift = compare_running(own, self._good) if own is not None and self._good is not None else None
        swap = "" if drift is None else "Show this observation’s" if self._of_file else "Show the file"
        self.head.show_drift(drift, swap=swap, migrates=self._ways.migrate is not None)

    def _show_state(self) -> None:
        reading = self.reading
        if reading is None or not reading.faults:
            waiting = self._path is not None and reading is None and self._shown is None
            self.head.show_state(f"Reading {self._path.name}…" if waiting and self._path else "", good=True)
            return
        counted = f"{reading.path.name} has {count_faults(reading.faults)}"
        if reading.loaded is not None:
            self.head.show_state(f"{counted}: it can be used.", good=True)
        elif not self._of_file:
            self.head.show_state(f"{counted}. What is shown is this observation’s own copy.", good=False)
        elif self._good is not None:
            self.head.show_state(f"{counted}: what is shown is its last version without errors.", good=False)
        else:
            self.head.show_state(f"{counted}: it can be shown once they are mended.", good=False)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        for part in (self.head, self.faults, self.body):
            part.set_theme(theme)
        self.update()

    # ------------------------------------------------------------------ by hand

    def _edit(self) -> None:
        if self._path is not None:
            self._ways.open_place(self._path, 1, 1)

    def _open_fault(self, fault: "Fault") -> None:
        self._ways.open_place(Path(fault.file), fault.line, fault.column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through codes and passes, scroll, or show what a key codes; nothing is coded from here."""
        event.accept()
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.body.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.body.step_pass(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.body.turn(0.9 if event.key() == Qt.Key.Key_PageDown else -0.9)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.body.turn(1000 if event.key() == Qt.Key.Key_End else -1000)
            case Qt.Key.Key_Escape:
                self.close_sheet()
            case _:
                chord = chord_of(event)
                if chord and not self.body.press(chord):
                    self.body.press(chord.removeprefix("num"))

    def close_sheet(self) -> None:
        """Look at the file no more, and go."""
        if self.watch is not None:
            self.watch.close()
        super().close_sheet()

    def _place(self) -> None:
        self.setGeometry(self._over.rect().adjusted(MARGIN, MARGIN, -MARGIN, -_BELOW_PX))
