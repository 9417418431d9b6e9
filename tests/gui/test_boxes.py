"""Boxes to tick are seen in both themes, ticked or not."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from coder.gui.style import dress
from coder.gui.theme import DARK, LIGHT, Theme, contrast

LEAST = 3.0
"""The least contrast that parts of a control need (WCAG 2.1, 1.4.11)."""


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: object) -> Iterator[Theme]:
    dress(request.param)
    yield request.param
    dress(LIGHT)


@pytest.mark.parametrize("ticked", [False, True])
def test_a_box_stands_out_from_the_window(qtbot: QtBot, theme: Theme, *, ticked: bool) -> None:
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(ticked)
    picture = box.grab().toImage()
    pixels = [picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())]
    assert max(contrast(theme.window, pixel) for pixel in pixels) >= LEAST
