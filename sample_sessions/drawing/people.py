"""Who is drawn: skin, hair and clothes of each dyad, and the room it sits in."""

from dataclasses import dataclass

from drawing.canvas import Colour, colour, mix


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a person."""

    skin: Colour
    hair: Colour
    cloth: Colour
    iris: Colour
    lip: Colour

    @property
    def shade(self) -> Colour:
        """The skin in shadow."""
        return mix(self.skin, colour("#6b3325"), 0.2)

    @property
    def line(self) -> Colour:
        """The skin's lines: nose, fingers, chin."""
        return mix(self.skin, colour("#5a241c"), 0.38)

    @property
    def cloth_shade(self) -> Colour:
        """Folds and the far side of the clothes."""
        return mix(self.cloth, colour("#1d2433"), 0.2)

    @property
    def cloth_light(self) -> Colour:
        """Seams and patterns of the clothes."""
        return mix(self.cloth, colour("#ffffff"), 0.32)


@dataclass(frozen=True, slots=True)
class Cast:
    """A dyad and its room."""

    caregiver: Look
    infant: Look
    hair: str
    wall: Colour
    floor: Colour
    seat: Colour
    toy: Colour


def _look(skin: str, hair: str, cloth: str, iris: str, lip: str) -> Look:
    return Look(colour(skin), colour(hair), colour(cloth), colour(iris), colour(lip))


CASTS = {
    "blue_room": Cast(
        caregiver=_look("#eab998", "#5b3a2b", "#4a7fb0", "#5b7d56", "#b5505a"),
        infant=_look("#f4cbae", "#a8754a", "#a79ad6", "#4f7fa8", "#c4636a"),
        hair="bob", wall=colour("#d5e0de"), floor=colour("#c9b49b"), seat=colour("#8fb3b0"), toy=colour("#f2c230"),
    ),
    "sand_room": Cast(
        caregiver=_look("#8d5a3f", "#2a1d1a", "#d9795f", "#3a2416", "#7e3238"),
        infant=_look("#a36c4b", "#33221d", "#7fb7a2", "#3a2416", "#8a3d40"),
        hair="bun", wall=colour("#e6dccb"), floor=colour("#b08e72"), seat=colour("#b7a6c9"), toy=colour("#e8663f"),
    ),
    "green_room": Cast(
        caregiver=_look("#d9a27c", "#4a3a30", "#5f7f6b", "#5a4027", "#c9776b"),
        infant=_look("#edc19e", "#6b4a34", "#e5939a", "#5a4027", "#bb5f62"),
        hair="short", wall=colour("#dbe0ea"), floor=colour("#a7a8b4"), seat=colour("#e0c49a"), toy=colour("#5aa6d6"),
    ),
}  # fmt: skip
