"""Scheme views for tests: a small scheme with all that can be shown, and a sheet on it."""

from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coder.app.keymap import build_keymap
from coder.app.scheme_view import RunningScheme
from coder.gui.scheme_view.scheme_sheet import SchemeSheet, Ways
from coder.gui.style import dress
from coder.gui.theme import DARK, Theme
from coder.scheme.loader import LoadedScheme, read_scheme

TEXT = """\
format: 1
scheme: {id: lab, version: "1.0.0", status: draft, title: The lab's scheme}
actors:
  - {id: caregiver, role: caregiver}
  - {id: infant, role: infant}
tiers:
  - id: face
    actor: infant
    kind: state
    exhaustive: true
    default: neutral
    codes:
      - id: smile
        key: s
        definition: The corners of the mouth are drawn up.
        examples: [a broad smile]
        non_examples: [a yawn & a sneeze]
      - {id: neutral, key: d}
  - id: touch
    actor: caregiver
    kind: state
    codes:
      - {id: touch, key: t}
      - {id: hold, key: shift+t}
  - id: signal
    actor: infant
    kind: point
    codes:
      - {id: bid, key: b}
links:
  - {id: answered, cue: {codes: [signal.bid]}, response: {codes: [touch.touch]}, window_s: [0.2, 5]}
  - {id: returned, cue: {codes: [touch.touch]}, response: {codes: [face.smile]}, window_s: [0, 3]}
derived:
  - {id: warm, actor: infant, all_of: [face.smile, touch.touch]}
procedure:
  id: play
  phases:
    - {id: play, key: F5, planned_s: 120}
    - {id: still, key: F6, planned_s: 60, may_end_early: true}
    - {id: after, key: F7, optional: true}
  windows: [{id: last10, of: [play, still], from_s: 0, length_s: 10, anchor: end}]
uncodable: {key: u, reasons: [off_camera]}
passes:
  - {id: infant_only, tiers: [face, signal], sound: false, rate: 0.5}
  - {id: caregiver_only, tiers: [touch]}
"""


def loaded(text: str = TEXT) -> LoadedScheme:
    """Load a scheme from its text."""
    return read_scheme(text, "lab.yaml")


def write(folder: Path, text: str = TEXT) -> Path:
    """Write a scheme file."""
    path = folder / "lab.yaml"
    path.write_text(text, encoding="utf-8")
    return path


class Asked:
    """What a view asked of its window."""

    def __init__(self) -> None:
        self.places: list[tuple[Path, int, int]] = []
        self.others: list[str] = []

    def ways(self) -> Ways:
        """Return ways that only note what is asked."""
        return Ways(
            lambda path, line, column: self.places.append((path, line, column)),
            lambda: self.others.append("editor"),
            lambda: self.others.append("migrate"),
            self.others.append,
        )


def build_sheet(
    qtbot: QtBot,
    path: Path | None,
    running: RunningScheme | None = None,
    asked: Asked | None = None,
    theme: Theme = DARK,
    size: tuple[int, int] = (1400, 860),
) -> SchemeSheet:
    """Build a view over a window, and wait until it has read its file."""
    dress(theme)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    ways = (asked or Asked()).ways()
    sheet = SchemeSheet(over, theme, build_keymap(), "QWERTY", ways, path=path, running=running)
    over.destroyed.connect(sheet.watch.close if sheet.watch is not None else _nothing)
    with qtbot.waitExposed(over):
        over.show()
    over.activateWindow()
    sheet.open()
    if path is not None:
        qtbot.waitUntil(lambda: sheet.reading is not None)
    return sheet


def _nothing() -> None:
    """Do nothing: no file is looked at."""
