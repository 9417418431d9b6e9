"""A lab's scheme of ratings with one tier of every sort, and the values tests rate with it."""

from coder.model.event import Event
from coder.model.rating import RATED_PHASE, VALUE, Composite, Item, Level, Rating, Rule, Scale, Scope
from coder.model.scheme import Actor, Code, Kind, Phase, Procedure, Role, Scheme, Tier, Uncodable
from coder.model.text import plain

SEVEN = Scale(1, 7)
WORDS = (("1", plain("not at all")), ("4", plain("at times")), ("7", plain("throughout")))
SEEN = (Level("0", "0", plain("not seen"), 0), Level("1", "1", plain("in part"), 1), Level("2", "2", plain("seen"), 2))
WARMTH = Rating(
    items=(
        Item("smiles", SEVEN, anchors=WORDS),
        Item("soothes", SEVEN, anchors=WORDS),
        Item("hurries", SEVEN, anchors=WORDS, reverse=True),
    ),
    composites=(Composite("warmth_mean", ("smiles", "soothes", "hurries"), Rule.MEAN, 2, plain("warmth")),),
)
CHECKLIST = Rating(
    items=(Item("greets", levels=SEEN), Item("names", levels=SEEN, not_ratable=False)),
    composites=(Composite("seen_sum", ("greets", "names"), Rule.SUM, 2),),
)
IN_STEP = Rating(Scope.PHASE, (Item("in_step", Scale(1, 5, 0.5)),))
STYLE = Rating(Scope.PHASE, (Item("style", levels=(Level("near", "1"), Level("far", "2"))),))


def _codes(rating: Rating) -> tuple[Code, ...]:
    return tuple(
        Code(item.id, label=plain(item.id.capitalize()), definition=plain(f"How {item.id}.")) for item in rating.items
    )


TIERS = (
    Tier("cg_gaze", "caregiver", Kind.STATE, codes=(Code("at_face", "g"), Code("away", "x"))),
    *(
        Tier(name, actor, Kind.RATING, codes=_codes(rating), rating=rating)
        for name, actor, rating in (
            ("cg_warmth", "caregiver", WARMTH),
            ("cg_list", "caregiver", CHECKLIST),
            ("dyad_step", "dyad", IN_STEP),
            ("in_style", "infant", STYLE),
        )
    ),
)
PHASES = (Phase("play", "f5"), Phase("still", "f6"), Phase("reunion", "f7", optional=True))
SCHEME = Scheme(
    "rated",
    "1.0.0",
    actors=(Actor("caregiver", Role.CAREGIVER), Actor("infant", Role.INFANT), Actor("dyad", Role.DYAD)),
    tiers=TIERS,
    procedure=Procedure("still_face", PHASES),
    uncodable=Uncodable("u"),
)
END_MS = 60_000


def rated(
    event_id: int, tier: str, item: str, value: str, phase: str = "", span: tuple[int, int] = (0, END_MS)
) -> Event:
    """Build the event of a rating."""
    said = ((VALUE, value), (RATED_PHASE, phase)) if phase else ((VALUE, value),)
    return Event(event_id, tier, item, *span, modifiers=said)


MARKED = (Event(1, "phase", "play", 2_000, 22_000), Event(2, "phase", "still", 22_000))
"""Two phases; the second still runs."""
