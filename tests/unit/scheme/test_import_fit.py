"""The scheme that is made from a file has a place for every event in it, and each event comes to it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignObservation, ForeignSession
from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    LossKind,
)
from coder.model.scheme import Ask, Kind, ModifierType
from coder.scheme.import_draft import write_draft
from coder.scheme.import_events import place_events
from coder.scheme.import_fit import fit_scheme, merge_schemes
from coder.scheme.import_places import places_of_draft
from coder.scheme.loader import read_scheme

FORM = ForeignModifier("form", ModifierType.CHOICE, (ForeignOption("pat"),))
GAZE = ForeignTier("gaze", Kind.STATE, "infant", codes=(ForeignCode("face"), ForeignCode("away")))


def log_of(*events: ForeignEvent, tiers: tuple[ForeignTier, ...] = (GAZE,)) -> ForeignLog:
    session = ForeignSession("v1", (ForeignObservation(tuple(events)),))
    return ForeignLog(ForeignScheme("Elsewhere", tiers=tiers), (session,))


def said(log: ForeignLog, kind: LossKind) -> str:
    return "\n".join(loss.what for loss in log.scheme.losses if loss.kind is kind)


def test_codes_that_were_used_and_not_listed_are_added_and_told() -> None:
    fitted = fit_scheme(log_of(ForeignEvent("gaze", "blink", 0, 100), ForeignEvent("hand", "touch", 0, 100)))
    assert [(tier.name, [code.name for code in tier.codes]) for tier in fitted.scheme.tiers] == [
        ("gaze", ["face", "away", "blink"]),
        ("hand", ["touch"]),
    ]
    assert "used and not listed: “blink”." in said(fitted, LossKind.GUESSED)


def test_a_tier_of_points_and_states_is_parted_and_its_events_follow() -> None:
    fitted = fit_scheme(log_of(ForeignEvent("gaze", "face", 0, 100), ForeignEvent("gaze", "away", 50, point=True)))
    assert [(tier.name, tier.kind) for tier in fitted.scheme.tiers] == [
        ("gaze", Kind.STATE),
        ("gaze points", Kind.POINT),
    ]
    assert [event.tier for event in fitted.events] == ["gaze", "gaze points"]
    assert "“gaze” is two tiers" in said(fitted, LossKind.CHANGED)


def test_a_tier_whose_events_are_all_of_the_other_kind_becomes_that() -> None:
    fitted = fit_scheme(log_of(ForeignEvent("gaze", "face", 0, point=True)))
    assert [tier.kind for tier in fitted.scheme.tiers] == [Kind.POINT]
    assert fit_scheme(log_of()).scheme.tiers[0].kind is Kind.STATE


def test_codes_that_overlap_may_and_that_is_told() -> None:
    over = (ForeignEvent("gaze", "face", 0, 200), ForeignEvent("gaze", "away", 100, 300))
    fitted = fit_scheme(log_of(*over))
    assert not fitted.scheme.tiers[0].exclusive
    assert "Codes of tier “gaze” may overlap, since they do." in said(fitted, LossKind.GUESSED)
    beside = (ForeignEvent("gaze", "face", 0, 100), ForeignEvent("gaze", "away", 100, None))
    assert fit_scheme(log_of(*beside)).scheme.tiers[0].exclusive


def test_modifiers_and_options_that_were_used_are_added() -> None:
    touch = ForeignTier("hand", Kind.STATE, codes=(ForeignCode("touch", modifiers=(FORM,)),))
    event = ForeignEvent("hand", "touch", 0, 100, False, (("form", "stroke"), ("more", "so")))
    fitted = fit_scheme(log_of(event, tiers=(touch,)))
    form, more = fitted.scheme.tiers[0].codes[0].modifiers
    assert [option.name for option in form.options] == ["pat", "stroke"]
    assert (more.name, more.type, more.ask) == ("more", ModifierType.TEXT, Ask.OFFSET)
    assert "options of “form” that were used and not listed: “stroke”." in said(fitted, LossKind.GUESSED)


def test_a_number_that_was_answered_with_words_is_a_text() -> None:
    count = ForeignModifier("count", ModifierType.NUMBER)
    tier = ForeignTier("hand", Kind.POINT, codes=(ForeignCode("touch", modifiers=(count,)),))
    fitted = fit_scheme(
        log_of(ForeignEvent("hand", "touch", 0, point=True, modifiers=(("count", "many"),)), tiers=(tier,))
    )
    assert fitted.scheme.tiers[0].codes[0].modifiers[0].type is ModifierType.TEXT
    assert "“count” is a text, since not all that was said is a number." in said(fitted, LossKind.CHANGED)


def test_a_choice_of_more_options_than_keys_is_a_text() -> None:
    tier = ForeignTier("hand", Kind.POINT, codes=(ForeignCode("touch", modifiers=(FORM,)),))
    events = [ForeignEvent("hand", "touch", n, point=True, modifiers=(("form", f"f{n}"),)) for n in range(90)]
    assert fit_scheme(log_of(*events, tiers=(tier,))).scheme.tiers[0].codes[0].modifiers[0].type is ModifierType.TEXT


def test_schemes_of_several_files_are_one_with_the_codes_of_all() -> None:
    other = replace(GAZE, exclusive=False, codes=(ForeignCode("away", modifiers=(FORM,)), ForeignCode("blink")))
    choice = ForeignModifier("form", ModifierType.CHOICES, (ForeignOption("stroke"),))
    third = replace(GAZE, codes=(ForeignCode("away", modifiers=(choice,)),))
    merged = merge_schemes(ForeignScheme("E", tiers=(tier,)) for tier in (GAZE, other, third))
    (tier,) = merged.tiers
    assert (tier.exclusive, [code.name for code in tier.codes]) == (False, ["face", "away", "blink"])
    (form,) = tier.codes[1].modifiers
    assert (form.type, {option.name for option in form.options}) == (ModifierType.CHOICES, {"pat", "stroke"})


NAMES = st.sampled_from(["gaze", "Infant gaze!", "phase", "看", "a b", "a-b", "x" * 60])
VALUES = st.sampled_from(["left", "right+both", "3", "Größe: ja, nein", "x" * 50, "1", "yes"])
EVENTS = st.builds(
    lambda tier, code, onset, length, point, said: ForeignEvent(
        tier, code, onset, None if point or length < 0 else onset + length, point, tuple(said.items())
    ),
    NAMES,
    NAMES,
    st.integers(0, 5000),
    st.integers(-1, 2000),
    st.booleans(),
    st.dictionaries(st.sampled_from(["form", "how long", "7"]), VALUES, max_size=2),
)


@settings(max_examples=120)
@given(st.lists(EVENTS, min_size=1, max_size=25))
def test_every_event_has_a_place_in_the_scheme_made_for_it(events: list[ForeignEvent]) -> None:
    fitted = fit_scheme(log_of(*(replace(event, tier=f"t {event.tier}") for event in events), tiers=()))
    draft = write_draft(fitted.scheme, "lab", {"j": "Shuttle back"})
    scheme = read_scheme(draft.text, player_keys={"j": "Shuttle back"}).scheme
    placed = place_events(list(fitted.events), places_of_draft(draft, scheme), scheme, 10_000)
    together = {why.why for why in placed.left_out}
    assert together <= {"Another state began at the same moment"}
    assert len(placed.events) + len(placed.left_out) == len(events)
    answered = sum(len(event.modifiers) for event in fitted.events)
    left = sum(len(one.event.modifiers) for one in placed.left_out)
    assert sum(len(event.modifiers) for event in placed.events) == answered - left
    assert all(event.point == (scheme.tier(event.tier).kind is Kind.POINT) for event in placed.events)  # type: ignore[union-attr]
