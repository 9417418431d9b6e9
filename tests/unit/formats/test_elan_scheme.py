"""Tiers and vocabularies of ELAN files: documents, templates and vocabularies of their own."""

import pytest

from coder.errors import CoderError
from coder.formats.elan.scheme import read_scheme
from coder.formats.elan.xml import parse_xml
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind, ModifierType
from tests.unit.formats.told import code_of, said, tier_of

ML = """<CONTROLLED_VOCABULARY CV_ID="gaze">
  <CV_ENTRY_ML CVE_ID="c1"><CVE_VALUE LANG_REF="und" DESCRIPTION="At the face.">face</CVE_VALUE></CV_ENTRY_ML>
  <CV_ENTRY_ML CVE_ID="c2"><CVE_VALUE LANG_REF="eng">away</CVE_VALUE>
    <CVE_VALUE LANG_REF="deu">weg</CVE_VALUE></CV_ENTRY_ML>
</CONTROLLED_VOCABULARY>"""
OLD = """<CONTROLLED_VOCABULARY CV_ID="gaze">
  <CV_ENTRY DESCRIPTION="At the face.">face</CV_ENTRY><CV_ENTRY>away</CV_ENTRY>
</CONTROLLED_VOCABULARY>"""
EXTERNAL = """<CONTROLLED_VOCABULARY CV_ID="gaze" EXT_REF="er1"/>
<EXTERNAL_REF EXT_REF_ID="er1" TYPE="ecv" VALUE="https://example.org/lab%20words.ecv?raw=1"/>"""
TYPES = """<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="free" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="gaze" CONTROLLED_VOCABULARY_REF="gaze" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="inside" CONSTRAINTS="Included_In" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="tag" CONSTRAINTS="Symbolic_Association" CONTROLLED_VOCABULARY_REF="gaze"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="parts" CONSTRAINTS="Symbolic_Subdivision" CONTROLLED_VOCABULARY_REF="gaze"/>"""


def span(first: str, last: str, value: str) -> str:
    times = f'TIME_SLOT_REF1="{first}" TIME_SLOT_REF2="{last}"'
    value = f"<ANNOTATION_VALUE>{value}</ANNOTATION_VALUE>"
    return f"<ANNOTATION><ALIGNABLE_ANNOTATION {times}>{value}</ALIGNABLE_ANNOTATION></ANNOTATION>"


def document(tiers: str, vocabularies: str = ML) -> bytes:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{place}" TIME_VALUE="{ms}"/>' for place, ms in enumerate((0, 40, 2000, 5000))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT><HEADER/>'
        f'<TIME_ORDER>{slots}<TIME_SLOT TIME_SLOT_ID="ts9"/></TIME_ORDER>'
        f"{tiers}{TYPES}{vocabularies}</ANNOTATION_DOCUMENT>"
    ).encode()


GAZE = '<TIER TIER_ID="Infant gaze" LINGUISTIC_TYPE_REF="gaze" PARTICIPANT="infant"/>'


@pytest.mark.parametrize("vocabularies", [ML, OLD], ids=["since 2.8", "before"])
def test_a_tier_with_a_vocabulary_has_its_values_as_codes(vocabularies: str) -> None:
    scheme = read_scheme(document(GAZE, vocabularies), "t.etf")
    tier = tier_of(scheme, "Infant gaze")
    assert (tier.actor, tier.kind, tier.exclusive) == ("infant", Kind.STATE, True)
    assert [code.name for code in tier.codes] == ["face", "away"]
    assert str(tier.codes[0].definition) == "At the face."


def test_a_value_in_several_languages_keeps_them() -> None:
    away = code_of(read_scheme(document(GAZE), "t.etf"), "Infant gaze", "away")
    assert away.label.by_language == (("en", "away"), ("de", "weg"))


def test_a_tier_without_a_vocabulary_has_one_code_with_a_text() -> None:
    scheme = read_scheme(document('<TIER TIER_ID="speech" LINGUISTIC_TYPE_REF="free"/>'), "t.etf")
    (code,) = tier_of(scheme, "speech").codes
    assert (code.name, code.modifiers[0].type) == ("speech", ModifierType.TEXT)
    assert any("has no vocabulary" in what for what in said(scheme, LossKind.GUESSED))


def test_a_tier_on_which_nothing_lasts_is_of_points() -> None:
    short = f'<TIER TIER_ID="bid" LINGUISTIC_TYPE_REF="gaze">{span("ts0", "ts1", "face")}</TIER>'
    scheme = read_scheme(document(short), "t.eaf")
    assert tier_of(scheme, "bid").kind is Kind.POINT
    long = short.replace("ts1", "ts2")
    assert tier_of(read_scheme(document(long), "t.eaf"), "bid").kind is Kind.STATE
    unaligned = short.replace("ts1", "ts9")
    assert tier_of(read_scheme(document(unaligned), "t.eaf"), "bid").kind is Kind.STATE


def test_a_tier_without_times_of_its_own_is_a_modifier_of_the_one_it_hangs_on() -> None:
    tiers = (
        f"{GAZE}<TIER TIER_ID='how' LINGUISTIC_TYPE_REF='tag' PARENT_REF='Infant gaze'/>"
        "<TIER TIER_ID='more' LINGUISTIC_TYPE_REF='parts' PARENT_REF='how'/>"
    )
    scheme = read_scheme(document(tiers), "t.etf")
    assert [tier.name for tier in scheme.tiers] == ["Infant gaze"]
    for code in scheme.tiers[0].codes:
        assert [(found.name, found.type) for found in code.modifiers] == [
            ("how", ModifierType.CHOICE),
            ("more", ModifierType.CHOICES),
        ]
        assert [option.name for option in code.modifiers[0].options] == ["face", "away"]
    told = said(scheme, LossKind.CHANGED)
    assert "Tier “how” is a modifier of every code of “Infant gaze”." in told
    assert "Tier “more” is a modifier of every code of “Infant gaze”, the order of its values lost." in told


def test_a_tier_with_times_inside_another_stands_beside_it() -> None:
    tiers = f"{GAZE}<TIER TIER_ID='in it' LINGUISTIC_TYPE_REF='inside' PARENT_REF='Infant gaze'/>"
    scheme = read_scheme(document(tiers), "t.etf")
    assert [tier.name for tier in scheme.tiers] == ["Infant gaze", "in it"]
    assert "That tier “in it” lies inside “Infant gaze”: tiers are side by side." in said(scheme, LossKind.DROPPED)


def test_tiers_that_hang_on_each_other_or_on_nothing_end_somewhere() -> None:
    tiers = (
        "<TIER TIER_ID='a' LINGUISTIC_TYPE_REF='tag' PARENT_REF='b'/>"
        "<TIER TIER_ID='b' LINGUISTIC_TYPE_REF='tag' PARENT_REF='a'/>"
        "<TIER TIER_ID='c' LINGUISTIC_TYPE_REF='tag' PARENT_REF='gone'/>"
    )
    scheme = read_scheme(document(tiers), "t.etf")
    assert [tier.name for tier in scheme.tiers] == ["a", "b", "c"]
    assert len([what for what in said(scheme, LossKind.CHANGED) if "a tier of its own" in what]) == 3


ECV = f'<?xml version="1.0"?><CV_RESOURCE AUTHOR="">{ML}</CV_RESOURCE>'.encode()


def test_an_external_vocabulary_is_read_from_the_file_beside() -> None:
    asked: list[str] = []

    def find(name: str) -> bytes:
        asked.append(name)
        return ECV

    scheme = read_scheme(document(GAZE, EXTERNAL), "t.eaf", find)
    assert asked == ["lab words.ecv"]
    assert [code.name for code in scheme.tiers[0].codes] == ["face", "away"]


@pytest.mark.parametrize("value", ["../../etc/x.ecv", "C:\\\\labs\\\\x.ecv", "file:///labs/x.ecv", "x.ecv", ""])
def test_only_a_name_is_asked_for_whatever_the_reference_says(value: str) -> None:
    asked: list[str] = []
    vocabularies = EXTERNAL.replace("https://example.org/lab%20words.ecv?raw=1", value)
    read_scheme(document(GAZE, vocabularies), "t.eaf", asked.append)
    assert asked == ([] if not value else ["x.ecv"])


def test_without_it_the_values_that_were_used_are_the_codes() -> None:
    used = GAZE.replace("/>", f">{span('ts0', 'ts2', 'face')}{span('ts2', 'ts3', 'thing')}</TIER>")
    scheme = read_scheme(document(used, EXTERNAL), "t.eaf")
    assert [code.name for code in scheme.tiers[0].codes] == ["face", "thing"]
    assert any("lab words.ecv lies beside" in what for what in said(scheme, LossKind.DROPPED))
    assert any("the values used in this file" in what for what in said(scheme, LossKind.GUESSED))


def test_a_vocabulary_alone_is_a_tier_each() -> None:
    scheme = read_scheme(ECV, "v.ecv")
    assert [(tier.name, len(tier.codes)) for tier in scheme.tiers] == [("gaze", 2)]


def test_coders_media_and_what_was_coded_are_told() -> None:
    tiers = f'<MEDIA_DESCRIPTOR MEDIA_URL="x"/><TIER TIER_ID="t" ANNOTATOR="ana">{span("ts0", "ts2", "x")}</TIER>'
    told = said(read_scheme(document(tiers), "t.eaf"), LossKind.DROPPED)
    for words in ("“ana”", "media files", "1 stretches", "Keys and colours"):
        assert any(words in what for what in told), words


LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><ANNOTATION_DOCUMENT>&c;</ANNOTATION_DOCUMENT>"""
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><ANNOTATION_DOCUMENT>&x;</ANNOTATION_DOCUMENT>'
REMOTE = '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><ANNOTATION_DOCUMENT/>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, REMOTE], ids=["many laughs", "a file", "from the network"])
def test_entities_of_every_kind_are_refused(text: str) -> None:
    with pytest.raises(CoderError, match="declares a document type"):
        read_scheme(text.encode(), "t.eaf")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no whole XML"),
        (b"<ANNOTATION_DOCUMENT>", "no whole XML"),
        (b"<ANNOTATION_DOCUMENT>&x;</ANNOTATION_DOCUMENT>", "no whole XML"),
        (b"<html/>", "begins with <html>"),
        (b"<a>" * 60, "nested too deeply"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "no whole XML|encoding"),
        (b"\xff\xfe\x00", "no whole XML|encoding"),
    ],
)
def test_what_is_no_file_of_elan_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_scheme(content, "t.eaf")
    assert raised.value.hint


def test_a_file_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.formats.elan.xml.MOST_BYTES", 10)
    with pytest.raises(CoderError, match="larger than"):
        parse_xml(b"<a>          </a>", "t.eaf")


def test_more_codes_than_any_scheme_has_are_refused() -> None:
    entries = "".join(f"<CV_ENTRY>v{number}</CV_ENTRY>" for number in range(2100))
    with pytest.raises(CoderError, match="2100 codes"):
        read_scheme(
            f'<CV_RESOURCE><CONTROLLED_VOCABULARY CV_ID="a">{entries}</CONTROLLED_VOCABULARY></CV_RESOURCE>'.encode(),
            "v.ecv",
        )
