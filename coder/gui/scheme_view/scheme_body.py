"""A scheme laid out: passes above, the palette on the left, keyboard, chosen code and all other parts on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QTabBar, QVBoxLayout, QWidget

from coder.app.keymap import Keymap
from coder.app.scheme_view import build_shown_desk
from coder.gui.pass_words import pass_words
from coder.gui.scheme_view.code_card import CodeCard
from coder.gui.scheme_view.key_legend import KeyLegend
from coder.gui.scheme_view.key_plate import Meaning
from coder.gui.scheme_view.keyboard import Keyboard
from coder.gui.scheme_view.keyboard_rows import LAYOUTS
from coder.gui.scheme_view.meanings import build_meanings
from coder.gui.scheme_view.sections import Sections
from coder.gui.scheme_view.shown_palette import ShownPalette
from coder.gui.theme import Theme
from coder.gui.words import key_words, plain_words
from coder.model.scheme import Scheme

_PALETTE_SHARE, _PALETTE_MOST = 0.26, 340
_CARD_SEEN_PX = 40
ALL = "All tiers"


class SchemeBody(QWidget):
    """Keeps what is chosen when another version is shown; ``layout_kept`` carries the keyboard's layout."""

    layout_kept = Signal(str)

    def __init__(self, keymap: Keymap, layout: str, theme: Theme) -> None:
        super().__init__()
        self._keymap, self._theme = keymap, theme
        self.scheme: Scheme | None = None
        self.chosen: tuple[str, str] | None = None
        self.meanings: dict[str, Meaning] = {}
        self.passes = QTabBar()
        self.palette_shown: ShownPalette | None = None
        self.keyboard = Keyboard(layout, theme)
        self.legend = KeyLegend(theme)
        self.layouts = QComboBox()
        self.card = CodeCard(theme)
        self.sections: Sections | None = None
        self.area = QScrollArea()
        self._left, self._parts = QVBoxLayout(), QVBoxLayout()
        self._build(layout)
        self.passes.currentChanged.connect(self._show_pass)
        self.keyboard.chosen.connect(self._choose)
        self.card.link_asked.connect(self.follow)

    # ------------------------------------------------------------------ how it lies

    def _build(self, layout: str) -> None:
        self.passes.setAccessibleName("Passes")
        self.passes.setExpanding(False)
        self.passes.setDrawBase(False)
        self.layouts.addItems(LAYOUTS)
        self.layouts.setCurrentText(layout)
        self.layouts.setAccessibleName("Layout of the keyboard")
        self.layouts.currentTextChanged.connect(self._lay_keys)
        body = QHBoxLayout()
        body.setSpacing(16)
        self._left.setContentsMargins(0, 0, 0, 0)
        body.addLayout(self._left)
        body.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.passes)
        column.addLayout(body, 1)
        self._build_right()

    def _build_right(self) -> None:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.keyboard)
        line = QHBoxLayout()
        line.addWidget(self.legend, 1)
        line.addWidget(self.layouts)
        column.addLayout(line)
        column.addWidget(self.card)
        column.addLayout(self._parts)
        column.addStretch(1)
        self.area.setWidget(right)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")

    # ------------------------------------------------------------------ what is shown

    @property
    def pass_id(self) -> str:
        """The pass that is shown; empty for all tiers."""
        return str(self.passes.tabData(self.passes.currentIndex()) or "")

    def show_scheme(self, scheme: Scheme, pass_id: str | None = None) -> None:
        """Show a scheme in a pass, or in the one shown before; what was chosen stays chosen if it is still there."""
        top = self.area.verticalScrollBar().value()
        wanted = self.pass_id if pass_id is None else pass_id
        self.scheme = scheme
        self.setUpdatesEnabled(False)
        self._fill_passes(scheme, wanted)
        self._show_pass()
        if self.sections is not None:
            self._parts.removeWidget(self.sections)
            self.sections.hide()
            self.sections.deleteLater()
        self.sections = Sections(scheme, self._theme, self.follow)
        self._parts.addWidget(self.sections)
        self.setUpdatesEnabled(True)
        self.area.verticalScrollBar().setValue(top)

    def _fill_passes(self, scheme: Scheme, wanted: str) -> None:
        self.passes.blockSignals(True)
        while self.passes.count():
            self.passes.removeTab(0)
        self.passes.addTab(ALL)
        for one in scheme.passes:
            number = self.passes.addTab(plain_words(one.id).replace("&", "&&"))
            self.passes.setTabData(number, one.id)
            self.passes.setTabToolTip(number, pass_words(scheme, one))
            if one.id == wanted:
                self.passes.setCurrentIndex(number)
        self.passes.setVisible(bool(scheme.passes))
        self.passes.blockSignals(False)

    def _show_pass(self) -> None:
        scheme = self.scheme
        if scheme is None:
            return
        if self.palette_shown is not None:
            self._left.removeWidget(self.palette_shown)
            self.palette_shown.hide()
            self.palette_shown.deleteLater()
        palette = ShownPalette(build_shown_desk(scheme, self.pass_id, self._keymap), self._theme)
        palette.chosen.connect(self._choose)
        self.palette_shown = palette
        self._left.addWidget(palette)
        palette.set_theme(self._theme)  # a style sheet takes the colours of what comes into a window that is seen
        self._size_palette()
        self._show_keys()
        codes = self.codes
        self.choose(self.chosen if self.chosen in codes else codes[0] if codes else None)

    def _show_keys(self) -> None:
        if self.scheme is None:
            return
        self.meanings = build_meanings(self.scheme, self.pass_id, self._keymap.titles(), self._theme)
        self.keyboard.set_meanings(self.meanings)
        self.legend.show_marks(self.scheme, {meaning.mark for meaning in self.meanings.values()})

    def _size_palette(self) -> None:
        if self.palette_shown is not None:
            self.palette_shown.setFixedWidth(min(_PALETTE_MOST, round(self.width() * _PALETTE_SHARE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the room to the keyboard."""
        super().resizeEvent(event)
        self._size_palette()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        for part in (self.keyboard, self.legend, self.card, self.palette_shown, self.sections):
            if part is not None:
                part.set_theme(theme)
        self._show_keys()
        if self.palette_shown is not None:
            self.palette_shown.choose(self.chosen)

    def _lay_keys(self, layout: str) -> None:
        self.keyboard.set_layout(layout)
        self.layout_kept.emit(layout)

    # ------------------------------------------------------------------ what is chosen

    @property
    def codes(self) -> list[tuple[str, str]]:
        """Every code of the pass, as tier and code, in the scheme's order."""
        lanes = self.scheme.lanes_of_pass(self.pass_id) if self.scheme is not None else ()
        return [(tier.id, code.id) for tier in lanes for code in tier.codes]

    def choose(self, target: tuple[str, str] | None) -> None:
        """Show a code: its words, its key, its button."""
        self.chosen = target
        self.keyboard.choose(target)
        if self.palette_shown is not None:
            self.palette_shown.choose(target)
        if self.scheme is not None:
            self.card.show_code(self.scheme, target)

    def _choose(self, tier_id: str, code_id: str) -> None:
        self.choose((tier_id, code_id))

    def follow(self, named: str) -> None:
        """Show a code named ``tier.code``, in all tiers if the pass has it not."""
        tier_id, _, code_id = named.partition(".")
        if (tier_id, code_id) not in self.codes:
            self.passes.setCurrentIndex(0)
        if (tier_id, code_id) in self.codes:
            self.choose((tier_id, code_id))
            self._look_at_card()

    def press(self, chord: str) -> bool:
        """Show what a key codes, or say what it does; tell whether it means anything."""
        meaning = self.meanings.get(chord)
        if meaning is None:
            return False
        if meaning.target is not None:
            self.choose(meaning.target)
        else:
            self.card.say(f"{key_words(chord)}: {meaning.words}.")
        self._look_at_card()
        return True

    def _look_at_card(self) -> None:
        self.area.ensureVisible(0, self.card.y() + _CARD_SEEN_PX, 0, _CARD_SEEN_PX)

    def step(self, by: int) -> None:
        """Go to the next code, or back."""
        codes = self.codes
        if codes:
            here = codes.index(self.chosen) if self.chosen in codes else -1
            self.choose(codes[max(0, min(len(codes) - 1, here + by))])
            self._look_at_card()

    def step_pass(self, by: int) -> None:
        """Go to the next pass, or back."""
        self.passes.setCurrentIndex(max(0, min(self.passes.count() - 1, self.passes.currentIndex() + by)))

    def turn(self, pages: float) -> None:
        """Scroll the right side by pages."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * bar.pageStep()))
