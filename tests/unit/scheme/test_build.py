"""From the file to the model, by the example of the format."""

import json
from pathlib import Path

import pytest

from coder.model.rating import Composite, Item, Level, Rating, Rule, Scale, Scope
from coder.model.scheme import (
    PHASE,
    UNCODABLE,
    Ask,
    Condition,
    Construct,
    Derived,
    Edge,
    Gap,
    Kind,
    Modifier,
    ModifierType,
    Option,
    Pass,
    Phase,
    Repress,
    Role,
    Window,
)
from coder.model.text import plain
from coder.scheme.loader import load_scheme
from tests.unit.scheme.small import SMALL, modifiers_with, scheme_of, tier_with

HERE = Path(__file__).parent
CORE = load_scheme(HERE / "core-cues.yaml").scheme
LAB = load_scheme(HERE / "lab-stillface.yaml").scheme


def test_the_head_is_kept() -> None:
    assert (CORE.id, CORE.version, CORE.status, CORE.rights) == ("core-cues", "1.2.0", "locked", "own-words")
    assert (str(CORE.title), CORE.title.in_language("de")) == ("Core caregiver cues", "Grundsignale")
    assert str(LAB.title) == "Lab still-face"


def test_actors_have_roles() -> None:
    assert [(actor.id, actor.role) for actor in CORE.actors] == [
        ("caregiver", Role.CAREGIVER),
        ("infant", Role.INFANT),
        ("dyad", Role.DYAD),
    ]


def test_colours_are_those_written_and_left_to_the_window_where_none_is() -> None:
    scheme = scheme_of(SMALL.replace("id: touch, key: t", "id: touch, color: '#A0c'"))
    assert [code.color for tier in scheme.tiers for code in tier.codes] == ["", "", "#aa00cc", ""]


def test_tiers_are_as_they_are_written() -> None:
    gaze, touch, need = CORE.tiers[:3]
    assert (gaze.kind, gaze.exhaustive, gaze.default, gaze.exclusive) == (Kind.STATE, True, "away", True)
    assert (touch.kind, touch.exhaustive, touch.gap) == (Kind.STATE, False, Gap.ABSENT)
    assert need.kind is Kind.POINT


def test_pressing_again_is_ignored_on_exhaustive_tiers_and_ends_on_others() -> None:
    assert [tier.repress for tier in CORE.tiers] == [
        Repress.IGNORE,
        Repress.END,
        Repress.END,
        Repress.IGNORE,
        Repress.END,
    ]
    assert scheme_of(tier_with("repress: restart")).tiers[3].repress is Repress.RESTART


def test_codes_keep_everything_that_is_written_about_them() -> None:
    touch = CORE.tiers[1].codes[0]
    assert (touch.key, touch.target, touch.constructs) == ("t", ("infant",), (Construct("reciprocity", "proxy"),))
    assert str(touch.definition).startswith("Caregiver's hand")
    assert [str(words) for words in touch.examples] == ["stroking the foot", "a kiss on the head"]
    assert [str(words) for words in touch.non_examples] == ["straightening the seat strap without skin contact"]


def test_modifiers_and_their_options_have_keys_in_order() -> None:
    form, quality = CORE.tiers[1].codes[0].modifiers
    assert (form.ask, form.required, quality.ask, quality.required) == (Ask.OFFSET, True, Ask.ONSET, False)
    assert [(option.id, option.key) for option in quality.options] == [
        ("loving", "1"),
        ("playful", "2"),
        ("practical", "3"),
        ("rough", "4"),
    ]


def test_keys_of_options_go_on_with_0_and_letters_and_step_over_those_given() -> None:
    names = [f"o{number}" for number in range(12)]
    options = ", ".join(["{id: first, key: 2}", *names])
    built = scheme_of(modifiers_with(f"{{id: m, options: [{options}]}}")).tiers[3].codes[0].modifiers[0].options
    assert [option.key for option in built] == ["2", "1", *"34567890", "a", "b", "c"]


def test_every_option_of_the_longest_list_has_a_key_of_its_own() -> None:
    options = ", ".join(f"o{number}" for number in range(72))
    built = scheme_of(modifiers_with(f"{{id: m, options: [{options}]}}")).tiers[3].codes[0].modifiers[0].options
    assert len({option.key for option in built} - {""}) == 72


def test_numbers_and_conditions_of_modifiers_are_kept() -> None:
    text = modifiers_with(
        "{id: m, type: number, min: 0, max: 10, step: 0.5, unit: cm, label: how far}",
        "{id: n, type: text, ask: any, when: {m: [3, 4]}}",
        "{id: o, type: choices, options: [{id: a, key: shift+q, label: {de: ein}}], when: {modifier: n, is: x}}",
    )
    number, words, choices = scheme_of(text).tiers[3].codes[0].modifiers
    assert (number.type, number.minimum, number.maximum, number.step, number.unit) == (
        ModifierType.NUMBER, 0, 10, 0.5, "cm",
    )  # fmt: skip
    assert (words.ask, words.when) == (Ask.ANY, Condition("m", ("3", "4")))
    assert isinstance(choices, Modifier)
    assert choices.when == Condition("n", ("x",))
    assert choices.options[0].key == "shift+q"


def test_derived_codes_and_links_are_kept() -> None:
    mutual = Derived("mutual_gaze", "dyad", all_of=("cg_gaze.at_face", "in_gaze.at_face"))
    assert CORE.derived == (mutual,)
    (link,) = CORE.links
    assert link.cue == Edge(("in_signal.bid",), "onset")
    assert link.response == Edge(("cg_need.need_met", "cg_touch.touch"), "onset")
    assert (link.window_s, link.pairing, link.new_onset_only) == ((0.2, 5.0), "first", True)
    assert link.censor_at == ("phase_end", "uncodable")


def test_uncodable_time_knows_its_reasons_and_what_they_block() -> None:
    assert CORE.uncodable is not None
    assert CORE.uncodable.reasons[0] == Option("off_camera", "1")
    assert CORE.uncodable.missing_share == 0.5
    blocked = [reason.id for reason in CORE.uncodable.reasons if CORE.uncodable.blocks_tier(reason.id, "cg_touch")]
    assert blocked == ["off_camera", "third_person"]


def test_passes_and_procedure_are_kept() -> None:
    assert CORE.passes == (Pass("infant_face", ("in_gaze", "in_signal"), sound=False, rate=0.5),)
    assert LAB.procedure.id == "still_face"
    assert LAB.procedure.phases[1] == Phase("still", "f6", planned_s=120, may_end_early=True)
    assert LAB.procedure.windows == (Window("first30", ("play", "still", "reunion"), 0, 30),)
    assert LAB.lanes[0].id == PHASE
    assert LAB.lanes[-1].id == UNCODABLE


def test_every_key_finds_its_code() -> None:
    found = LAB.find_key("f7")
    assert found is not None
    assert (found[0].id, found[1].id) == (PHASE, "reunion")
    assert CORE.find_key("t", "infant_face") is None


def test_what_the_model_has_no_place_for_is_kept_as_json() -> None:
    reliability = json.loads(dict(LAB.extra)["reliability"])
    assert reliability["double_code"] == {"share": 0.2, "pick": "random"}
    assert reliability["criterion"][0]["for"] == ["in_gaze", "cg_gaze"]
    extra = dict(scheme_of(f"{SMALL}constructs: [{{id: trust, label: Vertrauen}}]\n").extra)
    assert json.loads(extra["constructs"]) == [{"id": "trust", "label": {"": "Vertrauen"}}]


def rating_of(lines: str, items: str = "[{id: one}]") -> Rating:
    rating = scheme_of(tier_with(lines, items, "rating")).tiers[3].rating
    assert rating is not None
    return rating


def test_a_rating_keeps_its_scale_items_and_composites() -> None:
    lines = 'scale: {min: 1, max: 7}\nanchors: {"1.0": low}\ncomposites: [{id: sum, of: [one], rule: sum, label: all}]'
    rating = rating_of(lines, "[{id: one, reverse: true}, {id: two, anchors: {'7': high}, not_ratable: false}]")
    scale, low = Scale(1, 7), ("1", plain("low"))
    assert rating == Rating(
        Scope.SESSION,
        (
            Item("one", scale, anchors=(low,), reverse=True),
            Item("two", scale, anchors=(low, ("7", plain("high"))), not_ratable=False),
        ),
        (Composite("sum", ("one",), Rule.SUM, 1, plain("all")),),
    )
    assert scheme_of(tier_with(lines, kind="rating")).extra == ()
    assert scheme_of(SMALL).tiers[0].rating is None


def test_an_item_with_levels_of_its_own_leaves_the_scale_and_its_anchors_aside() -> None:
    lines = "scale: {min: 1, max: 3}\nanchors: {'1': low}\nnot_ratable: false"
    one, two = rating_of(lines, "[{id: one, levels: [none, {id: some, label: a bit}]}, {id: two}]").items
    assert (one.scale, one.anchors, one.not_ratable) == (None, (), False)
    assert one.levels == (Level("none", "1"), Level("some", "2", plain("a bit")))
    assert (two.scale, two.levels) == (Scale(1, 3), ())


@pytest.mark.parametrize(
    ("levels", "keys", "values"),
    [
        ("['0', '1', '2']", "012", [0, 1, 2]),
        ("[{id: absent, value: 0}, {id: unclear, value: 1}, {id: present, value: 2}]", "012", [0, 1, 2]),
        ("[near, far, {id: off, key: o}]", "12o", [None, None, None]),
        ("[{id: a, key: 1}, b, {id: c, value: 2}]", "123", [None, None, 2]),
        ("[{id: half, value: 0.5}, {id: ten, value: 10}]", "12", [0.5, 10]),
        (f"[{', '.join('abcdefghmnopq')}]", "1234567890abd", [None] * 13),
    ],
)
def test_levels_without_a_key_get_their_digit_or_the_first_key_that_is_free(
    levels: str, keys: str, values: list[float | None]
) -> None:
    built = rating_of(f"levels: {levels}").items[0].levels
    assert "".join(level.key for level in built) == keys
    assert [level.value for level in built] == values


def test_an_interval_tier_keeps_its_length_and_rule() -> None:
    tier = scheme_of(tier_with("length_s: 10\nrule: predominant", kind="interval")).tiers[3]
    assert (tier.kind, tier.length_s, tier.rule) == (Kind.INTERVAL, 10, "predominant")


def test_a_procedure_has_its_own_reasons_for_an_early_end_or_the_usual_ones() -> None:
    phases = "  phases: [{id: play, key: F5, planned_s: 60, may_end_early: true}]\n"
    own = "procedure:\n" + phases + "  early_ends: [cried, {id: left, key: w, label: Left the room}]\n"
    scheme = scheme_of(SMALL + own)
    assert scheme.procedure.early_ends == (Option("cried", ""), Option("left", "w", plain("Left the room")))
    usual = scheme_of(SMALL + "procedure:\n" + phases).code(PHASE, "play")
    assert usual is not None
    assert [option.id for option in usual.modifiers[0].options] == [
        "infant_distress",
        "caregiver_wish",
        "interrupted",
        "technical",
        "other",
    ]
