"""Words can be read in light and in dark: 4.5 to 1 at least (WCAG)."""

import pytest
from PySide6.QtGui import QColor

from coder.gui.theme import DARK, LIGHT, Theme

PAIRS = (
    *((ink, ground) for ink in ("text", "dim") for ground in ("window", "panel", "field", "key_cap")),
    *((ink, ground) for ink in ("good", "warning", "error") for ground in ("panel", "window")),
    ("accent_text", "accent"),
    ("text", "selected"),
)


def luminance(color: str) -> float:
    parts = [QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_can_be_read_on_their_ground(theme: Theme, ink: str, ground: str) -> None:
    bright, dark = sorted((luminance(getattr(theme, ink)), luminance(getattr(theme, ground))), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
