"""Levels of what several schemes call by one id."""

from coder.model.levels import named_levels, phase_levels, tier_levels
from coder.model.scheme import Kind, Phase, Procedure, Scheme, Tier
from coder.model.table import Level
from coder.model.text import plain

FIRST = Scheme(
    "a",
    "1.0.0",
    tiers=(Tier("gaze", "infant", Kind.STATE, plain("where it looks")), Tier("touch", "infant", Kind.STATE)),
    procedure=Procedure("p", (Phase("play", label=plain("free play")),)),
)
SECOND = Scheme(
    "b",
    "1.0.0",
    tiers=(Tier("gaze", "infant", Kind.POINT), Tier("touch", "infant", Kind.POINT, plain("touches"))),
    procedure=Procedure("p", (Phase("play"), Phase("still"))),
)


def test_a_scheme_without_a_label_takes_none_away() -> None:
    assert phase_levels([FIRST, SECOND]) == (Level("play", "free play"), Level("still"))
    named = {level.id: level.label for level in tier_levels([FIRST, SECOND])}
    assert (named["gaze"], named["touch"]) == ("where it looks", "touches")


def test_of_two_labels_the_later_one_is_kept_in_the_place_of_the_first() -> None:
    assert named_levels([Level("x", "old"), Level("y"), Level("x", "new")]) == (Level("x", "new"), Level("y"))
