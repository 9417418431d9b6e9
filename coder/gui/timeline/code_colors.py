"""A colour for every code: its own, or one of a colour-blind-safe set that begins with its actor's."""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from coder.gui.theme import ACTOR_COLORS, Theme, readable_on
from coder.gui.words import code_words
from coder.model.scheme import PHASE, UNCODABLE, Code, Role, Scheme, Tier

_BLUE, _SKY, _GREEN, _ORANGE = "#0072b2", "#56b4e9", "#009e73", "#e69f00"
_YELLOW, _VERMILION, _PURPLE = "#f0e442", "#d55e00", "#cc79a7"
_SETS = {
    Role.CAREGIVER: (_BLUE, _SKY, _PURPLE, _GREEN, _ORANGE, _YELLOW, _VERMILION),
    Role.INFANT: (_VERMILION, _ORANGE, _YELLOW, _PURPLE, _GREEN, _SKY, _BLUE),
    Role.DYAD: (_GREEN, _SKY, _YELLOW, _PURPLE, _ORANGE, _BLUE, _VERMILION),
    Role.OTHER: (_PURPLE, _SKY, _ORANGE, _GREEN, _YELLOW, _BLUE, _VERMILION),
}
_BRIGHTEST_ON_DARK, _BRIGHTEST_ON_LIGHT = 0.36, 0.62


@dataclass(frozen=True, slots=True)
class CodeColor:
    """How one code is told apart: its fill, its key as a letter, its short words. Colours are ``#rrggbb``."""

    fill: str
    letter: str
    words: str

    @property
    def text(self) -> str:
        """The colour of words on the fill."""
        return readable_on(self.fill)


def build_code_colors(scheme: Scheme, theme: Theme) -> dict[tuple[str, str], CodeColor]:
    """Build the colours of every code on every lane of a scheme, by tier and code."""
    return {
        (tier.id, code.id): CodeColor(calmed(fill, theme), letter_of(code), code_words(code))
        for tier, code, fill in _fills(scheme, theme)
    }


def actor_color(scheme: Scheme, actor_id: str) -> str:
    """Return the colour of an actor's bar."""
    actor = scheme.actor(actor_id)
    if actor is None:
        return ACTOR_COLORS[Role.OTHER]
    return actor.color if QColor(actor.color).isValid() and actor.color else ACTOR_COLORS[actor.role]


def letter_of(code: Code) -> str:
    """Return a code's key as it is written on a bar."""
    return code.key.replace("shift+", "⇧").upper() if len(code.key) > 1 else code.key


def calmed(fill: str, theme: Theme) -> str:
    """Return a colour made darker until it does not outshine the picture, nor vanish on white."""
    limit = _BRIGHTEST_ON_DARK if theme.dark else _BRIGHTEST_ON_LIGHT
    color = QColor(fill)
    while _luminance(color) > limit:
        color = color.darker(106)
    return color.name()


def _fills(scheme: Scheme, theme: Theme) -> list[tuple[Tier, Code, str]]:
    grey = "#5d6269" if theme.dark else "#a4a9b0"
    places: dict[str, int] = {}
    fills: list[tuple[Tier, Code, str]] = []
    for tier in scheme.lanes:
        actor = scheme.actor(tier.actor)
        colors = _SETS[actor.role if actor else Role.OTHER]
        for number, code in enumerate(tier.codes):
            if tier.id in (PHASE, UNCODABLE):
                fill = _phase_grey(number, theme)
            elif code.color and QColor(code.color).isValid():
                fill = code.color
            elif code.id == tier.default:
                fill = grey
            else:
                place = places.get(tier.actor, 0)
                places[tier.actor] = place + 1
                fill = _turned(colors[place % len(colors)], place // len(colors))
            fills.append((tier, code, fill))
    return fills


def _turned(fill: str, turn: int) -> str:
    """Tell the eighth code from the first: each round through the set is darker."""
    return QColor(fill).darker(100 + 35 * (turn % 3)).name()


def _phase_grey(number: int, theme: Theme) -> str:
    dark = ("#484c53", "#5a6470", "#3e4248")
    light = ("#c9ccd1", "#b4bcc6", "#d8dade")
    return (dark if theme.dark else light)[number % 3]


def _luminance(color: QColor) -> float:
    channels = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
