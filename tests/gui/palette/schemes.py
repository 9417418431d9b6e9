"""A scheme with every kind of modifier, overlapping codes and a derived code."""

from coder.model.scheme import (
    Actor,
    Ask,
    Code,
    Derived,
    Kind,
    Modifier,
    ModifierType,
    Option,
    Pass,
    Role,
    Scheme,
    Tier,
    plain,
)

OPTIONS = (Option("low", "1"), Option("high", "2"), Option("very_high", "3"))


def build_scheme() -> Scheme:
    """Build the scheme."""
    asks = (
        Modifier("loudness", ModifierType.CHOICES, options=OPTIONS),
        Modifier("count", ModifierType.NUMBER, minimum=1, maximum=5, unit="times"),
        Modifier("word", ModifierType.TEXT, ask=Ask.OFFSET),
    )
    voice = Tier(
        "voice",
        "parent",
        Kind.STATE,
        plain("voice"),
        (
            Code("talk", "q", definition=plain("Words <b>or</b> sounds & more."), modifiers=asks),
            Code("sing", "w", examples=(plain("a lullaby"),), non_examples=(plain("a radio"),)),
        ),
        exclusive=False,
    )
    look = Tier(
        "look", "child", Kind.STATE, plain("gaze"), (Code("at", "g"), Code("off", "h"), Code("c1", "j", plain("Other")))
    )
    pose = Tier("pose", "child", Kind.STATE, plain("pose"), (Code("sit", "a"), Code("lie", "s")), default="lie")
    both = Derived("sung_to", "child", plain("sung to"), all_of=("voice.sing", "look.at"))
    actors = (Actor("parent", Role.CAREGIVER, plain("Parent")), Actor("child", Role.INFANT, plain("Child")))
    return Scheme(
        "voices",
        "1.0.0",
        actors=actors,
        tiers=(voice, look, pose),
        derived=(both,),
        passes=(Pass("child_only", ("look", "pose")),),
    )
