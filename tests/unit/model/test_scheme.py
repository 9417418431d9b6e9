from dataclasses import replace

from coder.model.scheme import (
    PHASE,
    REASON,
    UNCODABLE,
    Code,
    Gap,
    Kind,
    Procedure,
    Scheme,
    Text,
    Tier,
    Uncodable,
    plain,
)
from tests import lab


def test_words_are_given_in_the_language_asked_then_english_then_any() -> None:
    words = Text((("de", "Blick"), ("en", "gaze")))
    assert words.in_language("de") == "Blick"
    assert words.in_language("fr") == str(words) == "gaze"
    assert Text((("de", "Blick"),)).in_language("fr") == "Blick"
    assert plain("gaze").in_language("de") == "gaze"
    assert str(Text()) == str(plain("")) == ""


def test_phases_come_before_and_uncodable_time_behind_the_tiers_of_the_scheme() -> None:
    ids = [tier.id for tier in lab.SCHEME.lanes]
    assert ids == [PHASE, *(tier.id for tier in lab.TIERS), UNCODABLE]


def test_a_scheme_without_procedure_and_uncodable_time_has_only_its_own_tiers() -> None:
    assert Scheme("bare", "1.0.0", tiers=lab.TIERS[:1]).lanes == lab.TIERS[:1]


def test_the_phases_are_one_exclusive_tier_of_states_that_silence_leaves_uncoded() -> None:
    phases = lab.tier(PHASE)
    assert phases.kind is Kind.STATE
    assert phases.exclusive
    assert phases.gap is Gap.NOT_CODED
    assert [(code.id, code.key) for code in phases.codes] == [("play", "f5"), ("still", "f6"), ("reunion", "f7")]


def test_uncodable_time_asks_for_its_reason() -> None:
    (code,) = lab.tier(UNCODABLE).codes
    reason = code.modifier(REASON)
    assert reason is not None
    assert reason.required
    assert [option.id for option in reason.options] == ["off_camera", "face_hidden", "no_sound"]


def test_uncodable_time_without_reasons_asks_nothing() -> None:
    tier = Scheme("bare", "1.0.0", uncodable=Uncodable("u")).tier(UNCODABLE)
    assert tier is not None
    assert tier.codes[0].modifiers == ()


def test_a_reason_blocks_the_tiers_listed_and_every_tier_when_none_are_listed() -> None:
    uncodable = lab.SCHEME.uncodable
    assert uncodable is not None
    assert uncodable.blocks_tier("off_camera", "in_gaze")
    assert uncodable.blocks_tier("", "in_gaze")
    assert uncodable.blocks_tier("face_hidden", "in_gaze")
    assert not uncodable.blocks_tier("face_hidden", "cg_gaze")
    assert not uncodable.blocks_tier("no_sound", "in_gaze")


def test_a_key_finds_its_tier_and_code() -> None:
    found = lab.SCHEME.find_key("g")
    assert found is not None
    assert (found[0].id, found[1].id) == ("in_gaze", "caregiver")
    assert lab.SCHEME.find_key("m") is None
    assert lab.SCHEME.find_key("") is None


def test_a_pass_knows_its_own_keys_and_those_of_phases_and_uncodable_time() -> None:
    assert [tier.id for tier in lab.SCHEME.lanes_of_pass("gaze")] == [PHASE, "cg_gaze", "in_gaze", UNCODABLE]
    assert lab.SCHEME.find_key("g", "gaze") is not None
    assert lab.SCHEME.find_key("u", "gaze") is not None
    assert lab.SCHEME.find_key("t", "gaze") is None


def test_an_unknown_pass_is_the_whole_scheme() -> None:
    assert lab.SCHEME.lanes_of_pass("no_such") == lab.SCHEME.lanes
    assert lab.SCHEME.find_key("t", "no_such") is not None


def test_parts_of_a_scheme_are_found_by_id() -> None:
    assert lab.SCHEME.tier("nowhere") is None
    assert lab.SCHEME.code("in_gaze", "nothing") is None
    assert lab.SCHEME.code("nowhere", "object") is None
    assert lab.SCHEME.actor("infant") == lab.SCHEME.actors[1]
    assert lab.SCHEME.actor("nobody") is None
    code = lab.SCHEME.code("cg_touch", "touch")
    assert code is not None
    assert code.modifier("form") == lab.FORM
    assert code.modifier("need") is None


def test_a_tier_with_a_default_is_exhaustive() -> None:
    assert lab.tier("in_gaze").exhaustive
    assert not Tier("t", "infant", Kind.STATE, codes=(Code("a"),)).exhaustive


def test_a_procedure_may_be_empty() -> None:
    assert Procedure().phases == ()


def test_the_key_for_another_reason_is_shift_with_the_key_where_nothing_else_has_it() -> None:
    uncodable = lab.SCHEME.uncodable
    assert uncodable is not None

    def beside(uncodable: Uncodable, code_key: str = "t") -> str:
        tiers = (Tier("touch", "caregiver", Kind.STATE, codes=(Code("touch", code_key),)),)
        return Scheme("small", "1.0.0", tiers=tiers, uncodable=uncodable).key_beside

    assert beside(uncodable) == "shift+u"
    assert beside(replace(uncodable, key_beside="f13")) == "f13"
    assert beside(uncodable, "shift+u") == ""
    assert beside(replace(uncodable, key="shift+u")) == ""
    assert beside(replace(uncodable, key="")) == ""
    assert beside(replace(uncodable, reasons=uncodable.reasons[:1])) == ""
    found = lab.SCHEME.find_key("shift+u", "gaze")
    assert found is not None
    assert found[1].id == "uncodable"
