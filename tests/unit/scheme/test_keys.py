"""One key means one thing: in each pass, and beside the keys of the player."""

from tests.unit.scheme.small import SMALL, faults_in, tier_with

TAKEN = tier_with("", "[{id: one, key: s}]")


def test_a_key_of_two_codes_is_an_error_that_names_the_first() -> None:
    assert faults_in(TAKEN) == [
        '28:28: tiers[3].codes[0].key: "s" is already the key of smile (line 13). Choose another key.'
    ]


def test_capitals_in_a_chord_make_no_other_key() -> None:
    text = tier_with("", "[{id: one, key: F5}, {id: two, key: f5}]")
    assert ['"f5" is already the key of one' in fault for fault in faults_in(text)] == [True]


def test_shift_makes_another_key() -> None:
    assert faults_in(tier_with("", "[{id: one, key: shift+s}]")) == []


def test_the_keys_of_phases_and_of_uncodable_time_count_in_every_pass() -> None:
    text = f"{SMALL}procedure: {{phases: [{{id: play, key: s}}]}}\nuncodable: {{key: t}}\n"
    text += "passes: [{id: p, tiers: [face, touch]}]\n"
    found = faults_in(text)
    assert len(found) == 2
    assert 'procedure.phases[0].key: "s" is already the key of smile (line 13).' in found[0]
    assert 'uncodable.key: "t" is already the key of touch (line 19).' in found[1]


def test_the_same_key_in_two_passes_is_no_error_but_a_warning() -> None:
    (found,) = faults_in(f"{TAKEN}passes: [{{id: p, tiers: [face]}}, {{id: q, tiers: [more]}}]\n")
    assert 'warning: tiers[3].codes[0].key: "s" is also the key of smile (line 13), in another pass.' in found


def test_a_clash_inside_two_passes_is_told_once() -> None:
    (found,) = faults_in(f"{TAKEN}passes: [{{id: p, tiers: [face, more]}}, {{id: q, tiers: [more, face]}}]\n")
    assert "is already the key of smile" in found


def test_a_clash_with_the_player_is_named_at_load() -> None:
    (found,) = faults_in(SMALL, {"T": "Take a picture", "space": "Play or pause"})
    assert (
        found
        == '19:26: tiers[1].codes[0].key: "t" is already the key of "Take a picture" in the player. Choose another key.'
    )


def test_a_phase_may_not_take_a_key_of_the_player_either() -> None:
    (found,) = faults_in(f"{SMALL}procedure: {{phases: [{{id: play, key: F5}}]}}\n", {"f5": "Refresh"})
    assert 'procedure.phases[0].key: "F5" is already the key of "Refresh" in the player.' in found


def test_two_reasons_may_not_share_a_key() -> None:
    (found,) = faults_in(f"{SMALL}uncodable: {{reasons: [{{id: a, key: x}}, {{id: b, key: x}}]}}\n")
    assert 'uncodable.reasons[1].key: "x" is already the key of a.' in found


def test_the_answers_of_different_questions_may_share_keys() -> None:
    assert faults_in(tier_with("", "[{id: one, modifiers: [{id: m, options: [{id: a, key: s}]}]}]")) == []
