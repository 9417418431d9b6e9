"""Accepting one coder everywhere gives that coder's events, whatever two coders coded."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.app.comparing.both import compare_both
from coder.editing.disputing import disputes_of, plan_beginning, plan_rulings
from coder.model.consensus import CONSENSUS, Made, Ruled, Ruling, Side
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.rating import Item, Level, Rating, Scale
from coder.model.scheme import PHASE, Code, Kind, Modifier, Option, Phase, Procedure, Scheme, Tier
from coder.model.spans import difference
from tests.deciding import END_MS, EXHAUSTIVE, SCHEME, ground, observation

MADE = Made(Side("ana", "t", "1"), Side("ben", "t", "2"))
HOW = (Modifier("how", options=(Option("long", "l"), Option("short", "s"))), Modifier("side"))
MOOD = Rating(items=(Item("warmth", Scale(1, 5)), Item("seen", levels=(Level("none", "1"), Level("some", "2")))))
RATED = (Tier("mood", "infant", Kind.RATING, codes=(Code("warmth"), Code("seen")), rating=MOOD),)
CODED = (replace(SCHEME.tiers[0], codes=tuple(replace(code, modifiers=HOW) for code in SCHEME.tiers[0].codes)),)
SAMPLED = Tier("play", "infant", Kind.INTERVAL, codes=(Code("alone"), Code("together")), length_s=5)
WHOLE = replace(SCHEME, tiers=(*CODED, *SCHEME.tiers[1:], SAMPLED, *RATED))
PHASED = replace(WHOLE, procedure=Procedure("still_face", (Phase("free"), Phase("still"))))

Shown = tuple[str, str, int, int | None, tuple[tuple[str, str], ...], str]


@st.composite
def _answers(draw: st.DrawFn, event: Event) -> Event:
    said = [(name, draw(st.sampled_from(["", "long", "short"]))) for name in ("how", "side")]
    kept = tuple(pair for pair in said if pair[1])
    target = draw(st.sampled_from(["", "infant", "caregiver"]))
    return replace(event, modifiers=kept, target=target, comment=draw(st.sampled_from(["", "look", "again"])))


@st.composite
def coders(draw: st.DrawFn, scheme: Scheme = WHOLE) -> tuple[Event, ...]:
    """Draw what somebody coded and rated: events of one code follow each other, points lie near each other."""
    found: list[Event] = []
    instants = st.integers(0, 59).map(lambda second: second * 1000)
    for tier, codes in (("gaze", ("face", "toy", "away")), ("touch", ("pat",)), ("touch", ("stroke",))):
        edges = sorted(draw(st.sets(instants, max_size=10)))
        for onset, offset in pairwise(edges):
            code = draw(st.sampled_from(["", *codes]))
            if code:
                event = Event(0, tier, code, onset, offset)
                found.append(draw(_answers(event)) if tier == "gaze" else event)
    for code in ("bid", "fuss"):
        for onset in sorted(draw(st.sets(st.integers(0, 590), max_size=4))):
            found.append(Event(0, "signal", code, onset * 100, point=True))
    if scheme in (WHOLE, PHASED):
        for onset in range(0, 60, 5):
            code = draw(st.sampled_from(["", "", "alone", "together"]))
            if code:
                found.append(Event(0, "play", code, onset * 1000, onset * 1000 + 5_000))
    if scheme is PHASED:
        found += [Event(0, PHASE, "free", 4_000, 30_000), Event(0, PHASE, "still", 31_000, 55_000)]
    if draw(st.booleans()):
        onset = draw(instants)
        reason = (("reason", draw(st.sampled_from(["dark", "hidden"]))),)
        found.append(Event(0, "uncodable", "uncodable", onset, min(onset + 5_000, END_MS), modifiers=reason))
    if any(tier.rating for tier in scheme.tiers):
        for item, values in (("warmth", ["", "1", "5"]), ("seen", ["", "none", "some", "not_ratable"])):
            value = draw(st.sampled_from(values))
            if value:
                found.append(Event(0, "mood", item, 0, END_MS, modifiers=(("value", value),)))
    return tuple(replace(event, id=number) for number, event in enumerate(found, 1))


def decided(first: tuple[Event, ...], second: tuple[Event, ...], ruling: Ruling, scheme: Scheme) -> Observation:
    """Return the consensus in which one coder stands wherever the two differ."""
    on = ground(first, second, scheme)
    consensus = Observation(Identity("D01", CONSENSUS, record=CONSENSUS))
    consensus.perform(plan_beginning(consensus, on, MADE, "Begin"))
    ruled = {one.id: Ruled(ruling) for one in disputes_of(consensus)}
    consensus.perform(plan_rulings(consensus, on, ruled, "Accept"))
    return consensus


def shown(events: "Observation | tuple[Event, ...]", blocked: list[tuple[str, int, int]]) -> set[Shown]:
    """Return the events with their answers, cut to the time that both could judge."""
    found: set[Shown] = set()
    for event in events:
        if event.tier not in ("gaze", "touch", "signal", "play", "mood"):
            continue
        taken = sorted((onset, offset) for tier, onset, offset in blocked if tier in ("", event.tier))
        what = (tuple(sorted(event.modifiers)), event.target)
        if event.tier == "mood":
            found.add((event.tier, event.code, event.onset_ms, event.offset_ms, *what))
        elif event.point:
            if not any(onset <= event.onset_ms < offset for onset, offset in taken):
                found.add((event.tier, event.code, event.onset_ms, None, *what))
        else:
            for onset, offset in difference([(event.onset_ms, event.end_ms(END_MS))], taken):
                found.add((event.tier, event.code, onset, offset, *what))
    return found


def _blocked(*both: tuple[Event, ...]) -> list[tuple[str, int, int]]:
    return [
        ("gaze" if event.modifier("reason") == "hidden" else "", event.onset_ms, event.offset_ms or END_MS)
        for events in both
        for event in events
        if event.tier == "uncodable"
    ]


@pytest.mark.parametrize("ruling", [Ruling.A, Ruling.B])
@settings(deadline=None, max_examples=30)
@given(coders(), coders())
def test_accepting_one_coder_everywhere_gives_that_coders_events(
    ruling: Ruling, first: tuple[Event, ...], second: tuple[Event, ...]
) -> None:
    consensus = decided(first, second, ruling, WHOLE)
    whose = first if ruling is Ruling.A else second
    assert shown(consensus, []) == shown(whose, _blocked(first, second))
    kept = {(event.code, event.onset_ms): event.comment for event in consensus.lane("gaze")}
    own = [event for event in whose if (event.code, event.onset_ms) in kept and event.tier == "gaze"]
    assert [event for event in own if event.comment not in kept[event.code, event.onset_ms]] == []


@pytest.mark.parametrize("scheme", [WHOLE, EXHAUSTIVE, PHASED], ids=["gaps", "computed default", "phases"])
@settings(deadline=None, max_examples=15)
@given(st.data())
def test_with_the_coder_who_was_accepted_everywhere_the_consensus_agrees_in_every_figure(
    scheme: Scheme, data: st.DataObject
) -> None:
    first, second = data.draw(coders(scheme)), data.draw(coders(scheme))
    consensus = decided(first, second, Ruling.A, scheme)
    found = compare_both(scheme, (observation("ana", first), consensus), END_MS)
    assert [dispute for one in found for dispute in one.disputes] == []
    known = [figure.found for one in found for figure in one.figures if figure.found.n]
    assert {round(one.kappa, 9) for one in known if one.kappa is not None} <= {1.0}
    assert {round(one.po, 9) for one in known if one.po is not None} <= {1.0}
