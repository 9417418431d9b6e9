from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.desk import Desk
from coder.app.keymap import build_keymap
from coder.app.migration import carry_out, plan_migration
from coder.app.open_session import Opened, open_session
from coder.app.recode import Recodes, recode_notice
from coder.editing.edits import Delete
from coder.editing.migration import migrate
from coder.model.event import Event
from coder.model.migration import Migration, Split
from coder.model.observation import Identity, Observation
from coder.model.recode import Outcome, Reason, Recode, Tick
from coder.model.scheme import Code, Kind, Modifier, Option, Scheme, Tier
from tests.doubles import Ear, LoudView, StillPlayer, build_workspace
from tests.moving import create_study, write_goal

SIZE = Modifier("size", options=(Option("big", "1"), Option("small", "2")), required=True)
BODY = Code("body", "g", modifiers=(SIZE,))
OLD_TIERS = (
    Tier("gaze", "infant", Kind.STATE, codes=(Code("mother", "w"), Code("toy", "y"))),
    Tier("signal", "infant", Kind.POINT, codes=(Code("bid", "b"),)),
)
OLD = Scheme("small", "1.0.0", tiers=OLD_TIERS)
NEW = Scheme(
    "small",
    "2.0.0",
    tiers=(
        Tier("gaze", "infant", Kind.STATE, codes=(Code("face", "f"), BODY, Code("toy", "y"))),
        Tier("signal", "infant", Kind.POINT, codes=(Code("bid", "b"), Code("glance", "h"))),
    ),
    migrations=(Migration("1.0.0", "2.0.0", (Split("gaze.mother", ("gaze.face", "gaze.body", "signal.glance")),)),),
)  # fmt: skip
EVENTS = (
    Event(1, "gaze", "mother", 1_000, 1_400),
    Event(2, "gaze", "toy", 1_400, 2_000),
    Event(3, "gaze", "mother", 2_000, 2_400),
    Event(4, "gaze", "mother", 3_000, 3_400),
)


class Kept:
    """A desk after a migration, and what was kept of the queue."""

    def __init__(self, queue: Sequence[Recode] | None = None, view_only: str = "") -> None:
        done = migrate(OLD, NEW, EVENTS)
        observation = Observation(Identity("D01", "ana"), done.events)
        self.ticks: list[tuple[int, Outcome, str]] = []
        self.workspace = build_workspace(observation, NEW, view_only=view_only)
        self.ear = Ear.at(self.workspace)
        recodes = Recodes(list(done.queue if queue is None else queue), lambda ticks: self.ticks.extend(_told(ticks)))
        self.player = StillPlayer()
        self.desk = Desk(self.workspace, self.player, LoudView(), build_keymap(), recodes=recodes)
        self.queue = self.desk.recode

    def code(self, event_id: int) -> str:
        """Return the code an event has now."""
        return self.workspace.observation.event(event_id).code


def _told(ticks: object) -> list[tuple[int, Outcome, str]]:
    assert isinstance(ticks, dict)
    return [(place, tick.outcome, tick.coder) for place, tick in ticks.items() if isinstance(tick, Tick)]


@pytest.fixture
def kept() -> Kept:
    kept = Kept()
    kept.queue.open()
    return kept


def test_opening_the_queue_opens_the_video_at_the_first_event_and_selects_it(kept: Kept) -> None:
    kept.player.play()
    kept.queue.toggle()
    kept.queue.toggle()
    assert (kept.player.now_ms(), kept.player.playing, kept.workspace.selected) == (1_000, False, 1)
    assert (kept.queue.left, len(kept.queue.items), kept.queue.place) == (3, 3, 0)


def test_the_new_code_replaces_the_old_one_ticks_it_off_and_goes_on(kept: Kept) -> None:
    kept.player.seek_ms(1_200)
    assert kept.desk.press("g")
    assert kept.code(1) == "body"
    assert len(kept.workspace.observation) == 4
    assert kept.ticks == [(0, Outcome.RECODED, "ana")]
    assert kept.ear.last == "Now body."
    assert kept.queue.place == 0
    assert kept.desk.press("1")
    assert kept.workspace.observation.event(1).modifier("size") == "big"
    assert (kept.queue.place, kept.player.now_ms(), kept.workspace.selected) == (1, 2_000, 3)


def test_the_code_it_stands_as_keeps_it(kept: Kept) -> None:
    assert kept.desk.press("f")
    assert kept.code(1) == "face"
    assert kept.ticks == [(0, Outcome.KEPT, "ana")]
    assert kept.workspace.history.can_undo is None
    assert kept.queue.place == 1


def test_keep_ticks_off_whatever_was_corrected(kept: Kept) -> None:
    kept.queue.keep()
    assert kept.ticks == [(0, Outcome.KEPT, "ana")]
    assert kept.ear.notices[-1].hint == "2 left to look at again."
    kept.queue.keep()
    kept.queue.keep()
    assert kept.ear.notices[-1].hint == "All have been looked at again."
    assert (kept.queue.left, kept.queue.place) == (0, 2)


def test_a_code_of_another_tier_moves_the_event_there(kept: Kept) -> None:
    assert kept.desk.press("h")
    assert kept.workspace.observation.event(1) == Event(1, "signal", "glance", 1_000, point=True)
    assert kept.ticks == [(0, Outcome.RECODED, "ana")]


def test_a_key_of_a_code_that_it_may_not_become_codes_as_ever(kept: Kept) -> None:
    kept.player.seek_ms(200)
    assert kept.desk.press("b")
    assert kept.ticks == []
    assert kept.workspace.observation.event(5) == Event(5, "signal", "bid", 200, point=True)


def test_a_click_on_the_palette_says_what_the_event_is_too(kept: Kept) -> None:
    kept.desk.code("gaze", "body")
    assert kept.code(1) == "body"
    kept.queue.close()
    kept.desk.code("gaze", "toy")
    assert kept.ticks == [(0, Outcome.RECODED, "ana")]


def test_while_the_queue_is_closed_keys_code_as_ever() -> None:
    kept = Kept()
    kept.player.seek_ms(3_000)
    assert kept.desk.press("g")
    assert kept.code(4) == "body"
    assert kept.ticks == []
    assert kept.queue.current is None


def test_undo_takes_the_tick_back(kept: Kept) -> None:
    kept.desk.press("g")
    kept.workspace.undo()
    assert kept.code(1) == "face"
    assert kept.ticks == [(0, Outcome.RECODED, "ana"), (0, Outcome.OPEN, "")]
    assert kept.queue.left == 3


def test_a_tick_can_be_taken_back(kept: Kept) -> None:
    kept.queue.keep()
    kept.queue.reopen(0)
    kept.queue.reopen(0)
    assert kept.ticks == [(0, Outcome.KEPT, "ana"), (0, Outcome.OPEN, "")]
    assert kept.queue.items[0].open


def test_going_about_goes_round(kept: Kept) -> None:
    kept.queue.go(-1)
    assert (kept.queue.place, kept.player.now_ms()) == (2, 3_000)
    kept.queue.go(1)
    assert kept.queue.place == 0
    kept.queue.keep()
    kept.queue.go_to(2)
    kept.queue.keep()
    assert kept.queue.place == 1


def test_an_event_that_waits_outside_is_coded_at_the_frame_or_left_out() -> None:
    waiting = [
        Recode(Event(8, "hands", "hold", 200, 700), None, Reason.NO_ROOM, ("gaze.face", "gaze.toy")),
        Recode(Event(9, "hands", "hold", 3_500, 3_900), None, Reason.NO_ROOM, ("gaze.face",)),
    ]
    kept = Kept(waiting)
    kept.queue.open()
    assert kept.workspace.selected is None
    kept.player.seek_ms(400)
    assert kept.desk.press("y")
    assert kept.workspace.observation.event(5) == Event(5, "gaze", "toy", 400, 1_000)
    assert kept.player.now_ms() == 3_480
    kept.queue.keep()
    assert kept.ticks == [(0, Outcome.RECODED, "ana"), (1, Outcome.LEFT_OUT, "ana")]
    assert kept.ear.last == "Left out hold."


def test_an_event_that_was_deleted_meanwhile_can_be_left_out(kept: Kept) -> None:
    kept.workspace.do(Delete((1,)))
    kept.queue.keep()
    assert kept.ticks == [(0, Outcome.LEFT_OUT, "ana")]


def test_a_code_that_cannot_be_given_leaves_it_open(kept: Kept) -> None:
    kept.workspace.do(Delete((1,)))
    kept.workspace.view_only = "it was opened so."
    assert kept.desk.press("f")
    kept.queue.keep()
    assert kept.ticks == []
    assert kept.ear.last == "This observation is view-only: it was opened so."


def test_without_a_queue_it_is_said_what_would_come_here() -> None:
    kept = Kept([])
    kept.queue.toggle()
    assert not kept.queue.is_open
    assert kept.ear.last == "No event is to be looked at again."
    kept.queue.keep()
    kept.queue.go(1)
    assert kept.ticks == []


def test_what_waits_is_said_when_a_session_is_opened() -> None:
    done = migrate(OLD, NEW, EVENTS).queue
    notice = recode_notice(done)
    assert notice is not None
    assert notice.message == "The scheme has changed: 3 events are to be looked at again."
    looked_at = [item.ticked(Tick(Outcome.KEPT, "ana", "")) for item in done]
    assert recode_notice(looked_at) is None
    one = recode_notice([*looked_at[1:], replace(done[0])])
    assert one is not None
    assert one.message == "The scheme has changed: 1 event is to be looked at again."


def desk_of(opened: Opened) -> Desk:
    return Desk(opened.workspace, StillPlayer(), LoudView(), build_keymap(), recodes=opened.recodes)


def test_progress_is_kept_when_the_session_is_closed_and_opened_again(tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", 1, ("ana",), count=10)
    carry_out(plan_migration(study, str(write_goal(tmp_path))), "lena")
    with open_session(study / "D01", "ana") as opened:
        (notice,) = opened.notices
        assert (notice.message, notice.button) == (
            "The scheme has changed: 2 events are to be looked at again.",
            "Look at them",
        )
        desk = desk_of(opened)
        desk.recode.open()
        assert desk.press("d")
        assert opened.flush() == 8
    with open_session(study / "D01", "ana") as again:
        assert [item.outcome for item in again.recodes.items] == [Outcome.RECODED, Outcome.OPEN]
        assert again.workspace.observation.event(1).code == "body"
        assert again.notices[0].message == "The scheme has changed: 1 event is to be looked at again."
    with open_session(study / "D01", "ana", view_only=True) as view:
        desk = desk_of(view)
        desk.recode.open()
        desk.recode.keep()
        assert desk.recode.left == 1
