"""What regulation is looked at: of what, which link by which window, in which session and phase."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from coder.app.regulation_charts import pair_words, short_words
from coder.app.regulation_named import Named
from coder.app.regulation_view import Asked, RegulationLook, methods_of, own_tiers, phases_of, sessions_of, tiers_of
from coder.gui.analysis_head import AnalysisHead, offer
from coder.gui.regulation.pair_fields import PairFields
from coder.gui.sources import Source, SourceBox
from coder.model.contingency import Method, Pair

AS_IT_IS = "consensus or primary"
ALL_PHASES = "All phases"
OTHER_PAIR = "Another cue and response…"
_ROOM_FOR_TITLE = 500


class RegulationHead(AnalysisHead):
    """Another folder or coder is computed anew; which link, window, session and phase is only shown.

    ``named`` tells a cue and a response that no link has: what they give is still to be computed.
    """

    named = Signal(object)

    def __init__(self, sources: Sequence[Source], coder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            "Regulation", "Comp&ute again", SourceBox(sources, "Regulation in a session or a study"), parent
        )
        self.link, self.window_of = QComboBox(), QComboBox()
        self.coder, self.phase, self.tiers = QComboBox(), QComboBox(), QComboBox()
        self.pair = PairFields()
        self._look: RegulationLook | None = None
        self._lay_out()
        self.offer_coders((coder,) if coder else ())
        self.coder.setCurrentIndex(self.coder.count() - 1)
        self.coder.activated.connect(self.asked)
        self.link.activated.connect(self._turn_link)
        self.pair.named.connect(self.named)
        for box in (self.window_of, self.session, self.phase, self.tiers):
            box.activated.connect(self._turn)

    def _lay_out(self) -> None:
        self.size_bar(60)
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        for part in (self.progress, self.again, self.picture, self.done):
            top.addWidget(part)
        self.state.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._fields())
        column.addWidget(self.state)
        self.pair.hide()

    def _fields(self) -> QGridLayout:
        """Lay the fields two in a row; a link has a row of its own, for its name is long."""
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        for row, column, words, box, told in (
            (0, 0, "Of", self.what, "Of what"),
            (0, 2, "Code&r", self.coder, "Whose events count"),
            (1, 0, "&Link", self.link, "Which link: cue and response"),
            (3, 0, "&Window", self.window_of, "By which window or lags"),
            (3, 2, "Sessio&n", self.session, "In which session"),
            (4, 0, "Phase", self.phase, "In which phase"),
            (4, 2, "Grid of", self.tiers, "Which two tiers the grid is of"),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(told)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            fields.addWidget(label, row, column)
            fields.addWidget(box, row, column + 1, 1, 3 if box is self.link else 1)
            if box is self.link:
                fields.addWidget(self.pair, 2, 0, 1, 4)
        fields.setColumnStretch(1, 1)
        fields.setColumnStretch(3, 1)
        return fields

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title out where the buttons need its room."""
        super().resizeEvent(event)
        self.title.setVisible(event.size().width() >= _ROOM_FOR_TITLE)

    # ------------------------------------------------------------------ what is asked

    @property
    def coder_id(self) -> str:
        """Whose events count first; empty: as the study has it."""
        return str(self.coder.currentData() or "")

    @property
    def named_pair(self) -> Named | None:
        """The cue and the response that are named, where they are shown in place of a link."""
        return self.pair.chosen if not self.pair.isHidden() else None

    def shown(self) -> Asked | None:
        """Return what is to be shown; None before anything is known."""
        pair, method, tiers = self.link.currentData(), self.window_of.currentData(), self.tiers.currentData()
        if not isinstance(pair, Pair):
            return None
        two = (tiers[0], tiers[1]) if tiers else None
        known = method if isinstance(method, Method) else None
        return Asked(pair, known, self.session.currentData() or "", self.phase.currentData() or "", two)

    def _turn_link(self) -> None:
        self._begin_anew()
        self._turn()

    def _begin_anew(self) -> None:
        """Let a link begin with its own window and grid."""
        for box in (self.window_of, self.tiers):
            box.clear()

    def _turn(self) -> None:
        self._offer_parts()
        self.turned.emit()

    # ------------------------------------------------------------------ what there is

    def offer_coders(self, coders: Sequence[str]) -> None:
        """Offer coders; the one that was chosen stays if it is there."""
        offer(self.coder, [(AS_IT_IS, ""), *((name, name) for name in coders)])

    def offer(self, look: RegulationLook) -> None:
        """Offer what was found; what was chosen stays where it is there."""
        self._look = look
        other: list[tuple[str, object]] = [(OTHER_PAIR, None)] if look.codes else []
        offer(self.link, [*((pair_words(pair), pair) for pair in look.pairs), *other])
        self.pair.offer(look.codes)
        self.link.setEnabled(self.link.count() > 0)
        self._offer_parts()

    def forget(self) -> None:
        """Offer nothing: nothing is known of what is asked."""
        self._look = None
        self.pair.hide()
        for box in (self.link, self.window_of, self.session, self.phase, self.tiers):
            offer(box, ())
            box.setEnabled(False)

    def choose_pair(self, pair: Pair) -> None:
        """Choose a pair, where there is one."""
        places = (at for at in range(self.link.count()) if self.link.itemData(at) == pair)
        self.link.setCurrentIndex(next(places, self.link.findText(OTHER_PAIR)))
        self._begin_anew()
        self._offer_parts()

    def _offer_parts(self) -> None:
        look, pair = self._look, self.link.currentData()
        self.pair.setVisible(look is not None and bool(look.codes) and not (isinstance(pair, Pair) and pair.link))
        if isinstance(pair, Pair) and not pair.link:
            self.pair.show_pair(pair)
        known = look is not None and isinstance(pair, Pair)
        for box in (self.window_of, self.session, self.phase, self.tiers):
            box.setEnabled(known)
        if look is None or not isinstance(pair, Pair):
            return
        sessions = sessions_of(look)
        self.offer_sessions(sessions)
        session = self.session.currentData() or ""
        offer(self.window_of, [(short_words(method), method) for method in methods_of(look, pair)])
        offer(self.phase, [(ALL_PHASES, ""), *((name, name) for name in phases_of(look, pair, session))])
        tiers = tiers_of(look, session)
        own: list[tuple[str, object]] = [("cue and response", None)] if own_tiers(look, pair, session) else []
        offer(self.tiers, [*own, *((" and ".join(two), two) for two in tiers)])
        self.tiers.setEnabled(self.tiers.count() > 1)

    def say(self, words: str) -> None:
        """Say how it stands, in no room where there is nothing to say."""
        self.state.setText(words)
        self.state.setVisible(bool(words))
