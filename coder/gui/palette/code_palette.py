"""The code palette: every code of the pass with its key, by actor and tier; what holds now is lit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from coder.app.desk import Desk
from coder.editing.derived import derived_tiers
from coder.gui.derived_words import derived_words
from coder.gui.palette.definitions import tooltip_of
from coder.gui.palette.interval_note import IntervalNote
from coder.gui.palette.judging import Judging
from coder.gui.palette.key_button import KeyButton, Light
from coder.gui.palette.lights import DerivedSpell, lights_at
from coder.gui.palette.rows import ActorRow, DerivedRow, TierRow
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.gui.timeline.code_colors import actor_color, build_code_colors
from coder.gui.words import actor_words, code_words, key_words, plain_words, tier_words
from coder.model.change import Change
from coder.model.scheme import PHASE, UNCODABLE, Code, Kind, Tier

RATINGS = "code.ratings"
_LABEL_PX = (36, 96)
_WIDTH = 340


class CodePalette(QScrollArea):
    """Clicking a button does what its key does; the buttons never take the keys."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme, self._now_ms = desk, theme, 0
        self._lanes = desk.workspace.lanes
        self.buttons: dict[tuple[str, str], KeyButton] = {}
        self.ratings: dict[str, KeyButton] = {}
        self.derived: list[tuple[DerivedSpell, DerivedRow]] = []
        self._rows: list[ActorRow | TierRow | DerivedRow] = []
        self._judging = Judging(desk.workspace)
        self._lit: dict[tuple[str, str], Light] = {}
        self._set_up()
        self._fill()
        self._show_ratings()
        self.set_theme(theme)
        stop_following = desk.workspace.changed.add(self._follow)
        self.destroyed.connect(stop_following)
        self.set_now(desk.player.now_ms())

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 80)
        self.setAccessibleName("Codes")
        self._page = QWidget()
        self._page.setAutoFillBackground(True)
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 6, 0, 8)
        self._column.setSpacing(1)
        self.setWidget(self._page)

    def sizeHint(self) -> QSize:
        """Return the width the panel is made for and the height of all rows."""
        return QSize(_WIDTH, self._page.heightForWidth(_WIDTH))

    # ------------------------------------------------------------------- rows

    def _fill(self) -> None:
        scheme = self._desk.workspace.scheme
        self._label_px = self._widest([_label_of(tier) for tier in self._lanes])
        self._add_tiers([tier for tier in self._lanes if tier.id == PHASE])
        named = {actor.id for actor in scheme.actors}
        others = [tier for tier in self._lanes if tier.actor not in named and tier.id not in (PHASE, UNCODABLE)]
        for actor in scheme.actors:
            self._add_actor(actor.id)
        self._add_tiers(others)
        self._add_tiers([tier for tier in self._lanes if tier.id == UNCODABLE])
        self._column.addStretch(1)

    def _widest(self, labels: list[str]) -> int:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        metrics = QFontMetrics(font)
        least, most = _LABEL_PX
        return min(most, max([least, *(metrics.horizontalAdvance(label) for label in labels)]))

    def _add_actor(self, actor_id: str) -> None:
        scheme = self._desk.workspace.scheme
        tiers = [tier for tier in self._lanes if tier.actor == actor_id and tier.id not in (PHASE, UNCODABLE)]
        coded = {tier.id for tier in self._lanes}
        derived = [one for one in scheme.derived if one.actor == actor_id and coded.issuperset(derived_tiers(one))]
        if not tiers and not derived:
            return
        color = actor_color(scheme, actor_id)
        self._add(ActorRow(actor_words(scheme, actor_id), color, self._theme))
        self._add_tiers(tiers)
        labels = [str(one.label) or plain_words(one.id) for one in derived]
        label_px = self._widest(labels)
        for one, label in zip(derived, labels, strict=True):
            row = DerivedRow(label, label_px, color, self._theme)
            row.setToolTip("\n".join(["computed, never typed", *derived_words(scheme, one)]))
            self.derived.append((DerivedSpell(scheme, self._desk.workspace.observation, one), row))
            self._add(row)

    def _add_tiers(self, tiers: list[Tier]) -> None:
        for tier in tiers:
            row = TierRow(_label_of(tier), self._label_px, self._theme)
            if tier.rating is not None:
                self.ratings[tier.id] = self._build_ratings(tier)
                row.buttons.addWidget(self.ratings[tier.id])
            for code in tier.codes if tier.rating is None else ():
                button = self._build_button(tier, code)
                self.buttons[tier.id, code.id] = button
                row.buttons.addWidget(button)
            if tier.kind is Kind.INTERVAL:
                row.add_note(IntervalNote(self._desk.workspace, tier))
            self._judging.add(tier, row)
            self._add(row)

    def _add(self, row: ActorRow | TierRow | DerivedRow) -> None:
        self._rows.append(row)
        self._column.addWidget(row)

    def _build_button(self, tier: Tier, code: Code) -> KeyButton:
        words, asked = code_words(code), ", ".join(plain_words(modifier.id) for modifier in code.modifiers)
        button = KeyButton(code.key, words, self._theme, mark=f"▸ {asked}" if asked else "")
        whose = f"{plain_words(tier.actor)} {tier_words(tier)}"
        button.setAccessibleName(f"{words}, {whose}" + (f", key {key_words(code.key)}" if code.key else ""))
        button.setAccessibleDescription(str(code.definition))
        button.setToolTip(tooltip_of(tier, code))
        button.clicked.connect(lambda: self._press(tier.id, code.id))
        return button

    def _build_ratings(self, tier: Tier) -> KeyButton:
        """Build what opens the form for the ratings of a tier."""
        button = KeyButton(next(iter(self._desk.keymap.keys_of(RATINGS)), ""), "", self._theme)
        button.setToolTip("Opens the form for ratings.")
        button.clicked.connect(lambda: self._desk.ratings.open_at(tier.id))
        return button

    def _show_ratings(self) -> None:
        for tier_id, button in self.ratings.items():
            rated, total = self._desk.ratings.progress(tier_id=tier_id)
            button.set_words(f"{rated} of {total} rated" if total else "rate each phase")
            button.setAccessibleName(f"Ratings, {plain_words(tier_id)}, {button.text()}")

    # ------------------------------------------------------------------- work

    def _press(self, tier_id: str, code_id: str) -> None:
        self._desk.code(tier_id, code_id)

    def _follow(self, change: Change) -> None:
        for event in change.come:
            button = self.buttons.get((event.tier, event.code))
            if button is not None:
                button.flash()
        for spell, _ in self.derived:
            spell.forget()
        self._show_ratings()
        self._judging.follow(change)
        self.set_now(self._now_ms)

    def set_now(self, ms: int) -> None:
        """Light what holds at an instant; only buttons that change are painted."""
        workspace = self._desk.workspace
        before, self._lit = self._lit, lights_at(workspace.scheme, workspace.observation, self._lanes, ms)
        if before != self._lit:
            for name in before.keys() | self._lit.keys():
                button = self.buttons.get(name)
                if button is not None:
                    button.set_light(self._lit.get(name, Light.OFF))
        self._now_ms = ms
        self._judging.set_now(ms)
        for spell, row in self.derived:
            onset_ms = spell.find_onset(ms)
            row.set_running(None if onset_ms is None else ms - onset_ms)

    # ------------------------------------------------------------------ looks

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        colors = build_code_colors(self._desk.workspace.scheme, theme)
        for name, button in self.buttons.items():
            special = name[0] in (PHASE, UNCODABLE)
            button.set_theme(theme, theme.dim if special else colors[name].fill)
        for tier_id, button in self.ratings.items():
            tier = self._desk.workspace.scheme.tier(tier_id)
            button.set_theme(theme, actor_color(self._desk.workspace.scheme, tier.actor if tier else ""))
        for row in self._rows:
            row.set_theme(theme)
        for widget in (self._page, self):
            palette = widget.palette()
            palette.setColor(palette.ColorRole.Window, theme.color("panel"))
            widget.setPalette(palette)


def _label_of(tier: Tier) -> str:
    """Return the row's label; the one code of uncodable time says it all."""
    return "" if tier.id == UNCODABLE else tier_words(tier)
