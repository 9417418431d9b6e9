"""Names, references, and what each kind of tier needs."""

import pytest

from tests.unit.scheme.editor import found_by_editor
from tests.unit.scheme.small import HEAD, SMALL, TIERS, faults_in, modifiers_with, tier_with

RATING = "scale: {min: 1, max: 7}"
LINK = "links:\n  - {id: l, cue: {codes: [CUE]}, response: {codes: [RESPONSE], edge: EDGE}, window_s: [LOW, HIGH]}\n"


def link(
    cue: str = "signal.bid", response: str = "touch.touch", edge: str = "onset", low: str = "0", high: str = "5"
) -> str:
    text = SMALL + LINK.replace("CUE", cue).replace("RESPONSE", response)
    return text.replace("EDGE", edge).replace("LOW", low).replace("HIGH", high)


def procedure(windows: str) -> str:
    return f"{SMALL}procedure:\n  phases: [{{id: play, planned_s: 60}}]\n  windows: [{windows}]\n"


CASES = [
    # names
    (HEAD + "  - {id: infant, role: infant}\n" + TIERS,
     '6:10: actors[2].id: "infant" is given twice (first in line 5).'),
    (tier_with("").replace("id: more", "id: face"), '25:9: tiers[3].id: "face" is given twice (first in line 7).'),
    (tier_with("", "[{id: a}, {id: a}]"),
     'tiers[3].codes[1].id: "a" is given twice (first in line 28). Choose another id.'),
    (modifiers_with("{id: m, options: [a]}", "{id: m, options: [a]}"), 'modifiers[1].id: "m" is given twice'),
    (modifiers_with("{id: m, options: [a, a]}"), 'options[1]: "a" is given twice'),
    (f"{SMALL}uncodable: {{reasons: [a, b, a]}}\n", 'uncodable.reasons[2]: "a" is given twice'),
    (f"{SMALL}passes: [{{id: p, tiers: [face]}}, {{id: p, tiers: [touch]}}]\n", 'passes[1].id: "p" is given twice'),
    (f"{SMALL}procedure: {{phases: [{{id: a}}, {{id: a}}]}}\n", 'procedure.phases[1].id: "a" is given twice'),
    (tier_with("").replace("id: more", "id: phase"), '25:9: tiers[3].id: "phase" is a word of the program.'),
    (tier_with("").replace("id: more", "id: uncodable"), 'tiers[3].id: "uncodable" is a word of the program.'),
    (HEAD + "  - {id: session, role: other}\n" + TIERS, 'actors[2].id: "session" is a word of the program.'),
    (tier_with("", "[{id: uncodable}]"), 'tiers[3].codes[0].id: "uncodable" is a word of the program.'),
    (f"{SMALL}derived: [{{id: face, actor: infant, any_of: [face.smile]}}]\n",
     "derived[0].id: A tier has this id already."),
    # actors and constructs
    (tier_with("").replace("actor: infant\n    kind: state\n    codes: [",
     "actor: infnt\n    kind: state\n    codes: ["),
     '26:12: tiers[3].actor: "infnt" is no actor of this scheme. Did you mean "infant"?'),
    (tier_with("", "[{id: a, target: [mother]}]"), 'tiers[3].codes[0].target[0]: "mother" is no actor of this scheme.'),
    (tier_with("", "[{id: a, constructs: [{id: trst, evidence: proxy}]}]") + "constructs: [{id: trust}]\n",
     'tiers[3].codes[0].constructs[0].id: "trst" is no construct of this scheme. Did you mean "trust"?'),
    # kinds of tier
    (tier_with("exhaustive: true"), "28:17: tiers[3].exhaustive: An exhaustive tier needs a default."),
    (tier_with("default: one"), "28:14: tiers[3].default: A default holds only on an exhaustive tier."),
    (tier_with("exhaustive: true\ndefault: two"), '29:14: tiers[3].default: "two" is no code of more.'),
    (tier_with("exhaustive: true\ndefault: one\ngap: absent"), "30:10: tiers[3].gap: An exhaustive tier has no gaps."),
    (tier_with("exhaustive: false", kind="point"),
     "tiers[3].exhaustive: exhaustive is for tiers of kind state; this is point."),
    (tier_with("repress: end", kind="point"), "tiers[3].repress: repress is for tiers of kind state; this is point."),
    (tier_with("length_s: 5"), "tiers[3].length_s: length_s is for tiers of kind interval; this is state."),
    (tier_with("rule: whole", kind="interval"), "27:11: tiers[3].kind: An interval tier needs a length."),
    (tier_with("length_s: 10", kind="interval"), "27:11: tiers[3].kind: An interval tier needs a rule."),
    (tier_with("", kind="rating"), "tiers[3].codes[0]: Nothing says which values this rating may have."),
    (tier_with(f"{RATING}\nlevels: [low, high]", kind="rating"), "A rating has a scale or levels, not both."),
    (tier_with("scale: {min: 7, max: 1}", kind="rating"), "tiers[3].scale: The scale ends before it begins."),
    (tier_with(f'{RATING}\nanchors: {{"9": much}}', kind="rating"),
     '"9" is no value of the scale. Use values from 1 to 7'),
    (tier_with(f"{RATING}\ncomposites: [{{id: c, of: [two]}}]", kind="rating"), '"two" is no item of more.'),
    (tier_with(f"{RATING}\ncomposites: [{{id: c, of: [one], min_valid: 2}}]", kind="rating"),
     "More valid items are asked for than there are."),
    (tier_with("", "[{id: a, reverse: true}]"), "reverse is for the items of a rating."),
    (tier_with("levels: [low, high]", "[{id: a, reverse: true}]", "rating"),
     "29:30: tiers[3].codes[0].reverse: Levels without numbers cannot be turned around. Give the levels a `value`"),
    (tier_with("levels: [low, high]\ncomposites: [{id: c, of: [one]}]", kind="rating"),
     "composites[0].of[0]: one has levels without numbers: nothing can be computed of it."),
    (tier_with(f"{RATING}\ncomposites: [{{id: one, of: [one]}}]", kind="rating"),
     "composites[0].id: An item has this id already."),
    (tier_with("levels: [low, not_ratable]", kind="rating"),
     'levels[1]: "not_ratable" is a word of the program. Delete it: every item can be not ratable'),
    (tier_with("levels: [low, high]\nanchors: {hgh: much}", kind="rating"),
     'anchors.hgh: "hgh" is no level. Did you mean "high"?'),
    (tier_with("scale: {min: 1, max: 3, step: 0.5}\nanchors: {'1.2': some}", kind="rating"),
     '"1.2" is no value of the scale. Use values from 1 to 3 in steps of 0.5, in quotes: "1".'),
    (tier_with("scale: {min: 1, max: 7, step: 4}", kind="rating"),
     "tiers[3].scale: Steps of 4 do not end at 7. Write 5, or another step."),
    (tier_with("levels: [{id: low, key: n}, high]", kind="rating"),
     'levels[0].key: "n" is already the key of "not ratable" in the form. Choose another key.'),
    (tier_with("levels: [{id: low, key: q}, {id: high, key: q}]", kind="rating"),
     'levels[1].key: "q" is already the key of low.'),
    (tier_with("levels: [{id: low, key: q}, high]", kind="rating") + "uncodable: {key: q}\n",
     'levels[0].key: "q" is already the key of uncodable time.'),
    (tier_with("levels: [{id: low, key: F5}, high]", kind="rating") + "procedure: {phases: [{id: a, key: F5}]}\n",
     'levels[0].key: "F5" is already the key of the phase a.'),
    (tier_with(f"{RATING}\nscope: phase", kind="rating"),
     "warning: tiers[3].scope: There is no phase to rate. Add `procedure:` with phases, or write `scope: session`."),
    (tier_with("", "[{id: a, color: '#112233'}, {id: b, color: '#112233'}]"),
     "warning: tiers[3].codes[1].color: a has this colour already."),
    # modifiers
    (modifiers_with("{id: m}"), "31:13: tiers[3].codes[0].modifiers[0]: A choice needs options."),
    (modifiers_with("{id: m, options: []}"), "modifiers[0].options: A choice needs options."),
    (modifiers_with("{id: m, type: text, options: [a]}"), "A modifier of type text has no options."),
    (modifiers_with("{id: m, type: text, min: 1}"), "modifiers[0].min: min is for modifiers of type number."),
    (modifiers_with("{id: m, type: number, min: 5, max: 1}"), "modifiers[0].max: max is less than min."),
    (modifiers_with("{id: m, type: choices, options: [a+b]}"), "Several answers are joined by +, so none may hold it."),
    (modifiers_with("{id: m, options: [{id: a, key: x}, {id: b, key: x}]}"),
     'options[1].key: "x" is already the key of a.'),
    (modifiers_with("{id: m, options: [" + ", ".join(f"o{n}" for n in range(73)) + "]}"),
     "There are more than 72 options."),
    (modifiers_with("{id: m, options: [a], ask: offset}", tier="point"),
     "warning: tiers[3].codes[0].modifiers[0].ask: A point has no offset."),
    (modifiers_with("{id: m, options: [a], ask: later}"), '"later" is not possible here. Write onset, offset or any.'),
    (modifiers_with("{id: m, options: [a], when: {form: a}}"), '"form" is no other modifier of this code.'),
    (modifiers_with("{id: m, options: [a], when: {m: a}}"), '"m" is no other modifier of this code.'),
    (modifiers_with("{id: m, options: [a]}", "{id: n, options: [b], when: {modifier: m, is: c}}"),
     'when.is: "c" is no option of m.'),
    (modifiers_with("{id: m, options: [a], when: {n: b}}", "{id: n, options: [b]}"), "n is asked only after this."),
    (modifiers_with("{id: m, options: [a], ask: offset}", "{id: n, options: [b], when: {m: a}}"),
     "m is asked only after this."),
    (modifiers_with("{id: m, type: text}", "{id: n, options: [b], when: {m: a+b}}"),
     "A value that is waited for may not hold +."),
    (modifiers_with("{id: m, options: [a]}", "{id: n, options: [b], when: {modifier: m}}"),
     'modifiers[1].when: "is" is missing. Add `is:`.'),
    (modifiers_with("{id: m, type: number, min: 1, step: 0.5, default: 1.3}"), "1.3 is between two steps."),
    (modifiers_with("{id: m, type: number, default: 1e3}"), '"1e3" is no number.'),
    (modifiers_with("{id: m, type: choices, options: [a, b], default: a+a}"), '"a+a" is not made of options.'),
    # derived codes
    (f"{SMALL}derived: [{{id: x, actor: dyad, all_of: [face.smile]}}]\n",
     'derived[0].actor: "dyad" is no actor of this scheme.'),
    (f"{SMALL}derived: [{{id: x, actor: infant, all_of: [face.smil]}}]\n",
     'derived[0].all_of[0]: "face.smil" is no code of this scheme. Did you mean "face.smile"?'),
    (f"{SMALL}derived: [{{id: x, actor: infant, none_of: [face]}}]\n", '"face" names no code. Write tier.code'),
    (f"{SMALL}derived: [{{id: x, actor: infant, none_of: [signal.bid]}}]\n",
     "warning: derived[0].none_of[0]: signal.bid is a point and holds for no time. Name codes of states"),
    (f"{SMALL}derived: [{{id: x, actor: infant}}]\n", "derived[0]: Nothing says what this is computed from."),
    (f"{SMALL}derived: [{{id: x, actor: infant, match: [face, face], any_of: [face.smile]}}]\n", "match stands alone"),
    (f"{SMALL}derived: [{{id: x, actor: infant, match: [face, touch]}}]\n",
     "match[1]: touch is not ordinal: touch has no value."),
    (f"{SMALL}derived: [{{id: x, actor: infant, match: [face]}}]\n", "derived[0].match: The list needs 2 members."),
    # links
    (link(cue="signal.bd"),
     '26:27: links[0].cue.codes[0]: "signal.bd" is no code of this scheme. Did you mean "signal.bid"?'),
    (link(response="voice.coo"), 'response.codes[0]: "voice.coo" is no code of this scheme.'),
    (link(response="signal.bid", edge="offset"), "response.edge: signal.bid is a point and has no offset."),
    (link(low="5", high="0.2"), "links[0].window_s[1]: The window ends before it begins."),
    (link(low="-1"), "links[0].window_s[0]: must be at least 0."),
    # procedure, uncodable time, passes, plans
    (procedure("{id: w, of: [plya], length_s: 5}"),
     'procedure.windows[0].of[0]: "plya" is no phase of this procedure. Did you mean "play"?'),
    (procedure("{id: w, of: [play], from_s: 50, length_s: 20}"),
     "warning: procedure.windows[0].length_s: The window is longer than play"),
    (f"{SMALL}uncodable: {{reasons: [a], blocks: {{b: []}}}}\n", 'uncodable.blocks.b: "b" is no reason of `reasons`.'),
    (f"{SMALL}uncodable: {{reasons: [a], blocks: {{a: [fce]}}}}\n",
     'uncodable.blocks.a[0]: "fce" is no tier of this scheme. Did you mean "face"?'),
    (f"{SMALL}passes: [{{id: p, tiers: [fce]}}]\n",
     'passes[0].tiers[0]: "fce" is no tier of this scheme. Did you mean "face"?'),
    (f"{SMALL}reliability: {{criterion: [{{for: [fce], statistic: time_kappa, min: 0.7}}]}}\n",
     '"fce" is no tier of this scheme.'),
    (f'{SMALL}migrations: [{{from: "2.0.0", to: "1.0.0", steps: [{{retire: {{from: face.cry}}}}]}}]\n',
     "A migration leads to a newer version."),
    (f'{SMALL}migrations: [{{from: "0.1.0", to: "1.0.0", steps: [{{rename: {{from: face.grin, to: face.smle}}}}]}}]\n',
     '"face.smle" is no tier or code of this scheme. Did you mean "face.smile"?'),
    (f'{SMALL}migrations: [{{from: "0.1.0", to: "1.0.0", steps: [{{}}]}}]\n', "A step does exactly one thing."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), CASES, ids=[fault[-60:] for _, fault in CASES])
def test_what_does_not_fit_together_is_named_with_its_place(text: str, fault: str) -> None:
    found = faults_in(text)
    assert len(found) == 1, found
    assert fault in found[0]


RIGHT = [
    tier_with("exclusive: false\ngap: not_coded\nrepress: restart\nmin_duration_s: 0.5\nmerge_gap_s: 0.2"),
    tier_with("length_s: 10\nrule: partial\nexclusive: false", kind="interval"),
    tier_with(
        "scope: phase\nscale: {min: 1, max: 7, step: 0.5}\nanchors: {'1': never, '7': {en: always}}", kind="rating"
    )
    + "procedure: {phases: [{id: play}]}\n",
    tier_with(
        "levels: [{id: none, value: 0}, {id: some, value: 1}, {id: full, value: 2, label: a lot}]", kind="rating"
    ),
    tier_with("", "[{id: a, levels: [x, y]}, {id: b, scale: {min: 1, max: 3}, reverse: true}]", "rating"),
    tier_with("levels: ['0', '1']\nanchors: {'1': seen}\ncomposites: [{id: c, of: [one]}]", kind="rating"),
    tier_with("levels: [{id: away, key: a}, {id: near, key: s}]", "[{id: x}, {id: y, reverse: false}]", "rating"),
    tier_with(f"{RATING}\ncomposites: [{{id: c, of: [one], min_valid: 1, rule: sum}}]", kind="rating"),
    modifiers_with("{id: m, type: number, min: 0, max: 10, step: 1, unit: cm}", "{id: n, type: text, when: {m: 3}}"),
    modifiers_with("{id: m, options: [a, b]}", "{id: n, options: [c], ask: offset, when: {m: [a, b]}}"),
    link(),
    link(cue="face.smile", response="touch.touch", edge="offset"),
    f"{SMALL}derived: [{{id: x, actor: infant, match: [face, face]}}]\n",
    procedure("{id: w, of: [play], from_s: 0, length_s: 30, anchor: middle}"),
    f'{SMALL}migrations: [{{from: "0.1.0", to: "1.0.0", steps: [{{merge: {{from: [face.grin], to: face.smile}}}}]}}]\n',
    f'{SMALL}migrations: [{{from: "0.1.0", to: "1.0.0", steps: [{{change_kind: {{tier: signal, to: point}}}}]}}]\n',
    f'{SMALL}migrations: [{{from: "0.1.0", to: "0.2.0", steps: [{{rename: {{from: a.b, to: c.d}}}}]}}]\n',
    f"{SMALL}reliability: {{double_code: {{share: 0.2, pick: random}}}}\n",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_fits_together_has_no_fault(text: str) -> None:
    assert faults_in(text) == []
    assert found_by_editor(text) == []
