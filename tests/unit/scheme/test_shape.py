"""The shape of each part: what is refused, where, and what is proposed instead."""

import pytest

from tests.unit.scheme.small import HEAD, SMALL, TIERS, faults_in, modifiers_with, scheme_of, tier_with


def head_with(scheme: str) -> str:
    return HEAD.replace('{id: small, version: "1.0.0"}', scheme) + TIERS


def code_with(rest: str) -> str:
    return SMALL.replace("{id: touch, key: t}", f"{{id: touch, {rest}}}")


def test_the_small_scheme_is_right() -> None:
    assert faults_in(SMALL) == []


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        ("1.10", '2:30: scheme.version: The version 1.10 is a number. Write it with three parts in quotes: "1.10.0".'),
        ("1.2.0", '2:30: scheme.version: The version 1.2.0 stands without quotes. Write "1.2.0".'),
        ('"1.2"', '2:30: scheme.version: "1.2" is no version. Write three numbers in quotes, such as "1.2.0".'),
        ('"01.2.0"', '2:30: scheme.version: "01.2.0" is no version.'),
        ("2", '2:30: scheme.version: The version 2 is a number. Write it with three parts in quotes: "2.0.0".'),
        ("", "2:29: scheme.version: Nothing is written here. Write something, or delete the key."),
    ],
)
def test_a_version_has_three_parts_and_stands_in_quotes(version: str, fault: str) -> None:
    (found,) = faults_in(head_with(f"{{id: small, version: {version}}}"))
    assert found.startswith(fault)


@pytest.mark.parametrize("name", ["Smile", "1smile", "a b", "läch", "a-b", "a.b", "x" * 41, "_a"])
def test_an_id_has_small_letters_digits_and_underscores(name: str) -> None:
    found = faults_in(tier_with("", f'[{{id: "{name}"}}]'))
    assert len(found) == 1
    assert f'tiers[3].codes[0].id: "{name}" is no id' in found[0]


def test_a_scheme_may_have_hyphens_in_its_id() -> None:
    assert scheme_of(head_with('{id: lab-still-face, version: "1.0.0"}')).id == "lab-still-face"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"{SMALL}tires: []\n", '25:1: tires: "tires" is no key of this part. Did you mean "tiers"?'),
        (
            head_with('{id: a, version: "1.0.0", ttle: x}'),
            'scheme.ttle: "ttle" is no key of this part. Did you mean "title"?',
        ),
        (tier_with("colour: red"), '28:5: tiers[3].colour: "colour" is no key of this part.'),
        (
            code_with("defintion: x"),
            'tiers[1].codes[0].defintion: "defintion" is no key of this part. Did you mean "definition"?',
        ),
        (code_with("colour: x"), 'Did you mean "color"?'),
        (
            modifiers_with("{id: m, options: [a], askk: onset}"),
            'modifiers[0].askk: "askk" is no key of this part. Did you mean "ask"?',
        ),
        (
            modifiers_with("{id: m, options: [{id: a, kye: x}]}"),
            'options[0].kye: "kye" is no key of this part. Did you mean "key"?',
        ),
        (
            f"{SMALL}links:\n  - {{id: l, cue: {{cods: []}}}}\n",
            'links[0].cue.cods: "cods" is no key of this part. Did you mean "codes"?',
        ),
        (
            f"{SMALL}passes: [{{id: p, tier: [face]}}]\n",
            'passes[0].tier: "tier" is no key of this part. Did you mean "tiers"?',
        ),
        (f"{SMALL}zzzzzz: 1\n", 'zzzzzz: "zzzzzz" is no key of this part. Known here: format, scheme, extends,'),
    ],
)
def test_an_unknown_key_is_named_with_the_key_that_may_be_meant(text: str, fault: str) -> None:
    assert any(fault in found for found in faults_in(text))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SMALL.replace("format: 1", "format: 2"), "1:9: format: This program reads format 1, not 2."),
        (SMALL.replace("format: 1", 'format: "1"'), '1:9: format: must be a whole number, not "1".'),
        (SMALL.replace("format: 1\n", ""), '1:1: "format" is missing. Add `format:`.'),
        (head_with("small"), "2:9: scheme: must be a map. Write `key: value`."),
        (
            head_with('{id: a, version: "1.0.0", status: done}'),
            '"done" is not possible here. Write draft, pilot, locked or retired.',
        ),
        (head_with('{id: a, version: "1.0.0", status: pilt}'), '"pilt" is not possible here. Did you mean "pilot"?'),
        (head_with('{id: a, version: "1.0.0", title: [x]}'), "scheme.title: must be text, not a list or a map."),
        (head_with('{id: a, version: "1.0.0", title: {Looks: x, at faces: y}}'), '"at faces" is no language.'),
        (f"{HEAD}tiers: face\n", "6:8: tiers: must be a list."),
        (f"{HEAD}tiers: []\n", "The scheme has no tier."),
        (f"{HEAD}", "1:1: The scheme has no tier. Add `tiers:`"),
        (tier_with("", "[]"), "tiers[3].codes: The list is empty. Add at least one member"),
        (tier_with("", "[one]"), "tiers[3].codes[0]: must be a map."),
        (
            modifiers_with("{id: form, options: [pat, rub], required: wait}"),
            'required: must be true, false or pause, not "wait". Write one of them, without quotes.',
        ),
        (tier_with("exclusive: no"), '28:16: tiers[3].exclusive: must be true or false, not "no". Write false,'),
        (tier_with('exclusive: "true"'), "tiers[3].exclusive: must be true or false"),
        (tier_with("min_duration_s: 0"), "tiers[3].min_duration_s: must be more than 0. It is 0."),
        (tier_with("min_duration_s: 007"), 'tiers[3].min_duration_s: must be a number, not "007".'),
        (tier_with("min_duration_s: .inf"), "tiers[3].min_duration_s: must be a number"),
        (tier_with("min_duration_s: 1e400"), "tiers[3].min_duration_s: must be a number"),
        (tier_with("min_duration_s: 2:00"), 'tiers[3].min_duration_s: must be a number, not "2:00".'),
        (tier_with("label:"), "28:11: tiers[3].label: Nothing is written here."),
        (tier_with("label: null"), "28:12: tiers[3].label: Nothing is written here."),
        (
            tier_with("", "[{id: one}]", "sate"),
            '27:11: tiers[3].kind: "sate" is not possible here. Did you mean "state"?',
        ),
        (code_with("color: #0072b2"), "20:3: Something is missing before this. Close what is open"),
        (code_with('color: "blue"'), '"blue" is no colour. Write red, green and blue in quotes: "#0072b2".'),
        (code_with("target: infant"), "tiers[1].codes[0].target: must be a list. Put it in [ ]"),
        (code_with("constructs: [{id: trust, evidence: weak}]"), '"weak" is not possible here.'),
        (f"{SMALL}uncodable: {{missing_if: {{share_of_phase: 1.5}}}}\n", "must be at most 1. It is 1.5."),
        (f"{SMALL}uncodable: []\n", "25:12: uncodable: must be a map."),
        (f"{SMALL}passes: [{{id: p, tiers: [face], rate: 0}}]\n", "passes[0].rate: must be at least 0.05."),
        (f"{SMALL}procedure: {{phases: []}}\n", "procedure.phases: The list is empty."),
        (f"{SMALL}links:\n", "25:7: links: Nothing is written here. Write something, or delete the key."),
        ("- a\n- b\n", "1:1: A scheme is a map, not a list or a text."),
        ("just words\n", "1:1: A scheme is a map, not a list or a text."),
    ],
)
def test_what_has_not_the_shape_it_must_have_is_refused(text: str, fault: str) -> None:
    assert any(fault in found for found in faults_in(text))


def test_a_colour_without_quotes_is_a_comment_and_said_to_be_one() -> None:
    text = SMALL.replace("      - {id: touch, key: t}", "      - id: touch\n        color: #0072b2")
    (found,) = faults_in(text)
    assert found.startswith("20:15: tiers[1].codes[0].color: No colour is written here. A plain # begins a comment")


@pytest.mark.parametrize(
    ("key", "chord"),
    [
        ("s2", None),
        ("S", None),
        ("ä", None),
        ("ctrl+s", None),
        ("F25", None),
        ("space", None),
        ('""', None),
        ("f0", None),
        ("z", "z"),
        ("7", "7"),
        ('"0"', "0"),
        ("F5", "f5"),
        ("f24", "f24"),
        ("shift+a", "shift+a"),
        ("Shift+F1", "shift+f1"),
    ],
)
def test_keys_are_letters_digits_and_function_keys_with_or_without_shift(key: str, chord: str | None) -> None:
    text = code_with(f"key: {key}")
    if chord is None:
        (found,) = faults_in(text)
        assert "tiers[1].codes[0].key: " in found
    else:
        assert scheme_of(text).tiers[1].codes[0].key == chord


def test_a_capital_gets_two_proposals() -> None:
    (found,) = faults_in(code_with("key: S"))
    assert found.endswith('"S" is a capital. Write s, or shift+s.')


@pytest.mark.parametrize("words", ["no", "off", "2:00", "1.10", "007", "true", "1e3", "0x1F"])
def test_words_are_taken_as_they_are_written_wherever_words_are_wanted(words: str) -> None:
    scheme = scheme_of(modifiers_with(f"{{id: m, label: {words}, options: [{words}]}}"))
    modifier = scheme.tiers[3].codes[0].modifiers[0]
    assert (str(modifier.label), modifier.options[0].id) == (words, words)


@pytest.mark.parametrize("words", ["a, b", "x: y", "#1", "[?]", "ü \U0001f600", "'", '"', "a\\b", "-", "a|b;c\td", "+"])
def test_labels_and_options_may_hold_any_characters(words: str) -> None:
    quoted = "'" + words.replace("'", "''") + "'"
    scheme = scheme_of(modifiers_with(f"{{id: m, label: {quoted}, options: [{quoted}, other]}}"))
    modifier = scheme.tiers[3].codes[0].modifiers[0]
    assert (str(modifier.label), modifier.options[0].id) == (words, words)


def test_numbers_are_read_as_yaml_1_2_writes_them() -> None:
    text = tier_with(
        "", "[{id: a, value: -2}, {id: b, value: +1.5}, {id: c, value: 1e-1}, {id: d, value: .5}, {id: e, value: 0}]"
    )
    assert [code.value for code in scheme_of(text).tiers[3].codes] == [-2, 1.5, 0.1, 0.5, 0]


def test_what_could_be_read_before_a_break_is_checked_as_well() -> None:
    found = faults_in(SMALL.replace("key: t", "kye: t") + "passes: [\n")
    assert len(found) == 2
    assert "tiers[1].codes[0].kye" in found[0]
    assert "The file ends before something is closed." in found[1]


def test_an_id_that_is_no_id_is_told_once_however_much_it_looks_like_another() -> None:
    tiers = "tiers:\n" + "".join(
        f"  - {{id: {name}, actor: infant, kind: point, codes: [{{id: bid, key: {key}}}]}}\n"
        for name, key in (("In Gaze", "b"), ("in_signal", "c"))
    )
    found = faults_in(f"{HEAD}{tiers}passes: [{{id: one, tiers: [in_gaze, in_signal]}}]\n")
    assert len(found) == 1, found
    assert '"In Gaze" is no id' in found[0]
