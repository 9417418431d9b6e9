"""What a change of a scheme means for its version."""

import pytest

from coder.scheme.bumps import Bump, needed_version
from coder.scheme.difference import find_differences
from tests.unit.scheme.small import SMALL, modifiers_with, scheme_of, tier_with

PROCEDURE = SMALL + "procedure: {phases: [{id: play, planned_s: 60}, {id: rest}]}\n"
PASS = SMALL + "passes: [{id: p, tiers: [face, touch], rate: 0.5}]\n"
LINK = SMALL + "links: [{id: l, cue: {codes: [signal.bid]}, response: {codes: [touch.touch]}, window_s: [0, 5]}]\n"
REASONS = SMALL + "uncodable: {key: u, reasons: [a, b], blocks: {a: [face]}}\n"
NUMBER = modifiers_with("{id: m, type: number, min: 1, max: 5}")
CHOICE = modifiers_with("{id: m, options: [a, b]}")
RATING = tier_with("scale: {min: 1, max: 7}\nanchors: {'1': never}", kind="rating")
PLAN = SMALL + "reliability: {double_code: {share: 0.2}}\n"


def bump(old: str, new: str) -> Bump:
    return max((found.bump for found in find_differences(scheme_of(old), scheme_of(new))), default=Bump.NONE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SMALL, SMALL),
        (SMALL, SMALL.replace("1.0.0", "1.0.1")),
        (SMALL, SMALL.replace('"1.0.0"', '"1.0.0", status: locked')),
        (SMALL, SMALL + 'migrations: [{from: "0.9.0", to: "1.0.0", steps: [{retire: {from: face.cry}}]}]\n'),
    ],
    ids=["nothing", "version", "status", "migrations"],
)
def test_some_changes_need_no_other_version(old: str, new: str) -> None:
    assert bump(old, new) == Bump.NONE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SMALL, SMALL.replace("key: t", "key: t, label: A touch")),
        (SMALL, SMALL.replace("key: t", "key: t, definition: A hand rests on the infant.")),
        (SMALL, SMALL.replace("key: t", "key: t, examples: [a pat]")),
        (SMALL, SMALL.replace("key: t", "key: t, color: '#112233'")),
        (SMALL, SMALL.replace('"1.0.0"', '"1.0.0", title: Small')),
        (tier_with("", "[{id: a}, {id: b}]"), tier_with("", "[{id: b}, {id: a}]")),
        (RATING, RATING.replace("never", "not once")),
    ],
    ids=["label", "definition", "examples", "colour", "title", "order of codes", "anchor"],
)
def test_wording_raises_the_third_number(old: str, new: str) -> None:
    assert bump(old, new) == Bump.PATCH


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (SMALL, tier_with("")),
        (tier_with("", "[{id: a}]"), tier_with("", "[{id: a}, {id: b}]")),
        (SMALL, SMALL.replace("key: t", "key: q")),
        (SMALL, REASONS),
        (SMALL, LINK),
        (SMALL, PASS),
        (SMALL, SMALL.replace("key: t", "key: t, target: [infant]")),
        (CHOICE, modifiers_with("{id: m, options: [a, b, c], required: true}", "{id: n, type: text}")),
        (NUMBER, NUMBER.replace("min: 1, max: 5", "min: 0")),
        (tier_with("repress: end"), tier_with("repress: ignore")),
        (PROCEDURE, PROCEDURE.replace("planned_s: 60", "planned_s: 90")),
        (PASS, PASS.replace("[face, touch]", "[face, touch, signal]").replace("0.5", "1.0")),
        (PLAN, PLAN.replace("0.2", "0.3")),
    ],
    ids=["tier", "code", "key", "uncodable", "link", "pass", "target", "option", "wider", "repress", "planned",
         "of pass", "plan"],
)  # fmt: skip
def test_additions_and_how_one_codes_raise_the_second_number(old: str, new: str) -> None:
    assert bump(old, new) == Bump.MINOR


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (tier_with(""), SMALL),
        (tier_with("", "[{id: a}, {id: b}]"), tier_with("", "[{id: b}]")),
        (SMALL, SMALL.replace("value: 1", "value: 2")),
        (tier_with("exclusive: true"), tier_with("exclusive: false")),
        (tier_with("gap: absent"), tier_with("gap: not_coded")),
        (tier_with(""), tier_with("", kind="point")),
        (SMALL, SMALL.replace("id: caregiver, role: caregiver", "id: caregiver, role: other")),
        (CHOICE, modifiers_with("{id: m, options: [a]}")),
        (CHOICE, modifiers_with("{id: m, options: [a, b], ask: offset}")),
        (NUMBER, NUMBER.replace("max: 5", "max: 3")),
        (LINK, LINK.replace("[0, 5]", "[0, 3]")),
        (LINK, LINK.replace("[touch.touch]", "[touch.touch, face.smile]")),
        (REASONS, SMALL),
        (REASONS, REASONS.replace("[a, b]", "[a]")),
        (REASONS, REASONS.replace("[face]", "[]")),
        (PROCEDURE, SMALL + "procedure: {phases: [{id: rest}, {id: play, planned_s: 60}]}\n"),
        (PASS, PASS.replace("[face, touch]", "[face]")),
        (PASS, PASS.replace("rate", "sound: false, rate")),
        (RATING, RATING.replace("max: 7", "max: 5")),
        (SMALL, SMALL.replace("id: small", "id: large")),
    ],
    ids=["tier", "code", "value", "exclusive", "gap", "kind", "role", "option", "ask", "narrower", "window", "response",
         "uncodable", "reason", "blocks", "order of phases", "of pass", "sound", "scale", "scheme"],
)  # fmt: skip
def test_what_is_removed_or_means_something_else_raises_the_first_number(old: str, new: str) -> None:
    assert bump(old, new) == Bump.MAJOR


@pytest.mark.parametrize(
    ("old", "raised", "needed"),
    [
        ("1.2.3", Bump.NONE, "1.2.3"),
        ("1.2.3", Bump.PATCH, "1.2.4"),
        ("1.2.3", Bump.MINOR, "1.3.0"),
        ("1.2.3", Bump.MAJOR, "2.0.0"),
        ("0.2.3", Bump.PATCH, "0.2.4"),
        ("0.2.3", Bump.MINOR, "0.3.0"),
        ("0.2.3", Bump.MAJOR, "0.3.0"),
    ],
)
def test_the_version_that_is_needed_is_the_next_with_that_number_raised(old: str, raised: Bump, needed: str) -> None:
    assert needed_version(old, raised) == needed
