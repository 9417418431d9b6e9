"""The part `migrations`: as steps of the model, and what is wrong with one."""

import pytest

from coder.model.migration import (
    ChangeKind,
    MapModifier,
    Merge,
    Migration,
    Move,
    Rename,
    Retire,
    Split,
    describe_step,
)
from coder.scheme.difference import describe_difference
from tests.unit.scheme.small import SMALL, faults_in, modifiers_with, scheme_of, tier_with

MODIFIERS = modifiers_with("{id: form, options: [pat, stroke]}")


def with_steps(*steps: str, to: str = "1.0.0", base: str = SMALL) -> str:
    lines = "".join(f"      - {step}\n" for step in steps)
    return f'{base}migrations:\n  - from: "0.1.0"\n    to: "{to}"\n    steps:\n{lines}'


STEPS = [
    ("rename: {from: face.grin, to: face.smile}", Rename("face.grin", "face.smile"), "rename face.grin → face.smile"),
    ("rename: {from: mouth, to: face}", Rename("mouth", "face"), "rename mouth → face"),
    ("rename: {from: phase.play, to: phase.free}", Rename("phase.play", "phase.free"),
     "rename phase.play → phase.free"),
    ("merge: {from: [face.grin, face.beam], to: face.smile}", Merge(("face.grin", "face.beam"), "face.smile"),
     "merge face.grin, face.beam → face.smile"),
    ("move: {from: face.bid, to: signal}", Move("face.bid", "signal"), "move face.bid → signal"),
    ("retire: {from: face.grin}", Retire("face.grin"), "retire face.grin"),
    ("retire: {from: touch.touch.form}", Retire("touch.touch.form"), "retire touch.touch.form"),
    ("change_kind: {tier: signal, to: point}", ChangeKind("signal", "point"), "change_kind signal → point"),
    ("split: {from: face.grin, to: [face.smile, face.neutral]}", Split("face.grin", ("face.smile", "face.neutral")),
     "split face.grin → face.smile, face.neutral"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "step", "words"), STEPS, ids=[words for *_, words in STEPS])
def test_a_step_is_read_and_said_in_the_words_of_the_file(written: str, step: object, words: str) -> None:
    base = SMALL + "procedure: {phases: [{id: free}]}\n" if "phase." in written else SMALL
    (migration,) = scheme_of(with_steps(written, base=base)).migrations
    assert migration == Migration("0.1.0", "1.0.0", (migration.steps[0],))
    assert migration.steps == (step,)
    assert describe_step(migration.steps[0]) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("values: {tap: pat}", "map_modifier more.one.form (tap → pat)"),
        ("to: form, values: {tap: pat, rub: stroke}", "map_modifier more.one.form → form (tap → pat, rub → stroke)"),
    ],
)
def test_answers_that_get_other_names_are_read(written: str, words: str) -> None:
    text = with_steps(f"map_modifier: {{code: more.one, modifier: form, {written}}}", base=MODIFIERS)
    (step,) = scheme_of(text).migrations[0].steps
    assert isinstance(step, MapModifier)
    assert describe_step(step) == words


def test_what_was_rated_is_mapped_by_the_name_value() -> None:
    base = tier_with("scope: phase\nlevels: [low, high]", "[{id: calm}]", "rating")
    right = with_steps("map_modifier: {code: more.calm, modifier: value, values: {'1': low}}", base=base)
    assert scheme_of(right).migrations[0].steps == (MapModifier("more.calm", "value", "", (("1", "low"),)),)
    wrong = with_steps("map_modifier: {code: more.calm, modifier: form, values: {'1': low}}", base=base)
    assert '"form" is no modifier of more.calm, which is rated.' in faults_in(wrong)[0]


RATED = [
    ("levels: [low, high]", "[{id: calm}]", "values: {'1': low, '2': not_ratable}", ""),
    ("levels: [low, high]", "[{id: calm}]", "values: {'1': lo}", '"lo" is no level of more.calm. Did you mean "low"?'),
    ("scale: {min: 1, max: 7}", "[{id: calm, levels: [so, not so]}]", "values: {'1': 'so'}", ""),
    ("scale: {min: 1, max: 7}", "[{id: calm, levels: [so, not so]}]", "values: {'1': '2'}",
     '"2" is no level of more.calm. There are: so, not so, not_ratable.'),
    ("scale: {min: 1, max: 7}", "[{id: calm}]", "values: {low: '1', high: 7}", ""),
    ("scale: {min: 1, max: 7}", "[{id: calm}]", "values: {high: 9}",
     '"9" is not on the scale of more.calm. Write a number from 1 to 7 in steps of 1.'),
    ("levels: [low, high]", "[{id: calm, scale: {min: 0, max: 1, step: 0.5}}]", "values: {low: '0.7'}",
     '"0.7" is not on the scale of more.calm. Write a number from 0 to 1 in steps of 0.5.'),
]  # fmt: skip


@pytest.mark.parametrize(("measured", "items", "values", "fault"), RATED)
def test_what_was_rated_becomes_only_what_an_item_can_be_rated_now(
    measured: str, items: str, values: str, fault: str
) -> None:
    base = tier_with(f"scope: session\n{measured}", items, "rating")
    found = faults_in(with_steps(f"map_modifier: {{code: more.calm, modifier: value, {values}}}", base=base))
    assert len(found) == bool(fault), found
    assert fault in "".join(found)


def test_the_phases_that_were_rated_are_mapped_to_phases_there_are() -> None:
    base = tier_with("scope: phase\nlevels: [low, high]", "[{id: calm}]", "rating")
    base += "procedure: {phases: [{id: play}]}\n"
    step = "map_modifier: {{code: more.calm, modifier: phase, values: {{free: {}}}}}"
    assert faults_in(with_steps(step.format("play"), base=base)) == []
    assert (
        '"ply" is no phase of this scheme. Did you mean "play"?'
        in faults_in(with_steps(step.format("ply"), base=base))[0]
    )


def test_the_reasons_of_a_phase_that_ended_early_are_mapped_by_the_name_early_end() -> None:
    base = SMALL + "procedure: {phases: [{id: play, planned_s: 60, may_end_early: true}], early_ends: [tired]}\n"
    step = "map_modifier: {{code: phase.play, modifier: {}, values: {{sleepy: {}}}}}"
    assert faults_in(with_steps(step.format("early_end", "tired"), base=base)) == []
    assert (
        '"tried" is no reason for an early end.'
        in faults_in(with_steps(step.format("early_end", "tried"), base=base))[0]
    )
    assert (
        '"reason" is no modifier of phase.play.' in faults_in(with_steps(step.format("reason", "tired"), base=base))[0]
    )


FAULTY = [
    (with_steps("retire: {from: Face cry}"), '"Face cry" cannot stand here. Write tier or tier.code or tier.'),
    (with_steps("rename: {from: face.grin.form, to: face.smile}"), '"face.grin.form" cannot stand here.'),
    (with_steps("rename: {from: face.grin, to: face}"), '"face" is a tier and face.grin a code. Write face.code'),
    (with_steps("merge: {from: [face.grin], to: face}"), '"face" is a tier, no code. Write face.code.'),
    (with_steps("move: {from: face, to: signal}"), '"face" cannot stand here. Write tier.code.'),
    (with_steps("move: {from: face.grin, to: signal}"), "signal has no code grin. Add it, or write signal.code with"),
    (with_steps("split: {from: face, to: [face.smile, face.neutral]}"), '"face" cannot stand here. Write tier.code.'),
    (with_steps("split: {from: face.grin, to: [face, signal.bid]}", to="0.2.0"), '"face" cannot stand here.'),
    (with_steps("split: {from: face.grin, to: [face.smile, face.sad]}"), '"face.sad" is no tier or code of this'),
    (with_steps("change_kind: {tier: signals, to: point}"), '"signals" is no tier of this scheme. Did you mean'),
    (with_steps("change_kind: {tier: signal, to: state}"), "signal is a tier of the kind point now."),
    (with_steps("map_modifier: {code: more.one, modifier: form}", base=MODIFIERS), "Nothing says what the answers"),
    (with_steps("map_modifier: {code: more.on, modifier: form, values: {a: pat}}", base=MODIFIERS),
     '"more.on" is no code of this scheme. Did you mean "more.one"?'),
    (with_steps("map_modifier: {code: more.one, modifier: form, to: forms}", base=MODIFIERS),
     '"forms" is no modifier of more.one. Did you mean "form"?'),
    (with_steps("map_modifier: {code: more.one, modifier: form, values: {tap: patt}}", base=MODIFIERS),
     '"patt" is no option of form. Did you mean "pat"?'),
    (with_steps("map_modifier: {code: uncodable.uncodable, modifier: reason, values: {dark: off}}",
                base=SMALL + "uncodable: {reasons: [off_camera]}\n"),
     '"off" is no reason of uncodable.uncodable.'),
    (with_steps("rename: {from: phase.play, to: phase.free}"), '"phase.free" is no tier or code of this scheme.'),
    (with_steps("retire: {from: face.cry}", to="1.0.1"), "The migration leads beyond this scheme, which is 1.0.0."),
    (f'{SMALL}migrations:\n  - {{from: "0.1.0", to: "1.0.0", steps: [{{retire: {{from: face.cry}}}}]}}\n'
     '  - {from: "0.1.0", to: "1.0.0", steps: [{retire: {from: face.cry}}]}\n',
     "How 0.1.0 becomes 1.0.0 is said twice."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), FAULTY, ids=[fault[:60] for _, fault in FAULTY])
def test_a_step_that_means_nothing_is_named_with_its_place(text: str, fault: str) -> None:
    found = faults_in(text)
    assert len(found) == 1, found
    assert fault in found[0]
    assert "migrations[" in found[0]


def test_the_difference_of_two_versions_says_that_migrations_came_or_went() -> None:
    old, new = scheme_of(SMALL), scheme_of(with_steps("retire: {from: face.cry}"))
    other = scheme_of(with_steps("retire: {from: face.sad}"))
    assert describe_difference(old, new) == ["The part migrations was added."]
    assert describe_difference(new, other) == ["The part migrations was changed."]
    assert describe_difference(new, old) == ["The part migrations was removed."]
