"""Events of other programs come to their places; what does not fit is changed, kept in the comment, or left out."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coder.errors import CoderError
from coder.model.event import Event
from coder.model.foreign_log import ForeignEvent
from coder.model.foreign_scheme import ForeignCode, ForeignModifier, ForeignScheme, ForeignTier, Losses
from coder.model.import_map import ImportMap, MappedTier
from coder.model.scheme import Kind, Text, Tier
from coder.scheme.import_events import Placed, place_events
from coder.scheme.import_places import guess_tiers, places_of_map
from tests.lab import SCHEME

SAID = ImportMap(
    tiers=(
        MappedTier("Blick", "cg_gaze", (("Gesicht", "at_face"), ("anders", "cg_gaze.away"), ("zu", ""))),
        MappedTier(
            "Hand", "cg_touch", (("fasst", "touch"), ("ruft", "in_signal.bid")), (("Art", "form"), ("Laune", ""))
        ),
        MappedTier("Nichts"),
    )
)


def place(*events: ForeignEvent, said: ImportMap = SAID, foreign: ForeignScheme | None = None) -> Placed:
    places = places_of_map(events, foreign or ForeignScheme("E"), SCHEME, said, Losses())
    return place_events(events, places, SCHEME, 60_000)


def told(placed: Placed) -> str:
    return "\n".join(f"{loss.kind} {loss.what}" for loss in placed.losses)


def rows(events: Sequence[Event]) -> list[tuple[str, str, int, int | None]]:
    return [(event.tier, event.code, event.onset_ms, event.offset_ms) for event in events]


def test_a_mapping_says_where_codes_go() -> None:
    placed = place(
        ForeignEvent("Blick", "anders", 200, 300),
        ForeignEvent("Blick", "Gesicht", 0, 200),
        ForeignEvent("Hand", "ruft", 100, None, True),
    )
    assert rows(placed.events) == [
        ("cg_gaze", "at_face", 0, 200),
        ("in_signal", "bid", 100, None),
        ("cg_gaze", "away", 200, 300),
    ]
    assert [event.id for event in placed.events] == [1, 2, 3]
    assert (placed.left_out, placed.losses) == ((), ())


def test_what_has_no_counterpart_is_left_out_and_told() -> None:
    lost = (ForeignEvent("Blick", "zu", 0, 100), ForeignEvent("Nichts", "x", 0, 5), ForeignEvent("Wo", "y", 0, 5))
    placed = place(*lost)
    assert (placed.events, [one.event for one in placed.left_out]) == ((), list(lost))
    assert "The scheme has nothing for them: events that were left out, and are kept in a table beside (3)" in told(
        placed
    )


def test_names_that_are_the_same_need_no_mapping() -> None:
    placed = place(
        ForeignEvent("cg_gaze", "At face", 0, 100),
        ForeignEvent("somewhere", "rock", 0, 100),
        ForeignEvent("in_voice", "in_voice", 0, 100),
        said=ImportMap(),
    )
    assert rows(placed.events) == [("cg_gaze", "at_face", 0, 100), ("cg_rock", "rock", 0, 100)]
    assert len(placed.left_out) == 1


def test_a_code_that_several_tiers_have_is_nowhere_without_a_mapping() -> None:
    assert place(ForeignEvent("somewhere", "away", 0, 100), said=ImportMap()).events == ()


@pytest.mark.parametrize(
    ("tier", "words"),
    [
        (MappedTier("a", "nowhere"), "leads to nowhere"),
        (MappedTier("a", "cg_gaze", (("b", "smile"),)), "leads to smile"),
        (MappedTier("a", "cg_gaze", (("b", "in_gaze.smile"),)), "leads to in_gaze.smile"),
        (MappedTier("a", "cg_touch", (("b", "touch"),), (("c", "speed"),)), "leads modifier “c” to speed"),
    ],
)
def test_a_mapping_to_what_is_not_there_is_refused(tier: MappedTier, words: str) -> None:
    event = ForeignEvent("a", "b", 0, 100, False, (("c", "d"),))
    with pytest.raises(CoderError, match=words) as raised:
        place(event, said=ImportMap(tiers=(tier,)))
    assert raised.value.hint


def test_modifiers_go_where_they_are_mapped_and_the_rest_is_kept_in_the_comment() -> None:
    said = (("Art", "pat"), ("Laune", "gut"), ("quality", "loving"), ("Tempo", "schnell"))
    placed = place(ForeignEvent("Hand", "fasst", 0, 100, False, said, comment="hm"))
    (event,) = placed.events
    assert event.modifiers == (("form", "pat"), ("quality", "loving"))
    assert event.comment == "hm / Laune: gut / Tempo: schnell"
    assert "they are in the comment (2): Laune: gut; Tempo: schnell." in told(placed)


@pytest.mark.parametrize(
    ("code", "name", "value", "fits"),
    [
        ("cry", "loudness", "3.5", True),
        ("cry", "loudness", "very", False),
        ("cry", "words", "anything", True),
        ("bid", "with", "arms+toy", True),
        ("bid", "with", "arms+nose", False),
        ("touch", "form", "scratch", False),
    ],
)
def test_an_answer_that_a_modifier_cannot_have_is_kept_in_the_comment(
    code: str, name: str, value: str, *, fits: bool
) -> None:
    point = code == "bid"
    placed = place(ForeignEvent("x", code, 0, None if point else 9, point, ((name, value),)), said=ImportMap())
    (event,) = placed.events
    assert (event.modifiers == ((name, value),)) is fits
    assert event.comment == ("" if fits else f"{name}: {value}")


def test_a_target_that_is_no_actor_is_kept_in_the_comment() -> None:
    placed = place(
        ForeignEvent("Hand", "fasst", 0, 100, target="infant"), ForeignEvent("Hand", "fasst", 200, 300, target="dog")
    )
    assert [(event.target, event.comment) for event in placed.events] == [("infant", ""), ("", "target: dog")]


def test_kinds_that_differ_are_told() -> None:
    placed = place(ForeignEvent("Hand", "ruft", 5, 100), ForeignEvent("Blick", "Gesicht", 7, None, True))
    assert rows(placed.events) == [("in_signal", "bid", 5, None)]
    assert [one.why for one in placed.left_out] == ["Points on a tier of states"]
    assert "States on a tier of points; their onset is kept (1)" in told(placed)


def test_states_that_run_into_each_other_are_cut_and_told() -> None:
    placed = place(
        ForeignEvent("Blick", "Gesicht", 0, 200),
        ForeignEvent("Blick", "anders", 100, None),
        ForeignEvent("Blick", "Gesicht", 300, 400),
        ForeignEvent("Blick", "anders", 300, 350),
    )
    assert rows(placed.events) == [
        ("cg_gaze", "at_face", 0, 100),
        ("cg_gaze", "away", 100, 300),
        ("cg_gaze", "at_face", 300, 400),
    ]
    assert "Another state began at the same moment" in placed.left_out[0].why
    assert "ran into the next one; they end where that begins (1): Blick, Gesicht at 0:00.000–0:00.200" in told(placed)
    assert "States that nobody ended; they end where the next one begins (1)" in told(placed)


def test_codes_that_may_overlap_are_cut_by_their_own_kind_alone() -> None:
    events = (ForeignEvent("x", "coo", 0, 500), ForeignEvent("x", "cry", 100, None), ForeignEvent("x", "coo", 300, 400))
    assert rows(place(*events, said=ImportMap()).events) == [
        ("in_voice", "coo", 0, 300),
        ("in_voice", "cry", 100, None),
        ("in_voice", "coo", 300, 400),
    ]


def test_a_state_without_length_lasts_a_millisecond() -> None:
    placed = place(ForeignEvent("Blick", "Gesicht", 100, 100))
    assert rows(placed.events) == [("cg_gaze", "at_face", 100, 101)]
    assert "last 1 ms (1)" in told(placed)


def test_what_lies_before_the_first_frame_is_cut_or_left_out() -> None:
    placed = place(
        ForeignEvent("Blick", "Gesicht", -500, 100),
        ForeignEvent("Blick", "anders", -900, -500),
        ForeignEvent("Hand", "ruft", -1, None, True),
    )
    assert rows(placed.events) == [("cg_gaze", "at_face", 0, 100)]
    assert [one.why for one in placed.left_out] == ["Before the first frame of the video"] * 2


def test_phases_and_uncodable_time_are_tiers_like_others() -> None:
    said = ImportMap(tiers=(MappedTier("Abschnitt", "phase", (("Spiel", "play"),)),))
    placed = place(ForeignEvent("Abschnitt", "Spiel", 0, 5000), ForeignEvent("phase", "still", 5000, 9000), said=said)
    assert rows(placed.events) == [("phase", "play", 0, 5000), ("phase", "still", 5000, 9000)]


def test_different_reasons_of_uncodable_time_may_overlap_and_the_same_one_is_cut() -> None:
    spells = [("off_camera", 0, 900), ("face_hidden", 300, 600), ("off_camera", 800, 1_000)]
    placed = place(
        *(
            ForeignEvent("uncodable", "uncodable", onset, offset, modifiers=(("reason", reason),))
            for reason, onset, offset in spells
        )
    )
    found = [(event.modifier("reason"), event.onset_ms, event.offset_ms) for event in placed.events]
    assert found == [("off_camera", 0, 800), ("face_hidden", 300, 600), ("off_camera", 800, 1_000)]


def test_ids_are_kept_where_all_have_one_of_their_own() -> None:
    events = (ForeignEvent("Blick", "Gesicht", 100, 200, id=7), ForeignEvent("Blick", "anders", 0, 100, id=9))
    assert [event.id for event in place(*events).events] == [9, 7]
    assert [event.id for event in place(*events, ForeignEvent("Hand", "ruft", 0, None, True)).events] == [1, 2, 3]


def test_a_tier_of_the_same_name_that_is_of_somebody_else_is_not_meant() -> None:
    labelled = replace(SCHEME, tiers=tuple(replace(tier, label=label_of(tier)) for tier in SCHEME.tiers))
    whose = (("gaze", "Baby", "away"), ("Mum gaze", "Mum", "away"), ("touch", "infant", "touch"))
    tiers = tuple(ForeignTier(name, Kind.STATE, actor, codes=(ForeignCode(code),)) for name, actor, code in whose)
    assert guess_tiers(ForeignScheme("E", tiers=tiers), (), labelled) == (
        MappedTier("gaze", "in_gaze", (("away", "in_gaze.away"),)),
        MappedTier("Mum gaze", "cg_gaze", (("away", "cg_gaze.away"),)),
        MappedTier("touch", "", (("touch", ""),)),
    )


def label_of(tier: Tier) -> Text:
    return Text((("en", tier.id.partition("_")[2]),))


def test_a_mapping_is_guessed_of_names_for_a_person_to_check() -> None:
    foreign = ForeignScheme(
        "E",
        tiers=(
            ForeignTier("CG gaze", Kind.STATE, codes=(ForeignCode("At face"), ForeignCode("zu"))),
            ForeignTier("Hand", Kind.STATE, codes=(ForeignCode("touch", modifiers=(ForeignModifier("form"),)),)),
        ),
    )
    assert guess_tiers(foreign, (), SCHEME) == (
        MappedTier("CG gaze", "cg_gaze", (("At face", "cg_gaze.at_face"), ("zu", ""))),
        MappedTier("Hand", "", (("touch", "cg_touch.touch"),), (("form", "form"),)),
    )
