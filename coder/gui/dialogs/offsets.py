"""Lay the cameras to each other: by numbers, or by their sound, with how sure that is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from coder.app.cameras import align_by_sound
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.cameras.holding import format_offset
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme
from coder.media.cameras import Cameras
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.media.alignment import Alignment

FURTHEST_S = 86_400.0
WORDS = "Where each camera's first frame lies, in seconds of the main video's time. Coded times stay as they are."
LISTEN, CANCEL = "By sound", "Cancel"


class OffsetsSheet(Sheet):
    """A row a camera; ``keep`` gets the cameras as they are to lie."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        session: Session,
        cameras: Cameras,
        names: tuple[str, ...],
        keep: Callable[[Cameras], object],
    ) -> None:
        super().__init__(parent, theme, "Offsets of the cameras", 620)
        self._session, self._cameras, self._keep = session, cameras, keep
        self._works: dict[int, Background] = {}
        self.fields: dict[int, QDoubleSpinBox] = {}
        self.buttons: dict[int, QPushButton] = {}
        self.bars: dict[int, QProgressBar] = {}
        self.results: dict[int, QLabel] = {}
        words = QLabel(WORDS)
        words.setWordWrap(True)
        words.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(words)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(8)
        self.column.addLayout(grid)
        for camera in list(cameras)[1:]:
            self._add_row(grid, camera.number, names[camera.number], camera.offset_ms / 1000)
        self._add_buttons()

    def _add_row(self, grid: QGridLayout, number: int, name: str, offset_s: float) -> None:
        field, button, bar, result = QDoubleSpinBox(), QPushButton(LISTEN), QProgressBar(), QLabel()
        field.setDecimals(3)
        field.setRange(-FURTHEST_S, FURTHEST_S)
        field.setSingleStep(0.04)
        field.setSuffix(" s")
        field.setMinimumSize(120, 26)
        field.setValue(offset_s)
        field.setAccessibleName(f"Offset of camera {number + 1}")
        button.setAccessibleName(f"Find the offset of camera {number + 1} by sound")
        button.clicked.connect(partial(self._listen_or_cancel, number))
        bar.setRange(0, 100)
        bar.setFixedHeight(6)
        bar.setTextVisible(False)
        bar.hide()
        result.setWordWrap(True)
        row = 3 * (number - 1)
        grid.addWidget(QLabel(f"Camera {number + 1} · {name}"), row, 0)
        grid.addWidget(field, row, 1)
        grid.addWidget(button, row, 2)
        grid.addWidget(bar, row + 1, 0, 1, 3)
        grid.addWidget(result, row + 2, 0, 1, 3)
        self.fields[number], self.buttons[number] = field, button
        self.bars[number], self.results[number] = bar, result

    def _add_buttons(self) -> None:
        self.save, leave = QPushButton("Save"), QPushButton("Leave")
        self.save.clicked.connect(self.accept)
        leave.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.save)
        self.column.addLayout(row)

    # ---------------------------------------------------------------------- by sound

    def _listen_or_cancel(self, number: int, _checked: bool = False) -> None:
        if number in self._works:
            self._end(number)
            self.results[number].setText("Left as it was.")
            return
        self._works[number] = work = Background(self)
        self.buttons[number].setText(CANCEL)
        self.bars[number].setValue(0)
        self.bars[number].show()
        self.results[number].setText("Listening to both…")
        work.progressed.connect(partial(self._show_share, number))
        work.done.connect(partial(self._show_found, number))
        work.refused.connect(partial(self._show_refusal, number))
        session = self._session
        work.start("alignment", partial(_align, session, number))
        self._place()

    def _show_share(self, number: int, share: float) -> None:
        self.bars[number].setValue(round(share * 100))

    def _show_found(self, number: int, found: "Alignment") -> None:
        self._end(number)
        self.results[number].setText(words_of(found))
        if found.sure:
            self.fields[number].setValue(found.offset_ms / 1000)
        self._place()

    def _show_refusal(self, number: int, error: CoderError) -> None:
        self._end(number)
        self.results[number].setText(f"{error.message} {error.hint}")

    def _end(self, number: int) -> None:
        work = self._works.pop(number, None)
        if work is not None:
            work.leave()
            work.deleteLater()
        self.buttons[number].setText(LISTEN)
        self.bars[number].hide()

    def accept(self) -> None:
        """Save the offsets."""
        cameras = self._cameras
        for number, field in self.fields.items():
            cameras = cameras.with_offset(number, round(field.value() * 1000))
        self.close_sheet()
        if cameras != self._cameras:
            self._keep(cameras)

    def close_sheet(self) -> None:
        """Give up what is listened to, and go."""
        for number in tuple(self._works):
            self._end(number)
        super().close_sheet()


def _align(session: Session, number: int, work: Background) -> Any:
    return align_by_sound(session, number, progress=work.progress, cancel=work.left)


def words_of(found: "Alignment") -> str:
    """Say what was found and how sure it is."""
    place = format_offset(round(found.offset_ms))
    sure = f"{place}, sure" if found.sure else f"Not sure, so left as it was: the best place is {place}"
    parts = [
        f"{found.confidence:.1f} times better than the next best place",
        f"{found.agreement:.0%} of the samples agree to a millisecond",
    ]
    if found.drift_ms_per_h is not None and abs(found.drift_ms_per_h) >= 20:
        parts.append(f"the clocks drift by {abs(found.drift_ms_per_h):.0f} ms an hour")
    return f"{sure} ({'; '.join(parts)})."
