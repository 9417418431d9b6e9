"""Whatever keys are pressed, at whatever times, in whatever order: what has to hold, holds."""

from collections.abc import Callable
from itertools import pairwise
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from coder.app.workspace import Workspace
from coder.editing.coverage import outside_phases, segments, uncodable_spells
from coder.editing.edits import Delete, Edit, Merge, MoveEdge, SetCode, SetComment, SetModifier, Shift, Split
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Kind, Tier
from tests import lab
from tests.doubles import Ear, MemoryJournal, build_workspace
from tests.reversible import reversible, undo_back_to
from tests.unit.editing.presses import KEYS, Presses, presses

TIMES = st.integers(0, 100).map(lambda number: number * 40)
END_MS = 4_040
STATE_TIERS = [tier for tier in lab.SCHEME.lanes if tier.kind in (Kind.STATE, Kind.INTERVAL)]
EXHAUSTIVE = [tier for tier in STATE_TIERS if tier.exhaustive]


def overlap(events: list[Event]) -> bool:
    """Tell whether any two states hold at one instant."""
    ordered = sorted(events, key=lambda event: event.onset_ms)
    return any(first.end_ms(1 << 60) > second.onset_ms for first, second in pairwise(ordered))


def assert_states_are_sound(observation: Observation) -> None:
    """Hold that no event is empty and that none overlaps one it may not."""
    for tier in STATE_TIERS:
        lane = list(observation.lane(tier.id))
        assert all(event.offset_ms is None or event.offset_ms > event.onset_ms >= 0 for event in lane)
        lanes = [lane] if tier.exclusive else [[e for e in lane if e.code == code.id] for code in tier.codes]
        assert not any(overlap(events) for events in lanes), tier.id


def assert_exhaustive_tiers_are_whole(observation: Observation) -> None:
    """Hold that every codable instant of an exhaustive tier that counts has exactly one code."""
    outside = outside_phases(lab.SCHEME, observation, 0, END_MS)
    for tier in EXHAUSTIVE:
        spells = [*outside, *uncodable_spells(lab.SCHEME, observation, tier, 0, END_MS)]
        parts = segments(lab.SCHEME, observation, tier, 0, END_MS)
        for ms in range(0, END_MS, 20):
            held = [part for part in parts if part.onset_ms <= ms < part.offset_ms]
            if any(onset <= ms < offset for onset, offset in spells):
                assert all(part.event is not None for part in held)
                assert len(held) <= 1
            else:
                assert len(held) == 1, (tier.id, ms)


@given(presses(END_MS, step_ms=40))
def test_presses_in_any_order_leave_states_sound_and_exhaustive_tiers_whole(keys: Presses) -> None:
    workspace = build_workspace()
    with reversible(workspace):
        for chord, at_ms in keys:
            workspace.press(chord, at_ms)
    assert_states_are_sound(workspace.observation)
    assert_exhaustive_tiers_are_whole(workspace.observation)


@given(presses())
def test_undo_all_gives_the_empty_observation_and_redo_all_the_last(keys: Presses) -> None:
    workspace = build_workspace()
    for chord, at_ms in keys:
        workspace.press(chord, at_ms)
    last = list(workspace.observation)
    count = undo_back_to(workspace, None)
    assert list(workspace.observation) == []
    for _ in range(count):
        workspace.redo()
    assert list(workspace.observation) == last


@given(presses(END_MS, step_ms=40))
def test_a_press_deletes_no_event_and_moves_no_onset(keys: Presses) -> None:
    workspace = build_workspace()
    ear = Ear.at(workspace)
    for chord, at_ms in keys:
        _press_and_skip(workspace, chord, at_ms)
    for change in ear.changes:
        assert not change.removed
        assert all(before.onset_ms == after.onset_ms for before, after in change.replaced)
        assert len(change.added) <= 1
        assert len(change.replaced) <= 1


@given(presses(END_MS, step_ms=40))
def test_the_journal_gets_every_change_once_and_in_order(keys: Presses) -> None:
    journal = MemoryJournal()
    workspace = build_workspace(journal=journal)
    ear = Ear.at(workspace)
    for chord, at_ms in keys:
        workspace.press(chord, at_ms)
    undo_back_to(workspace, None)
    assert [change for change, _ in journal.kept] == ear.changes
    replayed = lab.empty()
    for change, _ in journal.kept:
        replayed.perform(change)
    assert list(replayed) == list(workspace.observation) == []


@given(presses(END_MS, step_ms=40, most=60))
def test_pressing_only_forwards_every_state_tier_is_as_if_each_key_were_read_alone(keys: Presses) -> None:
    """Coding in one go, each exclusive tier is simply its own keys in order: only uncodable time disturbs a tier."""
    ordered = sorted({at_ms: chord for chord, at_ms in keys}.items())
    together = _coded([(chord, at_ms) for at_ms, chord in ordered])
    for tier in lab.SCHEME.lanes:
        if tier.kind is Kind.INTERVAL:
            continue
        own = {"u", *(code.key for code in tier.codes)}
        alone = _coded([(chord, at_ms) for at_ms, chord in ordered if chord in own])
        assert _spans(together, tier) == _spans(alone, tier)


def _coded(keys: Presses) -> Observation:
    workspace = build_workspace()
    for chord, at_ms in keys:
        _press_and_skip(workspace, chord, at_ms)
    return workspace.observation


def _press_and_skip(workspace: Workspace, chord: str, at_ms: int) -> None:
    workspace.press(chord, at_ms)
    while workspace.pending:
        workspace.skip_question()


def _spans(observation: Observation, tier: Tier) -> list[tuple[str, int, int | None]]:
    return [(event.code, event.onset_ms, event.offset_ms) for event in observation.lane(tier.id)]


class Coding(RuleBasedStateMachine):
    """A coder who presses, corrects, undoes and redoes at random."""

    def __init__(self) -> None:
        super().__init__()
        self.workspace: Workspace = build_workspace()
        self.ear = Ear.at(self.workspace)
        self.ids: set[int] = set()
        self.states: list[list[Event]] = [[]]
        self.done = 0

    @rule(chord=st.sampled_from(KEYS), at_ms=TIMES)
    def press(self, chord: str, at_ms: int) -> None:
        self._watch(lambda: self.workspace.press(chord, at_ms))

    @rule(chord=st.sampled_from(("1", "2", "3", "5", ".", "enter", "backspace", "space", "shift+a")), at_ms=TIMES)
    def answer(self, chord: str, at_ms: int) -> None:
        self._watch(lambda: self.workspace.press(chord, at_ms))

    @precondition(lambda self: len(self.workspace.observation) > 0)
    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        edit = data.draw(_edits(list(self.workspace.observation)))
        self._watch(lambda: self.workspace.do(edit))

    @rule(times=st.integers(1, 5))
    def undo(self, times: int) -> None:
        for _ in range(times):
            if self.workspace.undo() is not None:
                self.done -= 1
                assert list(self.workspace.observation) == self.states[self.done]

    @rule(times=st.integers(1, 5))
    def redo(self, times: int) -> None:
        for _ in range(times):
            if self.workspace.redo() is not None:
                self.done += 1
                assert list(self.workspace.observation) == self.states[self.done]

    def _watch(self, act: Callable[[], object]) -> None:
        """Do something that is at most one change; remember what it led to, and hold that a new id is a new one."""
        told = len(self.ear.changes)
        act()
        if len(self.ear.changes) == told:
            return
        assert len(self.ear.changes) == told + 1
        self.done += 1
        del self.states[self.done :]
        self.states.append(list(self.workspace.observation))
        for event in self.ear.changes[-1].added:
            assert event.id not in self.ids
            self.ids.add(event.id)

    @invariant()
    def states_are_sound(self) -> None:
        assert_states_are_sound(self.workspace.observation)

    @invariant()
    def lanes_are_the_events(self) -> None:
        observation = self.workspace.observation
        lanes = [event for tier in lab.SCHEME.lanes for event in observation.lane(tier.id)]
        codes = [event for t in lab.SCHEME.lanes for code in t.codes for event in observation.code_lane(t.id, code.id)]
        assert sorted(lanes, key=_id) == sorted(codes, key=_id) == sorted(observation, key=_id)

    @invariant()
    def questions_are_about_events_that_are_there(self) -> None:
        question = self.workspace.pending.question
        assert question is None or question.event_id in self.workspace.observation

    @invariant()
    def the_selection_is_there(self) -> None:
        assert self.workspace.selected is None or self.workspace.selection is not None

    def teardown(self) -> None:
        """At the end, all is undone and redone."""
        last = list(self.workspace.observation)
        assert_exhaustive_tiers_are_whole(self.workspace.observation)
        count = undo_back_to(self.workspace, None)
        assert list(self.workspace.observation) == []
        for _ in range(count):
            assert self.workspace.redo() is not None
        assert list(self.workspace.observation) == last


def _id(event: Event) -> int:
    return event.id


def _edits(events: list[Event]) -> st.SearchStrategy[Edit]:
    ids = st.sampled_from([event.id for event in events])
    edges: st.SearchStrategy[Literal["onset", "offset"]] = st.sampled_from(["onset", "offset"])
    codes = st.sampled_from([code.id for tier in lab.SCHEME.lanes for code in tier.codes])
    return st.one_of(
        st.builds(MoveEdge, ids, edges, TIMES),
        st.builds(Shift, ids, TIMES.map(lambda ms: ms - 2_000)),
        st.builds(SetCode, ids, codes),
        st.builds(
            SetModifier, ids, st.sampled_from(["form", "quality", "loudness"]), st.sampled_from(["pat", "2", None])
        ),
        st.builds(SetComment, ids, st.text(max_size=3)),
        st.builds(Delete, st.lists(ids, max_size=3).map(tuple)),
        st.builds(Split, ids, TIMES),
        st.builds(Merge, ids),
    )


Coding.TestCase.settings = settings(max_examples=settings().max_examples // 3, stateful_step_count=40)
TestCoding = Coding.TestCase
