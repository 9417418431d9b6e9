"""Whatever is migrated by whatever steps: no event is lost, and what comes of it is sound."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coder.editing.migration import NO_ROOM, Migrated, migrate
from coder.model.event import Event
from coder.model.migration import ChangeKind, MapModifier, Merge, Move, Rename, Retire, Split
from coder.model.observation import Identity, Observation
from coder.model.scheme import Kind, Scheme
from tests.unit.editing.versions import OLD, tier, version

TIMES = st.integers(0, 60).map(lambda number: number * 500)
CODES = [f"{found.id}.{code.id}" for found in OLD.tiers for code in found.codes]
NAMES = st.sampled_from(CODES)
TIER_IDS = st.sampled_from([found.id for found in OLD.tiers])
KINDS = st.sampled_from(list(Kind))
STEPS = st.one_of(
    st.builds(Rename, NAMES, NAMES),
    st.builds(Move, NAMES, st.one_of(NAMES, TIER_IDS)),
    st.builds(Merge, st.lists(NAMES, min_size=1, max_size=3).map(tuple), NAMES),
    st.builds(Retire, st.one_of(NAMES, TIER_IDS, st.just("touch.pat.form"))),
    st.builds(MapModifier, st.just("touch.pat"), st.just("form"), st.just(""), st.just((("pat", "rub"),))),
    st.builds(ChangeKind, TIER_IDS, KINDS.map(lambda kind: kind.value)),
    st.builds(Split, NAMES, st.lists(NAMES, min_size=2, max_size=3, unique=True).map(tuple)),
)


@st.composite
def coded(draw: st.DrawFn) -> list[Event]:
    """Return events as a coder may have coded them under the old scheme."""
    found: list[Event] = []
    for lane in OLD.tiers:
        codes = [code.id for code in lane.codes]
        if lane.kind is Kind.POINT:
            for at_ms in draw(st.lists(TIMES, max_size=4)):
                found.append(Event(len(found) + 1, lane.id, draw(st.sampled_from(codes)), at_ms, point=True))
            continue
        for rivals in [codes] if lane.exclusive else [[code] for code in codes]:
            edges = sorted(draw(st.sets(TIMES, max_size=8)))
            spans = [(edges[place], edges[place + 1]) for place in range(0, len(edges) - 1, 2)]
            for onset_ms, offset_ms in spans:
                code = draw(st.sampled_from(rivals))
                answers = draw(st.sampled_from([(), (("form", "pat"),)])) if lane.id == "touch" else ()
                found.append(Event(len(found) + 1, lane.id, code, onset_ms, offset_ms, modifiers=answers))
    return found


@st.composite
def newer(draw: st.DrawFn) -> Scheme:
    """Return a later version: kinds and exclusiveness differ, codes are all there, some steps lead to it."""
    changed = []
    for found in OLD.tiers:
        if draw(st.booleans()):
            kind, exclusive = draw(KINDS), draw(st.booleans())
            changed.append(tier(found.id, *found.codes, kind=kind, exclusive=exclusive))
    return version("2.0.0", *changed, steps=draw(st.lists(STEPS, min_size=1, max_size=4)))


def replayed(events: Sequence[Event], done: Migrated) -> dict[int, Event]:
    """Return the events that the log says there are, once every change in it has been carried out."""
    observation = Observation(Identity("D01_v1", "ana"), events)
    for taken in done.taken:
        observation.perform(taken.change)
    return {event.id: event for event in observation}


@given(coded(), newer())
def test_every_event_is_accounted_for(events: list[Event], new: Scheme) -> None:
    done = migrate(OLD, new, events)
    there = {event.id: event for event in done.events}
    assert len(there) == len(done.events)
    assert replayed(events, done) == there
    gone = [event.id for taken in done.taken for event in taken.change.removed]
    assert sorted([*there, *gone]) == [event.id for event in events]
    told = [taken for taken in done.taken if taken.words.startswith(("retire", "join"))]
    named = {event.id for taken in told for event in taken.change.removed}
    waiting = {found.id for found in done.queue if found.now is None}
    assert set(gone) == named | waiting
    assert not named & waiting


@given(coded(), newer())
def test_what_waits_is_told_as_it_was_and_as_it_is(events: list[Event], new: Scheme) -> None:
    done = migrate(OLD, new, events)
    before, there = {event.id: event for event in events}, {event.id: event for event in done.events}
    assert len({found.id for found in done.queue}) == len(done.queue)
    for found in done.queue:
        assert found.was == before[found.id]
        assert found.now == there.get(found.id)
        assert found.codes or done.misfits
        assert all(new.code(*name.split(".")) for name in found.codes)
    asked = sum(taken.again for taken in done.taken)
    retired = {event.id for taken in done.taken if taken.words.startswith("retire") for event in taken.change.removed}
    assert len(done.queue) <= asked <= len(done.queue) + len(retired)


@given(coded(), newer())
def test_what_the_new_scheme_knows_is_sound_under_it(events: list[Event], new: Scheme) -> None:
    done = migrate(OLD, new, events)
    if done.misfits:
        return
    for lane in new.tiers:
        found = [event for event in done.events if event.tier == lane.id]
        assert all(new.code(event.tier, event.code) for event in found)
        assert all(event.point == (lane.kind is Kind.POINT) for event in found)
        if lane.kind in (Kind.STATE, Kind.INTERVAL):
            groups = [found] if lane.exclusive else [[e for e in found if e.code == code.id] for code in lane.codes]
            assert not any(_overlap(group) for group in groups)


def _overlap(events: list[Event]) -> bool:
    ordered = sorted(events, key=lambda event: event.onset_ms)
    return any(one.end_ms(1 << 60) > other.onset_ms for one, other in pairwise(ordered))


@given(coded(), newer())
def test_what_no_step_names_is_as_it_was(events: list[Event], new: Scheme) -> None:
    done = migrate(OLD, new, events)
    concerned = {number for taken in done.taken for number in taken.change.ids} | {found.id for found in done.queue}
    there = {event.id: event for event in done.events}
    assert all(there[event.id] == event for event in events if event.id not in concerned)


@given(coded(), newer())
def test_whatever_has_no_room_waits(events: list[Event], new: Scheme) -> None:
    done = migrate(OLD, new, events)
    for taken in done.taken:
        if taken.words == NO_ROOM:
            waiting = {found.id for found in done.queue if found.now is None}
            assert {event.id for event in taken.change.removed} <= waiting
