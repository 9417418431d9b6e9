"""The palette as coders will see it; a click chooses a code and codes nothing."""

from functools import partial

from PySide6.QtCore import Signal

from coder.app.desk import Desk
from coder.gui.palette.code_palette import CodePalette
from coder.gui.palette.key_button import Light
from coder.gui.theme import Theme


class ShownPalette(CodePalette):
    """``chosen`` tells the tier and code of a button."""

    chosen = Signal(str, str)

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__(desk, theme)
        self._chosen: tuple[str, str] | None = None
        for tier in desk.workspace.lanes:
            if tier.id in self.ratings and tier.codes:
                self.ratings[tier.id].clicked.connect(partial(self._press, tier.id, tier.codes[0].id))

    def choose(self, target: tuple[str, str] | None) -> None:
        """Light the button of a code, and bring it into sight."""
        for name in (self._chosen, target):
            button = self.buttons.get(name) if name is not None else None
            if name is not None and button is not None:
                button.set_light(Light.ON if name == target else self._lit.get(name, Light.OFF))
                if name == target:
                    self.ensureWidgetVisible(button, 0, 24)
        self._chosen = target

    def _press(self, tier_id: str, code_id: str) -> None:
        self.chosen.emit(tier_id, code_id)
