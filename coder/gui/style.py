"""How the window looks as a whole: Qt's Fusion style in the theme's colours, following the system's light and dark."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from coder.gui.theme import Theme, system_theme

TEXT_PX = 13
SMALL_PX = 12


class Appearance(QObject):
    """The theme in use; ``changed`` tells every painted widget when the system turns light or dark."""

    changed = Signal(object)

    def __init__(self, theme: Theme | None = None) -> None:
        super().__init__()
        self.fixed = theme is not None
        self.theme = theme or system_theme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def _follow(self) -> None:
        if not self.fixed:
            self.use(system_theme())

    def use(self, theme: Theme) -> None:
        """Change to a theme."""
        if theme != self.theme:
            self.theme = theme
            dress(theme)
            self.changed.emit(theme)


def dress(theme: Theme) -> None:
    """Give the application the theme's palette and the few rules that a palette cannot say."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setPalette(build_palette(theme))
        application.setStyleSheet(build_sheet(theme))


def build_palette(theme: Theme) -> QPalette:
    """Build Qt's palette from a theme."""
    role, palette = QPalette.ColorRole, QPalette()
    colors = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.PlaceholderText: theme.dim,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.field,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.accent_text,
        role.Link: theme.accent,
        role.Light: theme.line,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Accent: theme.accent,
    }
    for name, color in colors.items():
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.dim))
    return palette


def build_sheet(theme: Theme) -> str:
    """Build the style sheet: flat menus and buttons, thin splitters, fields that are seen."""
    return f"""
* {{ font-size: {TEXT_PX}px; }}
QMenuBar {{ background: {theme.panel}; color: {theme.text}; border: none; padding: 0 4px; }}
QMenuBar::item {{ padding: 4px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {theme.selected}; }}
QMenu {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px 0; }}
QMenu::item {{ padding: 5px 24px 5px 24px; }}
QMenu::item:selected {{ background: {theme.accent}; color: {theme.accent_text}; }}
QMenu::item:disabled {{ color: {theme.dim}; }}
QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
QSplitter::handle {{ background: {theme.line}; }}
QSplitter::handle:hover {{ background: {theme.accent}; }}
QToolTip {{ background: {theme.field}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px 6px; }}
QLineEdit, QPlainTextEdit {{ background: {theme.field}; color: {theme.text};
  border: 1px solid {theme.key_edge}; border-radius: 4px; padding: 4px 6px; selection-background-color: {theme.accent};
  selection-color: {theme.accent_text}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {theme.accent}; }}
QAbstractSpinBox {{ min-height: 24px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0 2px; }}
QCheckBox::indicator:unchecked, QAbstractItemView::indicator:unchecked {{ width: 13px; height: 13px;
  background: {theme.field}; border: 1px solid {theme.dim}; border-radius: 3px; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{ background: {theme.key_cap}; color: {theme.text}; border: 1px solid {theme.key_edge};
  border-radius: 4px; padding: 5px 14px; }}
QPushButton:hover {{ background: {theme.selected}; }}
QPushButton:default {{ background: {theme.accent}; color: {theme.accent_text}; border-color: {theme.accent}; }}
QPushButton:disabled {{ color: {theme.dim}; background: {theme.panel}; border-color: {theme.line}; }}
QPushButton:focus {{ border: 1px solid {theme.text}; }}
QToolButton {{ background: transparent; color: {theme.text}; border: 1px solid transparent; border-radius: 4px;
  padding: 2px 6px; }}
QToolButton:hover {{ background: {theme.key_cap}; }}
QToolButton:focus {{ border: 1px solid {theme.text}; }}
QToolButton:checked {{ background: {theme.selected}; color: {theme.text}; }}
QToolButton[rate="true"]:checked {{ background: {theme.accent}; color: {theme.accent_text}; }}
QToolButton:disabled, QToolButton:checked:disabled {{ color: {theme.dim}; background: transparent; }}
QTabBar::tab {{ background: {theme.panel}; color: {theme.dim}; padding: 6px 14px; border: none;
  border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 2px solid {theme.accent}; }}
QTabBar {{ qproperty-drawBase: 0; }} QTabBar::tab:selected:focus {{ background: {theme.selected}; }}
QTabWidget::pane {{ border: none; }}
QHeaderView::section {{ background: {theme.panel}; color: {theme.dim}; border: none; padding: 3px 6px; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {theme.key_edge}; border-radius: 4px; margin: 1px; min-height: 24px;
  min-width: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def tabular(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """Return the font at a size in pixels with figures of equal width, for times that change."""
    sized = QFont(font)
    sized.setPixelSize(pixels)
    sized.setBold(bold)
    sized.setFeature(QFont.Tag("tnum"), 1)
    return sized
