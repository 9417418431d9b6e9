"""What a cell becomes while it is edited, and the edits that come of it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QWidget

from coder.app.notices import Notice, Severity
from coder.app.workspace import Workspace
from coder.editing.edits import MoveEdge, SetCode, SetComment, SetModifier
from coder.gui.events.columns import Column
from coder.gui.words import code_words, key_words, modifier_words, option_words, plain_words, range_words
from coder.model.event import Event
from coder.model.scheme import Code, Modifier, ModifierType, Tier
from coder.model.time import parse_time

NO_ANSWER = "–"


class CodeBox(QComboBox):
    """Chooses another code of the event's tier. ``left`` tells that its list is gone, whether one was chosen or not."""

    left = Signal()

    def __init__(self, tier: Tier, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        for code in tier.codes:
            key = f"{key_words(code.key)}  " if code.key else ""
            self.addItem(f"{key}{code_words(code)}", code.id)
        self.setCurrentIndex(self.findData(event.code))
        self.setAccessibleName(f"code of {plain_words(tier.id)}")
        self.view().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say that the list is gone, once what was chosen has been taken."""
        if event.type() == QEvent.Type.Hide:
            QTimer.singleShot(0, self, self.left.emit)
        return False

    @property
    def code_id(self) -> str:
        """The code chosen."""
        return str(self.currentData())


class ModifiersEditor(QFrame):
    """Asks all modifiers of one event, one below the other."""

    def __init__(self, code: Code, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        form = QFormLayout(self)
        form.setContentsMargins(8, 8, 8, 8)
        form.setSpacing(6)
        self._fields = {
            modifier.id: _build_field(modifier, event.modifier(modifier.id), self) for modifier in code.modifiers
        }
        for modifier in code.modifiers:
            form.addRow(modifier_words(modifier), self._fields[modifier.id])
        first = next(iter(self._fields.values()), None)
        if first is not None:
            self.setFocusProxy(first)

    def answers(self) -> dict[str, str | None]:
        """Return every modifier's value, None where there is no answer."""
        return {name: _read_field(field) for name, field in self._fields.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter, which ends the edit, from going on to the table; Escape is the table's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)


class _Choices(QWidget):
    def __init__(self, modifier: Modifier, value: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        chosen = (value or "").split("+")
        self.boxes = {option.id: QCheckBox(option_words(option), self) for option in modifier.options}
        for name, box in self.boxes.items():
            box.setChecked(name in chosen)
            row.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))


def _build_field(modifier: Modifier, value: str | None, parent: QWidget) -> QWidget:
    name = modifier_words(modifier)
    field: QWidget
    if modifier.type is ModifierType.CHOICE:
        field = QComboBox(parent)
        field.addItem(NO_ANSWER, None)
        for option in modifier.options:
            field.addItem(option_words(option), option.id)
        field.setCurrentIndex(max(0, field.findData(value)))
    elif modifier.type is ModifierType.CHOICES:
        field = _Choices(modifier, value, parent)
    else:
        field = QLineEdit(value or "", parent)
        field.setPlaceholderText(range_words(modifier) if modifier.type is ModifierType.NUMBER else "")
    field.setAccessibleName(name)
    return field


def _read_field(field: QWidget) -> str | None:
    if isinstance(field, QComboBox):
        chosen = field.currentData()
        return None if chosen is None else str(chosen)
    if isinstance(field, _Choices):
        return "+".join(name for name, box in field.boxes.items() if box.isChecked()) or None
    return field.text().strip() or None if isinstance(field, QLineEdit) else None


def write_time(workspace: Workspace, event: Event, column: int, text: str) -> None:
    """Move the edge that a typed time stands for; say so when the text is no time."""
    try:
        ms = parse_time(text)
    except ValueError:
        hint = "Write it as 1:02.480, or as seconds: 62.48."
        workspace.noticed.tell(Notice(f"“{text.strip()}” is no time.", hint, Severity.WARNING))
        return
    if column == Column.ONSET:
        edit = MoveEdge(event.id, "onset", ms)
    else:
        edit = MoveEdge(event.id, "offset", event.onset_ms + ms if column == Column.DURATION else ms)
    workspace.do(edit)


def write_answers(workspace: Workspace, event: Event, code: Code, answers: dict[str, str | None]) -> None:
    """Set the modifiers whose answer is another than before; refuse a number that does not fit."""
    for modifier in code.modifiers:
        value = answers.get(modifier.id)
        if value == event.modifier(modifier.id):
            continue
        if value is not None and modifier.type is ModifierType.NUMBER and not _fits(modifier, value):
            name, hint = modifier_words(modifier), f"Write {range_words(modifier)}."
            workspace.noticed.tell(Notice(f"“{value}” does not fit {name}.", hint, Severity.WARNING))
            continue
        workspace.do(SetModifier(event.id, modifier.id, value))


def _fits(modifier: Modifier, value: str) -> bool:
    try:
        number = float(value)
    except ValueError:
        return False
    low = modifier.minimum if modifier.minimum is not None else number
    high = modifier.maximum if modifier.maximum is not None else number
    return low <= number <= high


def write_code(workspace: Workspace, event: Event, code_id: str) -> None:
    """Give the event another code."""
    if code_id != event.code:
        workspace.do(SetCode(event.id, code_id))


def write_comment(workspace: Workspace, event: Event, text: str) -> None:
    """Write the event's comment."""
    if text.strip() != event.comment:
        workspace.do(SetComment(event.id, text.strip()))
