"""What an export is of: the whole session or windows of its phases, with comments or without."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from coder.app.workspace import Workspace
from coder.editing.windows import window_spans
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme
from coder.gui.words import plain_words
from coder.model.scheme import Window

Choose = Callable[[tuple[str, ...], bool], object]


class ExportSheet(Sheet):
    """Enter goes on to the folder; ``choose`` gets the ids of the windows, none for the whole session, and whether
    comments are wanted.
    """

    def __init__(self, parent: QWidget, theme: Theme, workspace: Workspace, choose: Choose) -> None:
        super().__init__(parent, theme, "Export events", 540)
        self._choose = choose
        self._say(
            "Without a window the whole session is exported. With one, events and codable time are cut to it.", theme
        )
        self.windows = {window.id: self._window(workspace, window) for window in workspace.scheme.procedure.windows}
        self.comments = QCheckBox("Comments too: they may name people")
        self.column.addSpacing(4)
        self.column.addWidget(self.comments)
        row = QHBoxLayout()
        row.addStretch(1)
        self.go, leave = QPushButton("Choose the folder…"), QPushButton("Leave")
        self.go.clicked.connect(self.accept)
        leave.clicked.connect(self.close_sheet)
        row.addWidget(leave)
        row.addWidget(self.go)
        self.column.addLayout(row)

    def _say(self, words: str, theme: Theme) -> None:
        label = QLabel(words)
        label.setWordWrap(True)
        label.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(label)

    def _window(self, workspace: Workspace, window: Window) -> QCheckBox:
        box = QCheckBox(f"{plain_words(window.id)} – {window_words(window)}; {found_words(workspace, window)}")
        self.column.addWidget(box)
        return box

    def accept(self) -> None:
        """Go on to choosing the folder."""
        chosen = tuple(name for name, box in self.windows.items() if box.isChecked())
        comments = self.comments.isChecked()
        self.close_sheet()
        self._choose(chosen, comments)


def window_words(window: Window) -> str:
    """Say where a window lies in its phases: "the first 30 s"."""
    length, beyond = f"{window.length_s:g} s", f"{window.from_s:g} s"
    match window.anchor:
        case "end":
            return f"{length} up to {beyond} before the end" if window.from_s else f"the last {length}"
        case "middle":
            return f"{length} around {beyond} after the middle" if window.from_s else f"the middle {length}"
        case _:
            return f"{length} from {beyond} on" if window.from_s else f"the first {length}"


def found_words(workspace: Workspace, window: Window) -> str:
    """Say in which phases of this session a window really lies."""
    spans = window_spans(workspace.scheme.procedure, workspace.observation, workspace.end_ms)
    found = [span for span in spans if span.window == window.id]
    phases = [plain_words(span.phase.phase) + ("" if span.whole else " (cut)") for span in found]
    return f"here in {', '.join(phases)}" if phases else "in no phase marked here"
