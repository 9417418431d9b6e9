"""What changed between two versions of a scheme, in sentences."""

from pathlib import Path

import pytest

from coder.scheme.difference import describe_difference
from coder.scheme.loader import load_scheme
from tests.unit.scheme.small import SMALL, modifiers_with, scheme_of, tier_with

CORE = Path(__file__).with_name("core-cues.yaml")
RATING = "scale: {min: 1, max: 7}"


def difference(old: str, new: str) -> list[str]:
    return describe_difference(scheme_of(old), scheme_of(new))


def test_the_same_scheme_has_no_difference() -> None:
    scheme = load_scheme(CORE).scheme
    assert describe_difference(scheme, load_scheme(CORE).scheme) == []


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (SMALL, tier_with("").replace("1.0.0", "1.1.0"),
         ["The scheme: version was 1.0.0, is 1.1.0.", "Tier more was added."]),
        (tier_with(""), SMALL, ["Tier more was removed."]),
        (SMALL, SMALL.replace("key: t", "key: q"), ["Code touch.touch: key was t, is q."]),
        (SMALL, SMALL.replace(", key: b", ""), ["Code signal.bid: key was b, is nothing."]),
        (tier_with("", "[{id: a}]"), tier_with("", "[{id: a}, {id: b, key: z}]"),
         ["Tier more: code b was added (key z)."]),
        (tier_with("", "[{id: a}, {id: b}]"), tier_with("", "[{id: b}]"), ["Tier more: code a was removed."]),
        (
            tier_with("", "[{id: a}, {id: b}]"),
            tier_with("", "[{id: b}, {id: a}]"),
            ["Tier more: code: the order is now b, a."],
        ),
        (SMALL, tier_with("").replace("value: 1", "value: 2"),
         ["Code face.smile: value was 1, is 2.", "Tier more was added."]),
        (tier_with("label: x"), tier_with("label: y"), ["Tier more: the wording of label was changed."]),
        (
            SMALL,
            SMALL.replace("    exhaustive: true\n    default: neutral\n", ""),
            ["Tier face: default was neutral, is nothing.", "Tier face: repress was ignore, is end."],
        ),
        (tier_with("exclusive: true"), tier_with("exclusive: false"), ["Tier more: exclusive was true, is false."]),
        (
            modifiers_with("{id: m, options: [a, b]}"),
            modifiers_with("{id: m, options: [a, c], required: true}", "{id: n, type: text}"),
            [
                "Code more.one: modifier m: required was false, is true.",
                "Code more.one: modifier m: option b was removed.",
                "Code more.one: modifier m: option c was added (key 2).",
                "Code more.one: modifier n was added.",
            ],
        ),
        (
            tier_with(f"{RATING}\nanchors: {{'1': low}}", "[{id: a}, {id: b}]", "rating"),
            tier_with("scale: {min: 1, max: 5, step: 0.5}\nanchors: {'1': none}", "[{id: a}, {id: b}]", "rating"),
            [
                "Tier more, all items: scale was 1 to 7, is 1 to 5 in steps of 0.5.",
                "Tier more, all items: the wording of anchors was changed.",
            ],
        ),
        (
            tier_with("levels: [x, y]\ncomposites: []", "[{id: a}, {id: b}]", "rating"),
            tier_with("levels: [x, {id: y, value: 2}]", "[{id: a, levels: [x]}, {id: b, reverse: true}]", "rating"),
            [
                "Item more.a: level y was removed.",
                "Item more.b: reverse was false, is true.",
                "Item more.b: level y: value was nothing, is 2.",
            ],
        ),
        (
            tier_with(f"{RATING}\ncomposites: [{{id: m, of: [a]}}]", "[{id: a}, {id: b}]", "rating"),
            tier_with(f"{RATING}\nscope: phase\ncomposites: [{{id: m, of: [a, b], min_valid: 2}}, {{id: s, of: [a]}}]",
                      "[{id: a, not_ratable: false}, {id: b}]", "rating") + "procedure: {phases: [{id: p}]}\n",
            [
                "Tier more: scope was session, is phase.",
                "Item more.a: not_ratable was true, is false.",
                "Composite m: of was a, is a, b.",
                "Composite m: min_valid was 1, is 2.",
                "Tier more: composite s was added.",
                "Phase p was added.",
            ],
        ),
        (SMALL, SMALL + "uncodable: {key: u}\n", ["Uncodable time was added."]),
        (SMALL + "uncodable: {key: u}\n", SMALL, ["Uncodable time was removed."]),
        (
            SMALL + "uncodable: {reasons: [a], blocks: {a: [face]}}\n",
            SMALL + "uncodable: {reasons: [a, b], blocks: {a: []}}\n",
            [
                "Uncodable time: blocks was a, face, is a, nothing.",
                "Uncodable time: reason b was added (key 2).",
            ],
        ),
        (
            SMALL + "procedure: {phases: [{id: play, planned_s: 60}]}\n",
            SMALL + "procedure: {phases: [{id: play, planned_s: 90}, {id: rest}]}\n",
            ["Phase play: planned_s was 60, is 90.", "Phase rest was added."],
        ),
        (
            SMALL + "passes: [{id: p, tiers: [face], rate: 0.5}]\n",
            SMALL + "passes: [{id: p, tiers: [face, touch], rate: 0.5}]\n",
            ["Pass p: tiers was face, is face, touch."],
        ),
        (SMALL, SMALL + "constructs: [{id: trust}]\n", ["The part constructs was added."]),
    ],
)  # fmt: skip
def test_what_was_added_removed_and_changed_is_said(old: str, new: str, sentences: list[str]) -> None:
    assert difference(old, new) == sentences


def test_colours_do_not_count() -> None:
    assert difference(SMALL, SMALL.replace("key: t", "key: t, color: '#112233'")) == []
