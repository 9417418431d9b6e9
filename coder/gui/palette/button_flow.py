"""Lines of key buttons whose marks shrink to one sign where that saves a line."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayoutItem

from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.palette.key_button import HEIGHT_PX, KeyButton


class ButtonFlow(FlowLayout):
    """Marks in full as long as all buttons fit on one line."""

    def setGeometry(self, rect: QRect) -> None:
        """Choose the marks and place every button."""
        margins = self.contentsMargins()
        brief = self._is_tight(rect.width() - margins.left() - margins.right())
        for button in self._buttons():
            button.set_brief(brief)
        super().setGeometry(rect)

    def _buttons(self) -> list[KeyButton]:
        return [widget for item in self._items if isinstance(widget := item.widget(), KeyButton)]

    def _is_tight(self, room_px: int) -> bool:
        buttons = self._buttons()
        return sum(button.width_for(brief=False) for button in buttons) + self._gap * (len(buttons) - 1) > room_px

    def _sizes(self, room_px: int) -> list[tuple[QLayoutItem, QSize]]:
        brief = self._is_tight(room_px)
        return [
            (
                item,
                QSize(widget.width_for(brief=brief), HEIGHT_PX) if isinstance(widget, KeyButton) else item.sizeHint(),
            )
            for item in self._items
            if (widget := item.widget()) is not None and not item.isEmpty()
        ]
