"""A keyboard with what every key codes in a pass; keys of the player are marked as taken."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.scheme_view.key_plate import FREE, SHIFT_PX, KeyPlate, Meaning
from coder.gui.scheme_view.keyboard_rows import UNITS, Place, build_rows
from coder.gui.theme import Theme

_GAP = 3
_LOWEST, _HIGHEST = 36, 48
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class Keyboard(QWidget):
    """``chosen`` tells the tier and code of a key that is clicked or gone to; arrows go from key to key."""

    chosen = Signal(str, str)

    def __init__(self, layout: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.plates: dict[str, KeyPlate] = {}
        self._rows: list[list[tuple[Place, KeyPlate | None]]] = []
        self._meanings: Mapping[str, Meaning] = {}
        self._target: tuple[str, str] | None = None
        self._shifts = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Keyboard")
        self.layout_name = ""
        self.set_layout(layout)

    # ------------------------------------------------------------------- what is shown

    def set_layout(self, layout: str) -> None:
        """Lay the keys as on another land's keyboard."""
        if layout == self.layout_name:
            return
        self.layout_name = layout
        for row in self._rows:
            for _, plate in row:
                if plate is not None:
                    plate.hide()
                    plate.deleteLater()
        self.plates = {}
        self._rows = [[(place, self._build_plate(place)) for place in row] for row in build_rows(layout)]
        self.set_meanings(self._meanings)
        self.choose(self._target)
        self._place()

    def _build_plate(self, place: Place) -> KeyPlate | None:
        if not place.chord and not place.name:
            return None
        plate = KeyPlate(place.chord, place.shifted, place.name, self._theme, self)
        plate.clicked.connect(lambda: self._click(plate))
        plate.show()
        if place.chord:
            self.plates.setdefault(place.chord, plate)
        return plate

    def set_meanings(self, meanings: Mapping[str, Meaning]) -> None:
        """Show what each chord means."""
        self._meanings = meanings
        plates = [plate for row in self._rows for _, plate in row if plate is not None]
        before, self._shifts = self._shifts, any(plate.shifted in meanings for plate in plates if plate.shifted)
        for plate in plates:
            plain = meanings.get(plate.chord, FREE) if plate.chord else FREE
            plate.set_meanings(plain, meanings.get(plate.shifted, FREE), has_shift_row=self._shifts)
        if before != self._shifts:
            self.updateGeometry()
            self._place()

    def choose(self, target: tuple[str, str] | None) -> None:
        """Frame the key of a code, by tier and code."""
        self._target = target
        for row in self._rows:
            for _, plate in row:
                if plate is not None:
                    plate.set_chosen(target)

    def set_theme(self, theme: Theme) -> None:
        """Change colours; the meanings follow with their own."""
        self._theme = theme
        for row in self._rows:
            for _, plate in row:
                if plate is not None:
                    plate.set_theme(theme)

    # ------------------------------------------------------------------- where it lies

    def hasHeightForWidth(self) -> bool:
        """Tell that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of six rows at a width."""
        return 6 * (self._key_height(width) + _GAP) + _GAP

    def sizeHint(self) -> QSize:
        """Return the size at which names can be read."""
        return QSize(900, self.heightForWidth(900))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height there."""
        return QSize(360, 6 * (_LOWEST + _GAP))

    def _key_height(self, width: int) -> int:
        height = max(_LOWEST, min(_HIGHEST, round(width / UNITS * 0.8)))
        return height + SHIFT_PX if self._shifts else height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the keys anew."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        unit, height = self.width() / UNITS, self._key_height(self.width())
        for number, row in enumerate(self._rows):
            reached, top = 0.0, number * (height + _GAP)
            for place, plate in row:
                left, right = round(reached * unit), round((reached + place.width) * unit)
                if plate is not None:
                    plate.setGeometry(left, top, right - left - _GAP, height)
                reached += place.width

    # ------------------------------------------------------------------- by hand

    def _click(self, plate: KeyPlate) -> None:
        if plate.target is not None:
            self.chosen.emit(*plate.target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keys on to the chosen key, but for somebody on the way back."""
        super().focusInEvent(event)
        plate = self._next(0, 0) if event.reason() is Qt.FocusReason.TabFocusReason else None
        if plate is not None:
            plate.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next key that means something with an arrow; every other key is the sheet's."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        plate = self._next(*move)
        if plate is not None:
            plate.setFocus(Qt.FocusReason.OtherFocusReason)
            self._click(plate)

    def _next(self, across: int, down: int) -> KeyPlate | None:
        """Return the nearest key in a direction that codes or does something."""
        useful = [plate for row in self._rows for _, plate in row if plate is not None and plate.means_something]
        here = next((plate for plate in useful if plate.hasFocus()), None)
        here = here or next((plate for plate in useful if self._target and plate.target == self._target), None)
        if here is None:
            return useful[0] if useful else None
        if not any(plate.hasFocus() for plate in useful):
            return here
        x, y = here.geometry().center().x(), here.y()
        ahead = [
            plate
            for plate in useful
            if (across and plate.y() == y and (plate.geometry().center().x() - x) * across > 0)
            or (down and (plate.y() - y) * down > 0)
        ]
        return min(ahead, key=lambda to: (abs(to.y() - y), abs(to.geometry().center().x() - x)), default=here)


def likely_layout() -> str:
    """Return the layout of the land that the computer's keyboard is set to."""
    language = QGuiApplication.inputMethod().locale().language()
    central = (QLocale.Language.German, QLocale.Language.Czech, QLocale.Language.Hungarian, QLocale.Language.Slovak)
    if language in (*central, QLocale.Language.Slovenian, QLocale.Language.Croatian):
        return "QWERTZ"
    return "AZERTY" if language is QLocale.Language.French else "QWERTY"
