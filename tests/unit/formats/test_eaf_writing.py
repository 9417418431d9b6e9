import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings

from coder.editing.outgoing import Outgoing
from coder.errors import CoderError
from coder.formats.elan.eaf_document import ORDER, read_document
from coder.formats.elan.eaf_writing import write_elan
from coder.formats.elan.log import read_log
from coder.model.event import Event
from coder.model.foreign_log import ForeignEvent
from coder.model.foreign_scheme import LossKind
from coder.model.observation import Identity, Observation
from tests.lab import touch
from tests.unit.formats.outgoing_logs import Row, any_outgoing, coded, outgoing, rows_of, sort_rows

OTHER = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<ANNOTATION_DOCUMENT AUTHOR="lab" DATE="2020-01-01T00:00:00+01:00" FORMAT="3.0" VERSION="3.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="EAFv3.0.xsd">
    <LICENSE LICENSE_URL="https://example.org/licence">Only for the lab</LICENSE>
    <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds">
        <MEDIA_DESCRIPTOR MEDIA_URL="file:///film.mp4" MIME_TYPE="video/mp4"/>
        <PROPERTY NAME="lastUsedAnnotationId">40</PROPERTY>
        <PROPERTY NAME="lab">room 2</PROPERTY>
    </HEADER>
    <TIME_ORDER>
        <TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="1000"/>
        <TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="12480"/>
        <TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="20000"/>
        <TIME_SLOT TIME_SLOT_ID="ts4"/>
        <TIME_SLOT TIME_SLOT_ID="ts5" TIME_VALUE="30000"/>
    </TIME_ORDER>
    <TIER LINGUISTIC_TYPE_REF="gaze" TIER_ID="cg_gaze" PARTICIPANT="mother">
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" CVE_REF="c1" EXT_REF="er2" TIME_SLOT_REF1="ts1"
                TIME_SLOT_REF2="ts2">
                <ANNOTATION_VALUE>at_face</ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" CVE_REF="c2" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts5">
                <ANNOTATION_VALUE>away</ANNOTATION_VALUE>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="note" TIER_ID="notes" PARENT_REF="cg_gaze">
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1">
                <ANNOTATION_VALUE>line 1&#13;
line 2</ANNOTATION_VALUE>
            </REF_ANNOTATION>
        </ANNOTATION>
        <ANNOTATION>
            <REF_ANNOTATION ANNOTATION_ID="a4" ANNOTATION_REF="a2">
                <ANNOTATION_VALUE>turns</ANNOTATION_VALUE>
            </REF_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <TIER LINGUISTIC_TYPE_REF="speech" TIER_ID="speech">
        <ANNOTATION>
            <ALIGNABLE_ANNOTATION ANNOTATION_ID="a5" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
                <ANNOTATION_VALUE/>
            </ALIGNABLE_ANNOTATION>
        </ANNOTATION>
    </TIER>
    <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="gaze" TIME_ALIGNABLE="true" CONTROLLED_VOCABULARY_REF="gaze"/>
    <LINGUISTIC_TYPE CONSTRAINTS="Symbolic_Association" LINGUISTIC_TYPE_ID="note" TIME_ALIGNABLE="false"/>
    <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="speech" TIME_ALIGNABLE="true"/>
    <CONSTRAINT STEREOTYPE="Symbolic_Association"/>
    <CONTROLLED_VOCABULARY CV_ID="gaze" EXT_REF="er1"/>
    <EXTERNAL_REF EXT_REF_ID="er1" TYPE="ecv" VALUE="https://example.org/gaze.ecv"/>
    <EXTERNAL_REF EXT_REF_ID="er2" TYPE="iso12620" VALUE="https://example.org/1"/>
</ANNOTATION_DOCUMENT>
<!-- and this -->
"""


def written(*logs: Outgoing, base: bytes | None = None) -> ET.Element:
    return ET.fromstring(write_elan(logs, "s", base).files[0].content)


def tier(root: ET.Element, name: str) -> ET.Element:
    return next(found for found in root.iter("TIER") if found.get("TIER_ID") == name)


def values(element: ET.Element) -> list[str]:
    return [value.text or "" for value in element.iter("ANNOTATION_VALUE")]


def read_back(content: bytes) -> list[Row]:
    log = read_log(content, "s.eaf")
    return sort_rows([_row(event) for event in log.sessions[0].observations[0].events])


def _row(event: ForeignEvent) -> Row:
    said = {name.partition("@")[0]: value for name, value in event.modifiers}
    target, comment = said.pop("target", ""), said.pop("comment", "") or event.comment
    offset_ms = None if event.point else event.offset_ms
    return (
        event.tier.partition(".")[0],
        event.code,
        event.onset_ms,
        offset_ms,
        frozenset(said.items()),
        target,
        comment,
    )


@settings(max_examples=60)
@given(any_outgoing())
def test_what_is_written_reads_back_equal(log: Outgoing) -> None:
    assert read_back(write_elan([log], "s").files[0].content) == rows_of(log)


@settings(max_examples=40)
@given(any_outgoing(), any_outgoing())
def test_a_document_that_is_written_into_holds_what_was_coded_last(first: Outgoing, second: Outgoing) -> None:
    base = write_elan([first], "s").files[0].content
    content = write_elan([second], "s", base).files[0].content
    assert read_back(content) == rows_of(second)
    assert write_elan([second], "s", content).files[0].content == content


def test_what_was_taken_out_of_an_event_does_not_stand_in_the_document_any_more() -> None:
    plain = touch(1, 0, 500)
    said = replace(plain, comment="unsure", target="infant").with_modifier("remembered", "x")
    base = write_elan([coded(said, comments=True)], "s").files[0].content
    assert read_back(base) == rows_of(coded(said, comments=True))
    assert read_back(write_elan([coded(plain, comments=True)], "s", base).files[0].content) == rows_of(coded(plain))


def test_a_lane_that_nothing_is_for_any_more_is_empty() -> None:
    twice = coded(*(Event(number, "in_signal", "bid", 0, point=True) for number in (1, 2)))
    base = write_elan([twice], "s").files[0].content
    assert len(read_back(base)) == 2
    assert read_back(write_elan([coded()], "s", base).files[0].content) == []


def test_comments_that_may_not_be_told_stay_as_they_are_in_the_document_that_is_written_into() -> None:
    said = replace(touch(1, 0, 500), comment="unsure")
    base = write_elan([coded(said, comments=True)], "s").files[0].content
    assert "unsure" in values(written(coded(said), base=base))


def assert_sound(root: ET.Element) -> None:
    """Hold what the schema asks for: the order of parts, ids that are unique, and references that lead somewhere."""
    assert [part.tag for part in root] == sorted((part.tag for part in root), key=ORDER.index)
    ids = [value for part in root.iter() for key, value in part.items() if key in ("ANNOTATION_ID", "TIME_SLOT_ID")]
    ids += [part.get(key, "") for part in root.iter() for key in ("LANG_ID", "STEREOTYPE", "EXT_REF_ID")]
    assert [one for one, times in Counter(filter(None, ids)).items() if times > 1] == []
    for key in ("TIME_SLOT_REF1", "TIME_SLOT_REF2", "ANNOTATION_REF", "PREVIOUS_ANNOTATION", "LANG_REF", "CONSTRAINTS"):
        assert {part.get(key) for part in root.iter() if part.get(key)} <= set(ids)
    names = [found.get("TIER_ID") for found in root.iter("TIER")]
    types = [found.get("LINGUISTIC_TYPE_ID") for found in root.iter("LINGUISTIC_TYPE")]
    vocabularies = [found.get("CV_ID") for found in root.iter("CONTROLLED_VOCABULARY")]
    for unique in (names, types, vocabularies):
        assert len(unique) == len(set(unique))
    assert {found.get("LINGUISTIC_TYPE_REF") for found in root.iter("TIER")} <= set(types)
    assert {found.get("PARENT_REF") for found in root.iter("TIER")} - {None} <= set(names)
    assert {found.get("CONTROLLED_VOCABULARY_REF") for found in root.iter("LINGUISTIC_TYPE")} - {None} <= set(
        vocabularies
    )


def assert_no_overlap(root: ET.Element) -> None:
    """Hold that nothing on a tier overlaps, and that nothing is without length."""
    times = {slot.get("TIME_SLOT_ID"): int(slot.get("TIME_VALUE", "0")) for slot in root.iter("TIME_SLOT")}
    for found in root.iter("TIER"):
        last = 0
        for span in found.iter("ALIGNABLE_ANNOTATION"):
            onset, end = times[span.get("TIME_SLOT_REF1")], times[span.get("TIME_SLOT_REF2")]
            assert last <= onset < end
            last = end


@settings(max_examples=40)
@given(any_outgoing(step_ms=1))
def test_every_document_is_as_the_schema_asks_and_nothing_overlaps(log: Outgoing) -> None:
    root = written(log)
    assert_sound(root)
    assert_no_overlap(root)
    last = max(
        (int(found.get("ANNOTATION_ID", "a0")[1:]) for found in root.iter() if found.get("ANNOTATION_ID")), default=0
    )
    assert root.findtext("HEADER/PROPERTY[@NAME='lastUsedAnnotationId']") == str(last)


def test_every_tier_and_every_vocabulary_is_there_used_or_not() -> None:
    root = written(outgoing())
    names = [found.get("TIER_ID") for found in root.iter("TIER")]
    for name in ("phase", "cg_gaze", "cg_touch", "cg_rock", "in_voice.coo", "in_voice.cry", "in_signal", "uncodable"):
        assert name in names
    assert "form@cg_touch" in names
    entries = {
        found.get("CV_ID"): [value.text for value in found.iter("CVE_VALUE")]
        for found in root.iter("CONTROLLED_VOCABULARY")
    }
    assert entries["cg_gaze"] == ["at_face", "away"]
    assert entries["cg_touch form"] == ["still", "stroke", "pat"]


def test_modifiers_hang_on_the_event_they_belong_to() -> None:
    root = written(outgoing())
    touched = tier(root, "cg_touch").find(".//ALIGNABLE_ANNOTATION")
    form = tier(root, "form@cg_touch").find(".//REF_ANNOTATION")
    assert touched is not None
    assert form is not None
    assert form.get("ANNOTATION_REF") == touched.get("ANNOTATION_ID")
    assert form.get("CVE_REF") == "cveid_stroke"
    assert tier(root, "form@cg_touch").get("PARENT_REF") == "cg_touch"


def test_several_options_stand_one_behind_the_other() -> None:
    root = written(outgoing())
    first, second = tier(root, "with@in_signal").iter("REF_ANNOTATION")
    assert values(tier(root, "with@in_signal")) == ["arms", "voice"]
    assert second.get("PREVIOUS_ANNOTATION") == first.get("ANNOTATION_ID")


def test_points_are_marked_by_their_type_and_last_a_frame() -> None:
    handover = write_elan([outgoing()], "s")
    root = ET.fromstring(handover.files[0].content)
    assert tier(root, "in_signal").get("LINGUISTIC_TYPE_REF") == "point in_signal"
    assert any("in_signal" in loss.what for loss in handover.losses if loss.kind is LossKind.CHANGED)


def test_comments_are_written_only_when_they_may_be_told() -> None:
    assert "looks, then reaches" not in values(written(outgoing()))
    assert "looks, then reaches" in values(written(outgoing(comments=True)))
    assert any("1 comment" in loss.what for loss in write_elan([outgoing()], "s").losses)


def test_labels_that_are_descriptions_are_told() -> None:
    assert any("Values are the ids of the codes" in loss.what for loss in write_elan([outgoing()], "s").losses)


def test_two_coders_have_tiers_of_their_own() -> None:
    first = outgoing()
    second = replace(first, observation=Observation(Identity("D01_v1", "ben"), list(first.observation)))
    root = written(first, second)
    assert tier(root, "cg_gaze@ana").get("ANNOTATOR") == "ana"
    assert tier(root, "form@cg_touch@ben").get("PARENT_REF") == "cg_touch@ben"
    assert_sound(root)


def test_the_date_is_that_of_the_last_change_and_no_path_leaves_the_session() -> None:
    root = written(outgoing())
    assert root.get("DATE") == "2026-11-24T08:15:30.250Z"
    media = [part.get("MEDIA_URL") for part in root.iter("MEDIA_DESCRIPTOR")]
    assert media == ["./video.mp4"]


def test_control_signs_in_words_do_not_break_the_document() -> None:
    log = coded(touch(1, 0, 500, comment="a\x00b\ud800"), comments=True)
    assert values(tier(written(log), "comment@cg_touch")) == ["a�b�"]


def test_a_document_comes_back_as_it_was_where_nothing_is_changed() -> None:
    content = read_document(OTHER, "other.eaf").to_bytes()
    assert ET.canonicalize(content.decode(), strip_text=True) == ET.canonicalize(OTHER.decode(), strip_text=True)
    assert content.decode().splitlines()[1] == "<!-- kept -->"
    assert content.decode().splitlines()[-1] == "<!-- and this -->"
    assert b"line 1&#13;\nline 2" in content
    assert b"xsi:noNamespaceSchemaLocation" in content


def test_what_is_not_of_the_observation_stays_in_a_document_that_is_written_into() -> None:
    handover = write_elan([outgoing()], "s", OTHER)
    root = ET.fromstring(handover.files[0].content)
    assert_sound(root)
    gaze = list(tier(root, "cg_gaze").iter("ALIGNABLE_ANNOTATION"))
    assert [(span.get("ANNOTATION_ID"), span.get("CVE_REF"), span.get("EXT_REF")) for span in gaze] == [
        ("a1", "c1", "er2")
    ]
    assert tier(root, "cg_gaze").get("PARTICIPANT") == "mother"
    assert values(tier(root, "notes")) == ["line 1\r\nline 2"]
    assert any("notes" in loss.what for loss in handover.losses)
    assert tier(root, "speech").find(".//ALIGNABLE_ANNOTATION") is not None
    assert root.findtext("LICENSE") == "Only for the lab"
    assert root.findtext("HEADER/PROPERTY[@NAME='lab']") == "room 2"
    assert [found.get("VALUE") for found in root.iter("EXTERNAL_REF")] == [
        "https://example.org/gaze.ecv",
        "https://example.org/1",
    ]
    assert int(root.findtext("HEADER/PROPERTY[@NAME='lastUsedAnnotationId']") or 0) > 40
    added = [part.get("ANNOTATION_ID") for part in tier(root, "cg_touch").iter("ALIGNABLE_ANNOTATION")]
    assert added
    assert all(int(re.sub(r"\D", "", name or "0")) > 40 for name in added)


def test_a_value_that_was_there_keeps_its_entry_of_a_vocabulary_elsewhere() -> None:
    log = coded(*(replace(event, offset_ms=2_000) for event in outgoing().observation if event.tier == "cg_gaze"))
    span = tier(written(log, base=OTHER), "cg_gaze").find(".//ALIGNABLE_ANNOTATION")
    assert span is not None
    assert span.get("CVE_REF") == "c1"


def test_a_document_that_counts_frames_is_not_written_into() -> None:
    with pytest.raises(CoderError, match="counts frames"):
        write_elan([outgoing()], "s", OTHER.replace(b'TIME_UNITS="milliseconds"', b'TIME_UNITS="PAL-frames"'))


def test_what_is_no_document_of_elan_is_not_written_into() -> None:
    with pytest.raises(CoderError, match="no document of ELAN"):
        write_elan([outgoing()], "s", b"<CV_RESOURCE/>")


def test_a_modifier_that_hangs_on_another_one_stays_where_it_hangs() -> None:
    base = ET.fromstring(write_elan([outgoing()], "s").files[0].content)
    form, quality = tier(base, "form@cg_touch"), tier(base, "quality@cg_touch")
    quality.set("PARENT_REF", "form@cg_touch")
    first, second = form.find(".//REF_ANNOTATION"), quality.find(".//REF_ANNOTATION")
    assert first is not None
    assert second is not None
    second.set("ANNOTATION_REF", first.get("ANNOTATION_ID", ""))
    content = ET.tostring(base)
    assert ET.canonicalize(write_elan([outgoing()], "s", content).files[0].content.decode(), strip_text=True) == (
        ET.canonicalize(content.decode(), strip_text=True)
    )
    changed = [
        event.with_modifier("form", "pat").with_modifier("quality", "rough") if event.tier == "cg_touch" else event
        for event in outgoing().observation
    ]
    root = written(outgoing(Observation(Identity("D01_v1", "ana"), changed)), base=content)
    form, quality = tier(root, "form@cg_touch"), tier(root, "quality@cg_touch")
    assert (values(form), values(quality)) == (["pat"], ["rough"])
    (ref,) = quality.iter("REF_ANNOTATION")
    assert ref.get("ANNOTATION_REF") in {one.get("ANNOTATION_ID") for one in form.iter("REF_ANNOTATION")}
    assert_sound(root)


def test_a_tier_without_times_that_has_the_name_of_one_of_ours_stays_as_it_is() -> None:
    base = OTHER.replace(b'TIER_ID="notes"', b'TIER_ID="cg_touch"')
    root = written(outgoing(), base=base)
    assert values(tier(root, "cg_touch")) == ["line 1\r\nline 2"]
    assert values(tier(root, "cg_touch_2")) == ["touch"]
    assert_sound(root)


def test_several_options_are_one_value_where_a_tier_holds_but_one_each() -> None:
    base = write_elan([outgoing()], "s").files[0].content.replace(b"Symbolic_Subdivision", b"Symbolic_Association")
    base = base.replace(b' PREVIOUS_ANNOTATION="a12"', b"").replace(b' PREVIOUS_ANNOTATION="a13"', b"")
    root = written(outgoing(), base=base)
    assert values(tier(root, "with@in_signal")) == ["arms+voice"]
