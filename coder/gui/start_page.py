"""The first thing one sees: three cards, the sessions opened lately, and who codes. No splash and no questions."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from coder.app.imported import known_imported
from coder.app.passes import PassChoice, likely_choice
from coder.app.settings import Recent, Settings, find_gone
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.cards import Card, Entry, Far, SessionRow
from coder.gui.how_far import HowFar, far_of
from coder.gui.pass_words import pass_entry
from coder.gui.theme import Theme
from coder.gui.words import plain_words

WIDTH = 880
CARDS = (
    ("play", "Try the sample", "A short drawn session that is coded already. It plays at once; press any key you see."),
    ("plus", "New session", "Choose a video, or drop one on this window, and say which scheme it is coded with."),
    ("folder", "Open study", "A study's folder or one session's. Every coder has an observation of their own."),
)

REMEMBERED = "It names your observations, and is remembered."


class StartPage(QWidget):
    """Asks for what to open; ``session_asked`` carries a folder and a coder id, ``pass_asked`` a pass as well."""

    sample_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    session_asked = Signal(object, str)
    pass_asked = Signal(object, str, str)
    coder_named = Signal(str)

    def __init__(self, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("start_page")
        self._theme = theme
        self._waiting: Path | None = None
        self._looking: Background | None = None
        self._recent_shown: tuple[Recent, ...] = ()
        self.coder = QLineEdit(settings.coder)
        self.sample, self.new, self.study = (Card(theme, *card) for card in CARDS)
        self.rows: list[SessionRow] = []
        self._heading, self._asking = QLabel(), QLabel(REMEMBERED)
        self._go = QPushButton("Open")
        self._list = QVBoxLayout()
        self._column = QWidget()
        self._column.setMaximumWidth(WIDTH)
        self._far = HowFar(self)
        self._far.told.connect(self._show_far)
        self._build()
        self.sample.clicked.connect(self.sample_asked)
        self.new.clicked.connect(self.new_asked)
        self.study.clicked.connect(self.open_asked)
        self._go.clicked.connect(self._named)
        self.coder.returnPressed.connect(self._named)
        self.coder.editingFinished.connect(self._look_again)
        self.show_recent(settings)
        self.set_theme(theme)

    def _build(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(16, 56, 16, 16)
        column.setSpacing(16)
        column.addWidget(_title("Attune", 26))
        self._subtitle = QLabel("Code caregiver–infant interaction from video: one key, one event, on the frame shown.")
        self._subtitle.setWordWrap(True)
        column.addWidget(self._subtitle)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        for card in (self.sample, self.new, self.study):
            cards.addWidget(card)
        column.addLayout(cards)
        column.addLayout(self._build_coder())
        column.addWidget(self._heading)
        self._list.setSpacing(2)
        column.addLayout(self._list)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._column, 100)
        row.addStretch(1)
        scroll.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _build_coder(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = QLabel("Coder &id")
        label.setBuddy(self.coder)
        self.coder.setAccessibleName("Coder id")
        self.coder.setPlaceholderText("your initials")
        self.coder.setFixedWidth(160)
        self.coder.setMaxLength(64)
        self._go.setVisible(False)
        row.addWidget(label)
        row.addWidget(self.coder)
        row.addWidget(self._go)
        row.addWidget(self._asking, 1)
        return row

    def show_recent(self, settings: Settings) -> None:
        """List the sessions opened lately; those that are not there any more go as soon as their disks answer."""
        self._settings = settings
        self.coder.setText(settings.coder or self.coder.text())
        self._show_recent(settings.recent_of(self.coder_id()))
        if settings.recent and (self._looking is None or not self._looking.running):
            self._looking = Background(self)
            self._looking.done.connect(self._leave_out)
            self._looking.start("recent sessions", lambda _work: find_gone(settings.recent))

    def _leave_out(self, gone: tuple[Recent, ...]) -> None:
        left = tuple(one for one in self._recent_shown if one not in gone)
        if left != self._recent_shown:
            self._show_recent(left)

    def _look_again(self) -> None:
        """Show what another coder may see, once one is named; look how far that one is."""
        if self._recent_shown:
            self._show_recent(self._settings.recent_of(self.coder_id()))
        else:
            self._look_how_far()

    def _show_recent(self, recent: tuple[Recent, ...]) -> None:
        self._show_rows("Recent sessions" if recent else "", [_recent(one) for one in recent])
        self._recent_shown = recent

    def show_sessions(self, heading: str, entries: Sequence[Entry]) -> None:
        """List the sessions of a study."""
        self._show_rows(heading, entries)
        if entries and entries[0].veiled:
            self.coder.setText(entries[0].coder)
        self._focus_first()
        QTimer.singleShot(0, self, self._focus_first)  # what is left takes the keys with it when it is taken apart

    def _focus_first(self) -> None:
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_pass(self, session: Path, coder: str, choices: Sequence[PassChoice]) -> None:
        """Ask which tiers a coder codes in this viewing: the session has passes."""
        self.coder.setText(coder)
        entries = [pass_entry(session, coder, choice) for choice in choices]
        self._show_rows(f"Which tiers of {session.name} do you code in this viewing?", entries)
        for row, choice in zip(self.rows, choices, strict=True):
            row.show_far(far_of(choice.viewing))
        self.rows[likely_choice(choices)].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_coder(self, session: Path) -> None:
        """Ask who codes a session before it opens."""
        self._waiting = session
        known: tuple[str, ...] = ()
        with suppress(CoderError):  # what cannot be read is told when it is opened
            known = known_imported(session)
        others = ", ".join(f"“{name}”" for name in known)
        rest = f"What was imported is that of {others}." if others else "The id names the observation’s file."
        self._asking.setText(f"Who codes {session.name}? {rest}")
        self._go.setVisible(True)
        self.coder.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        for widget in (self.sample, self.new, self.study, *self.rows):
            widget.set_theme(theme)
        for label in (self._subtitle, self._asking, self._heading):
            label.setStyleSheet(f"color: {theme.dim};")

    def coder_id(self) -> str:
        """Return who codes, as typed."""
        return self.coder.text().strip()

    def name_of(self, path: Path) -> str:
        """Return what a session is called here: in a coder's queue it has an alias."""
        lately = (one.name for one in self._settings.recent_of(self.coder_id()) if one.name and Path(one.path) == path)
        rows = (row.text() for row in self.rows if row.entry.path == path and row.entry.veiled)
        return next(rows, next(lately, path.name))

    def _show_rows(self, heading: str, entries: Sequence[Entry]) -> None:
        self._recent_shown = ()
        self._heading.setText(heading)
        for row in self.rows:
            self._list.removeWidget(row)
            row.deleteLater()
        self.rows = [SessionRow(self._theme, entry) for entry in entries]
        for row in self.rows:
            self._list.addWidget(row)
            row.clicked.connect(partial(self._chosen, row.entry))
        self._look_how_far()

    def _look_how_far(self) -> None:
        """Read how far those rows are that do not say it yet."""
        self._far.look([row.entry for row in self.rows if row.far is None], self.coder_id())

    def _show_far(self, entry: Entry, far: Far) -> None:
        for row in self.rows:
            if row.entry == entry:
                row.show_far(far)

    def _chosen(self, entry: Entry, _checked: bool = False) -> None:
        coder = entry.coder or self.coder_id()
        if coder and entry.pass_id is not None:
            self.pass_asked.emit(entry.path, coder, entry.pass_id)
        elif coder:
            self.session_asked.emit(entry.path, coder)
        else:
            self.ask_coder(entry.path)

    def _named(self) -> None:
        coder = self.coder_id()
        if not coder:
            return
        self.coder_named.emit(coder)
        if self._waiting is not None:
            session, self._waiting = self._waiting, None
            self._go.setVisible(False)
            self._asking.setText(REMEMBERED)
            self.session_asked.emit(session, coder)


def _recent(recent: Recent) -> Entry:
    folder = Path(recent.path)
    if recent.name:
        title = " · ".join(word for word in (recent.name, plain_words(recent.pass_id)) if word)
        return Entry(folder, recent.coder, title, "", recent.pass_id, veiled=True)
    title = f"{folder.name} · {plain_words(recent.pass_id)}" if recent.pass_id else folder.name
    return Entry(folder, recent.coder, title, str(folder.parent), recent.pass_id)


def _title(words: str, pixels: int) -> QLabel:
    label = QLabel(words)
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    label.setStyleSheet(f"font-size: {pixels}px; font-weight: bold;")
    return label
