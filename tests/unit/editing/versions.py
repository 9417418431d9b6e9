"""Two versions of a small scheme, and events coded under the first."""

from collections.abc import Sequence

from coder.model.event import Event
from coder.model.migration import Migration, Step
from coder.model.scheme import Actor, Code, Kind, Modifier, ModifierType, Option, Role, Scheme, Tier

ACTORS = (Actor("caregiver", Role.CAREGIVER), Actor("infant", Role.INFANT))
FORM = Modifier("form", options=(Option("pat", "1"), Option("rub", "2"), Option("other", "3")))
PARTS = Modifier("parts", ModifierType.CHOICES, options=(Option("hand", "1"), Option("foot", "2")))
TIERS = (
    Tier("gaze", "infant", Kind.STATE, codes=(Code("mother"), Code("toy"), Code("away"))),
    Tier("hands", "infant", Kind.STATE, codes=(Code("hold"), Code("bang")), exclusive=False),
    Tier(
        "touch",
        "caregiver",
        Kind.STATE,
        codes=(Code("pat", target=("infant",), modifiers=(FORM, PARTS)), Code("stroke", modifiers=(FORM,))),
    ),
    Tier("signal", "infant", Kind.POINT, codes=(Code("bid"), Code("fuss"))),
    Tier("mood", "infant", Kind.INTERVAL, codes=(Code("calm"), Code("upset")), length_s=10.0),
    Tier("warmth", "caregiver", Kind.RATING, codes=(Code("overall"),)),
)
OLD = Scheme("small", "1.0.0", actors=ACTORS, tiers=TIERS)


def version(number: str, *tiers: Tier, steps: Sequence[Step] = (), more: Sequence[Migration] = ()) -> Scheme:
    """Return the scheme with other tiers in the place of its own, and a migration from 1.0.0."""
    given = {tier.id: tier for tier in tiers}
    kept = tuple(given.pop(tier.id, tier) for tier in TIERS)
    own = (Migration("1.0.0", number, tuple(steps)),) if steps else ()
    return Scheme("small", number, actors=ACTORS, tiers=(*kept, *given.values()), migrations=(*own, *more))


def tier(tier_id: str, *codes: str | Code, kind: Kind = Kind.STATE, exclusive: bool = True) -> Tier:
    """Return a tier of plain codes."""
    made = tuple(code if isinstance(code, Code) else Code(code) for code in codes)
    length_s = 10.0 if kind is Kind.INTERVAL else None
    return Tier(tier_id, "infant", kind, codes=made, exclusive=exclusive, length_s=length_s)


def state(number: int, name: str, onset_ms: int = 0, offset_ms: int | None = None, **answers: str) -> Event:
    """Return a state ``tier.code`` with its answers."""
    tier_id, code_id = name.split(".")
    return Event(number, tier_id, code_id, onset_ms, offset_ms, modifiers=tuple(answers.items()))


def point(number: int, name: str, onset_ms: int = 0) -> Event:
    """Return a point ``tier.code``."""
    tier_id, code_id = name.split(".")
    return Event(number, tier_id, code_id, onset_ms, point=True)
