"""Whatever another program's file says, the scheme made of it checks without an error, and what changed is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.model.foreign_scheme import (
    ForeignCode,
    ForeignModifier,
    ForeignOption,
    ForeignScheme,
    ForeignTier,
    Loss,
    LossKind,
)
from coder.model.scheme import Ask, Kind, ModifierType, Role, Scheme, Text, plain
from coder.scheme.import_actors import actor_of, role_of
from coder.scheme.import_draft import Draft, write_draft
from coder.scheme.import_names import Ids, to_id
from coder.scheme.loader import read_scheme

PLAYER = {"j": "Shuttle back", "k": "Shuttle stop", "l": "Shuttle on", "f8": "Next camera"}


def draft(*tiers: ForeignTier, name: str = "lab", title: str = "", description: str = "") -> tuple[Scheme, Draft]:
    made = write_draft(ForeignScheme("Elsewhere", title, description, tiers), name, PLAYER)
    return read_scheme(made.text, player_keys=PLAYER).scheme, made


def said(made: Draft, kind: LossKind) -> list[str]:
    return [loss.what for loss in made.losses if loss.kind is kind]


def tier(*codes: ForeignCode, name: str = "gaze", kind: Kind = Kind.STATE, actor: str = "infant") -> ForeignTier:
    return ForeignTier(name, kind, actor, codes=codes)


def test_names_become_ids_and_stay_as_labels() -> None:
    scheme, made = draft(tier(ForeignCode("Looks at face!"), ForeignCode("Lächeln"), name="Infant gaze"))
    assert [(code.id, str(code.label)) for code in scheme.tiers[0].codes] == [
        ("looks_at_face", "Looks at face!"),
        ("lacheln", "Lächeln"),
    ]
    assert (scheme.tiers[0].id, str(scheme.tiers[0].label)) == ("infant_gaze", "Infant gaze")
    assert said(made, LossKind.CHANGED) == []


def test_ids_that_would_be_the_same_or_none_are_told() -> None:
    scheme, made = draft(tier(ForeignCode("a b"), ForeignCode("a-b"), ForeignCode("7"), ForeignCode("看")))
    assert [code.id for code in scheme.tiers[0].codes] == ["a_b", "a_b_2", "code_7", "code_1"]
    told = "\n".join(said(made, LossKind.CHANGED))
    assert "Code “a-b” of tier gaze has the id a_b_2." in told
    assert "Code “看” of tier gaze has the id code_1." in told


@pytest.mark.parametrize("name", ["phase", "uncodable", "session"])
def test_words_of_the_program_are_no_ids(name: str) -> None:
    scheme, _ = draft(tier(ForeignCode(name), name=name, actor=name))
    assert (scheme.tiers[0].id, scheme.tiers[0].codes[0].id, scheme.actors[0].id) == (f"{name}_2",) * 3


def test_two_tiers_of_one_name_get_two_ids() -> None:
    scheme, _ = draft(tier(ForeignCode("a")), tier(ForeignCode("a")))
    assert [found.id for found in scheme.tiers] == ["gaze", "gaze_2"]


def test_the_id_of_the_scheme_is_the_name_of_its_file() -> None:
    for name, given_id in {"My Lab 2": "my-lab-2", "2024 study": "scheme-2024-study", "研究": "scheme"}.items():
        assert draft(tier(ForeignCode("a")), name=name)[0].id == given_id


def test_title_and_description_are_kept_and_whose_words_they_are_is_not_known() -> None:
    scheme, _ = draft(tier(ForeignCode("a")), title="A: study, of [two]", description="Two\nlines")
    assert (str(scheme.title), str(scheme.description)) == ("A: study, of [two]", "Two\nlines")
    assert (scheme.status, scheme.version, scheme.rights) == ("draft", "0.1.0", "imported")


def test_keys_are_kept_where_they_can_be() -> None:
    wished = [("a", "g"), ("b", "G"), ("c", "F5"), ("d", "shift+x"), ("e", "7")]
    scheme, made = draft(tier(*(ForeignCode(name, key=key) for name, key in wished)))
    assert [code.key for code in scheme.tiers[0].codes] == ["g", "shift+g", "f5", "shift+x", "7"]
    assert said(made, LossKind.CHANGED) == []


def test_keys_that_clash_are_moved_and_that_is_told() -> None:
    wished = [("a", "g"), ("b", "g"), ("c", "j"), ("d", "+"), ("e", "F8"), ("f", "g")]
    scheme, made = draft(tier(*(ForeignCode(name, key=key) for name, key in wished)))
    assert [code.key for code in scheme.tiers[0].codes] == ["g", "shift+g", "shift+j", "a", "s", "d"]
    told = said(made, LossKind.CHANGED)
    assert "gaze.b has the key shift+g: “g” is the key of gaze.a." in told
    assert "gaze.c has the key shift+j: “j” is the key of “Shuttle back” in the player." in told
    assert "gaze.d has the key a: “+” is no key for a code." in told


def test_codes_without_a_key_get_those_under_the_left_hand_first() -> None:
    scheme, made = draft(tier(*(ForeignCode(f"c{number}") for number in range(4)), ForeignCode("own", key="a")))
    assert [code.key for code in scheme.tiers[0].codes] == ["s", "d", "f", "g", "a"]
    assert "The keys of 4 codes, which had none: the first that were free." in said(made, LossKind.GUESSED)


def test_more_codes_than_keys_are_parted_into_passes_by_actor() -> None:
    many = [ForeignCode(f"c{number}") for number in range(50)]
    scheme, made = draft(tier(*many), tier(*many, actor="mother"))
    assert [(found.id, found.tiers) for found in scheme.passes] == [("infant", ("gaze",)), ("mother", ("gaze_2",))]
    assert all(code.key for found in scheme.tiers for code in found.codes)
    assert any("Code one pass at a time." in what for what in said(made, LossKind.GUESSED))


def test_more_codes_of_one_actor_than_keys_are_parted_by_tier_and_what_is_left_has_none() -> None:
    many = [ForeignCode(f"c{number}") for number in range(90)]
    scheme, made = draft(tier(*many), tier(*many[:5], name="infant"))
    assert [found.tiers for found in scheme.passes] == [("gaze",), ("infant",)]
    without = [code.id for code in scheme.tiers[0].codes if not code.key]
    assert 0 < len(without) < 20
    assert any(f"No key is left for {len(without)} codes" in what for what in said(made, LossKind.CHANGED))


def test_actors_and_roles_are_guessed_from_names_and_told() -> None:
    scheme, made = draft(
        tier(ForeignCode("a"), name="mother_face", actor=""),
        tier(ForeignCode("a"), name="Distance", actor=""),
        tier(ForeignCode("a"), actor="CHI"),
        tier(ForeignCode("a"), actor="researcher"),
    )
    assert [(actor.id, actor.role) for actor in scheme.actors] == [
        ("caregiver", Role.CAREGIVER),
        ("unnamed", Role.OTHER),
        ("chi", Role.INFANT),
        ("researcher", Role.OTHER),
    ]
    told = said(made, LossKind.GUESSED)
    assert "The actor of “mother_face” is caregiver, by what the name says." in told
    assert "Nobody is named for “Distance”: their actor is “unnamed”." in told
    assert "Actor chi has the role infant, by its name “CHI”." in told


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("childhands", Role.INFANT),
        ("parenthands", Role.CAREGIVER),
        ("xds@FA1", Role.CAREGIVER),
        ("in_gaze", Role.INFANT),
        ("Infant_gaze", Role.INFANT),
        ("motherFace", Role.CAREGIVER),
        ("mutual gaze of mother and child", Role.DYAD),
        ("looking in", Role.OTHER),
        ("distance", Role.OTHER),
        ("most", Role.OTHER),
        ("", Role.OTHER),
    ],
)
def test_a_name_says_whose_it_is(name: str, role: Role) -> None:
    assert role_of(name) is role
    assert actor_of(name) == ("unnamed" if role is Role.OTHER else role.value)


def test_modifiers_are_taken_over() -> None:
    hand = ForeignModifier(
        "Which hand", ModifierType.CHOICE, (ForeignOption("left", "l"), ForeignOption("right, both")), Ask.OFFSET
    )
    scheme, _ = draft(tier(ForeignCode("touch", modifiers=(hand, ForeignModifier("note")))))
    first, second = scheme.tiers[0].codes[0].modifiers
    assert (first.id, first.ask, [(option.id, option.key) for option in first.options]) == (
        "which_hand",
        Ask.OFFSET,
        [("left", "l"), ("right, both", "1")],
    )
    assert (second.id, second.type) == ("note", ModifierType.TEXT)


def test_modifiers_that_cannot_be_as_they_were_are_told() -> None:
    many = tuple(ForeignOption(str(number)) for number in range(80))
    odd = (ForeignOption("a+b", "x"), ForeignOption("c", "x"), ForeignOption("c"), ForeignOption(" "))
    modifiers = (
        ForeignModifier("none", ModifierType.CHOICE, definition=plain("What?")),
        ForeignModifier("many", ModifierType.CHOICE, many),
        ForeignModifier("odd", ModifierType.CHOICES, odd),
        ForeignModifier("late", ask=Ask.OFFSET),
    )
    scheme, made = draft(tier(ForeignCode("bid", modifiers=modifiers), kind=Kind.POINT))
    none, too_many, several, late = scheme.tiers[0].codes[0].modifiers
    assert (none.type, too_many.type, late.ask) == (ModifierType.TEXT, ModifierType.TEXT, Ask.ONSET)
    assert [option.id for option in several.options] == ["a/b", "c"]
    told = "\n".join(loss.what for loss in made.losses)
    for words in ("has no options", "has 80 options", "“a+b” has / for +", "“c” that was there twice", "“What?”"):
        assert words in told


def test_colours_are_kept_unless_two_codes_share_one() -> None:
    colors = ["#112233", "#112233", "red"]
    scheme, made = draft(tier(*(ForeignCode(f"c{place}", color=color) for place, color in enumerate(colors))))
    assert [code.color for code in scheme.tiers[0].codes] == ["#112233", "", ""]
    assert len([what for what in said(made, LossKind.DROPPED) if "colour" in what]) == 2


def test_intervals_and_ratings_get_what_they_need_and_that_is_told() -> None:
    scheme, made = draft(
        tier(ForeignCode("calm"), kind=Kind.INTERVAL), tier(ForeignCode("warmth", key="w"), name="r", kind=Kind.RATING)
    )
    assert (scheme.tiers[0].length_s, scheme.tiers[0].rule) == (10.0, "predominant")
    assert scheme.tiers[1].codes[0].key == ""
    assert len([what for what in said(made, LossKind.GUESSED) if "an interval lasts" in what or "scale" in what]) == 2


def test_tiers_without_codes_are_dropped_and_told() -> None:
    scheme, made = draft(tier(), tier(ForeignCode("a"), name="b"))
    assert [found.id for found in scheme.tiers] == ["b"]
    assert "Tier “gaze”: it has no codes." in said(made, LossKind.DROPPED)


def test_what_the_file_itself_lost_comes_first() -> None:
    lost = Loss(LossKind.DROPPED, "Cells.")
    foreign = ForeignScheme("Elsewhere", tiers=(tier(ForeignCode("a", color="red")),), losses=(lost,))
    assert write_draft(foreign, "lab", PLAYER).losses[0] is lost


def test_texts_in_several_languages_are_kept() -> None:
    label = Text((("en", "away"), ("", "weg")))
    scheme, _ = draft(tier(ForeignCode("away", label=label, definition=Text((("de", "Weg."),)))))
    code = scheme.tiers[0].codes[0]
    assert (code.label.by_language, str(code.definition)) == ((("en", "away"), ("und", "weg")), "Weg.")


@given(st.text(max_size=60))
def test_every_name_gives_an_id(name: str) -> None:
    ids = Ids("code")
    assert [len({ids.give(name) for _ in range(12)}), bool(to_id(name, "code"))] == [12, True]


_WORDS = st.text(max_size=12) | st.sampled_from(
    ["no", "1.10", "a: b", "- x", "#", "null", "{}", "\ud800", "phase", "+", "  "]
)
_KEYS = st.sampled_from(["", "a", "A", "j", "F5", "F8", "ä", "++", "shift+q", "1", "space"])
_OPTIONS = st.lists(st.builds(ForeignOption, _WORDS, _KEYS), max_size=4).map(tuple)
_MODIFIERS = st.builds(
    ForeignModifier, _WORDS, st.sampled_from(ModifierType), _OPTIONS, st.sampled_from(Ask), _WORDS.map(plain)
)
_CODES = st.builds(
    ForeignCode,
    _WORDS,
    key=_KEYS,
    label=_WORDS.map(plain),
    color=st.sampled_from(["", "#123", "#112233", "blue"]),
    value=st.none() | st.floats(-1e6, 1e6),
    definition=_WORDS.map(plain),
    examples=st.lists(_WORDS, max_size=2).map(tuple),
    modifiers=st.lists(_MODIFIERS, max_size=3).map(tuple),
)
_TIERS = st.builds(
    ForeignTier,
    _WORDS,
    st.sampled_from(Kind),
    _WORDS,
    st.booleans(),
    st.lists(_CODES, max_size=5).map(tuple),
)


@settings(max_examples=50, deadline=None)
@given(
    st.builds(ForeignScheme, st.just("X"), _WORDS, _WORDS, st.lists(_TIERS, min_size=1, max_size=4).map(tuple)), _WORDS
)
def test_any_foreign_scheme_with_codes_gives_one_that_loads(foreign: ForeignScheme, name: str) -> None:
    made = write_draft(foreign, name, PLAYER)
    if not any(found.codes for found in foreign.tiers):
        return
    scheme = read_scheme(made.text, player_keys=PLAYER).scheme
    assert scheme.id == made.id
    assert sum(len(found.codes) for found in scheme.tiers) == sum(len(found.codes) for found in foreign.tiers)
