"""What a scheme says beside its codes, one part below the other: phases, links, derived codes, ratings, passes."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coder.gui.scheme_view.part_words import derived_lines, link_lines, pass_lines, rating_lines
from coder.gui.scheme_view.phase_strip import PhaseStrip
from coder.gui.scheme_view.reading_label import ReadingLabel
from coder.gui.theme import Theme
from coder.model.scheme import Scheme

_SPACE = 6


class Sections(QWidget):
    """Made anew for each scheme; ``follow`` gets the codes that its words lead to, as ``tier.code``."""

    def __init__(self, scheme: Scheme, theme: Theme, follow: Callable[[str], object]) -> None:
        super().__init__()
        self._theme, self._follow = theme, follow
        self._headings: list[QLabel] = []
        self.texts: dict[str, ReadingLabel] = {}
        self.strip: PhaseStrip | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_SPACE)
        if scheme.procedure.phases:
            self.strip = PhaseStrip(scheme, theme)
            self._head("Phases", len(scheme.procedure.phases))
            self._column.addWidget(self.strip)
        self._add("Links", link_lines(scheme), len(scheme.links))
        self._add("Derived codes", derived_lines(scheme))
        self._add("Ratings", rating_lines(scheme), sum(t.rating is not None for t in scheme.tiers))
        self._add("Passes", pass_lines(scheme))
        self.set_theme(theme)

    def _add(self, title: str, lines: Sequence[str], count: int | None = None) -> None:
        if not lines:
            return
        self._head(title, len(lines) if count is None else count)
        words = "".join(f"<p style='margin:0 0 4px 0'>{line}</p>" for line in lines)
        label = ReadingLabel(self._theme, words)
        label.setAccessibleName(title)
        label.linkActivated.connect(self._follow)
        self.texts[title] = label
        self._column.addWidget(label)

    def _head(self, title: str, count: int) -> None:
        label = QLabel(f"{title} ({count})")
        self._headings.append(label)
        self._column.addSpacing(_SPACE)
        self._column.addWidget(label)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        for heading in self._headings:
            heading.setStyleSheet(f"font-weight: bold; color: {theme.text}; border-top: 1px solid {theme.line};")
        for text in self.texts.values():
            text.set_theme(theme)
        if self.strip is not None:
            self.strip.set_theme(theme)
