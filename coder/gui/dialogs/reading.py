"""Sheets that are only read: what a press does, and what this program is."""

import inspect
import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from coder import __version__
from coder.editing import pressing
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

EXAMPLES = (
    ("The tier is empty at this frame", "The code holds from here to the next event of its lane, or runs on."),
    ("Another code holds", "It ends here; the new code takes the rest. One undo brings it back whole."),
    ("Another code begins on this very frame", "That event takes the new code: nothing of it would be left before."),
    ("The same code holds", "The tier says: it ends here (end), begins anew (restart), or nothing happens (ignore)."),
    ("The tier is for points", "A point lies on this frame; other points stay."),
    ("Going back and pressing", "The same rule. What lies later is never touched, and nothing is deleted."),
)


class ReadingSheet(Sheet):
    """A text and one button."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, text: str, width: int = 620) -> None:
        super().__init__(parent, theme, title, width)
        self.words = QLabel(text)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.words)
        self.done = QPushButton("Close")
        self.done.setDefault(True)
        self.done.clicked.connect(self.close_sheet)
        self.column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)


def build_rule_sheet(parent: QWidget, theme: Theme) -> ReadingSheet:
    """Build the sheet that says what a press does, in the words of the rule itself."""
    first, *rest = [" ".join(part.split()) for part in inspect.cleandoc(pressing.__doc__ or "").split("\n\n")]
    rows = "".join(
        f'<tr><td style="padding:4px 16px 4px 0;"><b>{case}</b></td><td style="padding:4px 0;">{what}</td></tr>'
        for case, what in EXAMPLES
    )
    text = "".join(f"<p>{part}</p>" for part in [first, *rest])
    return ReadingSheet(parent, theme, "What a press does", f"{text}<table>{rows}</table>".replace("``", ""))


def build_about_sheet(parent: QWidget, theme: Theme) -> ReadingSheet:
    """Build the sheet that says which program and versions these are."""
    text = (
        f"<p><b>Attune {__version__}</b></p><p>Code caregiver–infant interaction from video: cues, responses, and the "
        "time between them.</p><p>Everything stays on this computer: the program opens no network connection. No count "
        f"of events measures how secure an attachment is.</p><p>Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.system()} {platform.machine()}. Licence: BSD-3-Clause.</p>"
    )
    return ReadingSheet(parent, theme, "About Attune", text, 480)
