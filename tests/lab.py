"""A lab's scheme with one tier of every sort, and the values tests build observations from."""

from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import (
    Actor,
    Ask,
    Code,
    Condition,
    Gap,
    Kind,
    Modifier,
    ModifierType,
    Option,
    Pass,
    Phase,
    Procedure,
    Repress,
    Role,
    Scheme,
    Tier,
    Uncodable,
)


def options(*ids: str) -> tuple[Option, ...]:
    """Build options answered by the keys 1, 2, 3 …"""
    return tuple(Option(name, str(number)) for number, name in enumerate(ids, 1))


FORM = Modifier("form", ask=Ask.OFFSET, required=True, options=options("still", "stroke", "pat"))
QUALITY = Modifier(
    "quality", ask=Ask.OFFSET, options=options("loving", "rough"), when=Condition("form", ("stroke", "pat"))
)
LOUDNESS = Modifier("loudness", ModifierType.NUMBER, minimum=1, maximum=5, step=0.5)
WORDS = Modifier("words", ModifierType.TEXT, ask=Ask.ANY)
WITH = Modifier("with", ModifierType.CHOICES, options=options("arms", "toy", "voice"))

TIERS = (
    Tier(
        "cg_gaze",
        "caregiver",
        Kind.STATE,
        codes=(Code("at_face", "1"), Code("away", "2")),
        default="away",
        repress=Repress.IGNORE,
    ),
    Tier(
        "cg_touch",
        "caregiver",
        Kind.STATE,
        codes=(
            Code("touch", "t", target=("infant",), modifiers=(FORM, QUALITY)),
            Code("hold", "y", target=("infant",)),
            Code("wipe", "w"),
        ),
    ),
    Tier("cg_rock", "caregiver", Kind.STATE, codes=(Code("rock", "e"), Code("sway", "q")), repress=Repress.RESTART),
    Tier(
        "in_gaze",
        "infant",
        Kind.STATE,
        codes=(Code("caregiver", "g"), Code("object", "h"), Code("away", "x")),
        default="away",
        repress=Repress.IGNORE,
    ),
    Tier(
        "in_voice",
        "infant",
        Kind.STATE,
        codes=(Code("coo", "c"), Code("cry", "f", modifiers=(LOUDNESS, WORDS))),
        exclusive=False,
    ),
    Tier("in_signal", "infant", Kind.POINT, codes=(Code("bid", "b", modifiers=(WITH,)), Code("reach", "r"))),
    Tier(
        "in_state",
        "infant",
        Kind.INTERVAL,
        codes=(Code("awake", "z"), Code("asleep", "v")),
        length_s=10.0,
        gap=Gap.NOT_CODED,
    ),
    Tier("attuned", "dyad", Kind.RATING, codes=(Code("low"), Code("high"))),
)

SCHEME = Scheme(
    "lab",
    "1.0.0",
    actors=(Actor("caregiver", Role.CAREGIVER), Actor("infant", Role.INFANT), Actor("dyad", Role.DYAD)),
    tiers=TIERS,
    procedure=Procedure("still_face", (Phase("play", "f5"), Phase("still", "f6"), Phase("reunion", "f7"))),
    uncodable=Uncodable(
        "u", options("off_camera", "face_hidden", "no_sound"), (("face_hidden", ("in_gaze",)), ("no_sound", ()))
    ),
    passes=(Pass("gaze", ("cg_gaze", "in_gaze")),),
)

END_MS = 60_000
"""Where the lab's session ends."""


def tier(tier_id: str) -> Tier:
    """Return a lane of the lab's scheme."""
    found = SCHEME.tier(tier_id)
    assert found is not None
    return found


def empty() -> Observation:
    """Build an observation with nothing in it."""
    return Observation(Identity("s1", "ana"))


def observed(*events: Event) -> Observation:
    """Build an observation of events."""
    return Observation(Identity("s1", "ana"), events)


def touch(
    event_id: int, onset_ms: int, offset_ms: int | None = None, *, code: str = "touch", comment: str = ""
) -> Event:
    """Build an event of the tier of touch, directed to whom its code is."""
    target = "" if code == "wipe" else "infant"
    return Event(event_id, "cg_touch", code, onset_ms, offset_ms, target=target, comment=comment)
