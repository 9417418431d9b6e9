"""Colours that people who are colour-blind can tell apart, for codes that name none (after Okabe and Ito)."""

COLORS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c")
DEFAULT_COLOR = "#8c8c8c"
"""For the computed default of an exhaustive tier: it is the ground that others stand out from."""


def colors_for(chosen: list[str], default_place: int | None = None, start: int = 0) -> list[str]:
    """Return a colour for each code of a tier: its own, or one that neither it nor a neighbour has.

    ``chosen`` holds each code's own colour or an empty text. ``start`` moves the first colour, so that tiers beside
    each other do not all begin alike. With more codes than colours, colours return but never on a neighbour.
    """
    given = list(chosen)
    if default_place is not None and not given[default_place]:
        given[default_place] = DEFAULT_COLOR
    free = [color for color in COLORS if color not in given] or list(COLORS)
    turn = start
    for place, color in enumerate(given):
        if color:
            continue
        beside = {given[place - 1] if place else "", given[place + 1] if place + 1 < len(given) else ""}
        while free[turn % len(free)] in beside and len(set(free) - beside) > 0:
            turn += 1
        given[place] = free[turn % len(free)]
        turn += 1
    return given
