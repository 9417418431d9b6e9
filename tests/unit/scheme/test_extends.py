"""A scheme that builds on another."""

from pathlib import Path

import pytest

from coder.scheme.faults import SchemeError
from coder.scheme.loader import check_scheme, flatten, load_scheme, read_scheme

HERE = Path(__file__).parent
BASE = """\
format: 1
scheme: {id: base, version: "1.2.3"}
actors: [{id: infant, role: infant, label: baby}, {id: dyad, role: dyad}]
tiers:
  - {id: face, actor: infant, kind: state, codes: [{id: smile, key: s}]}
  - {id: voice, actor: infant, kind: state, codes: [{id: coo, key: v}]}
derived:
  - {id: happy, actor: infant, any_of: [face.smile, voice.coo]}
links:
  - {id: l, cue: {codes: [voice.coo]}, response: {codes: [face.smile, voice.coo]}, window_s: [0, 3]}
  - {id: m, cue: {codes: [voice.coo]}, response: {codes: [face.smile]}, window_s: [0, 3]}
uncodable: {key: u, reasons: [dark], blocks: {dark: [face, voice]}}
passes: [{id: one, tiers: [face]}, {id: both, tiers: [face, voice]}]
reliability: {criterion: [{for: [face, voice], statistic: time_kappa, min: 0.6}]}
"""


def head(extends: str, name: str = "top") -> str:
    return f'format: 1\nscheme: {{id: {name}, version: "0.1.0"}}\nextends: [{{scheme: base{extends}}}]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str, name: str = "top.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def said(path: Path) -> list[str]:
    return [str(fault).replace(path.parent.as_posix() + "/", "") for fault in check_scheme(path)]


def test_the_example_takes_all_but_one_tier() -> None:
    loaded = load_scheme(HERE / "lab-stillface.yaml")
    assert [tier.id for tier in loaded.scheme.tiers] == ["cg_gaze", "cg_touch", "in_gaze", "in_signal"]
    assert loaded.scheme.links[0].response.codes == ("cg_touch.touch",)
    (warning,) = loaded.warnings
    assert warning.line == 3
    assert warning.message == "The link bid_answered is taken over without cg_need.need_met."


def test_everything_is_taken_over_when_nothing_is_said(folder: Path) -> None:
    scheme = load_scheme(write(folder, head(""))).scheme
    base = load_scheme(folder / "base.yaml").scheme
    assert (scheme.id, scheme.version) == ("top", "0.1.0")
    assert (scheme.actors, scheme.tiers, scheme.derived, scheme.links) == (
        base.actors, base.tiers, base.derived, base.links,
    )  # fmt: skip
    assert (scheme.uncodable, scheme.passes, scheme.extra) == (base.uncodable, base.passes, base.extra)


def test_only_takes_some_tiers_and_what_they_suffice_for(folder: Path) -> None:
    scheme = load_scheme(write(folder, head(", only: [face]"))).scheme
    assert [tier.id for tier in scheme.tiers] == ["face"]
    assert scheme.derived == ()
    assert scheme.links == ()
    assert [found.id for found in scheme.passes] == ["one", "both"]
    assert scheme.passes[1].tiers == ("face",)
    assert scheme.uncodable is not None
    assert scheme.uncodable.blocks == (("dark", ("face",)),)
    assert '"for":["face"]' in dict(scheme.extra)["reliability"]


def test_except_can_leave_out_links_and_derived_codes_and_passes(folder: Path) -> None:
    loaded = load_scheme(write(folder, head(", except: [l, happy, both]")))
    assert [link.id for link in loaded.scheme.links] == ["m"]
    assert loaded.scheme.derived == ()
    assert [found.id for found in loaded.scheme.passes] == ["one"]
    assert loaded.warnings == ()


def test_a_prefix_goes_to_every_name_and_every_mention(folder: Path) -> None:
    scheme = load_scheme(write(folder, head(", prefix: b_"))).scheme
    assert [tier.id for tier in scheme.tiers] == ["b_face", "b_voice"]
    assert scheme.derived[0].id == "b_happy"
    assert scheme.derived[0].any_of == ("b_face.smile", "b_voice.coo")
    assert scheme.links[0].response.codes == ("b_face.smile", "b_voice.coo")
    assert (scheme.passes[1].id, scheme.passes[1].tiers) == ("b_both", ("b_face", "b_voice"))
    assert scheme.uncodable is not None
    assert scheme.uncodable.blocks == (("dark", ("b_face", "b_voice")),)


def test_own_parts_come_after_those_taken_over(folder: Path) -> None:
    text = head("") + "tiers: [{id: hand, actor: infant, kind: point, codes: [{id: reach, key: r}]}]\n"
    assert [tier.id for tier in load_scheme(write(folder, text)).scheme.tiers] == ["face", "voice", "hand"]


def test_an_actor_and_a_pass_written_again_take_the_place_of_the_old(folder: Path) -> None:
    text = head("") + "actors: [{id: infant, role: infant, label: twin}]\npasses: [{id: both, tiers: [face]}]\n"
    scheme = load_scheme(write(folder, text)).scheme
    infant = scheme.actor("infant")
    assert infant is not None
    assert str(infant.label) == "twin"
    assert {found.id: found.tiers for found in scheme.passes} == {"one": ("face",), "both": ("face",)}


def test_a_tier_written_again_is_given_twice(folder: Path) -> None:
    text = head("") + "tiers: [{id: face, actor: infant, kind: point, codes: [{id: reach}]}]\n"
    assert [f.replace(folder.as_posix() + "/", "") for f in said(write(folder, text))] == [
        'top.yaml:4:14: tiers[0].id: "face" is given twice (first in base.yaml, line 5). Choose another id,'
        " or leave the other out: `except: [face]`."
    ]


def test_a_key_that_the_other_scheme_has_is_taken(folder: Path) -> None:
    text = head(", except: [both]") + "tiers: [{id: hand, actor: infant, kind: point, codes: [{id: reach, key: s}]}]\n"
    text += "passes: [{id: p, tiers: [face, hand]}]\n"
    (fault,) = [f.replace(folder.as_posix() + "/", "") for f in said(write(folder, text))]
    assert fault == (
        'top.yaml:4:73: tiers[0].codes[0].key: "s" is already the key of smile (base.yaml, line 5). Choose another key,'
        " or leave one out with `except`."
    )


@pytest.mark.parametrize(
    ("extends", "fault"),
    [
        (', version: "^2.0"', '3:35: extends[0].version: base is there as version 1.2.3, not "^2.0".'),
        (', version: "newest"', 'extends[0].version: "newest" is no range of versions. Write one such as "^1.2"'),
        (", only: [fce]", '3:33: extends[0].only[0]: base has no part "fce". Did you mean "face"?'),
        (", except: [vioce]", '3:35: extends[0].except[0]: base has no part "vioce". Did you mean "voice"?'),
        (", prefix: B-", '"B-" is no prefix.'),
        (", onyl: [face]", 'extends[0].onyl: "onyl" is no key of this part. Did you mean "only"?'),
    ],
)
def test_what_is_wrong_with_the_choice_is_named(folder: Path, extends: str, fault: str) -> None:
    found = said(write(folder, head(extends)))
    assert any(fault in line for line in found), found


def test_a_scheme_that_is_not_there_is_named_and_nothing_is_guessed_from_it(folder: Path) -> None:
    text = head("").replace("scheme: base", "scheme: bose") + "passes: [{id: p, tiers: [face]}]\n"
    assert said(write(folder, text)) == [
        'top.yaml:3:20: extends[0].scheme: There is no file bose.yaml. Did you mean "base"?'
    ]


@pytest.mark.parametrize(
    ("extends", "fault"),
    [
        ("[../secret]", "extends[0]: must be a map."),
        ("[{scheme: ../../secret}]", 'extends[0].scheme: "../../secret" is a path; a scheme is named by its id.'),
        ("[{scheme: " + "x" * 400 + "}]", "is no id"),
        ('[{version: "1.0.0"}]', 'extends[0]: "scheme" is missing. Add `scheme:`.'),
        ("base", "extends: must be a list."),
        ("[{scheme: base, version: }]", "extends[0].version: Nothing is written here."),
    ],
)
def test_only_an_id_is_looked_for(folder: Path, extends: str, fault: str) -> None:
    text = head("").replace("[{scheme: base}]", extends)
    (found,) = said(write(folder, text))
    assert fault in found


def test_a_file_with_a_broken_version_is_told_by_its_own_fault(folder: Path) -> None:
    write(folder, BASE.replace('"1.2.3"', "newest"), "base.yaml")
    (fault,) = said(write(folder, head(', version: "^1.0"')))
    assert fault.startswith('base.yaml:2:29: scheme.version: "newest" is no version.')


def test_faults_of_the_other_file_are_told_with_its_name(folder: Path) -> None:
    write(folder, BASE.replace("kind: state, codes: [{id: coo", "kind: stat, codes: [{id: coo"), "base.yaml")
    (fault,) = said(write(folder, head("")))
    assert fault == 'base.yaml:6:38: tiers[1].kind: "stat" is not possible here. Did you mean "state"?'


def test_a_circle_is_an_error(folder: Path) -> None:
    write(folder, BASE.replace("actors:", "extends: [{scheme: top}]\nactors:", 1), "base.yaml")
    (fault,) = said(write(folder, head("")))
    assert fault == (
        "base.yaml:3:20: extends[0].scheme: The schemes go round in a circle: top extends base extends top."
        " Delete `extends` in one of them."
    )


def test_a_scheme_that_extends_itself_is_a_circle(folder: Path) -> None:
    (fault,) = said(write(folder, head("", name="base"), "base.yaml"))
    assert "A scheme cannot extend itself." in fault


def test_a_file_must_be_named_as_its_scheme(folder: Path) -> None:
    write(folder, BASE.replace("id: base", "id: other"), "base.yaml")
    (fault,) = said(write(folder, head("")))
    assert 'base.yaml holds a scheme with the id "other". Name the file as its scheme.' in fault


def test_other_folders_are_searched_for_the_version_that_is_asked_for(folder: Path) -> None:
    newer = folder / "newer"
    newer.mkdir()
    write(
        newer,
        BASE.replace("1.2.3", "2.0.0").replace("id: coo", "id: cry").replace("voice.coo", "voice.cry"),
        "base.yaml",
    )
    loaded = load_scheme(write(folder, head(', version: "^2.0"')), search=[newer])
    assert loaded.scheme.tiers[1].codes[0].id == "cry"


def test_a_chain_and_two_at_once_are_followed(folder: Path) -> None:
    write(folder, head(", only: [face]", name="middle"), "middle.yaml")
    text = head(", only: [voice]").replace("}]\n", "}, {scheme: middle, prefix: m_}]\n")
    scheme = load_scheme(write(folder, text.replace("only: [voice]", "only: [voice], except: [both]"))).scheme
    assert [tier.id for tier in scheme.tiers] == ["voice", "m_face"]


def test_a_scheme_kept_as_text_needs_no_other_file(folder: Path) -> None:
    loaded = load_scheme(write(folder, head(", prefix: b_")))
    assert "extends" not in loaded.text
    assert read_scheme(loaded.text).scheme == loaded.scheme
    assert read_scheme(loaded.text).sha256 == loaded.sha256
    assert flatten(folder / "top.yaml") == loaded.text


def test_a_text_that_extends_what_cannot_be_found_says_so() -> None:
    with pytest.raises(SchemeError, match=r"extends\[0\].scheme: There is no file base.yaml"):
        read_scheme(head(""))


def test_a_list_of_nothing_extends_nothing(folder: Path) -> None:
    path = write(folder, BASE.replace("tiers:", "extends: []\ntiers:", 1).replace("any_of: [face.", "any_of: [fce."))
    (fault,) = said(path)
    assert '"fce.smile" is no code of this scheme.' in fault
