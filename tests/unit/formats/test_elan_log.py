"""Stretches of ELAN documents: times that were never set, values that hang on others, media, several coders."""

import pytest

from coder.errors import CoderError
from coder.formats.elan.log import read_log
from coder.model.foreign_log import ForeignEvent, ForeignLog, ForeignMedium
from coder.model.foreign_scheme import LossKind
from coder.model.scheme import Kind, ModifierType

TYPES = """<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="free" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="gaze" CONTROLLED_VOCABULARY_REF="gaze" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="part" CONSTRAINTS="Time_Subdivision" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="tag" CONSTRAINTS="Symbolic_Association"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="words" CONSTRAINTS="Symbolic_Subdivision"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="point bid" TIME_ALIGNABLE="true"/>
<CONTROLLED_VOCABULARY CV_ID="gaze">
<CV_ENTRY_ML CVE_ID="c1"><CVE_VALUE LANG_REF="eng">face</CVE_VALUE><CVE_VALUE LANG_REF="deu">Gesicht</CVE_VALUE>
</CV_ENTRY_ML><CV_ENTRY_ML CVE_ID="c2"><CVE_VALUE LANG_REF="eng">away</CVE_VALUE></CV_ENTRY_ML>
</CONTROLLED_VOCABULARY>"""


def document(slots: list[int | None], tiers: str, header: str = "<HEADER/>") -> bytes:
    times = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{number}"{"" if ms is None else f" TIME_VALUE={chr(34)}{ms}{chr(34)}"}/>'
        for number, ms in enumerate(slots)
    )
    whole = f"<ANNOTATION_DOCUMENT>{header}<TIME_ORDER>{times}</TIME_ORDER>{tiers}{TYPES}</ANNOTATION_DOCUMENT>"
    return whole.encode()


def tier(name: str, type_: str, *inside: str, **more: str) -> str:
    said = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'<TIER TIER_ID="{name}" LINGUISTIC_TYPE_REF="{type_}"{said}>{"".join(inside)}</TIER>'


def span(id_: str, first: int, last: int, value: str = "", entry: str = "") -> str:
    refs = f'ANNOTATION_ID="{id_}" TIME_SLOT_REF1="ts{first}" TIME_SLOT_REF2="ts{last}"'
    refs += f' CVE_REF="{entry}"' if entry else ""
    value = f"<ANNOTATION_VALUE>{value}</ANNOTATION_VALUE>"
    return f"<ANNOTATION><ALIGNABLE_ANNOTATION {refs}>{value}</ALIGNABLE_ANNOTATION></ANNOTATION>"


def ref(id_: str, on: str, value: str, after: str = "") -> str:
    refs = f'ANNOTATION_ID="{id_}" ANNOTATION_REF="{on}"' + (f' PREVIOUS_ANNOTATION="{after}"' if after else "")
    value = f"<ANNOTATION_VALUE>{value}</ANNOTATION_VALUE>"
    return f"<ANNOTATION><REF_ANNOTATION {refs}>{value}</REF_ANNOTATION></ANNOTATION>"


def read(slots: list[int | None], *tiers: str, header: str = "<HEADER/>") -> ForeignLog:
    return read_log(document(slots, "".join(tiers), header), "visit.eaf")


def told(log: ForeignLog, kind: LossKind) -> str:
    return "\n".join(loss.what for loss in log.sessions[0].losses if loss.kind is kind)


def test_the_values_of_a_vocabulary_are_codes_in_any_language_or_by_their_entry() -> None:
    spans = (span("a1", 0, 1, "Gesicht"), span("a2", 1, 2, "", "c2"), span("a3", 2, 3), span("a4", 3, 4, "blink"))
    log = read([0, 1000, 2000, 3000, 4000], tier("gaze", "gaze", *spans, PARTICIPANT="infant"))
    assert [(event.code, event.onset_ms, event.offset_ms) for event in log.events] == [
        ("face", 0, 1000),
        ("away", 1000, 2000),
        ("empty", 2000, 3000),
        ("blink", 3000, 4000),
    ]
    assert "their code is “empty” (1): on gaze." in told(log, LossKind.CHANGED)
    assert (log.sessions[0].name, log.sessions[0].observations[0].counted) == ("visit", 4)


def test_values_without_a_vocabulary_are_codes_where_they_come_again_and_again() -> None:
    again = tier("face", "free", *(span(f"a{n}", n, n + 1, "smile" if n % 2 else "cry") for n in range(4)))
    once = tier("speech", "free", span("b1", 0, 1, "look at that"), span("b2", 1, 2))
    log = read([0, 1000, 2000, 3000, 4000], again, once)
    said = [(event.tier, event.code, event.modifiers) for event in log.events]
    assert said[:2] == [("face", "cry", ()), ("face", "smile", ())]
    assert said[4:] == [("speech", "speech", (("words", "look at that"),)), ("speech", "speech", ())]


def test_times_that_were_never_set_lie_evenly_between_their_neighbours() -> None:
    inside = tier("part", "part", *(span(f"b{n}", n, n + 1, "x") for n in range(3)), PARENT_REF="gaze")
    log = read([1000, None, None, 4000], tier("gaze", "gaze", span("a", 0, 3, "face")), inside)
    assert [(event.onset_ms, event.offset_ms) for event in log.events if event.tier == "part"] == [
        (1000, 2000),
        (2000, 3000),
        (3000, 4000),
    ]
    assert "a time that was not set; it lies between those around it (3)" in told(log, LossKind.GUESSED)


@pytest.mark.parametrize(("slots", "expected"), [([None, 500], (250, 500)), ([500, None], (500, 500))])
def test_times_before_the_first_and_after_the_last_are_next_to_them(
    slots: list[int | None], expected: tuple[int, int]
) -> None:
    event = next(read(slots, tier("gaze", "gaze", span("a", 0, 1, "face"))).events)
    assert (event.onset_ms, event.offset_ms) == expected


def test_a_stretch_that_ends_before_it_begins_is_turned_round_and_one_without_slots_is_told() -> None:
    log = read([0, 2000], tier("gaze", "gaze", span("a", 1, 0, "face"), span("b", 0, 7, "away")))
    assert [(event.onset_ms, event.offset_ms) for event in log.events] == [(0, 2000)]
    assert "ended before they began" in told(log, LossKind.CHANGED)
    assert "times are not in the file (1): on gaze." in told(log, LossKind.DROPPED)


def test_what_hangs_on_a_stretch_however_far_below_are_its_modifiers() -> None:
    log = read(
        [0, 1000, 2000],
        tier("gaze", "gaze", span("a", 0, 1, "face"), span("b", 1, 2, "away")),
        tier("how@gaze", "tag", ref("r1", "a", "long"), ref("r2", "b", ""), PARENT_REF="gaze"),
        tier("more", "words", ref("w2", "r1", "two", "w1"), ref("w1", "r1", "one"), PARENT_REF="how@gaze"),
        tier("lost", "tag", ref("l1", "zz", "gone"), PARENT_REF="gaze"),
    )
    first, second = log.events
    assert first.modifiers == (("how", "long"), ("more", "one; two"))
    assert second.modifiers == ()
    assert "hang on nothing that has times (1): lost, gone." in told(log, LossKind.DROPPED)
    assert "without words, which hang on a stretch (1): on how@gaze." in told(log, LossKind.DROPPED)


def test_values_that_hang_on_each_other_in_a_ring_end_somewhere() -> None:
    log = read(
        [0, 1000],
        tier("gaze", "gaze", span("a", 0, 1, "face")),
        tier("how", "tag", ref("r1", "r2", "x", "r2"), ref("r2", "r1", "y", "r1"), PARENT_REF="gaze"),
    )
    assert next(log.events).modifiers == ()
    assert "hang on nothing that has times (2)" in told(log, LossKind.DROPPED)


def test_a_tier_that_hangs_on_nothing_tells_its_values() -> None:
    log = read([0, 1000], tier("how", "tag", ref("r1", "a", "x"), PARENT_REF="gone"))
    assert list(log.events) == []
    assert "hang on nothing that has times (1): how, x." in told(log, LossKind.DROPPED)


def test_short_stretches_are_points_and_so_are_those_of_our_own_point_tiers() -> None:
    log = read(
        [0, 40, 2000],
        tier("blink", "gaze", span("a", 0, 1, "face")),
        tier("bid", "point bid", span("b", 0, 2, "reach")),
    )
    assert [(event.point, event.offset_ms) for event in log.events] == [(True, None)] * 2
    assert "Short stretches that are points now" in told(log, LossKind.CHANGED)
    assert [found.kind for found in log.scheme.tiers] == [Kind.POINT] * 2


@pytest.mark.parametrize(("unit", "ms"), [("PAL-frames", 1000), ("NTSC-frames", 834), ("milliseconds", 25)])
def test_times_in_frames_are_read_as_milliseconds(unit: str, ms: int) -> None:
    log = read([0, 25], tier("gaze", "gaze", span("a", 0, 1, "face")), header=f'<HEADER TIME_UNITS="{unit}"/>')
    event = next(log.events)
    assert (event.offset_ms or 40) in (ms, 40)
    assert ("Times in frames" in told(log, LossKind.CHANGED)) is (unit != "milliseconds")


HEADER = """<HEADER>
<MEDIA_DESCRIPTOR MEDIA_URL="file:///C:/lab/front%20door.mp4" MIME_TYPE="video/mp4"
  RELATIVE_MEDIA_URL="./front door.mp4" TIME_ORIGIN="1500"/>
<MEDIA_DESCRIPTOR MEDIA_URL="file:///lab/side.mpg" MIME_TYPE="video/*" TIME_ORIGIN="500"/>
<MEDIA_DESCRIPTOR MEDIA_URL="file:///lab/side.wav" MIME_TYPE="audio/x-wav" EXTRACTED_FROM="side.mpg"/>
<MEDIA_DESCRIPTOR MEDIA_URL="" MIME_TYPE="video/mp4"/></HEADER>"""


def test_media_have_their_origins_and_events_are_on_the_main_one() -> None:
    log = read([0, 1000], tier("gaze", "gaze", span("a", 0, 1, "face")), header=HEADER)
    assert log.sessions[0].media == (
        ForeignMedium(("./front door.mp4", "C:/lab/front door.mp4")),
        ForeignMedium(("/lab/side.mpg",), 1000),
    )
    event = next(log.events)
    assert (event.onset_ms, event.offset_ms) == (1500, 2500)
    assert "1.5 s were added to every time" in told(log, LossKind.CHANGED)
    assert "The sound files /lab/side.wav" in told(log, LossKind.DROPPED)


def test_a_document_of_sound_alone_has_it() -> None:
    header = '<HEADER><MEDIA_DESCRIPTOR MEDIA_URL="file:///a.wav" MIME_TYPE="audio/x-wav"/></HEADER>'
    assert read([], tier("gaze", "gaze"), header=header).sessions[0].media == (ForeignMedium(("/a.wav",)),)


def test_coders_with_tiers_of_their_own_have_an_observation_each() -> None:
    log = read(
        [0, 1000, 2000],
        tier("gaze@ana", "gaze", span("a", 0, 1, "face"), ANNOTATOR="ana"),
        tier("gaze@ben", "gaze", span("b", 1, 2, "away"), ANNOTATOR="ben"),
    )
    ana, ben = log.sessions[0].observations
    assert (ana.coder, ana.events) == ("ana", (ForeignEvent("gaze", "face", 0, 1000),))
    assert (ben.coder, ben.events) == ("ben", (ForeignEvent("gaze", "away", 1000, 2000),))
    assert [found.name for found in log.scheme.tiers] == ["gaze"]


def test_coders_of_different_tiers_share_an_observation_and_that_is_told() -> None:
    tiers = (tier("gaze", "gaze", ANNOTATOR="ana"), tier("face", "gaze", ANNOTATOR="ben"))
    log = read([], *tiers)
    assert [one.coder for one in log.sessions[0].observations] == [""]
    assert "“ana”, “ben” coded which tier" in told(log, LossKind.DROPPED)
    alone = read([], tiers[0])
    assert alone.sessions[0].observations[0].coder == "ana"
    assert "coded" not in told(alone, LossKind.DROPPED) + str(alone.scheme.losses)


def test_the_author_of_a_document_is_told() -> None:
    content = document([], tier("gaze", "gaze")).replace(b"<ANNOTATION_DOCUMENT", b'<ANNOTATION_DOCUMENT AUTHOR="Ann"')
    assert "“Ann”" in "\n".join(loss.what for loss in read_log(content, "visit.eaf").sessions[0].losses)


def test_several_values_of_a_vocabulary_are_several_answers() -> None:
    types = '<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="many" CONSTRAINTS="Symbolic_Subdivision" '
    types += 'CONTROLLED_VOCABULARY_REF="gaze"/>'
    tiers = tier("gaze", "gaze", span("a", 0, 1, "face"))
    tiers += tier("to", "many", ref("r", "a", "face"), ref("s", "a", "away", "r"), PARENT_REF="gaze")
    log = read([0, 1000], tiers, types)
    assert next(log.events).modifiers == (("to", "face+away"),)
    assert log.scheme.tiers[0].codes[0].modifiers[0].type is ModifierType.CHOICES


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<CV_RESOURCE/>", "no document of ELAN"),
        (b"<ANNOTATION_DOCUMENT>", "no whole XML"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><ANNOTATION_DOCUMENT/>', "declares a document type"),
        (b"", "no whole XML"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(CoderError, match=words) as raised:
        read_log(content, "a.eaf")
    assert raised.value.hint
