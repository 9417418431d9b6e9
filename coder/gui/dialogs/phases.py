"""The phases of the procedure in a list: planned and real, with what can be done about each while the video goes on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from coder.app import phases
from coder.app.desk import Desk
from coder.app.keymap import Keymap
from coder.app.phases import PhaseRow
from coder.app.shared_phases import SharedPhases
from coder.gui.keys import chord_of
from coder.gui.phase_words import clock, difference_words, length_words
from coder.gui.sheet import Sheet
from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme
from coder.gui.words import key_words, option_words, plain_words
from coder.model.change import Change
from coder.model.scheme import PHASE, Phase
from coder.model.time import format_short_time

HEADINGS = ("phase", "planned", "begins", "lasted", "difference", "", "", "", "")
HINT = "Here is the frame on the screen. Player and phase keys work while this is open; Esc closes it."
NO_REASON = "why?"
PASSED_ON = frozenset({"Play", "Picture", "Edit"})
"""The menus whose keys work while the list is open."""


class _Row:
    """The widgets of one phase."""

    def __init__(self, phase: Phase, options: list[tuple[str, str]], font: QFont) -> None:
        name = plain_words(phase.id)
        key = f"{key_words(phase.key)}  " if phase.key else ""
        self.name, self.planned, self.onset = QLabel(f"{key}{name}"), QLabel(), QLabel()
        self.length, self.difference, self.remark = QLabel(), QLabel(), QLabel()
        for label in (self.planned, self.onset, self.length, self.difference):
            label.setFont(font)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.begin, self.end, self.clear = (_button(words, name) for words in ("Begins here", "Ends here", "Clear"))
        self.reason = QComboBox()
        self.reason.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.reason.setAccessibleName(f"Why {name} ended early")
        for option_id, words in [("", NO_REASON), *options]:
            self.reason.addItem(words, option_id)
        self.absent = QCheckBox("did not take place")
        self.absent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.absent.setAccessibleName(f"{name} did not take place")
        self.note = QLineEdit()
        self.note.setPlaceholderText("note")
        self.note.setAccessibleName(f"Note on {name}")
        self.optional = phase.optional

    @property
    def cells(self) -> tuple[QWidget, ...]:
        """The widgets from left to right, the last ones in one place."""
        return (self.name, self.planned, self.onset, self.length, self.difference, self.begin, self.end, self.clear)


class PhasesSheet(Sheet):
    """A row a phase. ``here`` is the frame on the screen; every edit can be undone."""

    def __init__(
        self, parent: QWidget, theme: Theme, desk: Desk, keymap: Keymap, shared: SharedPhases | None = None
    ) -> None:
        super().__init__(parent, theme, "Phases", 960)
        self._desk, self._keymap, self._shared = desk, keymap, shared
        self._ends: list[Callable[[], None]] = []
        self.rows: dict[str, _Row] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(9, 1)
        self.column.addLayout(grid)
        font = tabular(self.font(), SMALL_PX)
        for place, words in enumerate(HEADINGS):
            heading = QLabel(words)
            heading.setStyleSheet(f"color: {theme.dim};")
            if 0 < place < 5:
                heading.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(heading, 0, place)
        for number, phase in enumerate(desk.workspace.scheme.procedure.phases, 1):
            self._add_row(grid, number, phase, font)
        hint = QLabel(HINT)
        hint.setWordWrap(True)
        hint.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(hint)
        self._listen()
        self._show()

    def _add_row(self, grid: QGridLayout, number: int, phase: Phase, font: QFont) -> None:
        workspace = self._desk.workspace
        options = [(option.id, option_words(option)) for option in phases.early_reasons(workspace, phase)]
        row = self.rows[phase.id] = _Row(phase, options, font)
        for place, cell in enumerate(row.cells):
            grid.addWidget(cell, number, place)
        for widget in (row.reason, row.absent, row.remark):
            grid.addWidget(widget, number, 8)
        grid.addWidget(row.note, number, 9)
        row.begin.clicked.connect(lambda: phases.begin_here(workspace, phase.id, self._desk.player.now_ms()))
        row.end.clicked.connect(lambda: phases.end_here(workspace, phase.id, self._desk.player.now_ms()))
        row.clear.clicked.connect(lambda: phases.clear(workspace, phase.id))
        row.reason.activated.connect(lambda: phases.set_reason(workspace, phase.id, str(row.reason.currentData())))
        row.absent.toggled.connect(partial(self._say_absent, phase.id))
        row.note.editingFinished.connect(lambda: phases.set_comment(workspace, phase.id, row.note.text().strip()))

    def _say_absent(self, phase_id: str, absent: bool) -> None:
        if self._shared is not None:
            self._shared.set_absent(phase_id, absent)

    # ------------------------------------------------------------------ what is shown

    def _listen(self) -> None:
        self._ends.append(self._desk.workspace.changed.add(self._follow))
        if self._shared is not None:
            self._ends.append(self._shared.changed.add(lambda _: self._show()))

    def _follow(self, change: Change) -> None:
        if any(event.tier == PHASE for event in (*change.gone, *change.come)):
            self._show()

    def _show(self) -> None:
        for row in phases.phase_rows(self._desk.workspace, self._shared):
            self._show_row(self.rows[row.phase.id], row)

    def _show_row(self, widgets: _Row, row: PhaseRow) -> None:
        event, view_only = row.event, bool(self._desk.workspace.view_only)
        widgets.name.setToolTip(f"marked by {row.author}" if row.author else "")
        widgets.planned.setText("–" if row.planned_ms is None else clock(row.planned_ms))
        widgets.onset.setText("–" if event is None else format_short_time(event.onset_ms))
        widgets.length.setText(
            "–" if event is None else "runs" if row.length_ms is None else length_words(row.length_ms)
        )
        widgets.difference.setText(difference_words(row.difference_ms))
        for button in (widgets.begin, widgets.end, widgets.clear):
            button.setEnabled(not view_only and (event is not None or button is widgets.begin))
        widgets.reason.setVisible(row.early)
        widgets.reason.setEnabled(not view_only)
        widgets.reason.setCurrentIndex(max(0, widgets.reason.findData(row.reason)))
        widgets.absent.setVisible(event is None and widgets.optional)
        widgets.absent.setEnabled(self._shared is not None)
        _set_quietly(widgets.absent, row.absent)
        widgets.remark.setText(_remark(row))
        widgets.remark.setVisible(not row.early and not (event is None and widgets.optional))
        widgets.note.setEnabled(event is not None and not view_only)
        if not widgets.note.hasFocus():
            widgets.note.setText("" if event is None else event.comment)

    # ------------------------------------------------------------------ keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the player's and the phases' keys do what they always do, and answers too; Escape closes."""
        chord = chord_of(event)
        command, workspace = self._keymap.find(chord), self._desk.workspace
        found = workspace.scheme.find_key(chord, workspace.pass_id)
        marks = found is not None and found[0].id == PHASE
        if event.key() == Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif command is not None and command.menu in PASSED_ON:
            command.run(self._desk)
        elif (marks or workspace.answers(chord)) and not event.isAutoRepeat():
            workspace.press(chord, self._desk.player.now_ms())
        else:
            super().keyPressEvent(event)
        event.accept()

    def close_sheet(self) -> None:
        """Take note of what is being written, and go."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # a note that is being written is finished
        while self._ends:
            self._ends.pop()()
        super().close_sheet()


def _remark(row: PhaseRow) -> str:
    if row.times > 1:
        return f"marked {row.times} times: the first is shown"
    return "shorter than planned" if row.deviates else ""


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(f"{name}: {words.lower()}")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _set_quietly(box: QCheckBox, checked: bool) -> None:
    box.blockSignals(True)
    box.setChecked(checked)
    box.blockSignals(False)
