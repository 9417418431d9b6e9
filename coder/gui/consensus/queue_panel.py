"""The queue of disagreements: which are shown, what was decided of each, and agreement before and after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from coder.app.consensus import Review
from coder.app.consensus_originals import Figure, Rated
from coder.app.consensus_words import RATED, asked_words, codes_words, ruled_words, type_words, value_of, when_words
from coder.gui.consensus.names import short_words, sign_of, where_words
from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme
from coder.gui.words import plain_words
from coder.model.agreement import DisagreementType, Method
from coder.model.consensus import Dispute, Wanted

_METHODS: dict[Method | Rated, str] = {
    Method.DURATION: "κ in time",
    Method.OVERLAP: "κ by events",
    Method.POINTS: "κ by points",
    **{method: words.replace("kappa", "κ") for method, words in RATED.items()},
}
_ALL_TYPES, _ALL_TIERS, _ALL_CODES = "all types", "all tiers", "all codes"
After = tuple[tuple[Figure, ...], tuple[Figure, ...]]


class QueuePanel(QWidget):
    """Shows a Review's queue, and asks it for other disagreements; it decides nothing."""

    def __init__(self, review: Review, theme: Theme) -> None:
        super().__init__()
        self._review = review
        self._rows: list[int] = []
        self.head, self.figures, self.list = QLabel(), QLabel(), QListWidget()
        self.types, self.tiers, self.codes, self.which = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._after: After | None = None
        self._lay_out()
        self._fill_filters()
        self.set_theme(theme)
        self.list.itemClicked.connect(lambda row: review.go_to(self._rows[self.list.row(row)]))
        for box in self.boxes:
            box.activated.connect(self._ask)
        self.show_review(review)

    @property
    def boxes(self) -> tuple[QComboBox, ...]:
        """What chooses which disagreements are shown."""
        return self.types, self.tiers, self.codes, self.which

    def _lay_out(self) -> None:
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Disagreements")
        self.list.setMinimumHeight(60)
        self.list.setFont(tabular(self.font(), SMALL_PX))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head.setWordWrap(True)
        self.head.setStyleSheet("font-weight: bold;")
        self.figures.setWordWrap(True)
        self.figures.setTextFormat(Qt.TextFormat.PlainText)
        self.figures.setFont(tabular(self.font(), SMALL_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.head)
        for pair in ((self.types, self.tiers), (self.codes, self.which)):
            row = QHBoxLayout()
            row.setSpacing(6)
            for box in pair:
                box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                box.setMinimumContentsLength(8)
                row.addWidget(box, 1)
            column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.figures)

    def _fill_filters(self) -> None:
        review = self._review
        self.types.addItem(_ALL_TYPES, None)
        for kind in DisagreementType:
            self.types.addItem(type_words(kind, review.pair), kind)
        self.tiers.addItem(_ALL_TIERS, "")
        for tier in review.originals.ground.tiers:
            self.tiers.addItem(short_words(review.workspace.scheme, tier.id), tier.id)
        self._fill_codes()
        self.which.addItem("decided and not", False)
        self.which.addItem("not decided yet", True)
        names = ("Which type", "Which tier", "Which codes", "Decided or not")
        for box, name in zip(self.boxes, names, strict=True):
            box.setAccessibleName(name)

    def _fill_codes(self) -> None:
        """Offer the codes that they have where they differ: others, once they are compared again."""
        pairs = [("", ""), *sorted({(one.code_a, one.code_b) for one in self._review.disputes if not one.asked})]
        if [self.codes.itemData(place) for place in range(self.codes.count())] == pairs:
            return
        self.codes.clear()
        for pair in pairs:
            self.codes.addItem(f"{plain_words(pair[0])} / {plain_words(pair[1])}" if any(pair) else _ALL_CODES, pair)

    def _ask(self) -> None:
        kind = self.types.currentData()
        code_a, code_b = self.codes.currentData()
        types = frozenset({DisagreementType(kind)} if kind is not None else ())
        self._review.want(Wanted(self.tiers.currentData(), code_a, code_b, types, self.which.currentData()))

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.figures.setStyleSheet(f"color: {theme.dim};")

    # ------------------------------------------------------------------ what is shown

    def show_review(self, review: Review) -> None:
        """Show the queue as it is now."""
        first, second = review.pair
        done = len(review.disputes) - review.left
        self.head.setText(f"Disagreements of {first} and {second} · {done} of {len(review.disputes)} decided")
        shown = review.shown
        self._fill_codes()
        self._show_wanted(review.wanted)
        self._fill([(self._line(one), self._sentence(one)) for one in shown])
        self._rows = [one.id for one in shown]
        place = self._rows.index(review.current.id) if review.current and review.current.id in self._rows else -1
        self.list.setCurrentRow(place)
        self._tell()

    def _show_wanted(self, wanted: Wanted) -> None:
        kind = next(iter(wanted.types)) if len(wanted.types) == 1 else None
        for box, value in (
            (self.types, kind),
            (self.tiers, wanted.tier),
            (self.codes, (wanted.code_a, wanted.code_b)),
            (self.which, wanted.open_only),
        ):
            place = next((at for at in range(box.count()) if box.itemData(at) == value), 0)
            box.setCurrentIndex(place)

    def _fill(self, lines: Sequence[tuple[str, str]]) -> None:
        if self.list.count() != len(lines):
            self.list.clear()
            self.list.addItems([words for words, _ in lines])
        for place, (words, sentence) in enumerate(lines):
            row = self.list.item(place)
            if row.text() != words or row.toolTip() != sentence:
                row.setText(words)
                row.setToolTip(sentence)
                row.setData(Qt.ItemDataRole.AccessibleTextRole, sentence)

    def _line(self, one: Dispute) -> str:
        pair = self._review.pair
        sign = "○" if one.open else "✓"
        scheme = self._review.workspace.scheme
        what = codes_words(one, pair, scheme) if one.open else ruled_words(one, pair, scheme)
        where = short_words(scheme, one.tier, one.stream) + asked_words(one)
        return f"{sign} {when_words(one).partition('–')[0]}  {sign_of(one.type)} {where} · {what}"

    def _sentence(self, one: Dispute) -> str:
        pair, scheme = self._review.pair, self._review.workspace.scheme
        where = where_words(scheme, one)
        decided = f"decided: {ruled_words(one, pair, scheme)}" if not one.open else "not decided"
        reason = f" ({one.ruled.reason})" if one.ruled.reason else ""
        what = f"{type_words(one.type, pair)}, {codes_words(one, pair, scheme)}"
        return f"{when_words(one)}: {where}, {what}, {decided}{reason}"

    def show_after(self, after: After) -> None:
        """Show how far each coder agrees with the consensus."""
        self._after = after
        self._tell()

    def _tell(self) -> None:
        current = self._review.current
        tiers = {current.tier} if current is not None else {one.tier for one in self._review.before()}
        lines = [self._figure(one) for one in self._review.before() if one.tier in tiers]
        left = self._review.left
        lines += [f"{left} not decided: counted as not coded."] if left else []
        self.figures.setText("\n".join(lines))
        reasons = [one.reason for one in self._review.before() if one.tier in tiers and one.kappa is None]
        self.figures.setToolTip("\n".join(dict.fromkeys(f"–: {reason}" for reason in reasons if reason)))

    def _figure(self, one: Figure) -> str:
        where = short_words(self._review.workspace.scheme, one.tier, one.code)
        after = ""
        if self._after is not None:
            found = [_find(side, one) for side in self._after]
            after = f" → {self._review.pair[0]} {found[0]}, {self._review.pair[1]} {found[1]}"
        return f"{where} {_METHODS[one.method]}: {value_of(one)}{after}"


def _find(side: tuple[Figure, ...], before: Figure) -> str:
    return next((value_of(one) for one in side if one.key == before.key), "–")
